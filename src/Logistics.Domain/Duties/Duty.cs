using Logistics.Domain.Days;
using Logistics.Measures;

namespace Logistics.Domain.Duties;

/// <summary>On which days.</summary>
public abstract record DutyDays
{
    DutyDays() { }

    /// <param name="Until">The last day that may be one (inclusive); null: for good.</param>
    /// <param name="EveryWeeks">1: each week; 2: every other, counted from the week of <paramref name="From"/>.</param>
    public sealed record Weekly(ValueList<DayOfWeek> Weekdays, DateOnly From, DateOnly? Until, int EveryWeeks) : DutyDays;

    public sealed record Once(DateOnly Date) : DutyDays;
}

public enum OnHolidays { Rests, Goes }

/// <summary>Somebody who comes each time without being asked.</summary>
/// <param name="Since">The first day (inclusive): before it nothing counts against the limit of the month. Null: from the duty's first.</param>
public sealed record Regular(DriverId Volunteer, bool Drives, DateOnly? Since = null);

/// <summary>A vehicle's outing that wants people. Where it has them it becomes the <see cref="Fleet.Shift"/> of the same id in what is declared for the day.</summary>
public sealed record Duty
{
    public required ShiftId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    /// <summary>For whom it goes; null: for all.</summary>
    public PartyId? Organiser { get; init; }

    public required VehicleId Vehicle { get; init; }

    /// <summary>By the clock on the wall of the territory.</summary>
    public required TimeOnly Leaves { get; init; }

    /// <summary>The same day.</summary>
    public required TimeOnly Back { get; init; }

    public required SiteId StartSite { get; init; }

    public required SiteId EndSite { get; init; }

    public required DutyDays Days { get; init; }

    public OnHolidays OnHolidays { get; init; } = OnHolidays.Rests;

    /// <summary>Days on which it does not go for once.</summary>
    public ValueList<DateOnly> Without { get; init; } = [];

    /// <summary>With fewer it does not leave; the driver counts.</summary>
    public int LeastPeople { get; init; } = 1;

    /// <summary>As many as there are seats.</summary>
    public int MostPeople { get; init; } = 2;

    /// <summary>What the driver must have.</summary>
    public Licence Licence { get; init; } = Licence.B;

    /// <summary>The heaviest thing there is to lift: one of the crew must be able to. Null: nothing is heavy.</summary>
    public Mass? Heaviest { get; init; }

    public ValueList<Regular> Regulars { get; init; } = [];

    public bool IsOn(DateOnly date) => !Without.Contains(date) && Days switch
    {
        DutyDays.Once(var day) => day == date,
        DutyDays.Weekly(var weekdays, var from, var until, var weeks) => date >= from && (until is null || date <= until) && weekdays.Contains(date.DayOfWeek)
            && (MondayOf(date) - MondayOf(from)) / 7 % weeks == 0 && (OnHolidays == OnHolidays.Goes || PublicHolidays.On(date) is null),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    /// <summary>Whether somebody cannot be on both.</summary>
    public bool Overlaps(Duty other) => Leaves < other.Back && other.Leaves < Back;

    static int MondayOf(DateOnly date) => date.DayNumber - ((int)date.DayOfWeek + 6) % 7;
}
