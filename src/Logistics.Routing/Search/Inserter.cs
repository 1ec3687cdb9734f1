using System.Runtime.CompilerServices;

namespace Logistics.Routing.Search;

/// <summary>Where a request would go: pickup after position <c>Pickup</c>, delivery after position <c>Delivery</c>, both counted before either is in.
/// The one that the request lacks is -1.</summary>
struct Place
{
    public int Vehicle;
    public int Pickup;
    public int Delivery;
    public int Hold;

    /// <summary>A reload to open with the request, after position <c>ReloadAt</c> counted when the request is in; 0 for none.</summary>
    public int Reload;
    public int ReloadAt;

    /// <summary>Added cost in shares.</summary>
    public long Delta;

    public static Place None => new() { Vehicle = -1, Delta = long.MaxValue };
}

/// <summary>
/// Finds the cheapest place of a request in a tour. For each place of the pickup the delivery is carried rightwards with the running time,
/// until a latest arrival or a capacity is broken: linear in practice, where all pairs of places would be quadratic.
/// </summary>
/// <remarks>The early stops suppose that a detour costs neither time nor distance; where a table says otherwise a place may be missed, never wrongly accepted.</remarks>
sealed partial class Inserter(Model model, Scheduler scheduler)
{
    /// <summary>Places refused by a full schedule before a tour is given up for a request; where no window stands in the way of any place but a break or a
    /// ride limit of all, scheduling every one would take most of the search.</summary>
    public int Patience { get; set; } = int.MaxValue;

    /// <summary>Further than any detour; times a rate of shares it still fits a long.</summary>
    const long Never = 1L << 28;

    const long TooLate = long.MaxValue;

    int[] candidate = new int[32];
    (long Here, long Least)[] detoursOfDelivery = [];
    long[] rowBounds = [];

    Place passed = Place.None;
    Route route = null!;
    int request;
    int hold;
    bool exact;
    bool timed;
    ulong apart;
    bool limited;
    TourLimits limits;
    int refused;
    int[] capacity = [];
    bool isPlain;
    int room;
    int[] loads = [];
    Arc[] arcs = [];
    Arc[] into = [];
    long distanceRate;
    Pay pay;

    /// <summary>For the time that the tour takes now, by the quick reckoning.</summary>
    long paid;

    /// <summary>As <see cref="Try"/>, passing over one place.</summary>
    public void TryOther(Route tour, int request, in Place than, ref Place best)
    {
        passed = than;
        Try(tour, request, ref best);
        passed = Place.None;
    }

    /// <summary>Improves <paramref name="best"/> with the best place in <paramref name="tour"/>, if one is cheaper.</summary>
    public void Try(Route tour, int request, ref Place best)
    {
        var holds = model.HoldsFor(request, tour.Vehicle);
        if (holds == 0)
            return;
        route = tour;
        refused = 0;
        this.request = request;
        var type = model.TypeOf[tour.Vehicle];
        capacity = model.Capacity[type];
        arcs = model.Out[model.ProfileOf[route.Vehicle]];
        into = model.Into[model.ProfileOf[route.Vehicle]];
        distanceRate = model.DistanceRate[type];
        pay = model.Pay[type];
        paid = tour.Count == 0 ? 0 : pay.For(tour.FreeDuration);
        timed = model.Timed[type];
        apart = model.Apart is null ? 0 : model.Apart[model.ClassOf[request]];
        isPlain = apart == 0 && capacity.Length == 1;
        room = isPlain ? capacity[0] - model.Load[request] : 0;
        loads = route.Load;
        limits = model.Limits[type];
        limited = limits.Any;
        exact = model.VehicleIsExact[tour.Vehicle] || tour.ExactRequests > 0 || model.RequestIsExact[request];
        // An empty vehicle costs nothing, not even its way from start to end; the scans compare like with like.
        var opening = tour.Count == 0 ? model.Fixed[type] + tour.Stops[0].Hop.Distance * distanceRate : 0;
        best.Delta -= opening;
        for (hold = 0; holds != 0; hold++, holds >>= 1)
            if ((holds & 1) != 0)
            {
                if (route.Trips is not null && !(model.HasPickup[request] && model.HasDelivery[request]))
                    ScanTrips(ref best);
                else if (!model.HasPickup[request])
                    ScanDelivery(ref best);
                else if (!model.HasDelivery[request])
                    ScanPickup(ref best);
                else
                    ScanPair(ref best);
            }
        best.Delta += opening;
    }

