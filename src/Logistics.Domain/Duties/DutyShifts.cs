using Logistics.Domain.Days;
using Logistics.Domain.Fleet;

namespace Logistics.Domain.Duties;

/// <summary>What is declared for a day, made to follow the rota: a duty with its crew is a shift, one without is none.</summary>
public static class DutyShifts
{
    /// <param name="territory">Shifts of others, and those that no duty has the code of, stay as they are.</param>
    /// <param name="rota">The territory's. Its volunteers are named in the day as it has them; who left is there by code alone where a shift needs them, and else not at all.</param>
    /// <param name="now">A shift that had begun by then is on the road: it follows its crew, but who drove in the morning and leaves the rota at noon does not undo it.</param>
    /// <returns>The day, the same if nothing differs, and crews that cannot leave: their vehicle or a place is not declared, or is on another shift then, as is one of them.</returns>
    public static (DayDeclarations Day, ValueList<Outing> Stuck) Apply(DayDeclarations day, TerritoryId territory, Rota rota, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(rota);
        var zone = new DayIndex(day).ZoneOf(territory);
        var duties = rota.Duties.Select(x => x.Id).Concat(rota.Ended).ToHashSet();
        var shifts = day.Shifts.Where(x => !duties.Contains(x.Id) || IsUnderway(x, day.Date, rota, now)).ToList();
        var drivers = day.Drivers.ToDictionary(x => x.Id);
        foreach (var known in rota.Volunteers.Where(x => drivers.ContainsKey(x.Id)))
            drivers[known.Id] = DriverOf(known);
        var stuck = new List<Outing>();
        foreach (var outing in rota.Of(day.Date, day.Date).Where(x => x.IsCovered))
            if (ShiftOf(outing, day, zone) is { } shift && !shifts.Any(other => Clash(other, shift)))
            {
                shifts.Add(day.Shifts.FirstOrDefault(x => x.Id == shift.Id) is { } before ? shift with { Breaks = before.Span == shift.Span ? before.Breaks : [] } : shift);
                foreach (var mate in outing.Crew)
                    drivers[mate.Who.Id] = DriverOf(mate.Who);
            }
            else
                stuck.Add(outing);
        foreach (var id in rota.Gone.Where(drivers.ContainsKey))
            if (shifts.Any(x => IsOn(x, id)))
                drivers[id] = drivers[id] with { Name = drivers[id].Code, Phone = null };
            else
                drivers.Remove(id);
        var place = day.Shifts.Select(x => x.Id).Concat(shifts.Select(x => x.Id)).Distinct().Index().ToDictionary(x => x.Item, x => x.Index);
        var after = day with
        {
            Drivers = [.. day.Drivers.Where(x => drivers.ContainsKey(x.Id)).Select(x => drivers[x.Id]), .. drivers.Values.Where(x => day.Drivers.All(y => y.Id != x.Id)).OrderBy(x => x.Code, StringComparer.Ordinal)],
            Shifts = [.. shifts.OrderBy(x => place[x.Id])],
        };
        return (after == day ? day : after, [.. stuck]);
    }

    /// <summary>A day that is about to be opened, without whoever left the rota: who helped is missing from a shift, and what only they would drive is none.</summary>
    public static DayDeclarations WithoutGone(DayDeclarations day, Rota rota)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(rota);
        var gone = rota.Gone.ToHashSet();
        return gone.Count == 0 ? day : day with
        {
            Drivers = [.. day.Drivers.Where(x => !gone.Contains(x.Id))],
            Shifts = [.. day.Shifts.Where(x => !gone.Contains(x.Driver)).Select(x => x with { Helpers = [.. x.Helpers.Where(y => !gone.Contains(y))] })],
        };
    }

    /// <summary>Whether a duty's shift has left for good, whatever its crew looks like by now: nobody said that it rests that day or that who drives it did not come.</summary>
    public static bool IsUnderway(Shift shift, DateOnly date, Rota rota, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(shift);
        ArgumentNullException.ThrowIfNull(rota);
        return shift.Span.Begin <= now && rota.Duties.All(x => x.Id != shift.Id || !x.Without.Contains(date))
            && (rota.Of(date, date).FirstOrDefault(x => x.Duty.Id == shift.Id) is not { } outing || (!outing.IsCovered && !outing.Hindered.Any(x => x.Who.Id == shift.Driver && x.Why == Hindrance.SaidNo)));
    }

    static Driver DriverOf(Volunteer who) => new() { Id = who.Id, Code = who.Code, Territory = who.Territory, Name = who.Name, Phone = who.Phone };

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
        && (one.Vehicle == other.Vehicle || IsOn(other, one.Driver) || one.Helpers.Any(x => IsOn(other, x)));

    static bool IsOn(Shift shift, DriverId who) => shift.Driver == who || shift.Helpers.Contains(who);
}
