using System.Numerics;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// What a partial route may still gain at the most. Around each place, and around each group of places that lie together, runs a moat; a way pays the width of each
/// moat it crosses, and who goes to a group and comes out again crosses its moat twice. Goods on board must be delivered, others may stay where they are; nothing pays
/// twice. Blind to time, and to which pickup belongs to which delivery.
/// </summary>
/// <remarks>
/// Jünger and Pulleyblank 1993, "Geometric duality and combinatorial optimization"; moats of one width for all that is nearest, as in Kruskal's tree, so that those between two
/// places are together never wider than the way between them.
/// </remarks>
sealed class MoatBound
{
    /// <summary>Of the ascent to good belts, and to good shares of a request's dual at its pickup and at its delivery.</summary>
    const int Steps = 150;

    readonly Model model;
    readonly RouteRules rules;
    readonly int[] leafOf;
    readonly int end;
    readonly int begin;

    /// <summary>Leaves first, one for each place; then groups, each after its members; the last is all places.</summary>
    readonly int[] parent;
    readonly long[] width;
    readonly long[] leaving;
    readonly int leaves;
    readonly (long Cost, int One, int Other)[] ways;

    /// <summary>Around each place, inside its moat; what it takes, the ways from there have less.</summary>
    readonly long[] belt;
    readonly long[] bestBelt;
    readonly int[] degree;
    readonly List<(int One, int Other, int First, int Second)> joins = [];

    /// <summary>By node: its dual less its service.</summary>
    readonly long[] gain;
    readonly ulong usable;

    // Of the one that is asked for; by member of the tree.
    readonly long[] value;
    readonly long[] within;
    readonly long[] moatWithin;
    readonly byte[] ends;
    readonly bool[] isMust;
    readonly bool[] hasBoth;
    readonly bool[] isVisited;

    /// <param name="rules">Of the vehicle.</param>
    /// <param name="nodes">That it may visit.</param>
    /// <param name="duals">By node, in shares; shared out anew between the two ends of each request, to the same sum, so that the bound is tighter.</param>
    public MoatBound(RouteRules rules, int[] nodes, long[] duals)
    {
        (this.rules, model) = (rules, rules.Model);
        var (start, last) = (model.Location[model.StartOf(rules.Vehicle)], model.Location[model.EndOf(rules.Vehicle)]);
        var places = nodes.Select(node => model.Location[node]).Distinct().ToList();
        var leave = Leaving(places, start, last);
        int[] rows = [.. places.Union([start, last])];
        leaves = rows.Length;
        leafOf = new int[model.Locations];
        leaving = new long[leaves];
        for (var leaf = 0; leaf < leaves; leaf++)
        {
            leafOf[rows[leaf]] = leaf;
            leaving[leaf] = leave.GetValueOrDefault(rows[leaf]);
        }
        (begin, end) = (leafOf[start], leafOf[last]);
        var members = 2 * leaves - 1;
        (parent, width) = (new int[members], new long[members]);
        (value, within, moatWithin) = (new long[members], new long[members], new long[members]);
        (ends, isMust, hasBoth, isVisited) = (new byte[members], new bool[members], new bool[members], new bool[members]);
        ways = WaysBetween(rows, places.Count);
        (belt, bestBelt, degree) = (new long[leaves], new long[leaves], new int[leaves]);
        Dig();
        gain = new long[2 * model.Requests];
        foreach (var node in nodes)
        {
            gain[node] = duals[node] - model.Service[node] * rules.TimeRate;
            usable |= 1UL << (node >> 1);
        }
        if (nodes.Length > 0)
            Tighten(duals, model.StartOf(rules.Vehicle));
    }

