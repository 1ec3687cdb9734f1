using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// What the labels of one vehicle know, flat: arcs, windows as alternatives, breaks, limits. What they do not know (ride limits, which compartment, lateness and overtime paid, goods ready later, slow hours) they leave out,
/// so that every route that can be driven is among theirs and none costs more than it does: a relaxation.
/// </summary>
sealed class RouteRules
{
    public readonly Model Model;
    public readonly int Vehicle;
    public readonly int Type;
    public readonly long Fixed;
    public readonly long DistanceRate;
    public readonly long TimeRate;
    public readonly int MaxSeconds;
    public readonly long MaxDecimetres;
    public readonly int MaxStops;
    public readonly IReadOnlyList<Break> Breaks;

    /// <summary>By row of the compiled tables.</summary>
    readonly Arc[] arcs;
    readonly Segment[][] segments;

    /// <param name="model">The problem.</param>
    /// <param name="vehicle">Whose routes.</param>
    /// <param name="arcs">Travel of its profile, or something nowhere longer.</param>
    public RouteRules(Model model, int vehicle, Arc[] arcs)
    {
        (Model, Vehicle, Type) = (model, vehicle, model.TypeOf[vehicle]);
        (Fixed, DistanceRate, TimeRate) = (model.Fixed[Type], model.DistanceRate[Type], model.Pay[Type].Rate);
        var type = model.Problem.Types[Type];
        (MaxSeconds, MaxDecimetres, MaxStops) = (type.MaxSeconds ?? int.MaxValue, type.MaxDecimetres ?? long.MaxValue, type.MaxStops ?? int.MaxValue);
        Breaks = model.Problem.Vehicles[vehicle].Breaks;
        this.arcs = arcs;
        segments = new Segment[2 * model.Requests][];
        for (var r = 0; r < model.Requests; r++)
            foreach (var node in (int[])[2 * r, 2 * r + 1])
                segments[node] = model.Windows[node] is { } windows
                    ? [.. windows.Select(window => new Segment(model.Service[node], window.Earliest, window.Latest))]
                    : [Segment.Of(model, node)];
    }

    public Arc Arc(int from, int to) => ArcOfRows(Model.Location[from], Model.Location[to]);

    /// <summary>Between rows of the compiled tables.</summary>
    public Arc ArcOfRows(int from, int to) => arcs[from * Model.Locations + to];

    /// <summary>One for each window: a label is carried on for each.</summary>
    public ReadOnlySpan<Segment> SegmentsOf(int node) => segments[node];

    /// <summary>What a break takes off the pay of the time that it lengthens.</summary>
    public long Unpaid(Break rest) => rest.Paid ? 0 : rest.Seconds * TimeRate;

    public static Segment SegmentOf(Break rest) => new(rest.Seconds, rest.Window.Earliest, rest.Window.Latest);

    /// <summary>Before the first activity when so many breaks are skipped, because the vehicle leaves after they were due; null when it cannot.</summary>
    public Segment? Start(int skipped)
    {
        var start = Segment.Of(Model, Model.StartOf(Vehicle));
        if (skipped > 0)
            start = start with { Earliest = Math.Max(start.Earliest, Breaks[skipped - 1].Window.Latest) };
        return start.Earliest <= start.Latest ? start : null;
    }

    /// <summary>The end when so many breaks are done with: the vehicle must be back before the next one is due.</summary>
    public Segment End(int breaks)
    {
        var end = Segment.Of(Model, Model.EndOf(Vehicle));
        return breaks < Breaks.Count ? end with { Latest = Math.Min(end.Latest, Breaks[breaks].Window.Latest) } : end;
    }

    public static bool TryJoin(in Segment first, int travel, in Segment second, out Segment both)
    {
        both = Segment.Join(first, travel, second);
        return first.Earliest + first.Duration + travel <= second.Latest;
    }
}
