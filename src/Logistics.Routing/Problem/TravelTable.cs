namespace Logistics.Routing;

/// <summary>
/// Travel between every ordered pair of locations for one profile (van, cargo bike): whole seconds and whole decimetres.
/// It need not be symmetric, nor keep the triangle inequality.
/// </summary>
/// <remarks>Row-major: the value from <c>i</c> to <c>j</c> stands at <c>i * Locations + j</c>. The arrays are kept, not copied:
/// the caller must not change them afterwards.</remarks>
public sealed class TravelTable
{
    readonly int[] seconds;
    readonly int[] decimetres;

    /// <exception cref="ArgumentException">A size differs, a value is negative or beyond <see cref="Problem.Horizon"/>, or staying put costs something.</exception>
    public TravelTable(int locations, int[] seconds, int[] decimetres)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(decimetres);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(locations);
        Require(seconds, locations, nameof(seconds));
        Require(decimetres, locations, nameof(decimetres));
        Locations = locations;
        this.seconds = seconds;
        this.decimetres = decimetres;
    }

    public int Locations { get; }

    public int Seconds(int from, int to) => seconds[from * Locations + to];

    public int Decimetres(int from, int to) => decimetres[from * Locations + to];

    static void Require(int[] values, int locations, string name)
    {
        if (values.Length != (long)locations * locations)
            throw new ArgumentException($"{values.Length} values for {locations} x {locations} locations.", name);
        if (values.AsSpan().ContainsAnyExceptInRange(0, Problem.Horizon))
            throw new ArgumentException($"A value lies outside 0..{Problem.Horizon}.", name);
        for (var i = 0; i < locations; i++)
            if (values[i * locations + i] != 0)
                throw new ArgumentException($"Location {i} is at {values[i * locations + i]} from itself; it must be 0.", name);
    }
}
