using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>Durations and distances between all pairs of places, along the same paths. Immutable.</summary>
public sealed class TravelMatrix
{
    readonly long[] weights; // row by row: weights[from * Size + to]

    internal TravelMatrix(int size, long[] weights)
    {
        Size = size;
        this.weights = weights;
    }

    /// <summary>How many places, in the order they were given.</summary>
    public int Size { get; }

    /// <summary>A matrix from one's own figures; <c>null</c> says that there is no way. Rows are asked for in order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A figure is negative, or longer than 24 days or 429,496 km.</exception>
    public static TravelMatrix Create(int size, Func<int, int, (Duration Duration, Distance Distance)?> leg)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        ArgumentNullException.ThrowIfNull(leg);
        var weights = new long[size * size];
        for (var from = 0; from < size; from++)
            for (var to = 0; to < size; to++)
                weights[from * size + to] = leg(from, to) is var (duration, distance) ? Weight.Of(duration.Milliseconds, distance.Decimetres) : Weight.Unreachable;
        return new(size, weights);
    }

    /// <summary>Whether there is a way; ask before asking how long it is.</summary>
    public bool IsReachable(int from, int to) => weights[Cell(from, to)] != Weight.Unreachable;

    /// <exception cref="InvalidOperationException">There is no way.</exception>
    public Duration Duration(int from, int to) => Weight.Duration(Reached(from, to));

    /// <exception cref="InvalidOperationException">There is no way.</exception>
    public Distance Distance(int from, int to) => Weight.Distance(Reached(from, to));

    long Reached(int from, int to)
    {
        var weight = weights[Cell(from, to)];
        return weight != Weight.Unreachable ? weight : throw new InvalidOperationException($"No way leads from place {from} to place {to}; ask IsReachable first.");
    }

    int Cell(int from, int to)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfNegative(to);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, Size);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(to, Size);
        return from * Size + to;
    }
}
