using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Demo;
using Logistics.Host.Worker;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Planning;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Roads.Drawing;
using Logistics.Roads.Profiles;

namespace Logistics.Host.Tests.Fakes;

/// <summary>The real planner on straight lines, with so little work that a small day takes a blink.</summary>
sealed class SmallEngine : IEngine
{
    /// <summary>Called before each plan, on the worker's thread.</summary>
    public Action? BeforePlanning { get; set; }

    /// <summary>The same, with the day.</summary>
    public Action<DateOnly>? BeforeDay { get; init; }

    /// <summary>The same, with what cancels the plan.</summary>
    public Action<CancellationToken>? WhilePlanning { get; set; }

    /// <summary>How plans share, whatever is asked for; null: as is asked for.</summary>
    public Sharing? Shares { get; set; }

    // One street of a hundred metres and the town it is in; plans do not use it.
    static readonly Lazy<RoadMap> street = new(() => new RoadMap(RoadNetwork.Read(new MemoryStream("""
        <osm version="0.6">
          <node id="1" lon="3.8100" lat="43.5100"><tag k="place" v="town"/><tag k="name" v="Bellerive"/></node><node id="2" lon="3.8112" lat="43.5100"/>
          <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
        </osm>
        """u8.ToArray()), Profile.Default)));

    public SolverState Solver => SolverState.None;

    /// <summary>Whether the roads to draw are there.</summary>
    public bool HasRoads { get; init; } = true;

    public RoadMap? Roads => HasRoads ? street.Value : null;

    public IReadOnlyList<IReadOnlyList<Position>> MainRoads => [];

    public PlanEditor Editor(DayIndex declared, DayPlan plan, CancellationToken cancellation) => new(declared, plan, new StraightLine(), cancellation);

    public RoadPath? Way(DayPlan plan, Position from, Position to) => null;

    public Task<string> PrepareAsync(CancellationToken cancellation) => Task.FromResult("straight lines");

    public IReadOnlyList<DateOnly> DaysToKnow(DayDeclarations day, IReadOnlyCollection<DateOnly> declared) => [];

    public DayPlan Plan(DayDeclarations day, Surroundings surroundings, Sharing sharing, TimeSpan effort, DateTimeOffset plannedAt, IProgress<PlanningProgress> progress, CancellationToken cancellation)
    {
        BeforePlanning?.Invoke();
        BeforeDay?.Invoke(day.Date);
        WhilePlanning?.Invoke(cancellation);
        return DayPlanner.Plan(
            new DayInput
            {
                Declarations = day,
                Roads = new StraightLine(),
                Solver = new NoSolver(),
                Budget = PlanningBudget.OfWork(50, threads: 1),
                Seed = 1,
                Clock = TimeProvider.System,
                PlannedAt = plannedAt,
                Promises = [.. surroundings.Accepted.Select(x => new Promise(x.Lot, x.Need, x.Quantity))],
                Held = surroundings.Held,
                Sharing = (Shares ?? sharing) == Sharing.FirstCome ? SharingRule.FirstComeFirstServed : SharingRule.Fair,
            },
            progress, cancellation);
    }
}

/// <summary>Two small invented days: today and yesterday.</summary>
sealed class SmallDemo(DateOnly today) : IDemo
{
    public static DayDeclarations Day(DateOnly date) => DemoDay.Make(new DemoOptions { Date = date, Sites = 24, Lots = 20, Needs = 30, Seed = 7 });

    public IEnumerable<DayDeclarations> Days(DateTimeOffset now, bool hasHistory)
    {
        yield return Day(today);
        if (!hasHistory)
            yield return Day(today.AddDays(-1));
    }
}
