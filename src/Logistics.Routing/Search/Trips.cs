namespace Logistics.Routing.Search;

/// <summary>
/// What a tour of several trips, or one that waits for goods, needs beside its stops so that a place is still judged in constant time.
/// A trip is the positions from a start or reload (included) to the next reload or the end (excluded).
/// </summary>
/// <remarks>
/// Release times: a trip leaves at the latest of what it loads (Cattaruzza, Absi and Feillet 2016, "The multi-trip vehicle routing problem with time windows and
/// release dates", Transportation Science 50:676). The stretch from its first stop on is a <see cref="Segment"/>, so another departure is carried to any position at once.
/// </remarks>
sealed class Trips
{
    /// <summary>Position where the trip of a position begins, and its last position.</summary>
    public int[] First = [];
    public int[] Last = [];
    public int Count;

    /// <summary>At a trip's first position: the departure if all goods were ready.</summary>
    public int[] Unready = [];

    /// <summary>The trip from after its first position to here.</summary>
    public Segment[] Span = [];

    /// <summary>When the last of the trip's goods that are delivered up to here, or after here, is ready.</summary>
    public int[] ReadyBefore = [];
    public int[] ReadyAfter = [];

    /// <summary>Like <see cref="Route.Load"/>: loaded at the trip's beginning and still on board; collected since then to be unloaded at its end;
    /// the most of <see cref="Route.Load"/> in each number from the trip's beginning to here, and from here to its end.</summary>
    public int[] ToDeliver = [];
    public int[] Collected = [];
    public int[] PeakBefore = [];
    public int[] PeakAfter = [];

    /// <summary>True where a reload would end a trip that has a stop: not right after the start or another reload.</summary>
    public static bool MayEndAfter(Model model, int[] nodes, int position) => position > 0 && nodes[position] < model.FirstReload;

    /// <summary>For a whole sequence, breaks among it: the least begin of each start and reload, 0 elsewhere.</summary>
    public static void SetLeastBegins(Model model, ReadOnlySpan<int> nodes, int[] leastBegin)
    {
        var ready = 0;
        for (var k = nodes.Length - 1; k >= 0; k--)
        {
            var node = nodes[k];
            leastBegin[k] = 0;
            if (k == 0 || node >= model.FirstReload)
            {
                leastBegin[k] = ready - model.Service[node];
                ready = 0;
            }
            else if (node >= 0 && node < 2 * model.Requests)
                ready = Math.Max(ready, model.ReadyAt[node >> 1]);
        }
    }

    /// <summary>Finds the trips, and lets each start and reload open only when its goods are ready.</summary>
    public void SetReady(Model model, Route route)
    {
        Grow(route.Nodes.Length);
        var (first, ready) = (0, 0);
        Count = 1;
        for (var k = 0; k <= route.Count; k++)
        {
            var node = route.Nodes[k];
            if (k > 0 && node >= model.FirstReload)
            {
                (first, ready) = (k, 0);
                Count++;
            }
            else if (k > 0)
                ready = Math.Max(ready, model.ReadyAt[node >> 1]);
            First[k] = first;
            ReadyBefore[k] = ready;
        }
        var last = route.Count;
        ready = 0;
        for (var k = route.Count; k >= 0; k--)
        {
            Last[k] = last;
            ReadyAfter[k] = ready;
            var node = route.Nodes[k];
            if (First[k] == k)
            {
                route.Stops[k].Open = Math.Max(route.Stops[k].Open, ready - route.Stops[k].Service);
                (last, ready) = (k - 1, 0);
            }
            else
                ready = Math.Max(ready, model.ReadyAt[node >> 1]);
        }
    }

    /// <summary>Fills <see cref="Route.Load"/>, trip by trip, and counts the route's requests that need a full schedule.</summary>
    public void SetLoads(Model model, Route route)
    {
        var size = route.Size * route.Width;
        if (ToDeliver.Length < size)
        {
            var length = route.Nodes.Length * route.Width;
            (ToDeliver, Collected, PeakBefore, PeakAfter) = (new int[length], new int[length], new int[length], new int[length]);
        }
        var width = route.Width;
        Array.Clear(ToDeliver, 0, size);
        for (var k = route.Count; k > 0; k--)
            if (First[k] != k)
            {
                Array.Copy(ToDeliver, k * width, ToDeliver, (k - 1) * width, width);
                var node = route.Nodes[k];
                if ((node & 1) == 1 && !model.HasPickup[node >> 1])
                    Change(model, route, ToDeliver, k - 1, node >> 1, k, 1);
            }

        Array.Copy(ToDeliver, route.Load, width);
        Array.Clear(Collected, 0, width);
        for (var k = 1; k <= route.Count; k++)
        {
            var (node, here) = (route.Nodes[k], k * width);
            Array.Copy(route.Load, here - width, route.Load, here, width);
            Array.Copy(Collected, here - width, Collected, here, width);
            if (First[k] == k)
            {
                for (var w = 0; w < width; w++)
                    route.Load[here + w] += ToDeliver[here + w] - Collected[here + w];
                Array.Clear(Collected, here, width);
                continue;
            }
            if (model.RequestIsExact[node >> 1])
                route.ExactRequests++;
            Change(model, route, route.Load, k, node >> 1, k, (node & 1) == 0 ? 1 : -1);
            if ((node & 1) == 0 && !model.HasDelivery[node >> 1])
                Change(model, route, Collected, k, node >> 1, k, 1);
        }
        SetPeaks(route);
    }

    /// <summary>After the times of the stops are known.</summary>
    public void Update(Model model, Route route)
    {
        for (var k = 0; k <= route.Count; k++)
            if (First[k] == k)
                Unready[k] = k == 0
                    ? model.Open[route.Nodes[0]]
                    : model.NextBegin(route.Nodes[k], route.Stops[k - 1].Depart + route.Stops[k - 1].Hop.Time) + route.Stops[k].Service;
            else if (First[k] == k - 1)
                Span[k] = route.SegmentAt(model, k);
            else
                Span[k] = Segment.Join(Span[k - 1], route.Stops[k - 1].Hop.Time, route.SegmentAt(model, k));
    }

    void SetPeaks(Route route)
    {
        var width = route.Width;
        for (var k = 0; k <= route.Count; k++)
            for (var w = k * width; w < (k + 1) * width; w++)
                PeakBefore[w] = First[k] == k ? route.Load[w] : Math.Max(PeakBefore[w - width], route.Load[w]);
        for (var k = route.Count; k >= 0; k--)
            for (var w = k * width; w < (k + 1) * width; w++)
                PeakAfter[w] = Last[k] == k ? route.Load[w] : Math.Max(PeakAfter[w + width], route.Load[w]);
    }

    static void Change(Model model, Route route, int[] loads, int position, int request, int holdAt, int sign)
    {
        var (dimensions, at) = (model.Dimensions, position * route.Width);
        for (var k = 0; k < dimensions; k++)
        {
            var amount = sign * model.Load[request * dimensions + k];
            loads[at + k] += amount;
            if (route.Width > dimensions)
                loads[at + (1 + route.Hold[holdAt]) * dimensions + k] += amount;
        }
    }

    void Grow(int size)
    {
        if (First.Length >= size)
            return;
        (First, Last, Unready, ReadyBefore, ReadyAfter) = (new int[size], new int[size], new int[size], new int[size], new int[size]);
        Span = new Segment[size];
    }
}