    /// <summary>The least that the way on from a node to the end costs, less duals, after the service there.</summary>
    /// <param name="from">Node.</param>
    /// <param name="picked">Requests that are done or on board, and those out of reach.</param>
    /// <param name="open">Requests on board.</param>
    public long From(int from, ulong picked, ulong open)
    {
        var here = leafOf[model.Location[from]];
        Array.Clear(value);
        Array.Clear(ends);
        Array.Clear(isMust);
        Array.Clear(hasBoth);
        for (var rest = usable & ~picked; rest != 0; rest &= rest - 1)
        {
            var r = BitOperations.TrailingZeroCount(rest);
            if (gain[2 * r] > 0)
                value[leafOf[model.Location[2 * r]]] += gain[2 * r];
            if (gain[2 * r + 1] > 0)
                value[leafOf[model.Location[2 * r + 1]]] += gain[2 * r + 1];
        }
        for (var rest = open; rest != 0; rest &= rest - 1)
        {
            var r = BitOperations.TrailingZeroCount(rest);
            if (!model.HasPickup[r] || !model.HasDelivery[r])
                continue;
            var leaf = leafOf[model.Location[2 * r + 1]];
            value[leaf] += gain[2 * r + 1];
            isMust[leaf] = true;
        }
        ends[here]++;
        ends[end]++;
        for (var leaf = 0; leaf < leaves; leaf++)
            // Where it stands it need not come first; from the end it need not go away.
            if (leaf == here ? here != end : leaf != end)
                value[leaf] -= leaving[leaf];
        for (var member = 0; member < value.Length; member++)
            Close(member);
        return -value[^1];
    }

    /// <summary>All below is summed up in its value: what is visited inside, and what lies beyond a member that holds both where the way begins and where it ends.</summary>
    void Close(int member)
    {
        if (hasBoth[member])
        {
            var beyond = value[member] - 2 * moatWithin[member];
            value[member] = within[member] + (isMust[member] ? beyond : Math.Max(0, beyond));
        }
        if (member == value.Length - 1)
            return;
        var above = parent[member];
        if (ends[member] == 2)
        {
            (within[above], moatWithin[above], hasBoth[above]) = (value[member], width[member], true);
            ends[above] = 2;
            return;
        }
        var net = value[member] - (ends[member] == 1 ? 1 : 2) * width[member];
        isVisited[member] = ends[member] == 1 || isMust[member] || net > 0;
        if (isVisited[member])
            value[above] += net;
        isMust[above] |= isMust[member];
        ends[above] += ends[member];
    }

    /// <summary>What each place charges for leaving it, whereto ever: then the ways there and back are nearer to alike.</summary>
    Dictionary<int, long> Leaving(List<int> places, int start, int last)
    {
        var charges = new Dictionary<int, long>();
        foreach (var place in places)
        {
            var sum = Cost(place, last) - Cost(start, place);
            foreach (var other in places)
                sum += Cost(place, other) - Cost(other, place);
            charges[place] = sum / (places.Count + 1);
        }
        var depot = -charges.Values.Sum() / (places.Count + 1);
        foreach (var place in places)
        {
            var least = Cost(place, last);
            foreach (var other in places)
                if (other != place)
                    least = Math.Min(least, Cost(place, other));
            charges[place] = Math.Clamp(charges[place] - depot, 0, least);
        }
        return charges;
    }

    long Cost(int from, int to)
    {
        var arc = rules.ArcOfRows(from, to);
        return arc.Distance * rules.DistanceRate + arc.Time * rules.TimeRate;
    }

    (long Cost, int One, int Other)[] WaysBetween(int[] rows, int places)
    {
        var between = new List<(long, int, int)>();
        for (var i = 0; i < leaves; i++)
            for (var j = i + 1; j < leaves; j++)
                between.Add((Math.Min(Way(i, j), Way(j, i)), i, j));
        return [.. between];

        // No way leads out of the end or into the start, unless there is something to do there.
        long Way(int from, int to) => (from >= places && from != begin) || (to >= places && to != end) ? long.MaxValue : Cost(rows[from], rows[to]) - leaving[from];
    }

