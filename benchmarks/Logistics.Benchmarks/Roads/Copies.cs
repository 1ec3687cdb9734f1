using Logistics.Roads;
using Logistics.Roads.Graph;

namespace Logistics.Benchmarks.Roads;

/// <summary>
/// A region made of one town many times over: copies side by side, neighbours joined by fast links. No larger extract is at hand, so figures
/// taken on it say so.
/// </summary>
static class Copies
{
    const int LinksPerBorder = 4;

    const double LinkKilometresPerHour = 110;

    /// <param name="side">Copies along each side of the square.</param>
    public static RoadGraph Of(RoadGraph town, int side)
    {
        int west = town.Longitudes.Min(), east = town.Longitudes.Max(), south = town.Latitudes.Min(), north = town.Latitudes.Max();
        int width = east - west + 20_000, height = north - south + 20_000; // about 150 m between copies
        var place = new (int Longitude, int Latitude)[town.NodeCount];
        for (var arc = 0; arc < town.ArcCount; arc++)
        {
            var (edge, isBackward) = (town.ArcEdge[arc], town.ArcIsBackward[arc]);
            var point = isBackward ? town.EdgeFirstPoint[edge + 1] - 1 : town.EdgeFirstPoint[edge];
            place[town.ArcTail[arc]] = (town.Longitudes[point], town.Latitudes[point]);
        }
        int[] Border(Func<(int Longitude, int Latitude), (int Across, int Along)> turn, bool isFar) =>
            [.. Enumerable.Range(0, LinksPerBorder).Select(i =>
            {
                // In each strip along the border, the node nearest to it.
                var along = place.Select(p => turn(p).Along).Order().ToArray();
                int low = along[along.Length * i / LinksPerBorder], high = along[along.Length * (i + 1) / LinksPerBorder - 1];
                var strip = Enumerable.Range(0, place.Length).Where(v => turn(place[v]).Along >= low && turn(place[v]).Along <= high);
                return isFar ? strip.MaxBy(v => turn(place[v]).Across) : strip.MinBy(v => turn(place[v]).Across);
            })];
        var (wests, easts) = (Border(p => (p.Longitude, p.Latitude), false), Border(p => (p.Longitude, p.Latitude), true));
        var (souths, norths) = (Border(p => (p.Latitude, p.Longitude), false), Border(p => (p.Latitude, p.Longitude), true));

        var links = new List<(int From, int To)>();
        for (var row = 0; row < side; row++)
            for (var column = 0; column < side; column++)
                for (var i = 0; i < LinksPerBorder; i++)
                {
                    var copy = (row * side + column) * town.NodeCount;
                    if (column + 1 < side)
                        links.Add((copy + easts[i], copy + town.NodeCount + wests[i]));
                    if (row + 1 < side)
                        links.Add((copy + norths[i], copy + side * town.NodeCount + souths[i]));
                }
        return Join(town, side, width, height, place, links);
    }

