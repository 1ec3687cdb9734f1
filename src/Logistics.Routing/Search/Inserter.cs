namespace Logistics.Routing.Search;

/// <summary>Where a request would go: pickup after position <c>Pickup</c>, delivery after position <c>Delivery</c>, both counted before either is in.
/// The one that the request lacks is -1.</summary>
struct Place
{
    public int Vehicle;
    public int Pickup;
    public int Delivery;
    public int Hold;

    /// <summary>Added cost in shares.</summary>
    public long Delta;

    public static Place None => new() { Vehicle = -1, Delta = long.MaxValue };
}

/// <summary>
/// Finds the cheapest place of a request in a tour. For each place of the pickup the delivery is carried rightwards with the running time,
/// until a latest arrival or a capacity is broken: linear in practice, where all pairs of places would be quadratic.
/// </summary>
/// <remarks>The early stops suppose that a detour costs neither time nor distance; where a table says otherwise a place may be missed, never wrongly accepted.</remarks>
sealed class Inserter(Model model, Scheduler scheduler, Rng rng)
{
    /// <summary>Chance that a place is passed over unseen ("blink": Christiaens and Vanden Berghe 2020, section 4.2).</summary>
    public double BlinkRate
    {
        set
        {
            blinkRate = value;
            NextBlink();
        }
    }

    double blinkRate;
    int untilBlink = int.MaxValue;
    int[] candidate = new int[32];

    Route route = null!;
    int request;
    int hold;
    bool exact;
    int[] capacity = [];
    Arc[] arcs = [];
    long distanceRate;
    long timeRate;

    /// <summary>Improves <paramref name="best"/> with the best place in <paramref name="into"/>, if one is cheaper.</summary>
    public void Try(Route into, int request, ref Place best)
    {
        var holds = model.HoldsFor(request, into.Vehicle);
        if (holds == 0)
            return;
        route = into;
        this.request = request;
        var type = model.TypeOf[into.Vehicle];
        capacity = model.Capacity[type];
        arcs = model.Out[model.ProfileOf[into.Vehicle]];
        distanceRate = model.DistanceRate[type];
        timeRate = model.TimeRate[type];
        exact = model.VehicleIsExact[into.Vehicle] || into.ExactRequests > 0 || model.RequestIsExact[request];
        var opening = into.Count == 0 ? model.Fixed[type] : 0;
        best.Delta -= opening; // so that the scans compare like with like
        for (hold = 0; holds != 0; hold++, holds >>= 1)
            if ((holds & 1) != 0)
            {
                if (!model.HasPickup[request])
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
            var profile = model.ProfileOf[route.Vehicle];
            var pickupLocation = model.Location[pickup];
            var deliveryLocation = model.Location[delivery];
            var fromPickup = arcs.AsSpan(pickupLocation * locations, locations);
            var fromDelivery = arcs.AsSpan(deliveryLocation * locations, locations);
            var toPickup = model.Into[profile].AsSpan(pickupLocation * locations, locations);
            var toDelivery = model.Into[profile].AsSpan(deliveryLocation * locations, locations);
            var across = fromPickup[deliveryLocation];
            var (pickupClose, deliveryClose) = (model.Close[pickup], model.Close[delivery]);
            var end = route.Count + 1;
            var nodes = route.Nodes.AsSpan(0, end + 1);
            var late = route.Late.AsSpan(0, end + 1);
            var hops = route.Hop.AsSpan(0, end);
            var depart = route.Depart.AsSpan(0, end);
            var location = model.Location;
            var stretch = default(Segment);
            var pickupSegment = model.Timed ? Segment.Of(model, pickup) : default;
            var deliverySegment = model.Timed ? Segment.Of(model, delivery) : default;

            for (var i = 0; i < end; i++)
            {
                if (depart[i] > pickupClose)
                    break;
                if (!HasRoomAt(i))
                    continue;
                var before = toPickup[location[nodes[i]]];
                var arrival = depart[i] + before.Time;
                if (arrival > pickupClose)
                    continue;
                var time = Begin(pickup, arrival) + model.Service[pickup];
                if (time > deliveryClose)
                    break;
                var hop = hops[i];
                if (model.Timed)
                    stretch = Segment.Join(route.Prefix[i], before.Time, pickupSegment);

                // Delivery straight after the pickup.
                if (Sees())
                {
                    var there = time + across.Time;
                    if (there <= deliveryClose)
                    {
                        var onward = fromDelivery[location[nodes[i + 1]]];
                        if (Begin(delivery, there) + model.Service[delivery] + onward.Time <= late[i + 1])
                            Offer(
                                i, i, before.Distance + across.Distance + onward.Distance - hop.Distance,
                                model.Timed ? Segment.Join(Segment.Join(stretch, across.Time, deliverySegment), onward.Time, route.Suffix[i + 1]).Duration : 0, ref best);
                    }
                }

                // Delivery further on: carry the delayed time along the tour.
                if (i + 1 == end)
                    break;
                var after = fromPickup[location[nodes[i + 1]]];
                time += after.Time;
                if (time > late[i + 1])
                    continue;
                var detour = before.Distance + after.Distance - hop.Distance;
                if (!model.Timed && detour * distanceRate >= best.Delta)
                    continue;
                time = Begin(nodes[i + 1], time) + model.Service[nodes[i + 1]];
                if (model.Timed)
                    stretch = Segment.Join(stretch, after.Time, Segment.Of(model, nodes[i + 1]));
                for (var j = i + 1; ; j++)
                {
                    if (time > deliveryClose || !HasRoomAt(j))
                        break;
                    if (Sees())
                    {
                        var toward = toDelivery[location[nodes[j]]];
                        var there = time + toward.Time;
                        if (there <= deliveryClose)
                        {
                            var onward = fromDelivery[location[nodes[j + 1]]];
                            if (Begin(delivery, there) + model.Service[delivery] + onward.Time <= late[j + 1])
                                Offer(
                                    i, j, detour + toward.Distance + onward.Distance - hops[j].Distance,
                                    model.Timed ? Segment.Join(Segment.Join(stretch, toward.Time, deliverySegment), onward.Time, route.Suffix[j + 1]).Duration : 0, ref best);
                        }
                    }
                    if (j + 1 == end)
                        break;
                    time += hops[j].Time;
                    if (time > late[j + 1])
                        break;
                    time = Begin(nodes[j + 1], time) + model.Service[nodes[j + 1]];
                    if (model.Timed)
                        stretch = Segment.Join(stretch, hops[j].Time, Segment.Of(model, nodes[j + 1]));
                }
            }
        }
    }

