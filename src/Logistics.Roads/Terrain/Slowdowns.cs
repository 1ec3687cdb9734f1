using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Terrain;

/// <summary>How bends and slopes hold a vehicle up along each stretch of a draft, in either direction.</summary>
/// <remarks>
/// A stretch is cut into pieces of some ten metres; on each, the bend allows a speed and the slope takes some away. What allows more than anybody
/// drives is not kept, so that a straight and level network costs nothing. All is whole numbers once measured: same map, same milliseconds.
/// </remarks>
sealed class Slowdowns
{
    const double PieceMetres = 10, SlopeMetres = 300;
    const byte Free = byte.MaxValue;

    // Stored in half kilometres per hour, and in quarters of a percent.
    const double BendUnit = 0.5, GradeUnit = 0.25;

    // Percent; whoever drives for a living meets nothing steeper, and what looks so is a road along a cliff.
    const double Steepest = 20;

    readonly Draft draft;
    readonly SpeedRules speed;
    readonly SlopeRules? slope;
    readonly BendRules? bends;
    readonly Dictionary<int, (byte[]? Bends, sbyte[]? Grades)> pieces = []; // by edge

    Slowdowns(Draft draft, ProfileRules rules) => (this.draft, speed, slope, bends) = (draft, rules.Speed, rules.Slope, rules.Bends);

    /// <summary>How many heights were asked for and known; likewise <see cref="HeightsMissing"/>.</summary>
    public int HeightsUsed { get; private set; }

    public int HeightsMissing { get; private set; }

    /// <param name="elevation">Null: the land is level.</param>
    /// <exception cref="MapDataException">A tile is corrupt.</exception>
    public static Slowdowns Of(Draft draft, Profile profile, Elevation? elevation)
    {
        var slowdowns = new Slowdowns(draft, profile.Rules);
        if (profile.Rules.Slope is null)
            elevation = null;
        if (profile.Rules.Bends is null && elevation is null)
            return slowdowns;
        var isOnGround = new bool[draft.NodeCount];
        foreach (var edge in draft.Edges)
            if (!draft.IsOffGround(edge.Way))
                isOnGround[edge.From] = isOnGround[edge.To] = true;
        foreach (var stroke in Strokes.Of(draft))
            slowdowns.Measure(stroke, elevation, isOnGround);
        return slowdowns;
    }

    /// <summary>Milliseconds along a whole stretch.</summary>
    /// <param name="driven">km/h where it is straight and level.</param>
    public (long Total, long OfBends, long OfSlope) Along(int edge, bool isBackward, double metres, double driven)
    {
        var plain = (long)Math.Round(metres * 3600 / driven);
        if (!pieces.TryGetValue(edge, out var held))
            return (plain, 0, 0);
        var count = held.Bends?.Length ?? held.Grades!.Length;
        double inBends = 0, inAll = 0; // hours per kilometre, summed
        for (var piece = 0; piece < count; piece++)
        {
            var bend = held.Bends is { } caps && caps[piece] != Free ? Math.Max(speed.Least, caps[piece] * BendUnit) : double.MaxValue;
            var grade = held.Grades is { } grades ? (isBackward ? -grades[piece] : grades[piece]) * GradeUnit : 0;
            inBends += 1 / Math.Min(driven, bend);
            inAll += 1 / Math.Min(bend, OnSlope(driven, grade));
        }
        // At least: sums of fractions may fall short of the whole by one.
        var withBends = Math.Max(plain, (long)Math.Round(metres / count * inBends * 3600));
        var total = Math.Max(withBends, (long)Math.Round(metres / count * inAll * 3600));
        return (total, withBends - plain, total - withBends);
    }

    double OnSlope(double driven, double grade)
    {
        if (slope is null)
            return driven;
        if (grade > slope.ClimbAbove)
            return Math.Min(driven, Math.Max(slope.ClimbLeast, driven - slope.ClimbLoss * (grade - slope.ClimbAbove)));
        return grade < -slope.DescentBelow ? Math.Min(driven, slope.DescentMost) : driven;
    }

