using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Planning;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Host.Worker;

public enum Sharing { Fair, FirstCome }

public enum SolverState
{
    /// <summary>Not installed, or it failed its test.</summary>
    None,

    /// <summary>Installed; the first plan starts it.</summary>
    Untried,

    Ready,
}

/// <summary>Where plans come from. The hosted worker knows when to plan; the engine knows how.</summary>
public interface IEngine
{
    /// <summary>Reads what plans rest on (the road network); called once, before the first plan.</summary>
    /// <returns>What was read, for the terminal.</returns>
    Task<string> PrepareAsync(CancellationToken cancellation);

    /// <summary>Which of the declared days a plan of this one wants to know: past ones of the weekdays to come, where the policy looks ahead.</summary>
    IReadOnlyList<DateOnly> DaysToKnow(DayDeclarations day, IReadOnlyCollection<DateOnly> declared);

    /// <param name="effort">Greatest time of the route search.</param>
    /// <param name="plannedAt">Written into the plan.</param>
    /// <param name="progress">Told how far it is, from several threads.</param>
    DayPlan Plan(DayDeclarations day, Surroundings surroundings, Sharing sharing, TimeSpan effort, DateTimeOffset plannedAt, IProgress<PlanningProgress> progress, CancellationToken cancellation);

    /// <summary>Changes a plan by hand, on the roads that plans of its day rest on.</summary>
    /// <param name="declared">What the plan was made from.</param>
    PlanEditor Editor(DayIndex declared, DayPlan plan, CancellationToken cancellation);

    /// <summary>Whether Google OR-Tools is there; without it matching has fewer bounds.</summary>
    SolverState Solver { get; }

    /// <summary>The roads to draw, the same for the host's whole life; null until they are read.</summary>
    RoadMap? Roads { get; }

    /// <summary>The way between two places of a plan, with what is done on it; null where the plan rests on other roads than these, or there is no way.</summary>
    RoadPath? Way(DayPlan plan, Measures.Position from, Measures.Position to);

    /// <summary>The larger roads as lines, for the map that the server draws.</summary>
    IReadOnlyList<IReadOnlyList<Measures.Position>> MainRoads { get; }
}
