namespace Logistics.Routing;

/// <summary>
/// Travel between every ordered pair of locations for one profile (van, cargo bike): whole seconds and whole decimetres.
/// It need not be symmetric, nor keep the triangle inequality.
/// </summary>
/// <remarks>
/// Row-major: the value from <c>i</c> to <c>j</c> stands at <c>i * Locations + j</c>. The arrays are kept, not copied:
/// the caller must not change them afterwards.
/// <para>
/// Times may change over the day, by slices. What changes then is the speed, also on the way, so whoever leaves later never arrives earlier
/// (Ichoua, Gendreau and Potvin 2003, "Vehicle dispatching with time-dependent travel times", EJOR 144:379). In whole numbers: a way has 2^60 parts; each second
/// in a slice that takes T seconds for it covers 2^60 / T of them, rounded up, and the arrival is the first whole second at which none is left.
/// So a drive inside one slice takes exactly that slice's time. A slice with a time of 0 ends the drive as it begins.
/// </para>
/// </remarks>
public sealed class TravelTable
{
    const long Way = 1L << 60;

    readonly int[] seconds;
    readonly int[] decimetres;
    readonly TravelSlice[] slices;

    /// <param name="locations">How many.</param>
    /// <param name="seconds">Of every way, until the first slice begins.</param>
    /// <param name="decimetres">Of every way; the same all day.</param>
    /// <param name="slices">By time; null means that times do not change.</param>
    /// <exception cref="ArgumentException">A size differs, a value is negative or beyond <see cref="Problem.Horizon"/>, staying put costs something,
    /// or the slices are not in order after second 0.</exception>
    public TravelTable(int locations, int[] seconds, int[] decimetres, IReadOnlyList<TravelSlice>? slices = null)
    {
        ArgumentNullException.ThrowIfNull(seconds);
        ArgumentNullException.ThrowIfNull(decimetres);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(locations);
        this.slices = [.. slices ?? []];
        Require(seconds, locations, nameof(seconds));
        Require(decimetres, locations, nameof(decimetres));
        for (var s = 0; s < Slices.Count; s++)
        {
            Require(this.slices[s].Seconds, locations, nameof(slices));
            if (Slices[s].From <= (s == 0 ? 0 : Slices[s - 1].From))
                throw new ArgumentException($"Slice {s} begins at {Slices[s].From}, no later than what comes before it.", nameof(slices));
        }
        Locations = locations;
        this.seconds = seconds;
        this.decimetres = decimetres;
    }

    public int Locations { get; }

    /// <summary>In time order; empty when times do not change over the day.</summary>
    public IReadOnlyList<TravelSlice> Slices => slices;

    /// <summary>Before the first slice begins.</summary>
    public int Seconds(int from, int to) => seconds[from * Locations + to];

    public int Decimetres(int from, int to) => decimetres[from * Locations + to];

    /// <summary>Over all slices: no drive takes less.</summary>
    public int LeastSeconds(int from, int to)
    {
        var least = Seconds(from, to);
        foreach (var slice in slices)
            least = Math.Min(least, slice.Seconds[from * Locations + to]);
        return least;
    }

    /// <summary>Over all slices: no drive takes more.</summary>
    public int MostSeconds(int from, int to)
    {
        var most = Seconds(from, to);
        foreach (var slice in slices)
            most = Math.Max(most, slice.Seconds[from * Locations + to]);
        return most;
    }

    /// <summary>When a vehicle that leaves at <paramref name="departure"/> is there; later departures never arrive earlier.</summary>
    public int Arrival(int from, int to, int departure)
    {
        var at = from * Locations + to;
        var (time, left, next) = (departure, Way, 0);
        while (next < slices.Length && slices[next].From <= time)
            next++;
        while (true)
        {
            var whole = next == 0 ? seconds[at] : slices[next - 1].Seconds[at];
            if (whole == 0)
                return time;
            var speed = (Way + whole - 1) / whole;
            var needed = (left + speed - 1) / speed;
            if (next == slices.Length || needed <= slices[next].From - time)
                return (int)(time + needed);
            left -= speed * (slices[next].From - time);
            time = slices[next++].From;
        }
    }

    /// <summary>The same travel between some of the locations, in the order given.</summary>
    public TravelTable Only(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        int[] Of(int[] all) => [.. places.SelectMany(from => places.Select(to => all[from * Locations + to]))];
        return new(places.Count, Of(seconds), Of(decimetres), [.. slices.Select(slice => new TravelSlice(slice.From, Of(slice.Seconds)))]);
    }

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
