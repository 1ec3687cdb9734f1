using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Roads;

namespace Logistics.Planning;

/// <summary>All that a plan depends on: data, roads, solver, time and chance are given, never found.</summary>
public sealed record DayInput
{
    public required DayDeclarations Declarations { get; init; }

    public required IRoads Roads { get; init; }

    /// <summary>Google OR-Tools, or <see cref="NoSolver"/>: the plan is complete without, and says so.</summary>
    public required ISolverClient Solver { get; init; }

    public required PlanningBudget Budget { get; init; }

    /// <summary>Decides draws of the search and ties of the sharing.</summary>
    public required long Seed { get; init; }

    /// <summary>Asked only when to stop and how long it took.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Written into the plan; nothing is decided by it.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    public SharingRule Sharing { get; init; } = SharingRule.Fair;

    /// <summary>
    /// How often, at most, what ways really cost in solved routes is told to the matching and both are done again; 0 to 3. It stops when
    /// less than a hundredth is spared. The time given is for all rounds together.
    /// </summary>
    public int FeedbackRounds { get; init; }

    /// <summary>Other days as they were declared, past and to come: where the policy looks ahead, it is by what they tell (<see cref="Matching.Forecasts.ExpectedDays"/>).</summary>
    public ValueList<DayDeclarations> OtherDays { get; init; } = [];

    /// <summary>What was promised and must be kept, the first accepted first.</summary>
    public ValueList<Promise> Promises { get; init; } = [];

    /// <summary>The plan that is planned anew: what it holds is kept as far as the day still bears it; null: nothing is held.</summary>
    public DayPlan? Held { get; init; }

    /// <summary>Rounds driven on a day like this one, as the sites they passed in order: until routes are solved, a stop beside them counts as a small detour.</summary>
    public ValueList<ValueList<SiteId>> ReferenceRoutes { get; init; } = [];
}

public enum SharingRule
{
    /// <summary>Urgent first, least waste, leximin, least distance.</summary>
    Fair,

    /// <summary>Who asked first is served first: the rule plans are compared with.</summary>
    FirstComeFirstServed,
}

/// <summary>When the route search stops.</summary>
public sealed record PlanningBudget
{
    PlanningBudget(TimeSpan time, long? iterations, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        (Time, Iterations, Threads) = (time, iterations, threads);
    }

    /// <summary>
    /// Of the route search over all territories; <see cref="Timeout.InfiniteTimeSpan"/> for none. A batch that has to be given up, because no round
    /// supplies it, costs a quarter more; at the most two quarters.
    /// </summary>
    public TimeSpan Time { get; }

    /// <summary>Rounds of the search for each territory; null for no such limit.</summary>
    public long? Iterations { get; }

    /// <summary>Territories searched at once. It never changes a plan made under a work limit.</summary>
    public int Threads { get; }

    /// <summary>The answer may differ from run to run.</summary>
    public static PlanningBudget OfTime(TimeSpan time, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        return new(time, null, threads);
    }

    /// <summary>The part of one of several searches: time is shared, work is not.</summary>
    public PlanningBudget SharedBy(int searches) => Time == Timeout.InfiniteTimeSpan ? this : new(Time / searches, Iterations, Threads);

    /// <summary>The answer repeats.</summary>
    public static PlanningBudget OfWork(long iterations, int threads) => new(Timeout.InfiniteTimeSpan, iterations, threads);
}

/// <param name="Stage">What is being done.</param>
/// <param name="Fraction">Of the whole plan, in [0, 1].</param>
/// <param name="Detail">The territory in hand, if one is.</param>
/// <param name="Best">Of the territory in hand; null: nothing is searched.</param>
public sealed record PlanningProgress(PlanningStage Stage, double Fraction, string? Detail = null, BestRounds? Best = null);

/// <summary>The best that a search of rounds knows.</summary>
/// <param name="LeftOut">Shipments that it leaves behind: fewer is better than any cost.</param>
/// <param name="Cost">Of driving, of working time, and of what is left behind.</param>
public sealed record BestRounds(int LeftOut, Cost Cost);

public enum PlanningStage { Travel, Matching, Routing, Checking, Done }
