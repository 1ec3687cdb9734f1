using Logistics.Roads.Graph;

namespace Logistics.Roads.Terrain;

/// <summary>A stretch of a stroke.</summary>
/// <param name="IsReversed">Driven against its own direction where the stroke is driven from its start.</param>
readonly record struct StrokePart(int Edge, bool IsReversed);

/// <summary>A road as the eye follows it, over side streets and the ends of drawn ways.</summary>
/// <param name="IsLoop">Its last part goes on into its first.</param>
sealed record Stroke(IReadOnlyList<StrokePart> Parts, bool IsLoop);

/// <summary>
/// Joins the stretches of a draft into strokes. A bend or a climb does not end where a side street begins or where the map's way is cut for a
/// bridge or a speed limit, and heights are only good over some length.
/// </summary>
/// <remarks>
/// Where two stretches meet, the road goes on. Where more meet, it goes on along the same way, and otherwise as straight as it can, if that is
/// nearly straight: a corner at a junction is a turn, which turn costs weigh. (Thomson and Richardson 1999 call it good continuation.)
/// </remarks>
sealed class Strokes
{
    /// <summary>Of a full circle of 256: some 45 degrees. Stricter than for drawing, which wants long lines: here the wrong road lends its bend to a stroke.</summary>
    const int NearlyStraight = 32;

    readonly Draft draft;
    readonly int[] partner; // by end: 2e is where edge e begins, 2e+1 where it ends; -1: the stroke ends

    Strokes(Draft draft)
    {
        this.draft = draft;
        partner = new int[2 * draft.Edges.Count];
        Array.Fill(partner, -1);
    }

    /// <summary>Every edge is in one stroke. The order is that of the map.</summary>
    public static IEnumerable<Stroke> Of(Draft draft)
    {
        var strokes = new Strokes(draft);
        strokes.Join();
        return strokes.Walk();
    }

    void Join()
    {
        var firstEnd = new int[draft.NodeCount + 1];
        for (var end = 0; end < partner.Length; end++)
            firstEnd[NodeOf(end) + 1]++;
        for (var node = 0; node < draft.NodeCount; node++)
            firstEnd[node + 1] += firstEnd[node];
        var (ends, next) = (new int[partner.Length], firstEnd.ToArray());
        for (var end = 0; end < partner.Length; end++)
            ends[next[NodeOf(end)]++] = end;
        for (var node = 0; node < draft.NodeCount; node++)
            JoinAt(ends.AsSpan(firstEnd[node]..firstEnd[node + 1]));
    }

    void JoinAt(ReadOnlySpan<int> ends)
    {
        if (ends.Length == 2)
        {
            (partner[ends[0]], partner[ends[1]]) = (ends[1], ends[0]);
            return;
        }
        var pairs = new List<(bool IsOtherWay, int Turn, int A, int B)>();
        for (var i = 0; i < ends.Length; i++)
            for (var j = i + 1; j < ends.Length; j++)
            {
                var isOtherWay = WayOf(ends[i]) != WayOf(ends[j]);
                var turn = Math.Abs((int)unchecked((sbyte)(BearingOf(ends[i]) + 128 - BearingOf(ends[j]))));
                if (!isOtherWay || turn <= NearlyStraight)
                    pairs.Add((isOtherWay, turn, ends[i], ends[j]));
            }
        pairs.Sort();
        foreach (var (_, _, a, b) in pairs)
            if (partner[a] < 0 && partner[b] < 0)
                (partner[a], partner[b]) = (b, a);
    }

    IEnumerable<Stroke> Walk()
    {
        var isDone = new bool[draft.Edges.Count];
        for (var end = 0; end < partner.Length; end++)
            if (partner[end] < 0 && !isDone[end / 2])
                yield return new(From(end, isDone), IsLoop: false);
        for (var edge = 0; edge < isDone.Length; edge++)
            if (!isDone[edge])
                yield return new(From(2 * edge, isDone), IsLoop: true);
    }

    List<StrokePart> From(int end, bool[] isDone)
    {
        var parts = new List<StrokePart>();
        for (; end >= 0 && !isDone[end / 2]; end = partner[end ^ 1])
        {
            isDone[end / 2] = true;
            parts.Add(new(end / 2, IsReversed: (end & 1) != 0));
        }
        return parts;
    }

    int WayOf(int end) => draft.Edges[end / 2].Way;

    int NodeOf(int end) => (end & 1) == 0 ? draft.Edges[end / 2].From : draft.Edges[end / 2].To;

    /// <summary>Away from the junction.</summary>
    byte BearingOf(int end)
    {
        var edge = draft.Edges[end / 2];
        var (at, away) = (end & 1) == 0 ? (edge.FirstPoint, edge.FirstPoint + 1) : (edge.FirstPoint + edge.PointCount - 1, edge.FirstPoint + edge.PointCount - 2);
        return Spherical.Bearing(draft.Longitudes[at], draft.Latitudes[at], draft.Longitudes[away], draft.Latitudes[away]);
    }
}
