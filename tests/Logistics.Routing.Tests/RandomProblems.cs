namespace Logistics.Routing.Tests;

/// <summary>Small made-up days that mix every rule the room knows. The same seed gives the same problem.</summary>
static class RandomProblems
{
    /// <summary>Three dimensions (grams, millilitres, crates); classes 0 ambient, 1 chilled, 2 frozen.</summary>
    public static Problem Mixed(int seed, int requests, int vehicles, double richness = 0.5)
    {
        var random = new Random(seed);
        bool Sometimes() => random.NextDouble() < richness;
        var locations = requests + 3;
        var profiles = Sometimes() ? 2 : 1;

        VehicleType Type(int index) => new()
        {
            Capacity = [random.Next(60, 200), random.Next(60, 200), random.Next(20, 60)],
            Compartments = Sometimes()
                ? [new([200, 200, 60], ClassSet.Of(0)), new([random.Next(30, 120), 200, 60], ClassSet.Of(1)), new([random.Next(20, 60), 100, 20], ClassSet.Of(1, 2))]
                : [new([200, 200, 60], ClassSet.Of(0, 1, 2))],
            Profile = index % profiles,
            CostFixed = new(random.Next(0, 30_000_000)),
            CostPerHour = new(Sometimes() ? random.Next(0, 30_000_000) : 0),
            CostPerKilometre = new(random.Next(1, 2_000_000)),
            MaxSeconds = Sometimes() ? random.Next(6_000, 20_000) : null,
            MaxDecimetres = Sometimes() ? random.Next(200_000, 800_000) : null,
            MaxStops = Sometimes() ? random.Next(3, 12) : null,
        };

        Vehicle Van() => new()
        {
            Type = random.Next(2),
            Start = Sometimes() && random.Next(4) == 0 ? null : random.Next(2),
            End = Sometimes() && random.Next(3) == 0 ? null : random.Next(2),
            Shift = new(random.Next(0, 5_000), random.Next(20_000, 30_000)),
            Breaks = Sometimes() ? Breaks() : [],
        };

        Break[] Breaks() => Sometimes()
            ? [new(new(5_000, 8_000), random.Next(300, 1_200)), new(new(14_000, 16_000), random.Next(300, 1_200))]
            : [new(new(9_000, random.Next(10_000, 13_000)), random.Next(600, 2_400))];

        Activity At(int location) => new(location, Windows(), random.Next(0, 600));

        IReadOnlyList<TimeWindow> Windows()
        {
            if (!Sometimes())
                return [];
            var open = random.Next(0, 15_000);
            var close = open + random.Next(1_000, 10_000);
            return Sometimes() ? [new(open, close), new(close + 1_000, close + 1_000 + random.Next(500, 4_000))] : [new(open, close)];
        }

        Request Any(int index)
        {
            var (pickup, delivery) = (At(random.Next(3) == 0 ? 0 : 2 + random.Next(locations - 2)), At(2 + random.Next(locations - 2)));
            var shape = random.Next(4);
            return new()
            {
                Pickup = shape == 0 ? null : pickup,
                Delivery = shape == 1 ? null : delivery,
                Load = [random.Next(0, 50), random.Next(0, 50), random.Next(0, 10)],
                Class = Sometimes() ? random.Next(3) : 0,
                Priority = Sometimes() ? random.Next(0, Request.Required + 1) : Request.Required,
                Prize = new(random.Next(0, 60_000_000)),
                AllowedVehicles = Sometimes() && random.Next(3) == 0 ? [random.Next(vehicles)] : null,
                MaxRideSeconds = shape > 1 && Sometimes() ? random.Next(2_000, 8_000) : null,
            };
        }

        var rules = new RandomRules(seed, richness);
        return new(
            [.. Enumerable.Range(0, profiles).Select(_ => rules.Sliced(Table(random, locations)))],
            [rules.Overtime(Type(0)), rules.Overtime(Type(1))],
            [.. Enumerable.Range(0, vehicles).Select(_ => rules.Unpaid(Van()))],
            [.. Enumerable.Range(0, requests).Select(Any).Select(rules.Soft)],
            rules.SetUp(locations),
            rules.Apart(),
            rules.Balance());
    }

    /// <summary>The same day with reloads, fewer pairs, fewer goods in a van at once, and goods that are ready late.</summary>
    public static Problem WithTrips(Problem problem, int seed)
    {
        var random = new Random(seed);
        IReadOnlyList<Activity> Reloads() => random.Next(4) switch
        {
            0 => [],
            1 => [new(0, [], random.Next(0, 600)), new(1, new TimeWindow(3_000, 20_000), 0)],
            2 => [new(1, [new(2_000, 8_000), new(10_000, 18_000)], 300)],
            _ => [new(0, [], 300)],
        };
        return problem.With(
            types: [.. problem.Types.Select(type => type with { Capacity = [.. type.Capacity.Select(most => most / 2)], Reloads = Reloads(), MaxTrips = random.Next(3) == 0 ? 2 : null })],
            requests: [.. problem.Requests.Select(One)]);

        Request One(Request request)
        {
            if (request is { Pickup: not null, Delivery: not null })
                request = random.Next(4) switch
                {
                    0 => request,
                    1 => request with { Delivery = null, MaxRideSeconds = null },
                    _ => request with { Pickup = null, MaxRideSeconds = null },
                };
            return request with { ReadyAt = request.Pickup is null && random.Next(2) == 0 ? random.Next(10_000) : 0 };
        }
    }

    /// <summary>The same day with some of its requests in groups of two or three; where the first has a pickup, the others may share its place.</summary>
    public static Problem WithGroups(Problem problem, int seed)
    {
        var random = new Random(seed);
        var (groups, requests) = (new List<int[]>(), problem.Requests.ToArray());
        for (var r = 0; r + 1 < requests.Length; r += 4)
        {
            int[] group = [.. Enumerable.Range(r, Math.Min(random.Next(2, 4), requests.Length - r))];
            groups.Add(group);
            if (requests[r].Pickup is { } shared && random.Next(2) == 0)
                foreach (var member in group.Skip(1).Where(member => requests[member].Pickup is not null))
                    requests[member] = requests[member] with { Pickup = shared with { ServiceSeconds = 0 } };
        }
        return new(problem.Tables, problem.Types, problem.Vehicles, requests, problem.SetUpSeconds, problem.Apart, problem.Balance, groups);
    }

    /// <summary>A plane 30 km wide at 36 km/h, each arc stretched by up to a fifth: asymmetric, and the triangle inequality may fail.</summary>
    public static TravelTable Table(Random random, int locations)
    {
        var points = Enumerable.Range(0, locations).Select(_ => (X: random.Next(300_000), Y: random.Next(300_000))).ToArray();
        var (seconds, decimetres) = (new int[locations * locations], new int[locations * locations]);
        for (var i = 0; i < locations; i++)
            for (var j = 0; j < locations; j++)
                if (i != j)
                {
                    var (dx, dy) = ((double)points[i].X - points[j].X, (double)points[i].Y - points[j].Y);
                    var distance = Math.Sqrt(dx * dx + dy * dy) * (1 + random.NextDouble() / 5);
                    decimetres[i * locations + j] = (int)distance;
                    seconds[i * locations + j] = (int)(distance / 100 * (1 + random.NextDouble() / 5));
                }
        return new(locations, seconds, decimetres);
    }
}
