using System.Numerics;
using Logistics.Measures;

namespace Logistics.Routing;

/// <summary>Checks one tour, visit by visit.</summary>
sealed class TourCheck(Problem problem, Tour tour, Objective objective)
{
    readonly Vehicle vehicle = problem.Vehicles[tour.Vehicle];
    readonly VehicleType type = problem.TypeOf(tour.Vehicle);
    readonly TravelTable table = problem.TableOf(tour.Vehicle);
    readonly List<Violation> found = [];

    public IReadOnlyList<Violation> Run()
    {
        if (!HasSoundShape())
            return found;
        CheckTimes();
        CheckPairs();
        CheckLoads();
        CheckApart();
        CheckTrips();
        CheckBreaks();
        CheckLimits();
        return found;
    }

    /// <summary>Without this the rest would have nothing to stand on: ends where they must be, each visit real and in its place.</summary>
    bool HasSoundShape()
    {
        var visits = tour.Visits;
        if (visits.Count < 2)
        {
            found.Add(new Violation.WrongPlace(tour.Vehicle, 0));
            return false;
        }
        for (var k = 0; k < visits.Count; k++)
            if (!IsInPlace(k))
                found.Add(new Violation.WrongPlace(tour.Vehicle, k));
        return found.Count == 0;
    }

    bool IsInPlace(int k)
    {
        var visit = tour.Visits[k];
        if (visit.Load.Count != problem.Dimensions)
            return false;
        return visit.Kind switch
        {
            VisitKind.Start => k == 0 && visit.Location == vehicle.Start,
            VisitKind.End => k == tour.Visits.Count - 1 && visit.Location == vehicle.End,
            VisitKind.Break => k > 0 && k < tour.Visits.Count - 1 && visit.Location == tour.Visits[k - 1].Location,
            VisitKind.Reload => k > 0 && k < tour.Visits.Count - 1 && type.Reloads.ElementAtOrDefault(visit.Index) is { } reload && visit.Location == reload.Location,
            _ => k > 0 && k < tour.Visits.Count - 1 && ActivityOf(visit) is { } activity && visit.Location == activity.Location,
        };
    }

    Activity? ActivityOf(Visit visit)
    {
        if (visit.Index < 0 || visit.Index >= problem.Requests.Count)
            return null;
        var request = problem.Requests[visit.Index];
        return visit.Kind == VisitKind.Pickup ? request.Pickup : request.Delivery;
    }

    void CheckTimes()
    {
        var visits = tour.Visits;
        if (visits[0].Departure < vehicle.Shift.Earliest)
            found.Add(new Violation.LeavesBeforeShift(tour.Vehicle, vehicle.Shift.Earliest - visits[0].Departure));
        if (visits[^1].Arrival > vehicle.Shift.Latest)
            found.Add(new Violation.ShiftExceeded(tour.Vehicle, visits[^1].Arrival - vehicle.Shift.Latest));
        for (var k = 1; k < visits.Count; k++)
        {
            var visit = visits[k];
            var arrival = visits[k - 1].Location is { } from && visit.Location is { } to ? Arrival(from, to, visits[k - 1].Departure) : visits[k - 1].Departure;
            if (visit.Arrival != arrival)
                found.Add(new Violation.WrongTime(tour.Vehicle, k, visit.Arrival, arrival));
            if (visit.Begin < visit.Arrival + SetUp(visits[k - 1], visit))
                found.Add(new Violation.WrongTime(tour.Vehicle, k, visit.Begin, visit.Arrival + SetUp(visits[k - 1], visit)));
            var service = visit.Kind switch
            {
                VisitKind.Break => vehicle.Breaks.ElementAtOrDefault(visit.Index)?.Seconds ?? 0,
                VisitKind.Reload => type.Reloads[visit.Index].ServiceSeconds,
                VisitKind.End => 0,
                _ => ActivityOf(visit)!.ServiceSeconds,
            };
            if (visit.Departure != visit.Begin + service)
                found.Add(new Violation.WrongTime(tour.Vehicle, k, visit.Departure, visit.Begin + service));
            if (visit.Kind is VisitKind.Pickup or VisitKind.Delivery)
                CheckWindows(k, visit, ActivityOf(visit)!);
        }
    }

