using FsCheck;
using FsCheck.Fluent;

namespace Logistics.Routing.Tests;

/// <summary>What must hold for any made-up day under any mix of rules; the example that FsCheck shrinks a failure to names the seed of the day.</summary>
public class PolicyProperties
{
    /// <summary>Fixed draws, so that a failure is a change of ours; raise the number to look further.</summary>
    static readonly Config Runs = Config.QuickThrowOnFailure.WithReplay(new FsCheck.Replay(new Rnd(2026, 1_121), null));

    static readonly Gen<Day> Days =
        from seed in Gen.Choose(0, 1_000_000)
        from requests in Gen.Choose(0, 16)
        from vehicles in Gen.Choose(1, 4)
        from tenths in Gen.Choose(0, 10)
        from trips in Gen.Elements(false, true)
        from groups in Gen.Elements(false, true)
        from locks in Gen.Elements(false, true)
        from objective in Gen.Elements(Objective.Cost, Objective.Hierarchical, Objective.Distance)
        select new Day(seed, requests, vehicles, tenths, trips, groups, locks, objective);

    static readonly Gen<Day> TinyDays = Days.Select(day => day with { Requests = 1 + day.Requests % 3, Vehicles = 1 + day.Vehicles % 2, Locks = false });

    [Fact]
    public void Whatever_the_mix_of_rules_the_checker_accepts_the_plan_and_the_same_work_gives_it_again()
    {
        var (mixed, inherited) = (0, 0);
        Check(400, Days, day =>
        {
            var (problem, initial) = day.Locked();
            var first = Solve(problem, day.Objective, work: 60, initial);
            Assert.Empty(Checker.Check(problem, first, day.Objective));
            Assert.Equal(Text(first), Text(Solve(problem, day.Objective, work: 60, initial)));
            // What is broken is broken by locked parts, and they come back: without them nothing is.
            if (problem.Locks.Count == 0)
                Assert.Empty(first.Inherited);
            mixed += problem.Locks.Count > 0 && problem.Groups.Count > 0 && problem.Types.Any(type => type.Reloads.Count > 0) ? 1 : 0;
            inherited += first.Inherited.Count;
        });
        Assert.True(mixed > 30 && inherited > 50, $"too tame: {mixed} days with locks, groups and reloads, {inherited} violations inherited");
    }

    [Fact]
    public void What_locked_parts_break_comes_back_identical()
    {
        var listed = 0;
        Check(150, Days.Select(day => day with { Locks = true, Requests = 2 + day.Requests }), day =>
        {
            var (problem, initial) = day.Locked();
            var whole = problem.Locks.OfType<TourLock.Whole>().Where(each => each.Steps.Count > 0).ToList();
            var plan = Solve(problem, day.Objective, work: 30, initial);
            foreach (var each in whole)
            {
                // The tour as it is locked, alone, timed without the search.
                var alone = Checker.Check(problem.With(locks: []), Replay.Of(problem, [new(each.Vehicle, each.Steps)], day.Objective), day.Objective).OfType<Violation.Late>()
                    .Where(late => late.Vehicle == each.Vehicle).OrderBy(late => late.Visit).ToList();
                Assert.Equal(alone, plan.Inherited.OfType<Violation.Late>().Where(late => late.Vehicle == each.Vehicle).OrderBy(late => late.Visit));
                listed += alone.Count;
            }
        });
        Assert.True(listed > 20, $"only {listed} locked stops were late");
    }

    [Fact]
    public void The_order_of_the_input_changes_neither_status_nor_cost_of_the_optimum()
    {
        Check(40, TinyDays, day =>
        {
            var problem = day.Problem();
            var backwards = problem.With(
                requests: [.. problem.Requests.Reverse()], groups: [.. problem.Groups.Select(group => group.Select(r => problem.Requests.Count - 1 - r).ToArray())]);
            Assert.Equal(BruteForce.Best(problem, day.Objective), BruteForce.Best(backwards, day.Objective));
        });
    }

    /// <summary>Rules that forbid plans, or make them dearer, and leave the times of the others as they are.</summary>
    [Fact]
    public void One_rule_more_never_makes_the_optimum_better()
    {
        Check(60, TinyDays, day =>
        {
            var problem = day.Problem();
            var random = new Random(day.Seed);
            var harder = Harder(problem, random.Next(10), random);
            Assert.True(BruteForce.Best(harder, day.Objective) >= BruteForce.Best(problem, day.Objective));
        });
    }

    /// <summary>Rules that move times too: only the way counts here, so that nobody is paid for waiting, and no tour is limited in time.</summary>
    [Fact]
    public void Less_time_never_makes_the_shortest_way_shorter()
    {
        Check(60, TinyDays, day =>
        {
            var problem = day.Problem();
            problem = problem.With(types: [.. problem.Types.Select(type => type with { MaxSeconds = null })]);
            var random = new Random(day.Seed);
            var harder = Slower(problem, random.Next(5), random);
            Assert.True(BruteForce.Best(harder, Objective.Distance) >= BruteForce.Best(problem, Objective.Distance));
        });
    }

