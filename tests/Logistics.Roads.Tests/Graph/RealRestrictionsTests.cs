using Logistics.Measures;
using Logistics.Roads.Osm;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Graph;

/// <summary>
/// Random routes in real towns against the restrictions as the file writes them, read here anew: a route is a line of positions. After a step
/// along a rule's first way and the steps along the ways in its middle, a step along its last way must not follow, or must, as the rule says.
/// </summary>
public sealed class RealRestrictionsTests(ITestOutputHelper output)
{
    /// <param name="Start">Where the first way ends; <paramref name="End"/> where the last begins: the same place for a rule through a node.</param>
    sealed record Rule(
        long Id, HashSet<(Position, Position)> From, Position Start, HashSet<(Position, Position)> Middle, Position End, HashSet<(Position, Position)> To, bool IsOnly, bool TurnsRound);

    [Theory]
    [InlineData("heidelberg", 150, 250, 0)]
    [InlineData("geneva", 250, 180, 3)]
    public void No_random_route_breaks_a_rule(string name, int leastNo, int leastOnly, int leastAlong)
    {
        var network = Extracts.Read(name);
        var rules = Read(SharedData.Require($"osm/{name}.osm.pbf"), network);
        var (no, only, along) = (rules.Count(rule => !rule.IsOnly && rule.Middle.Count == 0), rules.Count(rule => rule.IsOnly && rule.Middle.Count == 0), rules.Count(rule => rule.Middle.Count > 0));
        output.WriteLine($"{no} rules that forbid a turn, {only} that demand one, {along} along ways");
        Assert.True(no >= leastNo && only >= leastOnly && along >= leastAlong, $"{no}, {only} and {along} rules");
        var byStart = rules.ToLookup(rule => rule.Start);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var places = Extracts.Places(network, 400, random);
        var met = new HashSet<Rule>();
        for (var i = 1; i < places.Count; i++)
            Check(places[i - 1], places[i]);
        // From the first way of each rule to just behind it, where the forbidden turn would be the short way.
        foreach (var rule in rules)
            foreach (var (from, to) in Tempting(rule))
                Check(from, to);
        output.WriteLine($"seed {seed}: met {met.Count(rule => !rule.IsOnly && rule.Middle.Count == 0)}, {met.Count(rule => rule.IsOnly && rule.Middle.Count == 0)} and {met.Count(rule => rule.Middle.Count > 0)} of them");
        Assert.True(met.Count(rule => !rule.IsOnly) > 40 && met.Count(rule => rule.IsOnly) > 40 && met.Any(rule => rule.Middle.Count > 0) == along > 0, $"seed {seed}: only {met.Count} rules were met");

        void Check(Position from, Position to)
        {
            if (network.Path(from, to)?.Geometry is not { } line)
                return;
            for (var p = 1; p + 1 < line.Count; p++)
                foreach (var rule in byStart[line[p]])
                    if (rule.From.Contains((line[p - 1], line[p])))
                    {
                        met.Add(rule);
                        Assert.False(Breaks(rule, line, p), $"seed {seed}, {name}: the route from {from} to {to} breaks relation {rule.Id} at {line[p]}");
                    }
        }
    }

    static bool Breaks(Rule rule, IReadOnlyList<Position> line, int start)
    {
        var end = start;
        while (end + 1 < line.Count && (line[end] != rule.End || end == start && rule.Middle.Count > 0) && rule.Middle.Contains((line[end], line[end + 1])))
            end++;
        if (end + 1 >= line.Count)
            return false;
        // The last position of a route lies within a stretch: its step is none of the map's.
        var (isThere, takes, isLast) = (line[end] == rule.End && (end > start || rule.Middle.Count == 0), rule.To.Contains((line[end], line[end + 1])), end + 2 >= line.Count);
        return rule.IsOnly
            ? !isLast && !(isThere && takes)
            : isThere && takes && (rule.TurnsRound || rule.Middle.Count > 0 || line[start - 1] != line[start + 1]);
    }

    static IEnumerable<(Position From, Position To)> Tempting(Rule rule)
    {
        var starts = rule.From.Where(step => step.Item2 == rule.Start).Select(step => step.Item1).Take(2).ToList();
        return starts.SelectMany(_ => rule.To.Where(step => step.Item1 == rule.End).Take(2), (from, step) => (from, step.Item2));
    }

