using Logistics.Roads.Graph;

namespace Logistics.Roads.Terrain;

/// <summary>
/// A line of road as it is driven: how far along each of its points lies, where it bends, and where one is after so many metres.
/// </summary>
/// <remarks>
/// The bend at a point is the change of direction there, spread over the halves of the two pieces of line that meet in it, at most
/// <see cref="Reach"/> on each side: for the small angles of a drawn curve that is the circle through three successive points. Bends are signed, right positive, so that a trembling line cancels out when it is averaged.
/// </remarks>
sealed class Course
{
    /// <summary>Metres. A corner between two long straight lines is a corner, not a wide curve.</summary>
    public const double Reach = 30;

    readonly int[] longitudes, latitudes;
    readonly double[] along; // metres from the start to each point
    readonly bool isLoop;
    readonly List<double> knots = [0], turned = [0]; // metres, and radians turned up to there: linear in between

    /// <param name="longitudes">In 1e-7 degree; at least two points; likewise <paramref name="latitudes"/>.</param>
    /// <param name="isLoop">The last point is the first, and the line goes on there.</param>
    public Course(int[] longitudes, int[] latitudes, bool isLoop)
    {
        (this.longitudes, this.latitudes, this.isLoop) = (longitudes, latitudes, isLoop);
        along = new double[longitudes.Length];
        for (var i = 1; i < along.Length; i++)
            along[i] = along[i - 1] + Spherical.Metres(longitudes[i - 1], latitudes[i - 1], longitudes[i], latitudes[i]);
        AddBends();
    }

    public double Metres => along[^1];

    /// <summary>Whether the line is straight all along.</summary>
    public bool IsStraight => turned.TrueForAll(angle => angle == 0);

    /// <summary>Radians per metre, right positive, averaged over a stretch of the line around a place on it.</summary>
    /// <param name="metre">From the start.</param>
    /// <param name="window">Metres; shortened where the line ends.</param>
    public double Curvature(double metre, double window)
    {
        double from = metre - window / 2, to = metre + window / 2;
        if (!isLoop)
            (from, to) = (Math.Max(0, from), Math.Min(Metres, to));
        else if (window > Metres)
            (from, to) = (0, Metres);
        return to > from ? (Turned(to) - Turned(from)) / (to - from) : 0;
    }

    public Measures.Position At(double metre)
    {
        var next = Array.BinarySearch(along, Math.Clamp(metre, 0, Metres));
        if (next >= 0)
            return new(longitudes[next], latitudes[next]);
        next = ~next;
        var fraction = (metre - along[next - 1]) / (along[next] - along[next - 1]);
        return Spherical.Between(longitudes[next - 1], latitudes[next - 1], longitudes[next], latitudes[next], fraction);
    }

    void AddBends()
    {
        // Pieces of no length have no direction.
        var pieces = new List<(double From, double To, double Direction)>();
        for (var i = 1; i < along.Length; i++)
            if (along[i] > along[i - 1])
                pieces.Add((along[i - 1], along[i], Direction(i)));
        if (pieces.Count == 0)
            return;
        var (first, last) = (pieces[0], pieces[^1]);
        double before = Half(last), after = Half(first), atJoint = isLoop ? Angle(last, first) : 0;
        Spread(0, after, atJoint * after / (before + after));
        for (var i = 1; i < pieces.Count; i++)
            Spread(pieces[i].From - Half(pieces[i - 1]), pieces[i].From + Half(pieces[i]), Angle(pieces[i - 1], pieces[i]));
        Spread(Metres - before, Metres, atJoint * before / (before + after));

        static double Half((double From, double To, double) piece) => Math.Min((piece.To - piece.From) / 2, Reach);
        static double Angle((double, double, double Direction) from, (double, double, double Direction) to) =>
            Math.IEEERemainder(to.Direction - from.Direction, 2 * Math.PI);
    }

    void Spread(double from, double to, double angle)
    {
        Knot(from, turned[^1]);
        Knot(to, turned[^1] + angle);
    }

    void Knot(double metre, double angle)
    {
        if (metre <= knots[^1])
            turned[^1] = angle;
        else
        {
            knots.Add(metre);
            turned.Add(angle);
        }
    }

    /// <summary>Clockwise from north.</summary>
    double Direction(int end) => Math.Atan2(
        (longitudes[end] - (double)longitudes[end - 1]) * Spherical.Shrink((latitudes[end] + (double)latitudes[end - 1]) / 2), latitudes[end] - (double)latitudes[end - 1]);

    double Turned(double metre)
    {
        if (metre < 0)
            return Turned(metre + Metres) - turned[^1];
        if (metre > Metres)
            return Turned(metre - Metres) + turned[^1];
        var next = knots.BinarySearch(metre);
        if (next >= 0)
            return turned[next];
        next = Math.Clamp(~next, 1, knots.Count - 1);
        return turned[next - 1] + (turned[next] - turned[next - 1]) * (metre - knots[next - 1]) / (knots[next] - knots[next - 1]);
    }
}