    /// <summary>Slice by slice, in parts of the way as the table defines them; a BigInteger never overflows.</summary>
    public int Arrival(int from, int to, int departure)
    {
        if (table.Slices.Count == 0)
            return departure + table.Seconds(from, to);
        var way = BigInteger.Pow(2, 60);
        var (done, time) = (BigInteger.Zero, departure);
        for (var s = -1; s < table.Slices.Count; s++)
        {
            var end = s + 1 < table.Slices.Count ? table.Slices[s + 1].From : int.MaxValue;
            if (end <= time)
                continue;
            var whole = s < 0 ? table.Seconds(from, to) : table.Slices[s].Seconds[from * table.Locations + to];
            if (whole == 0)
                return time;
            var each = RoundedUp(way, whole);
            if (done + each * (end - time) >= way)
                return time + (int)RoundedUp(way - done, each);
            done += each * (end - time);
            time = end;
        }
        return time;
    }

    static BigInteger RoundedUp(BigInteger whole, BigInteger part) => (whole + part - 1) / part;

    /// <summary>Due where goods are moved and the vehicle was somewhere else before.</summary>
    public int SetUp(Visit before, Visit visit) =>
        problem.SetUpSeconds.Count > 0 && visit.Kind is not (VisitKind.Start or VisitKind.End or VisitKind.Break) && before.Location is { } from && from != visit.Location
            ? problem.SetUpSeconds[visit.Location!.Value]
            : 0;

    void CheckWindows(int k, Visit visit, Activity activity)
    {
        if (activity.MayBeginAt(visit.Begin))
            return;
        var tolerated = objective == Objective.Cost ? activity.Windows[^1].Latest + activity.LateSeconds : activity.Windows[^1].Latest;
        if (visit.Begin > activity.Windows[^1].Latest && visit.Begin <= tolerated)
            return;
        if (visit.Begin > tolerated)
            found.Add(new Violation.Late(tour.Vehicle, k, visit.Index, visit.Begin - tolerated));
        else if (visit.Begin < activity.Windows[0].Earliest)
            found.Add(new Violation.Early(tour.Vehicle, k, visit.Index, activity.Windows[0].Earliest - visit.Begin));
        else
            found.Add(new Violation.Late(
                tour.Vehicle, k, visit.Index, visit.Begin - activity.Windows.Where(window => window.Latest < visit.Begin).Max(window => window.Latest)));
    }

    void CheckPairs()
    {
        foreach (var group in Served().GroupBy(visit => visit.Index))
        {
            var request = problem.Requests[group.Key];
            var pickup = group.FirstOrDefault(visit => visit.Kind == VisitKind.Pickup);
            var delivery = group.FirstOrDefault(visit => visit.Kind == VisitKind.Delivery);
            if (request.AllowedVehicles?.Contains(tour.Vehicle) == false)
                found.Add(new Violation.VehicleNotAllowed(tour.Vehicle, group.Key));
            if (request.Pickup is not null && pickup is null)
                found.Add(new Violation.MissingPickup(tour.Vehicle, group.Key));
            if (request.Delivery is not null && delivery is null)
                found.Add(new Violation.MissingDelivery(tour.Vehicle, group.Key));
            foreach (var visit in group)
                if (!MayHold(visit.Compartment, request) || visit.Compartment != group.First().Compartment)
                    found.Add(new Violation.WrongCompartment(tour.Vehicle, group.Key, visit.Compartment));
            if (pickup is null || delivery is null)
                continue;
            if (PositionOf(delivery) < PositionOf(pickup))
                found.Add(new Violation.DeliveredBeforePickup(tour.Vehicle, group.Key));
            else if (delivery.Begin - pickup.Departure - request.MaxRideSeconds is > 0 and var excess)
                found.Add(new Violation.RideTooLong(tour.Vehicle, group.Key, excess));
        }
    }

    bool MayHold(int compartment, Request request) => type.Compartments.Count == 0
        ? compartment == 0 && request.Class == 0
        : compartment >= 0 && compartment < type.Compartments.Count && type.Compartments[compartment].Classes.Contains(request.Class);

