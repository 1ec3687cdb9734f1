using System.Globalization;
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

    /// <summary>Nobody asked volunteers for their language yet: French first.</summary>
    static readonly CultureInfo french = CultureInfo.GetCultureInfo("fr-FR");
}
