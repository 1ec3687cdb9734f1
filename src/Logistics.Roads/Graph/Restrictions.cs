using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Graph;

/// <summary>Turns that a relation forbids, for restrictions whose middle is a node.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Relation:restriction. What cannot be applied is reported: ways in the middle, hours, incomplete relations.</remarks>
static class Restrictions
{
    static readonly string[] Keys = ["restriction:goods", "restriction:motorcar", "restriction:motor_vehicle", "restriction"];

    /// <param name="nodeOf">The graph node of a map node, or -1.</param>
    public static void Apply(List<MapRelation> relations, Draft draft, Func<long, int> nodeOf, Oddities oddities)
    {
        if (relations.Count == 0)
            return;
        var arriving = new Dictionary<int, List<int>>();
        var leaving = new Dictionary<int, List<int>>();
        for (var half = 0; half < 2 * draft.Edges.Count; half++)
            if (draft.IsOpen(half))
            {
                Add(arriving, draft.HeadOf(half), half);
                Add(leaving, draft.TailOf(half), half);
            }

        foreach (var relation in relations)
        {
            if (Problem(relation, draft, nodeOf, arriving, leaving) is { } problem)
                oddities.Add($"restriction: {problem}", $"relation {relation.Id}");
        }
    }

    /// <summary>Applies one restriction, or says why not.</summary>
    static string? Problem(MapRelation relation, Draft draft, Func<long, int> nodeOf, Dictionary<int, List<int>> arriving, Dictionary<int, List<int>> leaving)
    {
        var key = Array.Find(Keys, key => relation.Tags[key] is not null);
        if (key is null)
            return "holds at certain hours or for others only, not applied";
        if (Excepted(relation.Tags["except"]))
            return null;
        if (relation.Tags["day_on"] is not null || relation.Tags["hour_on"] is not null)
            return "holds at certain hours or for others only, not applied";
        var rule = relation.Tags[key]!;
        var isOnly = rule.StartsWith("only_", StringComparison.Ordinal);
        if (!isOnly && !rule.StartsWith("no_", StringComparison.Ordinal))
            return "kind not understood, not applied";

        var froms = Members(relation, "from", MemberKind.Way);
        var tos = Members(relation, "to", MemberKind.Way);
        var vias = Members(relation, "via", MemberKind.Node);
        if (Members(relation, "via", MemberKind.Way).Count > 0)
            return "passes along a way in its middle, not applied";
        if (vias.Count != 1 || froms.Count == 0 || tos.Count == 0)
            return "incomplete, not applied";
        var via = nodeOf(vias[0]);
        if (via < 0 || !arriving.TryGetValue(via, out var ins) || !leaving.TryGetValue(via, out var outs))
            return null; // no way through for vans anyway, or beyond the border of the extract

        var fromHalves = ins.FindAll(half => froms.Contains(draft.Edges[half / 2].Way));
        var toHalves = outs.FindAll(half => tos.Contains(draft.Edges[half / 2].Way));
        // A way that passes through the node arrives twice, and the relation does not say which side is meant.
        if (froms.Count == 1 && fromHalves.Count > 1)
            return "its first way does not end at its node, not applied";
        if (isOnly && toHalves.Count == 0)
            return null; // what it allows is closed to vans: the sign is meant for others
        foreach (var from in fromHalves)
            foreach (var to in outs)
                if (isOnly ? !toHalves.Contains(to) : toHalves.Contains(to) && IsMeant(rule, from, to))
                    draft.ForbiddenTurns.Add(RoadGraph.Turn(from, to));
        return null;
    }

    // When the last way passes through the node, a forbidden left turn must not forbid turning round, nor the reverse.
    static bool IsMeant(string rule, int from, int to) => rule == "no_u_turn" ? true : from / 2 != to / 2 || rule is "no_exit" or "no_entry";

    static bool Excepted(string? except) =>
        except is not null && except.Split(';', StringSplitOptions.TrimEntries).Any(kind => kind is "goods" or "motorcar" or "motor_vehicle" or "vehicle");

    static List<long> Members(MapRelation relation, string role, MemberKind kind) =>
        [.. relation.Members.Where(member => member.Role == role && member.Kind == kind).Select(member => member.Id)];

    static void Add(Dictionary<int, List<int>> map, int key, int half)
    {
        if (!map.TryGetValue(key, out var list))
            map[key] = list = [];
        list.Add(half);
    }
}