    void CheckLoads()
    {
        // Compartment -1 is the whole vehicle.
        var onBoard = new Dictionary<int, long[]> { [-1] = new long[problem.Dimensions] };
        for (var c = 0; c < type.Compartments.Count; c++)
            onBoard[c] = new long[problem.Dimensions];

        for (var k = 0; k < tour.Visits.Count; k++)
        {
            var visit = tour.Visits[k];
            if (visit.Kind == VisitKind.Reload)
                foreach (var collected in TripEndingAt(k).Where(each => each.Kind == VisitKind.Pickup && problem.Requests[each.Index].Delivery is null))
                    Put(onBoard, collected, -1);
            if (visit.Kind is VisitKind.Start or VisitKind.Reload)
                foreach (var loaded in LoadedAt(k))
                    Put(onBoard, loaded, 1);
            if (visit.Kind is VisitKind.Pickup or VisitKind.Delivery)
                Put(onBoard, visit, visit.Kind == VisitKind.Pickup ? 1 : -1);
            foreach (var (compartment, load) in onBoard)
            {
                var capacity = compartment < 0 ? type.Capacity : type.Compartments[compartment].Capacity;
                for (var d = 0; d < problem.Dimensions; d++)
                    if (load[d] > capacity[d])
                        found.Add(new Violation.Overload(tour.Vehicle, k, compartment < 0 ? null : compartment, d, load[d] - capacity[d]));
            }
            for (var d = 0; d < problem.Dimensions; d++)
                if (visit.Load[d] != onBoard[-1][d])
                    found.Add(new Violation.LoadMismatch(tour.Vehicle, k, d, visit.Load[d], onBoard[-1][d]));
        }
    }

    void CheckApart()
    {
        if (problem.Apart.Count == 0)
            return;
        var onBoard = new HashSet<int>();
        for (var k = 0; k < tour.Visits.Count; k++)
        {
            if (tour.Visits[k].Kind == VisitKind.Reload)
                onBoard.RemoveWhere(r => problem.Requests[r].Delivery is null);
            if (tour.Visits[k].Kind is VisitKind.Start or VisitKind.Reload)
                onBoard.UnionWith(LoadedAt(k).Select(visit => visit.Index));
            if (tour.Visits[k].Kind == VisitKind.Pickup)
                onBoard.Add(tour.Visits[k].Index);
            if (tour.Visits[k].Kind == VisitKind.Delivery)
                onBoard.Remove(tour.Visits[k].Index);
            var classes = onBoard.Select(r => problem.Requests[r].Class).ToHashSet();
            foreach (var (first, second) in problem.Apart)
                if (classes.Contains(first) && classes.Contains(second))
                    found.Add(new Violation.CarriedTogether(tour.Vehicle, k, first, second));
        }
    }

    /// <summary>The visits after the start or reload before position <paramref name="k"/>, up to it.</summary>
    IEnumerable<Visit> TripEndingAt(int k) => tour.Visits.Take(k).Reverse().TakeWhile(each => each.Kind is not (VisitKind.Start or VisitKind.Reload));

    /// <summary>The deliveries of goods without a pickup in the trip that begins at position <paramref name="k"/>.</summary>
    IEnumerable<Visit> LoadedAt(int k) => tour.Visits.Skip(k + 1).TakeWhile(each => each.Kind != VisitKind.Reload)
        .Where(each => each.Kind == VisitKind.Delivery && problem.Requests[each.Index].Pickup is null);

    void CheckTrips()
    {
        var trips = 0;
        for (var k = 0; k < tour.Visits.Count; k++)
        {
            var visit = tour.Visits[k];
            if (visit.Kind is not (VisitKind.Start or VisitKind.Reload))
                continue;
            trips++;
            foreach (var goods in LoadedAt(k))
                if (problem.Requests[goods.Index].ReadyAt - visit.Departure is > 0 and var early)
                    found.Add(new Violation.NotReady(tour.Vehicle, goods.Index, early));
            if (visit.Kind == VisitKind.Reload && !type.Reloads[visit.Index].MayBeginAt(visit.Begin))
                found.Add(new Violation.ReloadMisplaced(
                    tour.Vehicle, k, type.Reloads[visit.Index].Windows.Min(window => Math.Max(window.Earliest - visit.Begin, visit.Begin - window.Latest))));
        }
        if (trips - type.MaxTrips is > 0 and var excess)
            found.Add(new Violation.TooManyTrips(tour.Vehicle, excess));
    }

