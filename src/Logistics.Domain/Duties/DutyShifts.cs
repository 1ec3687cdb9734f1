using Logistics.Domain.Days;
using Logistics.Domain.Fleet;

namespace Logistics.Domain.Duties;

/// <summary>What is declared for a day, made to follow the rota: a duty with its crew is a shift, one without is none.</summary>
public static class DutyShifts
{
    /// <param name="territory">Shifts of others, and those that no duty has the code of, stay as they are.</param>
    /// <param name="rota">The territory's.</param>
    /// <returns>The day, the same if nothing differs, and crews that cannot leave: their vehicle or a place is not declared, or is on another shift then, as is one of them.</returns>
    public static (DayDeclarations Day, ValueList<Outing> Stuck) Apply(DayDeclarations day, TerritoryId territory, Rota rota)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(rota);
        var zone = new DayIndex(day).ZoneOf(territory);
        var duties = rota.Duties.Select(x => x.Id).Concat(rota.Ended).ToHashSet();
        var shifts = day.Shifts.Where(x => !duties.Contains(x.Id)).ToList();
        var drivers = day.Drivers.ToDictionary(x => x.Id);
        var stuck = new List<Outing>();
        foreach (var outing in rota.Of(day.Date, day.Date).Where(x => x.IsCovered))
            if (ShiftOf(outing, day, zone) is { } shift && !shifts.Any(other => Clash(other, shift)))
            {
                shifts.Add(day.Shifts.FirstOrDefault(x => x.Id == shift.Id) is { } before ? shift with { Breaks = before.Span == shift.Span ? before.Breaks : [] } : shift);
                foreach (var mate in outing.Crew)
                    drivers[mate.Who.Id] = new() { Id = mate.Who.Id, Code = mate.Who.Code, Territory = mate.Who.Territory, Name = mate.Who.Name, Phone = mate.Who.Phone };
            }
            else
                stuck.Add(outing);
        var place = day.Shifts.Select(x => x.Id).Concat(shifts.Select(x => x.Id)).Distinct().Index().ToDictionary(x => x.Item, x => x.Index);
        var after = day with
        {
            Drivers = [.. day.Drivers.Select(x => drivers[x.Id]), .. drivers.Values.Where(x => day.Drivers.All(y => y.Id != x.Id)).OrderBy(x => x.Code, StringComparer.Ordinal)],
            Shifts = [.. shifts.OrderBy(x => place[x.Id])],
        };
        return (after == day ? day : after, [.. stuck]);
    }

    /// <summary>Null: what it needs is not declared, or clocks skip its hours.</summary>
    static Shift? ShiftOf(Outing outing, DayDeclarations day, TimeZoneInfo zone)
    {
        var duty = outing.Duty;
        if (LocalTime.ToInstant(outing.Date, duty.Leaves, zone) is not { } leaves || LocalTime.ToInstant(outing.Date, duty.Back, zone) is not { } back || back <= leaves
            || day.Vehicles.All(x => x.Id != duty.Vehicle) || day.Sites.All(x => x.Id != duty.StartSite) || day.Sites.All(x => x.Id != duty.EndSite))
            return null;
        return new()
        {
            Id = duty.Id,
            Code = duty.Code,
            Territory = duty.Territory,
            Driver = outing.Crew[0].Who.Id,
            Helpers = [.. outing.Crew.Skip(1).Select(x => x.Who.Id)],
            Vehicle = duty.Vehicle,
            Span = new(leaves, back),
            StartSite = duty.StartSite,
            EndSite = duty.EndSite,
        };
    }

    static bool Clash(Shift one, Shift other) => one.Span.Begin < other.Span.End && other.Span.Begin < one.Span.End
        && (one.Vehicle == other.Vehicle || one.Helpers.Prepend(one.Driver).Intersect(other.Helpers.Prepend(other.Driver)).Any());
}