    /// <summary>Goods that stay on board from the pickup to the end: room is needed from the place to the right, so scan from the right.</summary>
    void ScanPickup(ref Place best)
    {
        for (var i = route.Count; i >= 0 && HasRoomAt(i); i--)
            if (Sees())
                OfferSingle(2 * request, i, i, -1, ref best);
    }

    /// <summary>Goods on board from the start: room is needed from the start to the place, so scan from the left.</summary>
    void ScanDelivery(ref Place best)
    {
        for (var j = 0; j <= route.Count && HasRoomAt(j) && route.Depart[j] <= model.Close[2 * request + 1]; j++)
            if (Sees())
                OfferSingle(2 * request + 1, j, -1, j, ref best);
    }

    void OfferSingle(int node, int at, int pickup, int delivery, ref Place best)
    {
        var locations = model.Locations;
        var here = model.Location[node];
        var before = arcs[model.Location[route.Nodes[at]] * locations + here];
        var after = arcs[here * locations + model.Location[route.Nodes[at + 1]]];
        var arrival = route.Depart[at] + before.Time;
        if (arrival > model.Close[node] || Begin(node, arrival) + model.Service[node] + after.Time > route.Late[at + 1])
            return;
        var duration = model.Timed
            ? Segment.Join(Segment.Join(route.Prefix[at], before.Time, Segment.Of(model, node)), after.Time, route.Suffix[at + 1]).Duration
            : 0;
        Offer(pickup, delivery, before.Distance + after.Distance - route.Hop[at].Distance, duration, ref best);
    }

    void Offer(int pickup, int delivery, int detour, int duration, ref Place best)
    {
        var delta = detour * distanceRate;
        if (model.Timed)
            delta += timeRate * (duration - (route.Count == 0 ? 0 : route.Duration));
        if (delta >= best.Delta)
            return;
        if (exact)
        {
            if (!FitsExactly(pickup, delivery))
                return;
            delta = detour * distanceRate + timeRate * (scheduler.Duration - (route.Count == 0 ? 0 : route.Duration));
            if (delta >= best.Delta)
                return;
        }
        best.Vehicle = route.Vehicle;
        best.Pickup = pickup;
        best.Delivery = delivery;
        best.Hold = hold;
        best.Delta = delta;
    }

    /// <summary>The quick test is necessary, not sufficient, where there are breaks or limits: schedule the whole tour, but only for a place that would be best.</summary>
    bool FitsExactly(int pickup, int delivery)
    {
        if (candidate.Length < route.Size + 2)
            candidate = new int[2 * (route.Size + 2)];
        var size = 0;
        for (var k = 0; k < route.Size; k++)
        {
            candidate[size++] = route.Nodes[k];
            if (k == pickup)
                candidate[size++] = 2 * request;
            if (k == delivery)
                candidate[size++] = 2 * request + 1;
        }
        return scheduler.TryFit(model, route.Vehicle, candidate.AsSpan(0, size));
    }

    bool HasRoomAt(int position)
    {
        unchecked
        {
            var dimensions = model.Dimensions;
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

    int Begin(int node, int arrival) => model.AnySeveralWindows ? model.NextBegin(node, arrival) : Math.Max(arrival, model.Open[node]);

    bool Sees()
    {
        if (--untilBlink >= 0)
            return true;
        NextBlink();
        return false;
    }

    // The gap between blinks is geometric, so the generator runs once for each blink and not for each place.
    void NextBlink() => untilBlink = blinkRate <= 0 ? int.MaxValue : (int)Math.Min(1e9, Math.Log(1 - rng.NextDouble()) / Math.Log(1 - blinkRate));
}