    /// <summary>What a scan for one pair asks of the tables, and its two ends.</summary>
    readonly ref struct PairScan
    {
        public required ReadOnlySpan<Stop> Stops { get; init; }
        public required ReadOnlySpan<Arc> FromPickup { get; init; }
        public required ReadOnlySpan<Arc> ToPickup { get; init; }
        public required ReadOnlySpan<Arc> FromDelivery { get; init; }
        public required ReadOnlySpan<Arc> ToDelivery { get; init; }

        /// <summary>See <see cref="DeliveryDetours"/>.</summary>
        public required ReadOnlySpan<(long Here, long Least)> Detours { get; init; }
        public required Arc Across { get; init; }
        public required int PickupClose { get; init; }
        public required int DeliveryClose { get; init; }
        public required int DeliveryService { get; init; }
    }

    /// <summary>The most promising place of the pickup first: what it finds spares most of the others.</summary>
    void ScanPair(ref Place best)
    {
        var (pickup, delivery) = (2 * request, 2 * request + 1);
        var locations = model.Locations;
        var (pickupRow, deliveryRow) = (model.Location[pickup] * locations, model.Location[delivery] * locations);
        var stops = route.Stops.AsSpan(0, route.Size);
        var fromDelivery = arcs.AsSpan(deliveryRow, locations);
        var toDelivery = into.AsSpan(deliveryRow, locations);
        var scan = new PairScan
        {
            Stops = stops,
            FromPickup = arcs.AsSpan(pickupRow, locations),
            ToPickup = into.AsSpan(pickupRow, locations),
            FromDelivery = fromDelivery,
            ToDelivery = toDelivery,
            Detours = DeliveryDetours(stops, delivery, fromDelivery, toDelivery),
            Across = arcs[pickupRow + model.Location[delivery]],
            PickupClose = model.Close[pickup],
            DeliveryClose = model.Close[delivery],
            DeliveryService = model.Service[delivery],
        };
        var count = BoundRows(scan, out var first);
        if (count == 0 || !MayBeat(best, first))
            return;
        ScanRow(first, scan, ref best);
        for (var i = 0; i < count; i++)
            if (i != first && MayBeat(best, i))
                ScanRow(i, scan, ref best);
    }

    bool MayBeat(in Place best, int row) => rowBounds[row] != TooLate && rowBounds[row] * distanceRate < best.Delta;

    /// <summary>The least detour of the pair for each place of the pickup, <see cref="TooLate"/> where the pickup is, as far as the pickup's window reaches.</summary>
    int BoundRows(in PairScan scan, out int least)
    {
        unchecked
        {
            least = 0;
            var stops = scan.Stops;
            var end = stops.Length - 1;
            if (rowBounds.Length < end)
                rowBounds = new long[2 * end];
            for (var i = 0; i < end; i++)
            {
                ref readonly var here = ref stops[i];
                if (here.Depart > scan.PickupClose)
                    return i;
                var before = scan.ToPickup[here.Location];
                rowBounds[i] = TooLate;
                if (here.Depart + before.Time <= scan.PickupClose)
                {
                    var next = stops[i + 1].Location;
                    var there = (long)before.Distance - here.Hop.Distance;
                    rowBounds[i] = there + scan.Across.Distance + scan.FromDelivery[next].Distance;
                    if (i + 1 < end && scan.Detours[i + 1].Least != Never)
                        rowBounds[i] = Math.Min(rowBounds[i], there + scan.FromPickup[next].Distance + scan.Detours[i + 1].Least);
                }
                if (rowBounds[i] < rowBounds[least])
                    least = i;
            }
            return end;
        }
    }

