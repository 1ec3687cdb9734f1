using System.Buffers;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.OrTools.Companions;
using Logistics.Planning;
using Logistics.Roads;

namespace Logistics.Host.Wiring;

/// <summary>Planning with the roads and the solver that this machine has.</summary>
public sealed class PlanningEngine(HostSettings settings, TimeProvider clock) : IEngine, IAsyncDisposable
{
    const long seed = 1;

    readonly StraightLine straightLine = new();
    RoadNetwork? network;
    ISolverClient solver = new NoSolver();
    OrToolsPool? pool;
    byte[] roadsGeoJson = [];

    public ReadOnlyMemory<byte> RoadsGeoJson => roadsGeoJson;

    public IReadOnlyList<IReadOnlyList<Position>> MainRoads { get; private set; } = [];

    public async Task<string> PrepareAsync(CancellationToken cancellation)
    {
        if (network is null)
        {
            network = await Task.Run(() => RoadFiles.Read(settings.Roads, cancellation), cancellation);
            Draw(network);
        }
        var trouble = pool is null ? await OpenSolverAsync(cancellation) : null;
        var roads = Texts.Format("Roads.Read", network.Source.Name, network.Report.Kilometres);
        return trouble is null ? roads : $"{roads}; {Texts.Format("Solver.None", trouble)}";
    }

    /// <returns>Null, or why plans are made without Google OR-Tools.</returns>
    async Task<string?> OpenSolverAsync(CancellationToken cancellation)
    {
        if (CompanionFolder.Beside(AppContext.BaseDirectory) is not { } folder)
            return Texts.Get("Solver.NotInstalled");
        if (CompanionFolder.WhatIsMissing(folder) is { } missing)
            return missing;
        if (NodeRuntime.Find() is NodeRuntime.Missing node)
            return node.Reason;
        var opened = new OrToolsPool(new OrToolsOptions { Folder = folder });
        if (await SelfTest.RunAsync(opened, cancellation) is { } failed)
        {
            await opened.DisposeAsync();
            return failed;
        }
        pool = opened;
        solver = opened;
        return null;
    }

    public DayPlan Plan(DayDeclarations day, Sharing sharing, TimeSpan effort, DateTimeOffset plannedAt, IProgress<double> progress, CancellationToken cancellation) =>
        DayPlanner.Plan(
            new DayInput
            {
                Declarations = day,
                Roads = RoadsFor(day),
                Solver = solver,
                // One thread: the other core answers pages.
                Budget = PlanningBudget.OfTime(effort, threads: Math.Max(1, Environment.ProcessorCount - 1)),
                Seed = seed,
                Clock = clock,
                PlannedAt = plannedAt,
                Sharing = sharing == Sharing.FirstCome ? SharingRule.FirstComeFirstServed : SharingRule.Fair,
            },
            new Fraction(progress), cancellation);

    /// <summary>A real extract serves whatever it covers; the sketch only days that lie wholly on it.</summary>
    IRoads RoadsFor(DayDeclarations day) =>
        network is not null && (network.Source.Kind == RoadSourceKind.OpenStreetMap || day.Sites.All(site => network.Covers(site.Position))) ? network : straightLine;

    void Draw(RoadNetwork network)
    {
        var main = new List<IReadOnlyList<Position>>();
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", "FeatureCollection");
            json.WriteStartArray("features");
            foreach (var line in network.Lines())
            {
                if (line.Class <= RoadClass.Secondary)
                    main.Add(line.Geometry);
                Write(json, line);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        roadsGeoJson = buffer.WrittenSpan.ToArray();
        MainRoads = main;
    }

    static void Write(Utf8JsonWriter json, RoadLine line)
    {
        json.WriteStartObject();
        json.WriteString("type", "Feature");
        json.WriteStartObject("properties");
        json.WriteNumber("rank", (int)line.Class);
        json.WriteEndObject();
        json.WriteStartObject("geometry");
        json.WriteString("type", "LineString");
        json.WriteStartArray("coordinates");
        foreach (var position in line.Geometry)
        {
            json.WriteStartArray();
            // A metre is enough to draw with.
            json.WriteNumberValue(Math.Round(position.LongitudeE7 / 10_000_000m, 5));
            json.WriteNumberValue(Math.Round(position.LatitudeE7 / 10_000_000m, 5));
            json.WriteEndArray();
        }
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public async ValueTask DisposeAsync()
    {
        if (pool is not null)
            await pool.DisposeAsync();
    }

    sealed class Fraction(IProgress<double> progress) : IProgress<PlanningProgress>
    {
        public void Report(PlanningProgress value) => progress.Report(value.Fraction);
    }
}
