namespace Logistics.Quality.Matching;

/// <summary>What a made-up network of donors and associations looks like.</summary>
/// <param name="Consent">How likely a donor agrees to give to an association within the radius: the density of the network.</param>
/// <param name="Accept">How likely an association takes a family it could hold.</param>
/// <param name="Radius">Kilometres that goods travel at most, as the crow flies.</param>
/// <remarks>Defaults are those of the design's section on benchmarks (issue 5): what French food banks publish, and shares of doors and fridges told by them.</remarks>
sealed record TownShape(string Name, double Consent, double Accept, double Radius)
{
    public int Associations { get; init; } = 100;

    public int Donors { get; init; } = 40;

    public int LotsPerDay { get; init; } = 120;

    public int Towns { get; init; } = 5;

    /// <summary>Kilometres of the square that towns and countryside lie in.</summary>
    public double Side { get; init; } = 120;

    /// <summary>Share of associations in a town; the others lie anywhere.</summary>
    public double InTown { get; init; } = 0.6;

    /// <summary>Share of associations that hold chilled goods; null: the first alone, in the second village.</summary>
    public double? Chilled { get; init; } = 0.75;

    public double Frozen { get; init; } = 0.40;

    /// <summary>Share of days on which an association is open.</summary>
    public double Open { get; init; } = 0.65;

    /// <summary>What is stated of what is used up: a need is a cap and not a claim, so people state what they could also store.</summary>
    public double Stated { get; init; } = 2;

    /// <summary>True: associations stand where the mobile pantries of New York's southern tier stood in 2019, with their demand.</summary>
    public bool Pantries { get; init; }

    /// <summary>Least to most dense, all with the same doors and fridges.</summary>
    public static readonly IReadOnlyList<TownShape> Densities =
    [
        new("sparse", Consent: 0.30, Accept: 0.60, Radius: 40),
        new("thin", Consent: 0.50, Accept: 0.75, Radius: 30),
        new("usual", Consent: 0.70, Accept: 0.85, Radius: 30),
        new("open", Consent: 0.80, Accept: 0.90, Radius: 45),
        new("dense", Consent: 0.90, Accept: 0.95, Radius: 60),
    ];

    /// <summary>Built to go wrong: two villages, most donors in the one and the only fridge in the other.</summary>
    public static readonly TownShape Villages = new("villages", Consent: 0.90, Accept: 0.95, Radius: 30)
    {
        Associations = 10,
        Donors = 8,
        LotsPerDay = 12,
        Towns = 2,
        Side = 25,
        InTown = 1,
        Chilled = null,
    };

    public static readonly TownShape Pantry = new("pantry", Consent: 0.70, Accept: 0.85, Radius: 50) { Associations = 70, LotsPerDay = 84, Donors = 28, Pantries = true };

    /// <summary>Of any number of lots and associations, with as many neighbours for each as in <c>usual</c>.</summary>
    public static TownShape OfSize(int lots, int associations) => Densities[2] with
    {
        Name = $"{lots}x{associations}",
        Associations = associations,
        LotsPerDay = lots,
        Donors = Math.Max(4, lots / 3),
        Towns = Math.Max(1, associations / 20),
        Side = 120 * Math.Sqrt(associations / 100.0),
    };

    public static IEnumerable<TownShape> All => [.. Densities, Villages, Pantry];

    public static TownShape Named(string name) => All.SingleOrDefault(x => x.Name == name)
        ?? throw new ArgumentException($"There is no density {name}; there are {string.Join(", ", All.Select(x => x.Name))}.");
}