    /// <summary>Kruskal: what is nearest joins first, and until then its moat grows on both sides alike.</summary>
    void Dig()
    {
        var sorted = ways.Select(way => (Cost: way.Cost == long.MaxValue ? way.Cost : way.Cost - belt[way.One] - belt[way.Other], way.One, way.Other)).ToArray();
        Array.Sort(sorted);
        var group = Enumerable.Range(0, leaves).ToArray();
        var filled = new long[parent.Length];
        var next = leaves;
        joins.Clear();
        foreach (var (cost, one, other) in sorted)
        {
            if (group[one] == group[other])
                continue;
            var (first, second) = (group[one], group[other]);
            joins.Add((one, other, first, second));
            filled[next] = cost / 2;
            foreach (var each in (int[])[first, second])
                (parent[each], width[each]) = (next, filled[next] - filled[each] + (each < leaves ? belt[each] : 0));
            for (var leaf = 0; leaf < leaves; leaf++)
                if (group[leaf] == first || group[leaf] == second)
                    group[leaf] = next;
            next++;
        }
    }

    /// <summary>
    /// Shifts from what is visited to what is not, while the other end of the request is; widens the belts of dead ends and narrows those of crossroads
    /// (Held and Karp 1971, "The traveling-salesman problem and minimum spanning trees: part II", Mathematical Programming 1:6). Keeps the best.
    /// </summary>
    void Tighten(long[] duals, int start)
    {
        var bestGain = new long[model.Requests];
        var best = long.MinValue;
        var near = ways.Select(way => way.Cost).Order().ElementAtOrDefault(ways.Length / 4) / 4;
        var step = 0.25;
        for (var turn = 0; turn < Steps; turn++, step *= 0.975)
        {
            var least = From(start, 0, 0);
            if (least > best)
            {
                best = least;
                for (var r = 0; r < model.Requests; r++)
                    bestGain[r] = gain[2 * r];
                belt.CopyTo(bestBelt, 0);
            }
            Trace();
            ShareAnew(step);
            WidenBelts((long)(near * step));
            Dig();
        }
        bestBelt.CopyTo(belt, 0);
        Dig();
        for (var r = 0; r < model.Requests; r++)
            if (IsPair(r))
            {
                gain[2 * r + 1] += gain[2 * r] - bestGain[r];
                gain[2 * r] = bestGain[r];
                var sum = duals[2 * r] + duals[2 * r + 1];
                duals[2 * r] = gain[2 * r] + model.Service[2 * r] * rules.TimeRate;
                duals[2 * r + 1] = sum - duals[2 * r];
            }
    }

    void ShareAnew(double step)
    {
        for (var r = 0; r < model.Requests; r++)
            if (IsPair(r) && IsTaken(2 * r) != IsTaken(2 * r + 1))
            {
                var shift = (long)((Math.Abs(gain[2 * r] + gain[2 * r + 1]) + 1) * step) * (IsTaken(2 * r) ? 1 : -1);
                gain[2 * r] -= shift;
                gain[2 * r + 1] += shift;
            }
    }

    void WidenBelts(long step)
    {
        Array.Clear(degree);
        foreach (var (one, other, first, second) in joins)
            if (isVisited[first] && isVisited[second])
            {
                degree[one]++;
                degree[other]++;
            }
        for (var leaf = 0; leaf < leaves; leaf++)
            if (isVisited[leaf])
                belt[leaf] = Math.Max(0, belt[leaf] + step * ((leaf == begin || leaf == end ? 1 : 2) - degree[leaf]));
        // No two belts overlap.
        foreach (var (cost, one, other) in ways)
        {
            belt[one] = Math.Min(belt[one], cost);
            belt[other] = Math.Min(belt[other], cost - belt[one]);
        }
    }

    bool IsPair(int r) => model.HasPickup[r] && model.HasDelivery[r] && (usable >> r & 1) != 0;

    bool IsTaken(int node) => gain[node] > 0 && isVisited[leafOf[model.Location[node]]];

    /// <summary>From the whole down: what lies in what is not visited is not visited.</summary>
    void Trace()
    {
        isVisited[^1] = true;
        for (var member = value.Length - 2; member >= 0; member--)
        {
            var above = parent[member];
            if (ends[member] == 2)
                isVisited[member] = true;
            else if (hasBoth[above] && !isMust[above])
                isVisited[member] &= isVisited[above] && value[above] > within[above];
            else
                isVisited[member] &= isVisited[above];
        }
    }
}