    static Problem Harder(Problem problem, int rule, Random random)
    {
        Problem Types(Func<VehicleType, VehicleType> change) => problem.With(types: [.. problem.Types.Select(change)]);
        Problem Requests(Func<Request, Request> change) => problem.With(requests: [.. problem.Requests.Select(change)]);
        return rule switch
        {
            0 => Types(type => type with { MaxStops = Math.Min(type.MaxStops ?? 9, random.Next(1, 4)) }),
            1 => Types(type => type with { MaxDecimetres = Math.Min(type.MaxDecimetres ?? long.MaxValue, random.Next(200_000, 800_000)) }),
            2 => Types(type => type with { Capacity = [.. type.Capacity.Select(most => most / 2)] }),
            3 => Types(type => type with { CostPerOvertimeHour = type.CostPerOvertimeHour + new Measures.Cost(5_000_000), CostFixed = type.CostFixed + new Measures.Cost(1) }),
            4 => Types(type => type with { Reloads = [] }),
            5 => Requests(request => request with { AllowedVehicles = [.. (request.AllowedVehicles ?? [0, 1]).Where(v => v == 0)] }),
            6 => Types(type => type with { CostPerKilometre = type.CostPerKilometre + new Measures.Cost(100_000), MaxTrips = 1 }),
            7 => problem.With(apart: [.. problem.Apart, new(0, 1), new(0, 2), new(1, 2)]),
            8 => problem.With(balance: problem.Balance ?? new Balance.OfLoad(0, new(100_000))),
            _ => Requests(request => request with { Prize = request.Prize + new Measures.Cost(1_000_000) }),
        };
    }

    static Problem Slower(Problem problem, int rule, Random random)
    {
        Activity? Later(Activity? activity) => activity is { Windows.Count: > 0 }
            ? activity with { Windows = [.. activity.Windows.Select(window => window with { Earliest = (window.Earliest + window.Latest) / 2 })] }
            : activity;
        return rule switch
        {
            0 => problem.With(requests: [.. problem.Requests.Select(request => request with { Pickup = Later(request.Pickup), Delivery = Later(request.Delivery) })]),
            1 => problem.With(setUpSeconds: [.. Enumerable.Range(0, problem.Locations).Select(i => random.Next(600) + problem.SetUpSeconds.ElementAtOrDefault(i))]),
            2 => problem.With(requests: [.. problem.Requests.Select(request => request is { Pickup: not null, Delivery: not null }
                ? request with { MaxRideSeconds = Math.Min(request.MaxRideSeconds ?? int.MaxValue, 2_500) } : request)]),
            3 => problem.With(tables: [.. problem.Tables.Select(Doubled)]),
            _ => problem.With(vehicles: [.. problem.Vehicles.Select(van => van with { Shift = van.Shift with { Latest = van.Shift.Latest - 6_000 } })]),
        };
    }

    static TravelTable Doubled(TravelTable table)
    {
        var n = table.Locations;
        int[] All(Func<int, int, int> value) => [.. Enumerable.Range(0, n * n).Select(at => value(at / n, at % n))];
        return new(n, All((i, j) => 2 * table.Seconds(i, j)), All(table.Decimetres), [.. table.Slices.Select(slice => new TravelSlice(slice.From, [.. slice.Seconds.Select(seconds => 2 * seconds)]))]);
    }

    static void Check(int times, Gen<Day> days, Action<Day> holds) =>
        Prop.ForAll(Arb.From(days, day => day.Simpler()), holds).Check(Runs.WithMaxTest(times));

    static Solution Solve(Problem problem, Objective objective, long work, IReadOnlyList<TourOrder> initial) =>
        Solver.Solve(problem, new(1, objective) { MostWeighed = 0, Initial = initial }, new WorkLimit(work), cancellation: TestContext.Current.CancellationToken);

    static string Text(Solution solution) =>
        solution.Objective + string.Concat(solution.Tours.SelectMany(tour => tour.Visits.Select(visit => $" {tour.Vehicle}:{visit.Kind}{visit.Index}@{visit.Begin}/{visit.Compartment}")));

    /// <summary>All that <see cref="RandomProblems"/> needs to make the same problem again.</summary>
    sealed record Day(int Seed, int Requests, int Vehicles, int Tenths, bool Trips, bool Groups, bool Locks, Objective Objective)
    {
        public Problem Problem()
        {
            var problem = RandomProblems.Mixed(Seed, Requests, Vehicles, Tenths / 10.0);
            if (Trips)
                problem = RandomProblems.WithTrips(problem, Seed);
            return Groups ? RandomProblems.WithGroups(problem, Seed) : problem;
        }

        /// <summary>
        /// The same day with half of a careless plan locked, and tours to begin with; or just the day.
        /// </summary>
        public (Problem Problem, IReadOnlyList<TourOrder> Initial) Locked()
        {
            var problem = Problem();
            if (!Locks)
                return (problem, []);
            return RandomLocks.Of(problem, Seed);
        }

        public IEnumerable<Day> Simpler()
        {
            if (Locks)
                yield return this with { Locks = false };
            if (Trips)
                yield return this with { Trips = false };
            if (Groups)
                yield return this with { Groups = false };
            if (Tenths > 0)
                yield return this with { Tenths = Tenths - 1 };
            if (Requests > 1)
                yield return this with { Requests = Requests - 1 };
            if (Vehicles > 1)
                yield return this with { Vehicles = Vehicles - 1 };
        }
    }
}
