using System.Globalization;
using System.Text.RegularExpressions;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Domain.Fleet;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Host.Declaring;
using Logistics.Measures;

namespace Logistics.Host.Duties;

/// <summary>A duty as a dispatcher types it, or as a shift of a declared day shows it.</summary>
public static partial class DutyForm
{
    const int MostSeats = 9;
    const decimal MostKilograms = 1000;

    public static readonly IReadOnlyList<DayOfWeek> Week = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <param name="known">What is changed; null: a new one.</param>
    /// <param name="day">Where vehicles, places and partners are looked up.</param>
    /// <param name="today">From when on whoever becomes a regular now is one.</param>
    /// <returns>The duty and no problem, or all that is wrong, as texts' names.</returns>
    public static (Duty? Duty, IReadOnlyList<string> Wrong) Read(Typed typed, Duty? known, Territory territory, DayIndex day, Rota rota, DateOnly today)
    {
        var wrong = new List<string>();
        var code = known?.Code ?? typed["code"];
        if (!CodePattern().IsMatch(code))
            wrong.Add("Duties.Wrong.Code");
        else if (known is null && rota.Duties.Any(x => x.Code == code))
            wrong.Add("Duties.Wrong.CodeTaken");
        var vehicle = day.Day.Vehicles.FirstOrDefault(x => x.Code == typed["vehicule"] && x.Territory == territory.Id);
        if (vehicle is null)
            wrong.Add("Duties.Wrong.Vehicle");
        var site = day.Day.Sites.FirstOrDefault(x => x.Code == typed["depart"] && x.Territory == territory.Id);
        if (site is null)
            wrong.Add("Duties.Wrong.Site");
        if (TimeOf(typed["part"]) is not { } leaves || TimeOf(typed["rentre"]) is not { } back || back <= leaves)
        {
            (leaves, back) = (default, default);
            wrong.Add("Duties.Wrong.Hours");
        }
        var (days, badDays) = DaysOf(typed);
        wrong.AddRange(badDays);
        var (least, most) = (typed.Number("minimum"), typed.Number("maximum"));
        if (least is not >= 1 || most is not <= MostSeats || least > most || least != decimal.Truncate(least.Value) || most != decimal.Truncate(most.Value))
            wrong.Add("Duties.Wrong.People");
        var licence = Enum.TryParse<Licence>(typed["permis"], out var said) && Enum.IsDefined(said) ? said : Licence.B;
        var heaviest = typed.Number("lourd");
        if (typed.Has("lourd") && heaviest is null or <= 0 or > MostKilograms)
            wrong.Add("Duties.Wrong.Heaviest");
        var regulars = new[] { ("conduit", true), ("aide", false) }
            .SelectMany(x => typed[x.Item1].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => rota.Volunteers.FirstOrDefault(y => y.Code == id)).OfType<Volunteer>()
                .Select(y => new Regular(y.Id, x.Item2, known?.Regulars.FirstOrDefault(z => z.Volunteer == y.Id) is { } before ? before.Since : today))).ToList();
        if (regulars.Where(x => x.Drives).Any(x => !(rota.Volunteers.First(y => y.Id == x.Volunteer).Licence >= licence)))
            wrong.Add("Duties.Wrong.RegularLicence");
        if (wrong.Count > 0)
            return (null, wrong);
        return (new()
        {
            Id = known?.Id ?? TerritoryIds.Shift(territory.Id, code),
            Code = code,
            Territory = territory.Id,
            Organiser = day.Day.Parties.FirstOrDefault(x => x.Code == typed["pour"] && x.Territory == territory.Id)?.Id,
            Vehicle = vehicle!.Id,
            Leaves = leaves,
            Back = back,
            StartSite = site!.Id,
            EndSite = site.Id,
            Days = days!,
            OnHolidays = typed.Has("feries") ? OnHolidays.Goes : OnHolidays.Rests,
            Without = known?.Without ?? [],
            LeastPeople = (int)least!,
            MostPeople = (int)most!,
            Licence = licence,
            Heaviest = heaviest is { } kilograms ? new Mass((long)(kilograms * 1000)) : null,
            Regulars = [.. regulars.DistinctBy(x => x.Volunteer)],
        }, []);
    }

    public static Typed Of(Duty duty, DayIndex day, Rota rota)
    {
        string Codes(bool drives) => string.Join(',', duty.Regulars.Where(x => x.Drives == drives).Select(x => rota.Volunteers.FirstOrDefault(y => y.Id == x.Volunteer)?.Code).OfType<string>());
        var typed = new Typed
        {
            ["code"] = duty.Code,
            ["vehicule"] = day.Day.Vehicles.FirstOrDefault(x => x.Id == duty.Vehicle)?.Code ?? "",
            ["depart"] = day.Day.Sites.FirstOrDefault(x => x.Id == duty.StartSite)?.Code ?? "",
            ["part"] = $"{duty.Leaves:HH\\:mm}",
            ["rentre"] = $"{duty.Back:HH\\:mm}",
            ["feries"] = duty.OnHolidays == OnHolidays.Goes ? "oui" : "",
            ["minimum"] = $"{duty.LeastPeople}",
            ["maximum"] = $"{duty.MostPeople}",
            ["permis"] = $"{duty.Licence}",
            ["lourd"] = duty.Heaviest is { } heaviest ? $"{heaviest.Kilograms:0.#}" : "",
            ["pour"] = day.Day.Parties.FirstOrDefault(x => x.Id == duty.Organiser)?.Code ?? "",
            ["conduit"] = Codes(drives: true),
            ["aide"] = Codes(drives: false),
        };
        switch (duty.Days)
        {
            case DutyDays.Once(var date):
                (typed["rythme"], typed["debut"]) = ("une", $"{date:yyyy-MM-dd}");
                break;
            case DutyDays.Weekly weekly:
                (typed["rythme"], typed["debut"], typed["fin"]) = (weekly.EveryWeeks == 1 ? "semaine" : "quinzaine", $"{weekly.From:yyyy-MM-dd}", $"{weekly.Until:yyyy-MM-dd}");
                foreach (var weekday in weekly.Weekdays)
                    typed[$"jour-{(int)weekday}"] = "oui";
                break;
        }
        return typed;
    }

    /// <summary>Whether a shift is out and back on the day it is declared for, as a duty is.</summary>
    public static bool IsWithin(Shift shift, DateOnly date, TimeZoneInfo zone) =>
        new[] { shift.Span.Begin, shift.Span.End }.All(x => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(x, zone).DateTime) == date);

    /// <summary>A shift of a declared day, each week on the same weekday with the same people.</summary>
    /// <param name="known">The duty that goes by the shift's code already: it goes on that weekday, too. Null: none does.</param>
    public static Duty OfShift(Shift shift, DateOnly date, TimeZoneInfo zone, Duty? known)
    {
        TimeOnly Clock(DateTimeOffset instant) => TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, zone).DateTime);
        if (known is { Days: DutyDays.Weekly weekly })
            return known with { Days = weekly with { Weekdays = [.. weekly.Weekdays.Append(date.DayOfWeek).Distinct().Order()], From = weekly.From < date ? weekly.From : date } };
        return new()
        {
            Id = shift.Id,
            Code = shift.Code,
            Territory = shift.Territory,
            Vehicle = shift.Vehicle,
            Leaves = Clock(shift.Span.Begin),
            Back = Clock(shift.Span.End),
            StartSite = shift.StartSite,
            EndSite = shift.EndSite,
            Days = new DutyDays.Weekly([date.DayOfWeek], date, null, 1),
            LeastPeople = 1 + shift.Helpers.Count,
            MostPeople = Math.Max(2, 1 + shift.Helpers.Count),
            Regulars = [new(shift.Driver, true), .. shift.Helpers.Select(x => new Regular(x, false))],
        };
    }

    static (DutyDays? Days, IEnumerable<string> Wrong) DaysOf(Typed typed)
    {
        if (typed.Date("debut") is not { } from)
            return (null, ["Duties.Wrong.Begin"]);
        if (typed["rythme"] == "une")
            return (new DutyDays.Once(from), []);
        var weekdays = Week.Where(x => typed.Has($"jour-{(int)x}")).Order().ToValueList();
        if (weekdays.Count == 0)
            return (null, ["Duties.Wrong.Weekdays"]);
        var until = typed.Date("fin");
        return (typed.Has("fin") && until is null) || until < from
            ? (null, ["Duties.Wrong.End"])
            : (new DutyDays.Weekly(weekdays, from, until, typed["rythme"] == "quinzaine" ? 2 : 1), []);
    }

    static TimeOnly? TimeOf(string typed) => TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    /// <summary>As codes of a territory file are.</summary>
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex CodePattern();
}
