using System.Diagnostics;
using Logistics.Roads.Graph;
using Logistics.Roads.Search;

namespace Logistics.Roads.Guidance;

/// <summary>One arc of a trip as it is driven, the first and the last in part; times in milliseconds.</summary>
/// <param name="Driving">From its beginning to its end, bends and slope included.</param>
/// <param name="Wait">At its end, for what <paramref name="Sign"/> says.</param>
/// <param name="Turning">Between its end and the next arc.</param>
/// <param name="TurnsRound">Whether the next arc leads back along the same edge.</param>
readonly record struct Stretch(
    int Arc, int Edge, int Head, RoadClass Class, RoadTraits Traits, int Label, long Decimetres, long Driving, long Bends, long Slope,
    SignKind Sign, long Wait, long Turning, bool TurnsRound)
{
    public bool IsLink => (Traits & RoadTraits.Link) != 0;

    public bool IsRoundabout => (Traits & RoadTraits.Roundabout) != 0;

    /// <summary>Until the next stretch begins.</summary>
    public long Milliseconds => Driving + Wait + Turning;

    /// <summary>All of a trip; their times and lengths sum to its weight.</summary>
    public static Stretch[] Of(CompiledRoads roads, Trip trip, Anchor from, Anchor to)
    {
        var stretches = new Stretch[trip.Arcs.Count];
        for (var i = 0; i < stretches.Length; i++)
        {
            var arc = roads.Arcs[trip.Arcs[i]];
            var edge = roads.Edges[arc.Edge];
            var start = i == 0 ? Weight.Part(arc.Weight, from.Along(arc.IsBackward)) : 0;
            var end = i == stretches.Length - 1 ? Weight.Part(arc.Weight, to.Along(arc.IsBackward)) : arc.Weight;
            var driving = Weight.Milliseconds(end - start);
            var (bends, slope) = (Share(arc.Bends), Share(arc.Slope));
            var (wait, turning, turnsRound) = (0L, 0L, false);
            if (i + 1 < stretches.Length)
            {
                wait = arc.EndDelay;
                turning = Weight.Milliseconds(LinkWeight(roads.Search, trip.Arcs[i], trip.Arcs[i + 1]) - arc.Weight) - wait;
                var next = roads.Arcs[trip.Arcs[i + 1]];
                turnsRound = next.Edge == arc.Edge && next.IsBackward != arc.IsBackward;
            }
            stretches[i] = new(trip.Arcs[i], arc.Edge, arc.Head, (RoadClass)edge.Class, (RoadTraits)edge.Traits, edge.Label, Weight.Decimetres(end - start),
                driving, bends, Math.Min(slope, driving - bends), wait > 0 ? (SignKind)arc.Sign : SignKind.None, wait, turning, turnsRound);

            long Share(long ofAll) => Weight.Milliseconds(arc.Weight) is var all and > 0 ? Math.Min(driving, ofAll * driving / all) : 0;
        }
        return stretches;
    }

    // Links of an arc's own node lead to all that may follow it, also where the trip drives its copy for endings.
    static long LinkWeight(SearchGraph search, int arc, int next)
    {
        for (var link = search.FirstLink[arc]; link < search.FirstLink[arc + 1]; link++)
            if (search.ArcOf(search.LinkTo[link]) == next)
                return search.LinkWeight[link];
        throw new UnreachableException($"No link leads from arc {arc} to {next}.");
    }
}
