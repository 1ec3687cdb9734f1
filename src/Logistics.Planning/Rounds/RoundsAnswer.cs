using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Consolidation;
using Logistics.Planning.Travel;
using Logistics.Routing;
using Activity = Logistics.Domain.Routes.Activity;
using ActivityKind = Logistics.Domain.Routes.ActivityKind;
using Unassigned = Logistics.Domain.Shipments.Unassigned;
using UnassignedReason = Logistics.Domain.Shipments.UnassignedReason;

namespace Logistics.Planning.Rounds;

/// <summary>Reads a solution back into the words of the domain: tours become routes, what follows at one place becomes one stop.</summary>
sealed class RoundsAnswer(
    DayTravel travel, Consolidator consolidator, IReadOnlyDictionary<AllocationId, Allocation> allocations, RoundsQuestion question,
    PlanId plan)
{
    /// <param name="taken">Numbers that rounds of the territory have already.</param>
    public IEnumerable<Route> Routes(Solution solution, IReadOnlySet<int> taken) => solution.Tours
        .OrderBy(tour => question.Shifts[tour.Vehicle].Span.Begin)
        .ThenBy(tour => question.Shifts[tour.Vehicle].Code, StringComparer.Ordinal)
        .Zip(Enumerable.Range(1, solution.Tours.Count + taken.Count).Where(number => !taken.Contains(number)), RouteOf);

    public IEnumerable<Unassigned> Unassigned(Solution solution) =>
        solution.Unassigned.Select(left => new Unassigned(question.Shipments[left.Request].Id, ReasonOf(left.Reason)));

    public Route RouteOf(Tour tour, int number)
    {
        var shift = question.Shifts[tour.Vehicle];
        var halts = Halts(tour);
        var legs = halts.Zip(halts.Skip(1), (from, to) => LegOf(tour.Vehicle, from, to)).ToValueList();
        return new Route
        {
            Id = new RouteId(NameBasedId.Derive(plan.Value, $"route {shift.Id.Value}")),
            Number = number,
            Territory = shift.Territory,
            Shift = shift.Id,
            Vehicle = shift.Vehicle,
            Driver = shift.Driver,
            Stops = halts.Select((halt, i) => StopOf(halt, i == 0 ? null : DepartureOf(halts[i - 1]) + legs[i - 1].Duration.ToTimeSpan())).ToValueList(),
            Legs = legs,
            Breaks = tour.Visits.Where(visit => visit.Kind == VisitKind.Break)
                .Select(visit => new TakenBreak(question.InstantAt(visit.Begin), Duration.FromSeconds(visit.Departure - visit.Begin)))
                .ToValueList(),
            Cost = tour.Cost,
        };
    }

    Leg LegOf(int shift, Halt from, Halt to)
    {
        var drive = question.Drive(shift, from.Location, to.Location, from.Visits[^1].Departure);
        return travel.Leg(question.SiteAt(from.Location), question.SiteAt(to.Location), question.SpanAt(DepartureOf(from)), drive);
    }

    /// <summary>Consecutive visits at one location; a break lengthens the halt it follows.</summary>
    sealed record Halt(int Location, List<Visit> Visits);

    DateTimeOffset DepartureOf(Halt halt) => question.InstantAt(halt.Visits[^1].Departure + question.FixedSeconds(halt.Location));

    static List<Halt> Halts(Tour tour)
    {
        var halts = new List<Halt>();
        foreach (var visit in tour.Visits)
            if (halts.Count > 0 && (visit.Kind == VisitKind.Break || halts[^1].Location == visit.Location))
                halts[^1].Visits.Add(visit);
            else
                halts.Add(new Halt(visit.Location ?? throw new UnreachableException("Every shift here has a start and an end."), [visit]));
        return halts;
    }

    Stop StopOf(Halt halt, DateTimeOffset? arrival)
    {
        var work = halt.Visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery).ToList();
        var departure = DepartureOf(halt);
        var first = work.Count > 0 ? question.InstantAt(work[0].Begin) : arrival ?? departure;
        return new Stop
        {
            Site = question.SiteAt(halt.Location),
            Arrival = arrival ?? departure,
            ServiceBegin = first,
            Departure = departure,
            Activities = work.SelectMany(ActivitiesOf).ToValueList(),
            LoadAfter = LoadOf(halt.Visits[^1].Load),
        };
    }

    IEnumerable<Activity> ActivitiesOf(Visit visit)
    {
        var shipment = question.Shipments[visit.Index];
        var kind = visit.Kind == VisitKind.Pickup ? ActivityKind.Pickup : ActivityKind.Delivery;
        return shipment.Allocations.Select(id =>
        {
            var high = consolidator.HighOf(allocations[id]);
            return new Activity(kind, shipment.Id, id, allocations[id].Quantity, high.Mass, high.Crates);
        });
    }

    static Load LoadOf(IReadOnlyList<long> amounts) => new(new Mass(amounts[0]), new Volume(amounts[1]), (int)amounts[2]);

    UnassignedReason ReasonOf(Logistics.Routing.UnassignedReason reason) => reason switch
    {
        Logistics.Routing.UnassignedReason.NoVehicleAllowed => new UnassignedReason.NoVehicleOnDuty(),
        Logistics.Routing.UnassignedReason.NoCompartment x => new UnassignedReason.NoVehicleForClass(question.TemperatureOf(x.Class)),
        Logistics.Routing.UnassignedReason.TooLarge x => new UnassignedReason.TooLarge(
            LoadOf([x.Dimension == 0 ? x.Excess : 0, x.Dimension == 1 ? x.Excess : 0, x.Dimension == 2 ? x.Excess : 0])),
        Logistics.Routing.UnassignedReason.OutOfReach x => new UnassignedReason.OutsideWindows(Duration.FromSeconds(x.SecondsLate)),
        Logistics.Routing.UnassignedReason.NoRoomLeft or Logistics.Routing.UnassignedReason.NotWorthIt => new UnassignedReason.DayIsFull(),
        _ => throw new UnreachableException(),
    };
}
