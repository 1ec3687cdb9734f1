namespace Logistics.Routing.Search;

/// <summary>
/// Places of a request with one end only in a tour of trips: in a trip that is there, which may have to wait for the goods, or in one opened for it by a reload
/// right before or right after it. Each place is judged in constant time from <see cref="Trips"/>; room is asked for in one trip only.
/// </summary>
sealed partial class Inserter
{
    int reload;
    int reloadAt;
    readonly ClassesOnBoard classesOfCandidate = new();
    int node;
    int ready;
    Trips trips = null!;

    void ScanTrips(ref Place best)
    {
        trips = route.Trips!;
        node = model.HasPickup[request] ? 2 * request : 2 * request + 1;
        ready = model.ReadyAt[request];
        // A stretch with several windows at a stop is only bounded by its segment.
        var exactBefore = exact;
        exact |= model.AnySeveralWindows;
        for (var first = 0; first <= route.Count; first = trips.Last[first] + 1)
            if (model.HasPickup[request])
                ScanPickupInTrip(first, ref best);
            else
                ScanDeliveryInTrip(first, ref best);
        var type = model.TypeOf[route.Vehicle];
        if (trips.Count < model.MostTrips[type])
            foreach (var site in model.ReloadsOf[type])
                ScanReload(site, ref best);
        exact = exactBefore;
    }

    /// <summary>Goods that stay on board to the end of the trip: from its last position to the left, while there is room.</summary>
    void ScanPickupInTrip(int first, ref Place best)
    {
        for (var i = trips.Last[first]; i >= first && HasRoomAt(i); i--)
            OfferSingle(node, i, i, -1, ref best);
    }

    /// <summary>Goods on board from the beginning of the trip, which waits for them.</summary>
    void ScanDeliveryInTrip(int first, ref Place best)
    {
        ref readonly var start = ref route.Stops[first];
        var leave = Math.Max(start.Depart, ready);
        if (leave + start.Hop.Time > route.Stops[first + 1].Late)
            return;
        var waits = leave > start.Depart;
        for (var j = first; j <= trips.Last[first] && HasRoomAt(j); j++)
        {
            var depart = waits ? DepartureOf(j, ready) : route.Stops[j].Depart;
            if (depart > model.Close[node])
                return;
            if (waits)
                OfferAfterWait(j, depart, ref best);
            else
                OfferSingle(node, j, -1, j, ref best);
        }
    }

    void OfferAfterWait(int at, int depart, ref Place best)
    {
        ref readonly var right = ref route.Stops[at + 1];
        var (before, after) = (ArcBetween(route.Stops[at].Location, node), arcs[model.Location[node] * model.Locations + right.Location]);
        var detour = before.Distance + after.Distance - route.Stops[at].Hop.Distance;
        var arrival = depart + before.Time;
        if (detour * distanceRate >= best.Delta || arrival > model.Close[node] || Begin(node, arrival) + model.Service[node] + after.Time > right.Late)
            return;
        var duration = timed
            ? Segment.Join(Segment.Join(StretchTo(at, ready), before.Time, Segment.Of(model, node)), after.Time, route.Suffix[at + 1]).Duration
            : 0;
        Offer(PickupAt(at), DeliveryAt(at), detour, duration, ref best);
    }

    void ScanReload(int site, ref Place best)
    {
        reload = site;
        var locations = model.Locations;
        var (there, here) = (model.Location[site], model.Location[node]);
        var toReload = into.AsSpan(there * locations, locations);
        var toRequest = into.AsSpan(here * locations, locations);
        var fromReload = arcs.AsSpan(there * locations, locations);
        var fromRequest = arcs.AsSpan(here * locations, locations);
        // Paid waiting for goods may end with the reload: only then can a longer way be a saving.
        var mayShorten = timed && model.AnyReady;
        for (var at = 0; at <= route.Count; at++)
        {
            ref readonly var left = ref route.Stops[at];
            var right = route.Stops[at + 1].Location;
            var before = (long)toReload[left.Location].Distance + fromReload[here].Distance + fromRequest[right].Distance - left.Hop.Distance;
            var after = (long)toRequest[left.Location].Distance + fromRequest[there].Distance + fromReload[right].Distance - left.Hop.Distance;
            // A reload with nothing before it in its trip, or nothing after it, would be no trip.
            if ((before * distanceRate < best.Delta || mayShorten) && at != trips.First[at] && HasRoomInSecond(at))
                OfferReload(at, site, node, before, Math.Max(trips.ReadyAfter[at], ready), trips.ReadyBefore[at], at, ref best);
            if ((after * distanceRate < best.Delta || mayShorten) && at != trips.Last[at] && HasRoomInFirst(at))
                OfferReload(at, node, site, after, trips.ReadyAfter[at], Math.Max(trips.ReadyBefore[at], ready), at + 1, ref best);
        }
        (reload, reloadAt) = (0, 0);
    }

