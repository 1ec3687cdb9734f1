namespace Logistics.Formats.Instances;

/// <summary>Turns the real numbers of an instance into the whole numbers of a problem, <see cref="Ticks"/> to one unit.</summary>
/// <param name="Convention">How an arc is counted.</param>
/// <param name="Ticks">Whole numbers in one unit of the file.</param>
/// <param name="Lenient">
/// Matters to <see cref="Convention.Double"/> alone, whose times cannot be had exactly. For solving they are rounded up, so that what we call feasible
/// is feasible in real numbers; for judging a plan made elsewhere they are rounded down, so that nothing feasible is refused (a lateness of less than a
/// tick for each arc is not seen).
/// </param>
sealed record Ruler(Convention Convention, int Ticks, bool Lenient)
{
    /// <summary>Keeps noise of the last bit from turning a whole number into the next.</summary>
    const double Noise = 1e-6;

    /// <summary>Ticks of a convention, if the values are not too large for them (see <see cref="Fitting"/>).</summary>
    public static int TicksOf(Convention convention) => convention switch
    {
        Convention.Double => 10_000,
        Convention.Exact => 1_000,
        Convention.Dimacs => 10,
        _ => 1,
    };

    /// <summary>The finest ruler under which the largest value of an instance stays within what a problem can hold.</summary>
    public static Ruler Fitting(Convention convention, double largest, bool lenient)
    {
        var ticks = TicksOf(convention);
        // The other conventions prescribe their ticks; real numbers may be counted more coarsely.
        while (convention == Convention.Double && ticks > 1 && largest * ticks >= Routing.Problem.Horizon)
            ticks /= 10;
        return new(convention, ticks, lenient);
    }

    /// <summary>As the table of best-known costs counts the arc.</summary>
    public int Distance(double arc) => (int)(Convention switch
    {
        Convention.Dimacs => Math.Floor(arc * Ticks),
        _ => Math.Floor(arc * Ticks + 0.5),
    });

    /// <summary>Travel time of an arc.</summary>
    public int Time(double arc) => Convention != Convention.Double ? Distance(arc)
        : Lenient ? (int)Math.Floor(arc * Ticks + Noise)
        : (int)Math.Ceiling(arc * Ticks - Noise);

    /// <summary>Service, windows, limits and money: like an arc; beyond the horizon is the horizon.</summary>
    public int Value(double value) => value * Ticks >= Routing.Problem.Horizon ? Routing.Problem.Horizon : Distance(value);

    public long Money(double value) => (long)Math.Floor(value * Ticks + 0.5);
}