    /// <summary>The pickup after position <paramref name="i"/>, the delivery anywhere after it.</summary>
    void ScanRow(int i, in PairScan scan, ref Place best)
    {
        unchecked
        {
            if (!HasRoomAt(i))
                return;
            var (pickup, delivery) = (2 * request, 2 * request + 1);
            var timed = this.timed;
            var stops = scan.Stops;
            var detours = scan.Detours;
            var end = stops.Length - 1;
            ref readonly var here = ref stops[i];
            ref readonly var next = ref stops[i + 1];
            var (before, after, across) = (scan.ToPickup[here.Location], scan.FromPickup[next.Location], scan.Across);
            var time = Begin(pickup, here.Depart + before.Time) + model.Service[pickup];
            if (time > scan.DeliveryClose)
                return;
            var stretch = timed ? Segment.Join(route.Prefix[i], before.Time, Segment.Of(model, pickup)) : default;
            var deliverySegment = timed ? Segment.Of(model, delivery) : default;

            // Delivery straight after the pickup.
            var onward = scan.FromDelivery[next.Location];
            var direct = (long)before.Distance + across.Distance + onward.Distance - here.Hop.Distance;
            if (direct * distanceRate < best.Delta && time + across.Time <= scan.DeliveryClose
                && Begin(delivery, time + across.Time) + scan.DeliveryService + onward.Time <= next.Late)
                Offer(
                    i, i, direct,
                    timed ? Segment.Join(Segment.Join(stretch, across.Time, deliverySegment), onward.Time, route.Suffix[i + 1]).Duration : 0, ref best);

            // Delivery further on: carry the delayed time along the tour.
            var detour = (long)before.Distance + after.Distance - here.Hop.Distance;
            time += after.Time;
            if (i + 1 == end || time > next.Late)
                return;
            time = BeginAt(next, time) + next.Service;
            if (timed)
                stretch = Segment.Join(stretch, after.Time, route.SegmentAt(model, i + 1));
            for (var j = i + 1; (detour + detours[j].Least) * distanceRate < best.Delta && time <= scan.DeliveryClose && HasRoomAt(j); j++)
            {
                ref readonly var left = ref stops[j];
                ref readonly var right = ref stops[j + 1];
                var both = detour + detours[j].Here;
                if (both * distanceRate < best.Delta)
                {
                    var there = time + scan.ToDelivery[left.Location].Time;
                    var back = scan.FromDelivery[right.Location].Time;
                    if (there <= scan.DeliveryClose && Begin(delivery, there) + scan.DeliveryService + back <= right.Late)
                        Offer(
                            i, j, both,
                            timed ? Segment.Join(Segment.Join(stretch, there - time, deliverySegment), back, route.Suffix[j + 1]).Duration : 0, ref best);
                }
                if (j + 1 == end)
                    break;
                time += left.Hop.Time;
                if (time > right.Late)
                    break;
                time = BeginAt(right, time) + right.Service;
                if (timed)
                    stretch = Segment.Join(stretch, left.Hop.Time, route.SegmentAt(model, j + 1));
            }
        }
    }

    /// <summary>
    /// For each position what the delivery alone would add right after it (infinite where it cannot be kept even without the pickup), and the least
    /// of these from there on: a bound that spares most rows of the scan.
    /// </summary>
    ReadOnlySpan<(long Here, long Least)> DeliveryDetours(ReadOnlySpan<Stop> stops, int delivery, ReadOnlySpan<Arc> fromDelivery, ReadOnlySpan<Arc> toDelivery)
    {
        unchecked
        {
            if (detoursOfDelivery.Length < stops.Length)
                detoursOfDelivery = new (long, long)[2 * stops.Length];
            var (close, service) = (model.Close[delivery], model.Service[delivery]);
            var least = Never;
            for (var j = stops.Length - 2; j >= 0; j--)
            {
                ref readonly var left = ref stops[j];
                ref readonly var right = ref stops[j + 1];
                var there = left.Depart + toDelivery[left.Location].Time;
                var onward = fromDelivery[right.Location];
                var here = there <= close && Begin(delivery, there) + service + onward.Time <= right.Late
                    ? (long)toDelivery[left.Location].Distance + onward.Distance - left.Hop.Distance
                    : Never;
                least = Math.Min(least, here);
                detoursOfDelivery[j] = (here, least);
            }
            return detoursOfDelivery.AsSpan(0, stops.Length);
        }
    }

    /// <summary>Goods that stay on board from the pickup to the end: room is needed from the place to the right, so scan from the right.</summary>
    void ScanPickup(ref Place best)
    {
        for (var i = route.Count; i >= 0 && HasRoomAt(i); i--)
            OfferSingle(2 * request, i, i, -1, ref best);
    }

    /// <summary>Goods on board from the start: room is needed from the start to the place, so scan from the left.</summary>
    void ScanDelivery(ref Place best)
    {
        for (var j = 0; j <= route.Count && HasRoomAt(j) && route.Stops[j].Depart <= model.Close[2 * request + 1]; j++)
            OfferSingle(2 * request + 1, j, -1, j, ref best);
    }

    void OfferSingle(int node, int at, int pickup, int delivery, ref Place best)
    {
        ref readonly var left = ref route.Stops[at];
        ref readonly var right = ref route.Stops[at + 1];
        var here = model.Location[node];
        var before = into[here * model.Locations + left.Location];
        var after = arcs[here * model.Locations + right.Location];
        var arrival = left.Depart + before.Time;
        if (arrival > model.Close[node] || Begin(node, arrival) + model.Service[node] + after.Time > right.Late)
            return;
        var duration = timed
            ? Segment.Join(Segment.Join(route.Prefix[at], before.Time, Segment.Of(model, node)), after.Time, route.Suffix[at + 1]).Duration
            : 0;
        Offer(pickup, delivery, before.Distance + after.Distance - left.Hop.Distance, duration, ref best);
    }

