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

    int[] candidate = new int[32];
    (long Here, long Least)[] detoursOfDelivery = [];

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

    void ScanPair(ref Place best)
    {
        unchecked
        {
            var (pickup, delivery) = (2 * request, 2 * request + 1);
            var locations = model.Locations;
            var timed = this.timed;
            var pickupLocation = model.Location[pickup];
            var deliveryLocation = model.Location[delivery];
            var fromPickup = arcs.AsSpan(pickupLocation * locations, locations);
            var toPickup = into.AsSpan(pickupLocation * locations, locations);
            var fromDelivery = arcs.AsSpan(deliveryLocation * locations, locations);
            var toDelivery = into.AsSpan(deliveryLocation * locations, locations);
            var across = fromPickup[deliveryLocation];
            var (pickupClose, deliveryClose, deliveryService) = (model.Close[pickup], model.Close[delivery], model.Service[delivery]);
            var end = route.Count + 1;
            var stops = route.Stops.AsSpan(0, end + 1);
            var detours = DeliveryDetours(stops, delivery, fromDelivery, toDelivery);
            var stretch = default(Segment);
            var pickupSegment = timed ? Segment.Of(model, pickup) : default;
            var deliverySegment = timed ? Segment.Of(model, delivery) : default;

            for (var i = 0; i < end; i++)
            {
                ref readonly var here = ref stops[i];
                ref readonly var next = ref stops[i + 1];
                if (here.Depart > pickupClose)
                    break;
                var before = toPickup[here.Location];
                var arrival = here.Depart + before.Time;
                if (arrival > pickupClose)
                    continue;

                var onward = fromDelivery[next.Location];
                var direct = before.Distance + across.Distance + onward.Distance - here.Hop.Distance;
                var after = fromPickup[next.Location];
                var detour = before.Distance + after.Distance - here.Hop.Distance;
                var directMay = direct * distanceRate < best.Delta;
                var apartMay = i + 1 < end && (detour + detours[i + 1].Least) * distanceRate < best.Delta;
                if ((!directMay && !apartMay) || !HasRoomAt(i))
                    continue;

                var time = Begin(pickup, arrival) + model.Service[pickup];
                if (time > deliveryClose)
                    continue;
                if (timed)
                    stretch = Segment.Join(route.Prefix[i], before.Time, pickupSegment);

                // Delivery straight after the pickup.
                if (directMay && time + across.Time <= deliveryClose
                    && Begin(delivery, time + across.Time) + deliveryService + onward.Time <= next.Late)
                    Offer(
                        i, i, direct,
                        timed ? Segment.Join(Segment.Join(stretch, across.Time, deliverySegment), onward.Time, route.Suffix[i + 1]).Duration : 0, ref best);

                // Delivery further on: carry the delayed time along the tour.
                time += after.Time;
                if (!apartMay || time > next.Late)
                    continue;
                time = BeginAt(next, time) + next.Service;
                if (timed)
                    stretch = Segment.Join(stretch, after.Time, route.SegmentAt(model, i + 1));
                for (var j = i + 1; (detour + detours[j].Least) * distanceRate < best.Delta && time <= deliveryClose && HasRoomAt(j); j++)
                {
                    ref readonly var left = ref stops[j];
                    ref readonly var right = ref stops[j + 1];
                    var both = detour + detours[j].Here;
                    if (both * distanceRate < best.Delta)
                    {
                        var there = time + toDelivery[left.Location].Time;
                        var back = fromDelivery[right.Location].Time;
                        if (there <= deliveryClose && Begin(delivery, there) + deliveryService + back <= right.Late)
                            Offer(
                                i, j, both,
                                timed
                                    ? Segment.Join(Segment.Join(stretch, there - time, deliverySegment), back, route.Suffix[j + 1]).Duration
                                    : 0, ref best);
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

    bool HasRoomAt(int position)
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
