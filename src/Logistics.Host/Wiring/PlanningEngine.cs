using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Matching;
using Logistics.Matching.Forecasts;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.OrTools.Companions;
using Logistics.Planning;
using Logistics.Planning.Editing;
using Logistics.Roads;
using Logistics.Roads.Drawing;

namespace Logistics.Host.Wiring;

/// <summary>Planning with the roads and the solver that this machine has.</summary>
public sealed class PlanningEngine(HostSettings settings, TimeProvider clock) : IEngine, IAsyncDisposable
{
    const long seed = 1;

    readonly StraightLine straightLine = new();
    readonly Lock trying = new();
    RoadNetwork? network;
    OrToolsPool? pool;
    volatile ISolverClient? tried;

    public SolverState Solver => (pool, tried) switch
    {
        (null, _) or (_, NoSolver) => SolverState.None,
        (_, null) => SolverState.Untried,
        _ => SolverState.Ready,
    };

    public RoadMap? Roads { get; private set; }

    public IReadOnlyList<IReadOnlyList<Position>> MainRoads { get; private set; } = [];

    public async Task<string> PrepareAsync(CancellationToken cancellation)
    {
        if (network is null)
        {
            // The network last: who is stopped on the way here begins anew.
            var read = await Task.Run(() => RoadFiles.Read(settings.Roads, cancellation), cancellation);
            MainRoads = [.. read.Lines().Where(line => line.Class <= RoadClass.Secondary).Select(line => line.Geometry)];
            Roads = await Task.Run(() => new RoadMap(read), cancellation);
            network = read;
        }
        var trouble = pool is null ? OpenSolver() : null;
        var roads = Texts.Format("Roads.Read", network.Source.Name, network.Report.Kilometres);
        return trouble is null ? roads : $"{roads}; {Texts.Format("Solver.None", trouble)}";
    }

    /// <summary>Looks whether Google OR-Tools can be started, and starts it not: a host whose days are planned has no need of it, and it takes longer than all the rest.</summary>
    /// <returns>Null, or why plans are made without.</returns>
    string? OpenSolver()
    {
        if (!settings.AsksSolver)
            return Texts.Get("Solver.SwitchedOff");
        if (CompanionFolder.Beside(AppContext.BaseDirectory) is not { } folder)
            return Texts.Get("Solver.NotInstalled");
        if (CompanionFolder.WhatIsMissing(folder) is { } missing)
            return missing;
        if (NodeRuntime.Find() is NodeRuntime.Missing node)
            return node.Reason;
        pool = new OrToolsPool(new OrToolsOptions { Folder = folder });
        return null;
    }

    /// <summary>The solver that the first plan trusts with a day; one that fails its test is asked nothing.</summary>
    ISolverClient SolverNow(CancellationToken cancellation)
    {
        lock (trying)
            return tried ??= pool is not null && SelfTest.RunAsync(pool, cancellation).GetAwaiter().GetResult() is null ? pool : new NoSolver();
    }

    public IReadOnlyList<DateOnly> DaysToKnow(DayDeclarations day, IReadOnlyCollection<DateOnly> declared) =>
        ExpectedDays.Sources(day.Date, ExpectedDays.Wanted(day), declared);

    public DayPlan Plan(DayDeclarations day, Surroundings surroundings, Sharing sharing, TimeSpan effort, DateTimeOffset plannedAt, IProgress<PlanningProgress> progress, CancellationToken cancellation) =>
        DayPlanner.Plan(
            new DayInput
            {
                Declarations = day,
                Roads = RoadsFor(day),
                Solver = SolverNow(cancellation),
                // One thread: the other core answers pages.
                Budget = PlanningBudget.OfTime(effort, threads: Math.Max(1, Environment.ProcessorCount - 1)),
                Seed = seed,
                Clock = clock,
                PlannedAt = plannedAt,
                Sharing = sharing == Sharing.FirstCome ? SharingRule.FirstComeFirstServed : SharingRule.Fair,
                Promises = [.. surroundings.Accepted.Select(x => new Promise(x.Lot, x.Need, x.Quantity))],
                Held = surroundings.Held,
                OtherDays = [.. surroundings.OtherDays],
                ReferenceRoutes = [.. surroundings.LastLike?.Routes.Select(route => route.Stops.Select(stop => stop.Site).ToValueList()) ?? []],
            },
            progress, cancellation);

    public PlanEditor Editor(DayIndex declared, DayPlan plan, CancellationToken cancellation) => new(declared, plan, RoadsFor(declared.Day), cancellation);

    public RoadPath? Way(DayPlan plan, Position from, Position to) => network is { } roads && plan.Roads.Name == roads.Source.Name ? roads.Path(from, to) : null;

    /// <summary>A real extract serves whatever it covers; the sketch only days that lie wholly on it.</summary>
    IRoads RoadsFor(DayDeclarations day) =>
        network is not null && (network.Source.Kind == RoadSourceKind.OpenStreetMap || day.Sites.All(site => network.Covers(site.Position))) ? network : straightLine;

    public async ValueTask DisposeAsync()
    {
        if (pool is not null)
            await pool.DisposeAsync();
    }
}