    void Offer(int pickup, int delivery, long detour, int duration, ref Place best)
    {
        var delta = detour * distanceRate;
        if (timed)
            delta += pay.For(duration) - paid;
        if (delta >= best.Delta || (passed.Vehicle >= 0 && IsPassed(pickup, delivery)) || !model.Pins.Allow(route, pickup, delivery))
            return;
        if (limited && !KeepsLimits(pickup, delivery, detour, duration))
            return;
        if (exact)
        {
            if (refused >= Patience)
                return;
            if (!FitsExactly(pickup, delivery))
            {
                refused++;
                return;
            }
            delta = detour * distanceRate + scheduler.TimeCost - (route.Count == 0 ? 0 : route.TimeCost);
            if (delta >= best.Delta)
                return;
        }
        best.Vehicle = route.Vehicle;
        best.Pickup = pickup;
        best.Delivery = delivery;
        best.Hold = hold;
        best.Reload = reload;
        best.ReloadAt = reloadAt;
        best.Delta = delta;
    }

    bool IsPassed(int pickup, int delivery) =>
        passed.Pickup == pickup && passed.Delivery == delivery && passed.Hold == hold && passed.Reload == reload && passed.ReloadAt == reloadAt;

    /// <summary>Exact, but for the duration of a tour that only a full schedule can judge: there it is the least that it may be.</summary>
    bool KeepsLimits(int pickup, int delivery, long detour, int duration) =>
        limits.Allow(duration, route.Distance + detour, limits.OfStops ? route.Halts + HaltsAdded(pickup, delivery) : 0);

    int HaltsAdded(int pickup, int delivery)
    {
        var (from, to) = (model.Location[2 * request], model.Location[2 * request + 1]);
        if (reload != 0)
            return HaltsAddedWithReload(Math.Max(pickup, delivery));
        if (pickup == delivery)
            return TourLimits.StopsAdded(route, pickup, from, to);
        return (pickup < 0 ? 0 : TourLimits.StopsAdded(route, pickup, from)) + (delivery < 0 ? 0 : TourLimits.StopsAdded(route, delivery, to));
    }

    /// <summary>The quick test is necessary, not sufficient, where there are breaks or ride limits: schedule the whole tour, but only for a place that would be best.</summary>
    bool FitsExactly(int pickup, int delivery) => scheduler.TryFit(model, route.Vehicle, Candidate(pickup, delivery));

    ReadOnlySpan<int> Candidate(int pickup, int delivery)
    {
        if (candidate.Length < route.Size + 3)
            candidate = new int[2 * (route.Size + 3)];
        var size = 0;
        for (var k = 0; k < route.Size; k++)
        {
            candidate[size++] = route.Nodes[k];
            if (k == pickup)
                candidate[size++] = 2 * request;
            if (k == delivery)
                candidate[size++] = 2 * request + 1;
        }
        if (reload != 0)
        {
            Array.Copy(candidate, reloadAt + 1, candidate, reloadAt + 2, size++ - reloadAt - 1);
            candidate[reloadAt + 1] = reload;
        }
        return candidate.AsSpan(0, size);
    }

    /// <summary>Most goods are counted in one number and travel with all others.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    bool HasRoomAt(int position) => isPlain ? loads[position] <= room : HasRoomForAllAt(position);

    bool HasRoomForAllAt(int position)
    {
        unchecked
        {
            var dimensions = model.Dimensions;
            if (apart != 0 && (route.Classes[position] & apart) != 0)
                return false;
            var load = route.Load.AsSpan(position * route.Width, route.Width);
            var goods = model.Load.AsSpan(request * dimensions, dimensions);
            for (var k = 0; k < dimensions; k++)
                if (load[k] + goods[k] > capacity[k])
                    return false;
            if (route.Width > dimensions)
            {
                var row = (1 + hold) * dimensions;
                for (var k = 0; k < dimensions; k++)
                    if (load[row + k] + goods[k] > capacity[row + k])
                        return false;
            }
            return true;
        }
    }

    int BeginAt(in Stop stop, int arrival) => model.AnySeveralWindows ? model.NextBegin(stop.Node, Math.Max(arrival, stop.Open)) : Math.Max(arrival, stop.Open);

    int Begin(int node, int arrival) => model.AnySeveralWindows ? model.NextBegin(node, arrival) : Math.Max(arrival, model.Open[node]);
}
