using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Access;

namespace Logistics.Host.Duties;

/// <summary>Duties and crews in words.</summary>
public static class DutyWords
{
    public static string Hours(Duty duty) => $"{duty.Leaves:HH\\:mm} – {duty.Back:HH\\:mm}";

    public static string Say(Gap gap, CultureInfo language) => gap switch
    {
        Gap.NoDriver => Texts.GetIn(language, "Rota.Gap.NoDriver"),
        Gap.TooFew(var missing) => Texts.FormatIn(language, missing == 1 ? "Rota.Gap.TooFew.One" : "Rota.Gap.TooFew.Many", missing),
        Gap.NobodyLifts(var heaviest) => Texts.FormatIn(language, "Rota.Gap.NobodyLifts", heaviest.Kilograms),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    public static string Say(Hindrance why) => Texts.Get($"Rota.Hindrance.{why}");

    /// <summary>What is lacking, in one line.</summary>
    public static string Gaps(Outing outing, CultureInfo language) => string.Join(", ", outing.Gaps.Select(x => Say(x, language)));

    public static Letter Alarm(Outing outing, string to, CultureInfo language, string link) => new(
        to, Texts.FormatIn(language, "Letter.CrewFellApart.Subject", outing.Duty.Code, outing.Date),
        Texts.FormatIn(language, "Letter.CrewFellApart.Body", outing.Duty.Code, outing.Date, Hours(outing.Duty), Gaps(outing, language), link));

    public static Letter Call(Outing outing, Volunteer reader, string link) => new(
        reader.Email!, Texts.FormatIn(french, "Letter.StepIn.Subject", outing.Date),
        Texts.FormatIn(french, "Letter.StepIn.Body", reader.Name, outing.Date, Hours(outing.Duty), Gaps(outing, french), link));

    public static Letter Link(Volunteer reader, string link) => new(reader.Email!, Texts.GetIn(french, "Letter.VolunteerLink.Subject"), Texts.FormatIn(french, "Letter.VolunteerLink.Body", reader.Name, link));

    /// <summary>What somebody goes on tomorrow.</summary>
    /// <param name="outings">All of one day, the first first; the reader is in the crew of each.</param>
    /// <param name="day">Where vehicles and places are named; null: they go without a name.</param>
    /// <param name="languages">One below the other: of several, the reader's is not known.</param>
    public static Letter Reminder(IReadOnlyList<Outing> outings, Volunteer reader, DayDeclarations? day, string link, IReadOnlyList<CultureInfo> languages) => new(
        reader.Email!, Texts.FormatIn(languages[0], "Letter.Duty.Subject", outings[0].Date, outings[0].Duty.Leaves),
        string.Join("\n\n* * *\n\n", languages.Select(x => Texts.FormatIn(x, "Letter.Duty.Body", reader.Name, outings[0].Date, string.Join('\n', outings.Select(y => LineOf(y, reader, day, x))), link))));

    static string LineOf(Outing outing, Volunteer reader, DayDeclarations? day, CultureInfo language)
    {
        var others = outing.Crew.Where(x => x.Who.Id != reader.Id).Select(x => x.Who.Name).ToList();
        return "- " + string.Join(" · ", new[]
        {
            Hours(outing.Duty),
            Texts.GetIn(language, outing.Driver?.Id == reader.Id ? "Volunteer.YouDrive" : "Volunteer.YouHelp"),
            day?.Vehicles.FirstOrDefault(x => x.Id == outing.Duty.Vehicle)?.Name,
            day?.Sites.FirstOrDefault(x => x.Id == outing.Duty.StartSite)?.Name,
            others.Count > 0 ? Texts.FormatIn(language, "Volunteer.With", string.Join(", ", others)) : null,
            outing.IsCovered ? null : $"⚠ {Gaps(outing, language)}",
        }.OfType<string>());
    }

    /// <summary>Nobody asked volunteers for their language yet: French first.</summary>
    static readonly CultureInfo french = CultureInfo.GetCultureInfo("fr-FR");
}
