using Logistics.Measures;

namespace Logistics.Roads.Tests.Graph;

/// <summary>
/// Small random towns full of rules through nodes and along one or two ways, against a search that remembers the last streets it drove and
/// looks each rule up as it is written.
/// </summary>
public sealed class ForbiddenPathsTests(ITestOutputHelper output)
{
    sealed record Street(long Id, long From, long To, bool IsOneway)
    {
        public bool Leads(long from, long to) => (From, To) == (from, to) || !IsOneway && (From, To) == (to, from);
    }

    /// <param name="Corners">The corners that the rule's streets join, so one more than streets.</param>
    sealed record Rule(bool IsOnly, long[] Corners);

    [Fact]
    public void The_matrix_equals_a_search_that_remembers_where_it_came_from()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var (twins, compared) = (0, 0);
        for (var round = 0; round < 60; round++)
            Check(seed + round, ref twins, ref compared);
        Assert.True(twins > 50 && compared > 1000, $"{twins} twins, {compared} pairs: too little was tried");
    }

    static void Check(int seed, ref int twins, ref int compared)
    {
        var random = new Random(seed);
        var map = new TinyMap();
        var streets = new List<Street>();
        var corners = random.Next(5, 9);
        for (var corner = 1; corner <= corners; corner++)
        {
            map.Node(corner, random.Next(900), random.Next(900));
            for (var other = 1; other < corner; other++)
                if (random.Next(3) > 0)
                    streets.Add(random.Next(2) == 0 ? new(100 + streets.Count, corner, other, random.Next(4) == 0) : new(100 + streets.Count, other, corner, random.Next(4) == 0));
        }
        foreach (var (id, from, to, isOneway) in streets)
            map.Street(id, [from, to], "oneway", isOneway ? "yes" : "no");
        var rules = new List<Rule>();
        for (var tries = 0; tries < 14; tries++)
        {
            var walk = new List<long> { 1 + random.Next(corners) };
            for (var length = random.Next(3, 6); walk.Count < length;)
                if (streets.FindAll(street => street.From == walk[^1] && !walk.Contains(street.To) || street.To == walk[^1] && !walk.Contains(street.From)) is { Count: > 0 } on
                    && on[random.Next(on.Count)] is var next)
                    walk.Add(next.From == walk[^1] ? next.To : next.From);
                else
                    break;
            if (walk.Count < 3)
                continue;
            var rule = new Rule(random.Next(4) == 0, [.. walk]);
            var ids = walk.Zip(walk.Skip(1), (a, b) => Between(streets, a, b).Id).ToArray();
            if (ids.Length == 2)
                map.Restriction(1000 + tries, rule.IsOnly ? "only_straight_on" : "no_left_turn", ids[0], walk[1], ids[1]);
            else
                map.Along(1000 + tries, rule.IsOnly ? "only_straight_on" : "no_left_turn", ids[0], ids[1..^1], ids[^1]);
            // A rule that sends where nobody may drive is meant for others.
            if (!rule.IsOnly || walk.Zip(walk.Skip(1)).All(leg => Between(streets, leg.First, leg.Second).Leads(leg.First, leg.Second)))
                rules.Add(rule);
        }

        RoadNetwork network;
        try
        {
            network = map.Read(TinyMap.Unbent, new() { SnapLimit = Distance.FromMetres(0.2) });
        }
        catch (MapDataException)
        {
            return;
        }
        twins += network.Graph.ArcNextTwin.Count(twin => twin >= 0);
        var places = streets.Select(street => Third(map, street)).ToList();
        // A place where another street passes over or under could snap to that one.
        var kept = streets.Where((street, i) => network.Covers(places[i]) && streets.TrueForAll(other => other == street || Metres(map, other, places[i]) > 2)).ToList();
        if (kept.Count < 6)
            return; // what is left is hardly a town
        var matrix = network.Matrix([.. kept.Select(street => Third(map, street))], TestContext.Current.CancellationToken);
        var graph = network.Graph;
        var arrivals = new HashSet<(long, long)>();
        for (var edge = 0; edge < graph.EdgeCount; edge++)
        {
            var street = streets.Single(street => street.Id == graph.EdgeWay[edge]);
            if (graph.EdgeForward[edge] >= 0)
                arrivals.Add((street.From, street.To));
            if (graph.EdgeBackward[edge] >= 0)
                arrivals.Add((street.To, street.From));
        }
        var ways = new Ways(streets, rules, kept, arrivals);
        for (var from = 0; from < kept.Count; from++)
        {
            var walked = Walk(map, streets, ways, kept[from]);
            for (var to = 0; to < kept.Count; to++)
                if (to != from)
                {
                    compared++;
                    var expected = walked.GetValueOrDefault(kept[to].Id, double.PositiveInfinity);
                    var actual = matrix.IsReachable(from, to) ? matrix.Duration(from, to).Milliseconds : double.PositiveInfinity;
                    Assert.True(expected == actual || Math.Abs(expected - actual) < 30 + 0.001 * actual,
                        $"seed {seed}: street {kept[from].Id} to {kept[to].Id}: remembered {expected} ms, matrix {actual} ms");
                }
        }
    }

    /// <summary>The time from a third of a street to a third of every other, by street.</summary>
    static Dictionary<long, double> Walk(TinyMap map, List<Street> streets, Ways ways, Street start)
    {
        var best = new Dictionary<string, double>();
        var found = new Dictionary<long, double>();
        var queue = new PriorityQueue<long[], double>(); // the corners passed last, at most five; the vehicle stands at the last of them
        if (ways.IsArrival([start.From, start.To]))
            Arrive([start.From, start.To], Time(map, start) * 2 / 3);
        if (ways.IsArrival([start.To, start.From]))
            Arrive([start.To, start.From], Time(map, start) / 3);
        while (queue.TryDequeue(out var past, out var cost))
        {
            if (cost > best[string.Join(' ', past)])
                continue;
            foreach (var (street, then) in ways.From(past))
            {
                var exits = streets.Count(other => other.From == past[^1] || other.To == past[^1] && !other.IsOneway);
                var entered = cost + (then[^1] != past[^2] ? 0 : exits == 1 ? 20_000 : 60_000);
                var there = entered + Time(map, street) * (then[^1] == street.To ? 1 : 2) / 3;
                if (!ways.IsAlive(then))
                    continue;
                if (street != start && ways.IsArrival(then) && there < found.GetValueOrDefault(street.Id, double.PositiveInfinity))
                    found[street.Id] = there;
                Arrive(then, entered + Time(map, street));
            }
        }
        return found;

        void Arrive(long[] past, double cost)
        {
            var key = string.Join(' ', past);
            if (best.TryGetValue(key, out var known) && known <= cost)
                return;
            best[key] = cost;
            queue.Enqueue(past, cost);
        }
    }

    /// <summary>
    /// Which step may follow which past, and from which pasts every street can still be reached: the import sends nobody to where the rules
    /// leave no way out, such as before a turn that is both the only one allowed and forbidden.
    /// </summary>
    sealed class Ways
    {
        readonly List<Street> streets;
        readonly List<Rule> rules;
        readonly HashSet<string> alive;
        readonly HashSet<(long, long)> arrivals;

        /// <param name="arrivals">The directions, by their corners, in which one may start and arrive: the import leaves out those that nobody can come back to.</param>
        public Ways(List<Street> streets, List<Rule> rules, List<Street> kept, HashSet<(long From, long To)> arrivals)
        {
            (this.streets, this.rules, this.arrivals) = (streets, rules, arrivals);
            var seen = new HashSet<string>();
            var before = new List<(string Past, Street Street, string Then)>();
            var queue = new Queue<long[]>(streets.Select(street => (long[])[street.From, street.To]).Concat(streets.FindAll(street => !street.IsOneway).Select(street => (long[])[street.To, street.From])));
            while (queue.TryDequeue(out var past))
                if (seen.Add(Key(past)))
                    foreach (var (street, then) in From(past))
                    {
                        before.Add((Key(past), street, Key(then)));
                        queue.Enqueue(then);
                    }
            var steps = before.ToLookup(step => step.Then, step => step.Past);
            alive = seen;
            foreach (var street in kept)
            {
                var reaching = new HashSet<string>();
                var back = new Queue<string>(before.Where(step => step.Street == street).Select(step => step.Past));
                while (back.TryDequeue(out var past))
                    if (reaching.Add(past))
                        foreach (var earlier in steps[past])
                            back.Enqueue(earlier);
                alive.IntersectWith(reaching);
            }
        }

        public bool IsArrival(long[] past) => arrivals.Contains((past[^2], past[^1]));

        public bool IsAlive(long[] past) => alive.Contains(Key(past));

        public IEnumerable<(Street Street, long[] Then)> From(long[] past)
        {
            foreach (var street in streets)
                foreach (var next in (long[])[street.From, street.To])
                    if (street.Leads(past[^1], next) && arrivals.Contains((past[^1], next)) && !Breaks(rules, [.. past, next]))
                        yield return (street, [.. past.TakeLast(4), next]);
        }

        static string Key(long[] past) => string.Join(' ', past);
    }

    /// <summary>Whether the last step breaks a rule.</summary>
    static bool Breaks(List<Rule> rules, long[] past) => rules.Exists(rule => rule.IsOnly
        ? Enumerable.Range(2, rule.Corners.Length - 2).Any(length => past.Length > length && past.AsSpan()[^(length + 1)..^1].SequenceEqual(rule.Corners.AsSpan(0, length)) && past[^1] != rule.Corners[length])
        : past.Length >= rule.Corners.Length && past.AsSpan()[^rule.Corners.Length..].SequenceEqual(rule.Corners));

    static Street Between(List<Street> streets, long a, long b) => streets.Single(street => (street.From, street.To) == (a, b) || (street.From, street.To) == (b, a));

    static double Metres(TinyMap map, Street street, Position place)
    {
        var (a, b) = (Point(map, street.From), Point(map, street.To));
        var shrink = Math.Cos(43.5 * Math.PI / 180);
        double x = (b.LongitudeE7 - a.LongitudeE7) * shrink, y = b.LatitudeE7 - a.LatitudeE7;
        double px = (place.LongitudeE7 - a.LongitudeE7) * shrink, py = place.LatitudeE7 - a.LatitudeE7;
        var along = Math.Clamp((px * x + py * y) / (x * x + y * y), 0, 1);
        return Math.Sqrt((px - along * x) * (px - along * x) + (py - along * y) * (py - along * y)) / TinyMap.UnitsPerMetre;
    }

    static double Time(TinyMap map, Street street) => Point(map, street.From).DistanceTo(Point(map, street.To)).Metres * 3600 / 25;

    static Position Third(TinyMap map, Street street)
    {
        var (a, b) = (Point(map, street.From), Point(map, street.To));
        return new(a.LongitudeE7 + (b.LongitudeE7 - a.LongitudeE7) / 3, a.LatitudeE7 + (b.LatitudeE7 - a.LatitudeE7) / 3);
    }

    static Position Point(TinyMap map, long id)
    {
        var node = map.Nodes.Single(node => node.Id == id);
        return new(node.Longitude, node.Latitude);
    }
}
