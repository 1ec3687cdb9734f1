using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Demo;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Planning;
using Logistics.Roads;

namespace Logistics.Host.Tests.Fakes;

/// <summary>The real planner on straight lines, with so little work that a small day takes a blink.</summary>
sealed class SmallEngine : IEngine
{
    /// <summary>Called before each plan, on the worker's thread.</summary>
    public Action? BeforePlanning { get; set; }

    public ReadOnlyMemory<byte> RoadsGeoJson { get; } = """{"type":"FeatureCollection","features":[]}"""u8.ToArray();

    public IReadOnlyList<IReadOnlyList<Position>> MainRoads => [];

    public Task<string> PrepareAsync(CancellationToken cancellation) => Task.FromResult("straight lines");

    public DayPlan Plan(DayDeclarations day, Sharing sharing, TimeSpan effort, DateTimeOffset plannedAt, IProgress<double> progress, CancellationToken cancellation)
    {
        BeforePlanning?.Invoke();
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
                Sharing = sharing == Sharing.FirstCome ? SharingRule.FirstComeFirstServed : SharingRule.Fair,
            },
            null, cancellation);
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