    /// <summary>Puts two nodes after a position: the reload and the request, in the order of their nodes given.</summary>
    /// <param name="at">The position.</param>
    /// <param name="one">The node that comes first.</param>
    /// <param name="two">The node that comes second.</param>
    /// <param name="detour">What both add to the way.</param>
    /// <param name="readySecond">When the goods of the trip that begins at the reload are ready.</param>
    /// <param name="readyFirst">When those of the trip that ends there are.</param>
    /// <param name="reloadAfter">The position before the reload once the request is in.</param>
    /// <param name="best">What to improve on.</param>
    void OfferReload(int at, int one, int two, long detour, int readySecond, int readyFirst, int reloadAfter, ref Place best)
    {
        ref readonly var left = ref route.Stops[at];
        ref readonly var right = ref route.Stops[at + 1];
        var before = ArcBetween(left.Location, one);
        var across = ArcBetween(model.Location[one], two);
        var after = arcs[model.Location[two] * model.Locations + right.Location];
        var first = trips.First[at];
        var depart = readyFirst == ReadyOf(first) ? left.Depart : DepartureOf(at, readyFirst);
        if (depart == int.MaxValue)
            return;
        var time = BeginOrNever(one, depart + before.Time, readySecond);
        if (time == int.MaxValue)
            return;
        time = BeginOrNever(two, time + model.Service[one] + across.Time, readySecond);
        if (time == int.MaxValue || time + model.Service[two] + after.Time > right.Late)
            return;
        var duration = timed
            ? Segment.Join(
                Segment.Join(Segment.Join(StretchTo(at, readyFirst), before.Time, SegmentOf(one, readySecond)), across.Time, SegmentOf(two, readySecond)),
                after.Time, route.Suffix[at + 1]).Duration
            : 0;
        reloadAt = reloadAfter;
        if (apart != 0 && !KeepsApart(at))
            return;
        Offer(PickupAt(at), DeliveryAt(at), detour, duration, ref best);
    }

    int HaltsAddedWithReload(int at)
    {
        var (site, place) = (model.Location[reload], model.Location[node]);
        return reloadAt == at ? TourLimits.StopsAdded(route, at, site, place) : TourLimits.StopsAdded(route, at, place, site);
    }

    /// <summary>The one rule that is not judged in constant time here.</summary>
    bool KeepsApart(int at) => classesOfCandidate.Update(model, Candidate(PickupAt(at), DeliveryAt(at)));

    int PickupAt(int at) => model.HasPickup[request] ? at : -1;

    int DeliveryAt(int at) => model.HasPickup[request] ? -1 : at;

    Arc ArcBetween(int from, int to) => arcs[from * model.Locations + model.Location[to]];

    int ReadyOf(int first) => Math.Max(trips.ReadyBefore[first], trips.ReadyAfter[first]);

    /// <summary>Begin of service at a node of which the reload waits for goods; <see cref="int.MaxValue"/> when that is too late.</summary>
    int BeginOrNever(int at, int arrival, int readySecond)
    {
        var begin = Begin(at, at == reload ? Math.Max(arrival, readySecond - model.Service[at]) : arrival);
        return begin <= model.Close[at] ? begin : int.MaxValue;
    }

    Segment SegmentOf(int at, int readySecond)
    {
        var alone = Segment.Of(model, at);
        return at == reload ? alone with { Earliest = Math.Max(alone.Earliest, readySecond - model.Service[at]) } : alone;
    }

    /// <summary>Departure from a position if its trip's goods were ready at another time; <see cref="int.MaxValue"/> when a stop on the way would be too late.</summary>
    int DepartureOf(int position, int readyThen)
    {
        var first = trips.First[position];
        var start = route.Stops[first];
        var leave = Math.Max(trips.Unready[first], readyThen);
        if (leave - start.Service > model.Close[start.Node])
            return int.MaxValue;
        if (position == first)
            return leave;
        var span = trips.Span[position];
        var arrival = leave + start.Hop.Time;
        return arrival > span.Latest ? int.MaxValue : Math.Max(arrival, span.Earliest) + span.Duration;
    }

    /// <summary>The tour up to a position if its trip's goods were ready at another time.</summary>
    Segment StretchTo(int position, int readyThen)
    {
        var first = trips.First[position];
        var start = route.Stops[first];
        var loading = new Segment(start.Service, Math.Max(model.Open[start.Node], readyThen - start.Service), model.Close[start.Node]);
        if (first > 0)
            loading = Segment.Join(route.Prefix[first - 1], route.Stops[first - 1].Hop.Time, loading);
        return position == first ? loading : Segment.Join(loading, start.Hop.Time, trips.Span[position]);
    }

    /// <summary>Room for the request in the trip that a reload before it would begin: what was collected before has left.</summary>
    bool HasRoomInSecond(int at) => model.HasPickup[request] ? HasRoom(trips.PeakAfter, trips.Collected, at) : HasRoom(route.Load, trips.Collected, at);

    /// <summary>Room for the request in the trip that a reload after it would end: what is delivered after it is not yet loaded.</summary>
    bool HasRoomInFirst(int at) => model.HasPickup[request] ? HasRoom(route.Load, trips.ToDeliver, at) : HasRoom(trips.PeakBefore, trips.ToDeliver, at);

    bool HasRoom(int[] loads, int[] gone, int position)
    {
        var (dimensions, at) = (model.Dimensions, position * route.Width);
        for (var k = 0; k < dimensions; k++)
        {
            var goods = model.Load[request * dimensions + k];
            if (loads[at + k] - gone[at + k] + goods > capacity[k])
                return false;
            var row = (1 + hold) * dimensions + k;
            if (route.Width > dimensions && loads[at + row] - gone[at + row] + goods > capacity[row])
                return false;
        }
        return true;
    }
}
