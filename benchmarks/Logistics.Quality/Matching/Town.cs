using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Quality.Matching;

/// <summary>A made-up network: who gives, who receives, where, with which fridges and under which consents. The same shape and seed give the same town.</summary>
/// <remarks>Not thread safe: distances are worked out when first asked for.</remarks>
sealed class Town : ITransfers
{
    /// <summary>A sixth of what a person eats in a day comes from food aid: 60 kg a day are 100 attested persons.</summary>
    const double KilogramsPerPerson = 0.6;

    /// <summary>Roads are so much longer than the crow's way, and a van makes 50 km in an hour.</summary>
    const double Detour = 1.3;

    const int MillisecondsPerDecimetre = 7;

    readonly Dictionary<SiteId, int> rowOf = [];
    readonly Dictionary<PartyId, TownAssociation> associationOf;
    readonly int[] decimetres;

    public Town(TownShape shape, int seed)
    {
        (Shape, Seed) = (shape, seed);
        var day = new DayBuilder(everybodyConsents: false);
        day.Policy = day.Policy with { Radius = Distance.FromMetres(shape.Radius * 1000) };
        var pantries = shape.Pantries ? Pantries.Read() : null;
        var places = new Places(shape, seed, pantries);
        Donors = [.. Enumerable.Range(0, shape.Donors).Select(i => MakeDonor(day, places, i))];
        Associations = [.. Enumerable.Range(0, pantries?.Count ?? shape.Associations).Select(i => MakeAssociation(day, places, pantries, i))];
        Consents(day);
        day.Van("van", Donors[0].Site);
        Base = day.Build();
        Givers = [.. Donors.Select(x => day.PartyOf(x.Site))];
        foreach (var site in Donors.Select(x => x.Site).Concat(Associations.Select(x => x.Site)))
            rowOf[site.Id] = rowOf.Count;
        associationOf = Associations.ToDictionary(x => x.Party.Id);
        decimetres = new int[Donors.Count * Associations.Count];
    }

    public TownShape Shape { get; }

    public int Seed { get; }

    public IReadOnlyList<TownDonor> Donors { get; }

    public IReadOnlyList<TownAssociation> Associations { get; }

    public IReadOnlyList<Party> Givers { get; }

    /// <summary>What is the same every day; a day adds its date, its lots and its needs.</summary>
    public DayDeclarations Base { get; }

    public TownAssociation AssociationOf(PartyId id) => associationOf[id];

    /// <summary>A number for each donor.</summary>
    public int RowOf(TownDonor donor) => rowOf[donor.Site.Id];

    public TransferEstimate? Between(SiteId from, SiteId to)
    {
        var (donor, association) = (rowOf[from], rowOf[to] - Donors.Count);
        ref var known = ref decimetres[donor * Associations.Count + association];
        if (known == 0)
            known = 1 + (int)(Donors[donor].Site.Position.DistanceTo(Associations[association].Site.Position).Decimetres * Detour);
        return new TransferEstimate(new Distance(known), new Duration((long)known * MillisecondsPerDecimetre));
    }

    TownDonor MakeDonor(DayBuilder day, Places places, int i)
    {
        var rng = Draws.Stream(Seed, 10_000 + i);
        var site = day.Donor($"donor{i}", site: x => x with { Position = places.OfDonor(rng, i) });
        // A shop gives two or three families; some donors give large lots, and Sundays are quiet.
        var families = new double[6];
        for (var k = 0; k < 3; k++)
            families[rng.Below(6)] += 1;
        var size = rng.LogNormal(1, 0.5);
        return new TownDonor(site, families, size, [.. Enumerable.Range(0, 7).Select(weekday => rng.Within(0.2, 1.8) * (weekday == 0 ? 0.3 : 1))]);
    }

    TownAssociation MakeAssociation(DayBuilder day, Places places, IReadOnlyList<PantrySite>? pantries, int i)
    {
        var rng = Draws.Stream(Seed, 20_000 + i);
        var kilograms = pantries is null ? Math.Clamp(rng.LogNormal(60, 0.6), 15, 400) : 60 * pantries[i].Clients / pantries.Average(x => x.Clients);
        var chilled = Shape.Chilled is { } share ? rng.Chance(share) : i == 0;
        var frozen = rng.Chance(Shape.Frozen);
        bool Holds(Family family) => chilled || family is not (Family.Protein or Family.Dairy);
        var accepted = Enum.GetValues<Family>().Where(family => rng.Chance(Shape.Accept) && Holds(family)).ToList();
        while (accepted.Count < 2)
            accepted = [.. accepted.Union(Enum.GetValues<Family>().Where(Holds).Skip(rng.Below(4)).Take(1))];

        var position = places.OfAssociation(rng, i, Donors);
        var site = day.Recipient($"association{i}", persons: Math.Max(1, (int)Math.Round(kilograms / KilogramsPerPerson)), site: x => x with
        {
            Position = position,
            AcceptedFamilies = [.. accepted],
        });
        // Needs differ by family; what is not accepted is made up for by what is.
        var parts = accepted.ToDictionary(family => family, _ => rng.Within(0.5, 1.5));
        var daily = parts.ToDictionary(x => x.Key, x => Mass.FromKilograms(decimal.Round((decimal)(kilograms * x.Value / parts.Values.Sum()), 1)));
        var needs = daily.ToDictionary(x => x.Key, x => new NeedId(NameBasedId.Derive(NameBasedId.Root, $"need:{site.Code}:{x.Key}")));
        return new TownAssociation(i, day.PartyOf(site), site, daily, needs, chilled, frozen,
            Fridge: chilled ? rng.Chance(0.3) ? rng.Within(0.4, 0.8) : 2 : 0,
            Afternoons: rng.Chance(0.3), Slowness: rng.LogNormal(1, 1));
    }

    /// <summary>Only within the radius, where they can matter; and three neighbours for everyone, or the worst served would be whom nobody knows.</summary>
    void Consents(DayBuilder day)
    {
        var rng = Draws.Stream(Seed, 30_000);
        foreach (var association in Associations)
        {
            var near = Donors.Select(donor => (Donor: donor, Distance: donor.Site.Position.DistanceTo(association.Site.Position)))
                .Where(x => x.Distance.Kilometres <= Shape.Radius).OrderBy(x => x.Distance).ThenBy(x => x.Donor.Site.Code, StringComparer.Ordinal).ToList();
            for (var k = 0; k < near.Count; k++)
                if (rng.Chance(Shape.Consent) || k < 3)
                    day.Consent(near[k].Donor.Site.Party, association.Party.Id);
        }
    }
}

/// <param name="Families">How often it gives each family, as weights.</param>
/// <param name="Size">Of its lots, beside the mean.</param>
/// <param name="Weekdays">How much it gives on each day of the week, Sunday first, as weights.</param>
sealed record TownDonor(Site Site, IReadOnlyList<double> Families, double Size, IReadOnlyList<double> Weekdays);

/// <param name="Daily">What it needs in a day, by the families it accepts.</param>
/// <param name="Fridge">Room for chilled goods, as a part of what it needs of them.</param>
/// <param name="Slowness">How long it takes to answer an offer, beside the others.</param>
sealed record TownAssociation(
    int Number, Party Party, Site Site, IReadOnlyDictionary<Family, Mass> Daily, IReadOnlyDictionary<Family, NeedId> Needs,
    bool Chilled, bool Frozen, double Fridge, bool Afternoons, double Slowness);
