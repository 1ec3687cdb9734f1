using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Graph;

/// <summary>Turns that a relation forbids, through a node or along ways, always or at certain hours.</summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/Relation:restriction. A rule that begins with <c>only_</c> binds at every step: who comes from its first
/// way must take the way in its middle and then its last. What cannot be applied is reported.
/// </remarks>
sealed class Restrictions
{
    const int MostVias = 16, MostPaths = 64;

    readonly Draft draft;
    readonly Profile profile;
    readonly Conditions[] conditions; // per slice
    readonly Func<long, int> nodeOf;
    readonly Grouping entering, leaving;
    readonly Dictionary<long, List<int>> halvesOf = [];

    /// <param name="entering">Halves that are open in some slice, by the node they end at; likewise <paramref name="leaving"/>.</param>
    /// <param name="nodeOf">The graph node of a map node, or -1.</param>
    public Restrictions(Draft draft, Profile profile, Conditions[] conditions, Func<long, int> nodeOf, Grouping entering, Grouping leaving)
    {
        (this.draft, this.profile, this.conditions, this.nodeOf, this.entering, this.leaving) = (draft, profile, conditions, nodeOf, entering, leaving);
    }

    /// <summary>The keys that make a relation worth a look.</summary>
    public static string[] KeysOf(Profile profile) =>
        [.. profile.Rules.Access.RestrictionKeys, .. profile.Rules.Access.RestrictionKeys.Select(key => key + ":conditional")];

    public void Apply(List<MapRelation> relations, Oddities oddities)
    {
        foreach (var relation in relations)
            foreach (var member in relation.Members)
                if (member.Kind == MemberKind.Way)
                    halvesOf.TryAdd(member.Id, []);
        for (var half = 0; half < 2 * draft.Edges.Count; half++)
            if (draft.IsEverOpen(half) && halvesOf.TryGetValue(WayOf(half), out var halves))
                halves.Add(half);
        foreach (var relation in relations)
        {
            new Element("relation", relation.Id, relation.Tags, oddities, conditions[0]).ReportConditions(profile.Matters);
            if (Problem(relation) is { } problem)
                oddities.Add($"restriction: {problem}", $"relation {relation.Id}");
        }
    }

    /// <summary>Applies one restriction, or says why not.</summary>
    string? Problem(MapRelation relation)
    {
        if (relation.Tags["except"] is { } except && except.Split(';', StringSplitOptions.TrimEntries).Any(profile.Rules.Access.Excepted.Contains))
            return null;
        if (!TryReadHours(relation.Tags, out var hours))
            return "its hours are not understood, not applied";
        var rules = new SortedDictionary<string, ulong>(StringComparer.Ordinal);
        for (var slice = 0; slice < conditions.Length; slice++)
            if ((hours is null || hours.Holds(conditions[slice].Slice.Moment)) && RuleAt(relation, slice) is { } rule and not "none")
                rules[rule] = rules.GetValueOrDefault(rule) | 1UL << slice;
        foreach (var (rule, slices) in rules)
            if (Problem(relation, rule, slices) is { } problem)
                return problem;
        return null;
    }

    string? RuleAt(MapRelation relation, int slice)
    {
        var element = new Element("relation", relation.Id, relation.Tags, null, conditions[slice]);
        foreach (var key in profile.Rules.Access.RestrictionKeys)
            if (element.Now(key) is { } rule)
                return rule;
        return null;
    }

    /// <summary>The old form: day_on, day_off, hour_on, hour_off.</summary>
    static bool TryReadHours(in Tags tags, out OpeningHours? hours)
    {
        hours = null;
        var days = (tags["day_on"], tags["day_off"]) switch
        {
            (null, null) => "",
            ({ Length: >= 2 } from, null) => from[..2],
            ({ Length: >= 2 } from, { Length: >= 2 } to) => $"{from[..2]}-{to[..2]}",
            _ => "?",
        };
        var times = (tags["hour_on"], tags["hour_off"]) switch
        {
            (null, null) => "",
            ({ } from, { } to) => $"{from}-{to}",
            _ => "?",
        };
        if (days.Length + times.Length == 0)
            return true;
        hours = OpeningHours.Parse($"{days} {times}");
        return hours is not null;
    }

