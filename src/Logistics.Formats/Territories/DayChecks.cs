using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;

namespace Logistics.Formats.Territories;

/// <summary>What can be judged only when the whole file has been read.</summary>
static class DayChecks
{
    /// <summary>What makes the day impossible: somebody or a vehicle in two places at one time.</summary>
    /// <param name="shifts">Those that could be read; others have problems of their own.</param>
    public static void Refuse(IEnumerable<Shift> shifts, Registers known, ProblemList problems)
    {
        foreach (var (code, shift, previous) in Clashes(shifts))
            problems.Add(code, known.Shifts.PointerOf(shift.Code), shift.Code, previous.Code);
    }

    /// <summary>Pointers of the shifts that another one, begun before, makes impossible.</summary>
    public static IReadOnlyCollection<string> Doubled(IEnumerable<Shift> shifts, Registers known) =>
        Clashes(shifts).Select(x => known.Shifts.PointerOf(x.Shift.Code)).Distinct().ToArray();

    static IEnumerable<(string Code, Shift Shift, Shift Previous)> Clashes(IEnumerable<Shift> shifts)
    {
        var all = shifts.ToList();
        return NeverTwice(ProblemCodes.PersonTwice, all.SelectMany(shift => shift.Helpers.Prepend(shift.Driver).Select(person => (person, shift))))
            .Concat(NeverTwice(ProblemCodes.VehicleTwice, all.Select(shift => (shift.Vehicle, shift))));
    }

    /// <summary>What is probably a slip, though a plan can be made and says what it did.</summary>
    public static void Warn(DayDeclarations day, Registers known, ProblemList warnings)
    {
        var index = new DayIndex(day);
        var onDuty = day.Shifts.Select(shift => shift.Vehicle).ToHashSet();
        foreach (var vehicle in day.Vehicles.Where(vehicle => !onDuty.Contains(vehicle.Id)))
            warnings.Add(ProblemCodes.VehicleWithoutShift, known.Vehicles.PointerOf(vehicle.Code), vehicle.Name);

        foreach (var need in day.Needs)
        {
            var site = index[need.Site];
            var room = site.StorageLeft.Ambient + site.StorageLeft.Chilled + site.StorageLeft.Frozen;
            if (need.Wanted > room)
                warnings.Add(
                    ProblemCodes.NeedBeyondStorage, known.Needs.PointerOf(need.Code), need.Wanted.Kilograms, site.Name, room.Kilograms);
            if (!site.AcceptedFamilies.Contains(need.Family))
                warnings.Add(ProblemCodes.NeedNotAccepted, known.Needs.PointerOf(need.Code), site.Name, site.Code);
            if (need.Deadline < LocalTime.EndOf(day.Date.AddDays(-1), index.ZoneOf(need.Territory)))
                warnings.Add(ProblemCodes.PastDeadline, known.Needs.PointerOf(need.Code), known.ClockOf(need.Territory).Text(need.Deadline));
        }

        foreach (var lot in day.Lots)
        {
            var site = index[lot.Site];
            if (!site.OpeningWindows.Any(window => window.Intersect(lot.PickupWindow) is not null))
                warnings.Add(ProblemCodes.PickupWhileClosed, known.Lots.PointerOf(lot.Code), lot.Product, site.Name);
            if (lot.Date is DateMark.UseBy useBy && useBy.Date < day.Date)
                warnings.Add(ProblemCodes.PastUseBy, known.Lots.PointerOf(lot.Code), lot.Product, LocalClock.Text(useBy.Date));
        }
    }

    static IEnumerable<(string Code, Shift Shift, Shift Previous)> NeverTwice<T>(string code, IEnumerable<(T Who, Shift Shift)> duties)
    {
        foreach (var one in duties.GroupBy(duty => duty.Who, duty => duty.Shift))
        {
            Shift? previous = null;
            foreach (var shift in one.OrderBy(shift => shift.Span.Begin).ThenBy(shift => shift.Span.End))
            {
                if (previous is not null && shift.Span.Begin < previous.Span.End)
                    yield return (code, shift, previous);
                previous = shift;
            }
        }
    }
}