    static RoadGraph Join(RoadGraph town, int side, int width, int height, (int Longitude, int Latitude)[] place, List<(int From, int To)> links)
    {
        var copies = side * side;
        (int Longitude, int Latitude) Shift(int copy) => (copy % side * width, copy / side * height);
        (int Longitude, int Latitude) At(int node) =>
            (place[node % town.NodeCount].Longitude + Shift(node / town.NodeCount).Longitude, place[node % town.NodeCount].Latitude + Shift(node / town.NodeCount).Latitude);
        int townArcs = town.ArcCount, townEdges = town.EdgeCount, arcs = copies * townArcs + 2 * links.Count, edges = copies * townEdges + links.Count;

        // Arcs in a provisional order, town by town and the links last; then sorted by tail.
        int TailOf(int arc) => arc < copies * townArcs ? town.ArcTail[arc % townArcs] + arc / townArcs * town.NodeCount
            : (arc - copies * townArcs) is var link && link % 2 == 0 ? links[link / 2].From : links[link / 2].To;
        var order = Enumerable.Range(0, arcs).OrderBy(TailOf).ToArray(); // stable
        var newOf = new int[arcs];
        for (var i = 0; i < arcs; i++)
            newOf[order[i]] = i;
        T[] Arcs<T>(Func<int, int, T> ofTown, Func<int, bool, T> ofLink) =>
            Array.ConvertAll(order, arc => arc < copies * townArcs ? ofTown(arc % townArcs, arc / townArcs) : ofLink((arc - copies * townArcs) / 2, (arc - copies * townArcs) % 2 == 1));
        T[] Edges<T>(Func<int, int, T> ofTown, Func<int, T> ofLink) =>
            [.. Enumerable.Range(0, edges).Select(edge => edge < copies * townEdges ? ofTown(edge % townEdges, edge / townEdges) : ofLink(edge - copies * townEdges))];
        int NewArc(int arc, int copy) => arc < 0 ? -1 : newOf[arc + copy * townArcs];
        int LinkArc(int link, bool isBackward) => newOf[copies * townArcs + 2 * link + (isBackward ? 1 : 0)];
        long LinkWeight(int link)
        {
            var (a, b) = (At(links[link].From), At(links[link].To));
            var metres = Spherical.Metres(a.Longitude, a.Latitude, b.Longitude, b.Latitude);
            return Weight.Of((long)Math.Round(metres * 3600 / LinkKilometresPerHour), (long)Math.Round(metres * 10));
        }

        var firstOut = new int[copies * town.NodeCount + 1];
        for (var arc = 0; arc < arcs; arc++)
            firstOut[TailOf(arc) + 1]++;
        for (var node = 0; node + 1 < firstOut.Length; node++)
            firstOut[node + 1] += firstOut[node];
        var points = town.Longitudes.Length;
        var edgeFirstPoint = Enumerable.Range(0, edges + 1)
            .Select(edge => edge <= copies * townEdges ? town.EdgeFirstPoint[edge % townEdges] + edge / townEdges * points : copies * points + 2 * (edge - copies * townEdges)).ToArray();
        int[] Points(int[] ofTown, Func<(int Longitude, int Latitude), int> pick) =>
            [.. Enumerable.Range(0, copies).SelectMany(copy => ofTown.Select(value => value + pick(Shift(copy)))), .. links.SelectMany(link => new[] { pick(At(link.From)), pick(At(link.To)) })];

        return new()
        {
            FirstOut = firstOut,
            ArcTail = Array.ConvertAll(order, TailOf),
            ArcHead = Arcs((arc, copy) => town.ArcHead[arc] + copy * town.NodeCount, (link, isBackward) => isBackward ? links[link].From : links[link].To),
            ArcWeight = Arcs((arc, _) => town.ArcWeight[arc], (link, _) => LinkWeight(link)),
            ArcEndDelay = Arcs((arc, _) => town.ArcEndDelay[arc], (_, _) => 0),
            ArcSign = Arcs((arc, _) => town.ArcSign[arc], (_, _) => SignKind.None),
            ArcBends = Arcs((arc, _) => town.ArcBends[arc], (_, _) => (ushort)0),
            ArcSlope = Arcs((arc, _) => town.ArcSlope[arc], (_, _) => (ushort)0),
            ArcTurningRound = Arcs((arc, _) => town.ArcTurningRound[arc], (_, _) => -1),
            ArcOpposite = Arcs((arc, copy) => NewArc(town.ArcOpposite[arc], copy), (link, isBackward) => LinkArc(link, !isBackward)),
            ArcStartBearing = Arcs((arc, _) => town.ArcStartBearing[arc], (_, _) => (byte)0),
            ArcEndBearing = Arcs((arc, _) => town.ArcEndBearing[arc], (_, _) => (byte)0),
            NodeTurns = [.. Enumerable.Range(0, copies).SelectMany(_ => town.NodeTurns)],
            TurnDelays = town.TurnDelays,
            ArcEdge = Arcs((arc, copy) => town.ArcEdge[arc] + copy * townEdges, (link, _) => copies * townEdges + link),
            ArcIsBackward = Arcs((arc, _) => town.ArcIsBackward[arc], (_, isBackward) => isBackward),
            ArcIsRestricted = Arcs((arc, _) => town.ArcIsRestricted[arc], (_, _) => false),
            ArcNextTwin = Arcs((arc, copy) => NewArc(town.ArcNextTwin[arc], copy), (_, _) => -1),
            EdgeForward = Edges((edge, copy) => NewArc(town.EdgeForward[edge], copy), link => LinkArc(link, false)),
            EdgeBackward = Edges((edge, copy) => NewArc(town.EdgeBackward[edge], copy), link => LinkArc(link, true)),
            EdgeFirstPoint = edgeFirstPoint,
            Longitudes = Points(town.Longitudes, p => p.Longitude),
            Latitudes = Points(town.Latitudes, p => p.Latitude),
            EdgeClass = Edges((edge, _) => town.EdgeClass[edge], _ => RoadClass.Trunk),
            EdgeIsStoppable = Edges((edge, _) => town.EdgeIsStoppable[edge], _ => false),
            EdgeTraits = Edges((edge, _) => town.EdgeTraits[edge], _ => RoadTraits.None),
            EdgeLabel = Edges((edge, _) => town.EdgeLabel[edge], _ => 0),
            Labels = town.Labels,
            Places = town.Places,
            EdgeWay = Edges((edge, _) => town.EdgeWay[edge], link => -1L - link),
            ForbiddenTurns = [.. Enumerable.Range(0, copies).SelectMany(copy => town.ForbiddenTurns.Select(turn => RoadGraph.Turn(NewArc((int)(turn >> 32), copy), NewArc((int)(turn & 0xFFFF_FFFF), copy))))],
        };
    }
}