    void Measure(Stroke stroke, Elevation? elevation, bool[] isOnGround)
    {
        var points = new List<int>();
        var aloft = new List<(double From, double To)>();
        var start = 0.0;
        foreach (var (edge, isReversed) in stroke.Parts)
        {
            var (first, count, metres) = (draft.Edges[edge].FirstPoint, draft.Edges[edge].PointCount, draft.Edges[edge].Metres);
            // Where one part ends and the next begins there is one point, not two.
            for (var point = points.Count > 0 ? 1 : 0; point < count; point++)
                points.Add(isReversed ? first + count - 1 - point : first + point);
            if (draft.IsOffGround(draft.Edges[edge].Way))
                if (aloft.Count > 0 && aloft[^1].To == start)
                    aloft[^1] = (aloft[^1].From, start + metres);
                else
                    aloft.Add((start, start + metres));
            start += metres;
        }
        var course = new Course([.. points.Select(point => draft.Longitudes[point])], [.. points.Select(point => draft.Latitudes[point])], stroke.IsLoop);
        var relief = elevation is null ? null
            : new Relief(course, elevation, aloft, !isOnGround[Node(stroke.Parts[0], atItsStart: true)], !isOnGround[Node(stroke.Parts[^1], atItsStart: false)]);
        (HeightsUsed, HeightsMissing) = (HeightsUsed + (relief?.Used ?? 0), HeightsMissing + (relief?.Missing ?? 0));
        start = 0;
        foreach (var part in stroke.Parts)
        {
            var caps = bends is null || course.IsStraight ? null : Caps(course, part, start);
            var grades = relief is null ? null : Grades(relief, part, start);
            if (caps is not null || grades is not null)
                pieces[part.Edge] = (caps, grades);
            start += draft.Edges[part.Edge].Metres;
        }
    }

    int Node(StrokePart part, bool atItsStart) => part.IsReversed == atItsStart ? draft.Edges[part.Edge].To : draft.Edges[part.Edge].From;

    /// <summary>The middles of a stretch's pieces, in the stretch's own order, in metres along the stroke.</summary>
    IEnumerable<double> Middles(StrokePart part, double start)
    {
        var metres = draft.Edges[part.Edge].Metres;
        var count = Math.Max(1, (int)Math.Ceiling(metres / PieceMetres));
        for (var piece = 0; piece < count; piece++)
            yield return start + metres * ((part.IsReversed ? count - 1 - piece : piece) + 0.5) / count;
    }

    byte[]? Caps(Course course, StrokePart part, double start)
    {
        var fastest = draft.FastestOn(draft.Edges[part.Edge].Way);
        byte[] caps = [.. Middles(part, start).Select(Cap)];
        return Array.Exists(caps, cap => cap != Free) ? caps : null;

        byte Cap(double middle)
        {
            // v = sqrt(a * R), with R one over the curvature.
            var curvature = Math.Abs(course.Curvature(middle, bends!.Smooth));
            var allowed = curvature > 0 ? 3.6 * Math.Sqrt(bends.LateralAcceleration / curvature) : double.MaxValue;
            return allowed < fastest && allowed < (Free - 1) * BendUnit ? (byte)Math.Round(allowed / BendUnit) : Free;
        }
    }

    sbyte[]? Grades(Relief relief, StrokePart part, double start)
    {
        sbyte[] grades = [.. Middles(part, start).Select(middle => relief.Percent(middle, SlopeMetres) / (part.IsReversed ? -GradeUnit : GradeUnit))
            .Select(units => (sbyte)Math.Round(Math.Clamp(units, -Steepest / GradeUnit, Steepest / GradeUnit)))];
        return Matters(grades) ? grades : null;
    }

    bool Matters(sbyte[] grades) => Array.Exists(grades, grade => Math.Abs(grade * GradeUnit) > Math.Min(slope!.ClimbAbove, slope.DescentBelow));
}