    string? Problem(MapRelation relation, string rule, ulong slices)
    {
        var isOnly = rule.StartsWith("only_", StringComparison.Ordinal);
        if (!isOnly && !rule.StartsWith("no_", StringComparison.Ordinal))
            return "kind not understood, not applied";
        List<long> froms = Members(relation, "from", MemberKind.Way), tos = Members(relation, "to", MemberKind.Way);
        List<long> nodes = Members(relation, "via", MemberKind.Node), vias = Members(relation, "via", MemberKind.Way);
        if (froms.Count == 0 || tos.Count == 0 || nodes.Count + vias.Count == 0 || nodes.Count > 0 && nodes.Count + vias.Count > 1)
            return "incomplete, not applied";
        if (vias.Count > MostVias)
            return "too many ways in its middle, not applied";

        var starts = froms.SelectMany(Halves).Where(half => nodes.Count > 0 ? draft.HeadOf(half) == nodeOf(nodes[0]) : Leaving(half, vias[0]).Any()).Distinct().ToList();
        // A way that passes through arrives twice, and the relation does not say which side is meant.
        if (froms.Count == 1 && starts.Count > 1)
            return "its first way does not end at its node, not applied";
        foreach (var start in starts)
        {
            var paths = new List<int[]>();
            if (vias.Count == 0)
                paths.AddRange(leaving[draft.HeadOf(start)].Where(to => tos.Contains(WayOf(to)) && (isOnly || IsMeant(rule, start, to))).Select(to => (int[])[start, to]));
            else
                Follow([start], 0);
            if (!isOnly)
                paths.ForEach(path => draft.Forbidden.Add(path, slices));
            else if (paths.Count > 0) // otherwise what it allows is closed to the vehicle: the sign is meant for others
                Only(paths, slices);

            // Drives on along the ways in the middle; one may be cut into several stretches.
            void Follow(List<int> path, int via)
            {
                foreach (var first in Leaving(path[^1], vias[via]).ToList())
                {
                    var count = path.Count;
                    for (int? half = first; half is { } now && paths.Count < MostPaths; half = Leaving(now, vias[via]).Where(next => !path.Exists(driven => driven / 2 == next / 2)).Cast<int?>().FirstOrDefault())
                    {
                        path.Add(now);
                        if (via + 1 < vias.Count)
                            Follow(path, via + 1);
                        else
                            paths.AddRange(leaving[draft.HeadOf(now)].Where(to => tos.Contains(WayOf(to)) && (isOnly || IsMeant(rule, now, to))).Select(to => (int[])[.. path, to]));
                    }
                    path.RemoveRange(count, path.Count - count);
                }
            }
        }
        return null;
    }

    /// <summary>Forbids every step aside from the paths.</summary>
    void Only(List<int[]> paths, ulong slices)
    {
        foreach (var path in paths)
            for (var length = 1; length < path.Length; length++)
                foreach (var aside in leaving[draft.HeadOf(path[length - 1])])
                    if (!paths.Exists(allowed => allowed.Length > length && allowed.AsSpan(0, length).SequenceEqual(path.AsSpan(0, length)) && allowed[length] == aside))
                        draft.Forbidden.Add([.. path[..length], aside], slices);
    }

    IEnumerable<int> Leaving(int half, long way) => leaving[draft.HeadOf(half)].Where(next => WayOf(next) == way && next / 2 != half / 2);

    List<int> Halves(long way) => halvesOf.GetValueOrDefault(way, []);

    long WayOf(int half) => draft.Ways[draft.Edges[half / 2].Way].Id;

    // When the last way passes through the node, a forbidden left turn must not forbid turning round, nor the reverse.
    static bool IsMeant(string rule, int from, int to) => rule == "no_u_turn" || from / 2 != to / 2 || rule is "no_exit" or "no_entry";

    static List<long> Members(MapRelation relation, string role, MemberKind kind) =>
        [.. relation.Members.Where(member => member.Role == role && member.Kind == kind).Select(member => member.Id)];
}
