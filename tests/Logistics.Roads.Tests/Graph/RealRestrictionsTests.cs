using Logistics.Measures;
using Logistics.Roads.Osm;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Graph;

/// <summary>
/// Random routes in real towns against the restrictions as the file writes them, read here anew: a route is a line of positions, and a
/// restriction is a step along its first way that no step along its last may follow.
/// </summary>
public sealed class RealRestrictionsTests(ITestOutputHelper output)
{
    sealed record Rule(long Id, HashSet<(Position, Position)> From, Position Via, HashSet<(Position, Position)> To, bool TurnsRound);

    [Theory]
    [InlineData("heidelberg", 150)]
    [InlineData("geneva", 150)]
    public void No_random_route_takes_a_forbidden_turn(string name, int least)
    {
        var rules = Read(SharedData.Require($"osm/{name}.osm.pbf"));
        Assert.True(rules.Count >= least, $"only {rules.Count} rules");
        var byVia = rules.ToLookup(rule => rule.Via);
        var network = Extracts.Read(name);
        var seed = Environment.TickCount;
        var places = Extracts.Places(network, 400, new Random(seed));
        var met = new HashSet<long>();
        for (var i = 1; i < places.Count; i++)
        {
            var line = network.Path(places[i - 1], places[i])!.Geometry;
            for (var p = 1; p + 1 < line.Count; p++)
                foreach (var rule in byVia[line[p]])
                    if (rule.From.Contains((line[p - 1], line[p])))
                    {
                        met.Add(rule.Id);
                        Assert.False(rule.To.Contains((line[p], line[p + 1])) && (rule.TurnsRound || line[p - 1] != line[p + 1]),
                            $"seed {seed}, {name}: the route from {places[i - 1]} to {places[i]} breaks relation {rule.Id} at {line[p]}");
                    }
        }
        output.WriteLine($"seed {seed}: {rules.Count} rules, {met.Count} of them were met on the way");
        Assert.True(met.Count > 20, $"seed {seed}: only {met.Count} rules were met");
    }

    /// <summary>The plain ones that forbid a turn through a node at the end of their first way, to vans too.</summary>
    static List<Rule> Read(string path)
    {
        using var file = File.OpenRead(path);
        var reader = MapFile.Open(file, 1);
        var blocks = reader.Read(new(NodeKeys: [], WayKeys: ["highway"], RelationKeys: ["restriction"]), TestContext.Current.CancellationToken).ToList();
        var positions = new Dictionary<long, Position>();
        foreach (var block in blocks)
            for (var i = 0; i < block.NodeIds.Count; i++)
                positions[block.NodeIds[i]] = new(block.Longitudes[i], block.Latitudes[i]);
        var ways = blocks.SelectMany(block => block.Ways).ToDictionary(way => way.Id);
        var rules = new List<Rule>();
        foreach (var relation in blocks.SelectMany(block => block.Relations))
        {
            if (relation.Tags["restriction"] is not { } rule || !rule.StartsWith("no_", StringComparison.Ordinal) || relation.Tags["except"] is not null || relation.Tags.Count > 2)
                continue;
            if (Only(relation, "from", MemberKind.Way) is { } from && Only(relation, "via", MemberKind.Node) is { } via && Only(relation, "to", MemberKind.Way) is { } to
                && ways.TryGetValue(from, out var first) && ways.TryGetValue(to, out var last) && positions.TryGetValue(via, out var at)
                && (first.Nodes[0] == via) != (first.Nodes[^1] == via))
                rules.Add(new(relation.Id, Steps(first.Nodes, positions), at, Steps(last.Nodes, positions), rule is "no_u_turn"));
        }
        return rules;
    }

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
