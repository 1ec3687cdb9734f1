using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// Travel tables in which no way round is shorter, in time and in distance apart (Floyd 1962, Algorithm 97, CACM 5:345): nowhere longer than the problem's own, so what is
/// cheapest with them bounds what is cheapest; and to leave a stop out never costs anything, which the labels' dominance rests on.
/// </summary>
static class ShortestArcs
{
    public static Arc[] Of(Model model, int profile)
    {
        var arcs = (Arc[])model.Out[profile].Clone();
        var size = model.Locations;
        // Rows beyond the problem's own are ends of tours and nowhere: no way leads through them.
        for (var via = 0; via < model.Problem.Locations; via++)
            for (var i = 0; i < size; i++)
                for (var j = 0; j < size; j++)
                {
                    var (first, second) = (arcs[i * size + via], arcs[via * size + j]);
                    ref var direct = ref arcs[i * size + j];
                    direct = new(Math.Min(direct.Time, first.Time + second.Time), Math.Min(direct.Distance, first.Distance + second.Distance));
                }
        return arcs;
    }
}
