namespace Logistics.Routing;

/// <summary>How long travel takes from some second of the day on, until the next slice begins.</summary>
/// <param name="From">Seconds since the plan's origin, above 0.</param>
/// <param name="Seconds">Row-major like those of the <see cref="TravelTable"/>: what the whole way takes if all of it is driven in this slice. Kept, not copied.</param>
public sealed record TravelSlice(int From, int[] Seconds)
{
    /// <summary>A slice that takes so many thousandths of the usual times, rounded up.</summary>
    public static TravelSlice Scaled(int from, int[] usual, int thousandths)
    {
        ArgumentNullException.ThrowIfNull(usual);
        ArgumentOutOfRangeException.ThrowIfNegative(thousandths);
        return new(from, [.. usual.Select(seconds => (int)Math.Min(Problem.Horizon, ((long)seconds * thousandths + 999) / 1_000))]);
    }
}