    void Put(Dictionary<int, long[]> onBoard, Visit visit, int sign)
    {
        for (var d = 0; d < problem.Dimensions; d++)
        {
            var amount = sign * problem.Requests[visit.Index].Load[d];
            onBoard[-1][d] += amount;
            if (onBoard.TryGetValue(visit.Compartment, out var load))
                load[d] += amount;
        }
    }

    void CheckBreaks()
    {
        var taken = new HashSet<int>();
        for (var k = 0; k < tour.Visits.Count; k++)
        {
            var visit = tour.Visits[k];
            if (visit.Kind != VisitKind.Break)
                continue;
            if (visit.Index < 0 || visit.Index >= vehicle.Breaks.Count || !taken.Add(visit.Index))
            {
                found.Add(new Violation.BreakMisplaced(tour.Vehicle, k, 0));
                continue;
            }
            var window = vehicle.Breaks[visit.Index].Window;
            if (!window.Contains(visit.Begin))
                found.Add(new Violation.BreakMisplaced(tour.Vehicle, k, Math.Max(window.Earliest - visit.Begin, visit.Begin - window.Latest)));
        }
        for (var b = 0; b < vehicle.Breaks.Count; b++)
            if (!taken.Contains(b) && tour.Departure < vehicle.Breaks[b].Window.Latest && tour.Return > vehicle.Breaks[b].Window.Latest)
                found.Add(new Violation.BreakMissing(tour.Vehicle, b));
    }

    void CheckLimits()
    {
        var (distance, stops) = (0L, 0);
        for (var k = 1; k < tour.Visits.Count; k++)
            if (tour.Visits[k - 1].Location is { } from && tour.Visits[k].Location is { } to)
                distance += table.Decimetres(from, to);
        for (var k = 1; k < tour.Visits.Count - 1; k++)
            if (tour.Visits[k].Location != tour.Visits[k - 1].Location)
                stops++;
        var seconds = tour.Visits[^1].Arrival - tour.Visits[0].Departure;

        if (seconds > type.MaxSeconds)
            found.Add(new Violation.DurationExceeded(tour.Vehicle, seconds - type.MaxSeconds.Value));
        if (distance > type.MaxDecimetres)
            found.Add(new Violation.DistanceExceeded(tour.Vehicle, distance - type.MaxDecimetres.Value));
        if (stops > type.MaxStops)
            found.Add(new Violation.StopsExceeded(tour.Vehicle, stops - type.MaxStops.Value));
        if (distance != tour.Decimetres)
            found.Add(new Violation.TotalMismatch($"decimetres of vehicle {tour.Vehicle}", tour.Decimetres, distance));

        // Exact fractions of a euro, rounded once, half up.
        var unpaid = tour.Visits.Where(visit => visit.Kind == VisitKind.Break).Select(visit => vehicle.Breaks.ElementAtOrDefault(visit.Index))
            .Sum(rest => rest is { Paid: false } ? rest.Seconds : 0);
        var overtime = Math.Max(0, seconds - unpaid - (type.RegularSeconds ?? int.MaxValue));
        var exact = type.CostFixed.Microeuros + type.CostPerKilometre.Microeuros * (decimal)distance / 10_000m
            + (type.CostPerHour.Microeuros * (decimal)(seconds - unpaid) + type.CostPerOvertimeHour.Microeuros * (decimal)overtime) / 3_600m
            + Served().Sum(visit => LatenessCost(visit, ActivityOf(visit)!));
        var cost = new Cost((long)decimal.Round(exact, MidpointRounding.AwayFromZero));
        if (cost != tour.Cost)
            found.Add(new Violation.CostMismatch(tour.Vehicle, tour.Cost, cost));
    }

    static decimal LatenessCost(Visit visit, Activity activity) =>
        activity.Windows.Count == 0 ? 0 : Math.Max(0, visit.Begin - activity.Windows[^1].Latest) * activity.CostPerHourLate.Microeuros / 3_600m;

    IEnumerable<Visit> Served() => tour.Visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery);

    int PositionOf(Visit visit)
    {
        for (var k = 0; k < tour.Visits.Count; k++)
            if (ReferenceEquals(tour.Visits[k], visit))
                return k;
        return -1;
    }
}