    /// <summary>The plain ones through one node or along ways, for vans too, whose ways meet in one place and whose last way a van may drive.</summary>
    static List<Rule> Read(string path, RoadNetwork network)
    {
        using var file = File.OpenRead(path);
        var reader = MapFile.Open(file, 1);
        var blocks = reader.Read(new(NodeKeys: [], WayKeys: ["highway"], RelationKeys: ["restriction"]), TestContext.Current.CancellationToken).ToList();
        var positions = new Dictionary<long, Position>();
        foreach (var block in blocks)
            for (var i = 0; i < block.NodeIds.Count; i++)
                positions[block.NodeIds[i]] = new(block.Longitudes[i], block.Latitudes[i]);
        var ways = blocks.SelectMany(block => block.Ways).ToDictionary(way => way.Id);
        var driven = Driven(network);
        var rules = new List<Rule>();
        foreach (var relation in blocks.SelectMany(block => block.Relations))
        {
            if (relation.Tags["restriction"] is not { } kind || relation.Tags["except"] is not null || relation.Tags.Count > 2)
                continue;
            var isOnly = kind.StartsWith("only_", StringComparison.Ordinal);
            if (!isOnly && !kind.StartsWith("no_", StringComparison.Ordinal)
                || Only(relation, "from", MemberKind.Way) is not { } from || Only(relation, "to", MemberKind.Way) is not { } to
                || !ways.TryGetValue(from, out var first) || !ways.TryGetValue(to, out var last))
                continue;
            var middle = new HashSet<(Position, Position)>();
            long? start = Only(relation, "via", MemberKind.Node), end = start;
            if (start is null)
            {
                var vias = relation.Members.Where(member => member.Role == "via").ToList();
                if (vias.Count == 0 || !vias.TrueForAll(via => via.Kind == MemberKind.Way && ways.ContainsKey(via.Id) && via.Id != from && via.Id != to))
                    continue;
                foreach (var via in vias)
                    middle.UnionWith(Steps(ways[via.Id].Nodes, positions));
                (start, end) = (Shared(first, ways[vias[0].Id]), Shared(ways[vias[^1].Id], last));
            }
            if (start is not { } a || end is not { } b || !positions.TryGetValue(a, out var startsAt) || !positions.TryGetValue(b, out var endsAt)
                || (first.Nodes[0] == a) == (first.Nodes[^1] == a) || middle.Count > 0 && a == b)
                continue;
            var steps = Steps(last.Nodes, positions);
            if (!isOnly || steps.Any(step => step.Item1 == endsAt && driven.Contains((to, step.Item1, step.Item2))) && middle.All(_ => MayPass(network, relation)))
                rules.Add(new(relation.Id, Steps(first.Nodes, positions), startsAt, middle, endsAt, steps, isOnly, kind is "no_u_turn"));
        }
        return rules;
    }

    /// <summary>First steps of arcs: the way, from where and to where.</summary>
    static HashSet<(long, Position, Position)> Driven(RoadNetwork network)
    {
        var graph = network.Graph;
        var driven = new HashSet<(long, Position, Position)>();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
            for (var point = graph.EdgeFirstPoint[edge]; point + 1 < graph.EdgeFirstPoint[edge + 1]; point++)
            {
                if (graph.EdgeForward[edge] >= 0)
                    driven.Add((graph.EdgeWay[edge], graph.PointAt(point), graph.PointAt(point + 1)));
                if (graph.EdgeBackward[edge] >= 0)
                    driven.Add((graph.EdgeWay[edge], graph.PointAt(point + 1), graph.PointAt(point)));
            }
        return driven;
    }

    /// <summary>Whether each way in the middle is a road of the network.</summary>
    static bool MayPass(RoadNetwork network, MapRelation relation) =>
        relation.Members.Where(member => member.Role == "via").All(via => Array.IndexOf(network.Graph.EdgeWay, via.Id) >= 0);

    /// <summary>The one node that two ways share, or null.</summary>
    static long? Shared(MapWay a, MapWay b) => a.Nodes.Intersect(b.Nodes).ToList() is [var one] ? one : null;

    static long? Only(MapRelation relation, string role, MemberKind kind) =>
        relation.Members.Where(member => member.Role == role).ToList() is [{ } one] && one.Kind == kind ? one.Id : null;

    static HashSet<(Position, Position)> Steps(long[] nodes, Dictionary<long, Position> positions)
    {
        var steps = new HashSet<(Position, Position)>();
        for (var i = 1; i < nodes.Length; i++)
            if (positions.TryGetValue(nodes[i - 1], out var a) && positions.TryGetValue(nodes[i], out var b))
            {
                steps.Add((a, b));
                steps.Add((b, a));
            }
        return steps;
    }
}
