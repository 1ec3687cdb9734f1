using Logistics.Domain.Days;
using Logistics.OrTools;
using Logistics.Roads;
using Logistics.Testing;

namespace Logistics.Planning.Tests;

/// <summary>Inputs of a plan with plain defaults: straight lines, no companion, a small work limit.</summary>
static class Plans
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 10, 5, 0, 0, TimeSpan.Zero);

    public static DayInput Input(DayDeclarations day, long iterations = 300, int threads = 1, long seed = 1) => new()
    {
        Declarations = day,
        Roads = new StraightLine(),
        Solver = new NoSolver(),
        Budget = PlanningBudget.OfWork(iterations, threads),
        Seed = seed,
        Clock = new FakeClock(Morning),
        PlannedAt = Morning,
    };
}
