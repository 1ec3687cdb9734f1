using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>A partner of the demonstration as the domain knows it.</summary>
sealed record Place(DemoTerritory Territory, Partner Partner, Party Party, Site Site);

/// <summary>Who takes part today, and where they are.</summary>
sealed class DemoStage
{
    static readonly ValueList<Family> EveryFamily = Enum.GetValues<Family>().ToValueList();
    static readonly ValueList<Family> Food = EveryFamily.Where(family => family != Family.Hygiene).ToValueList();

    readonly Dictionary<string, Place> byCode;

    DemoStage(ValueList<Place> places)
    {
        Places = places;
        byCode = places.ToDictionary(place => place.Partner.Code);
        Territories = places.Select(place => place.Territory).Distinct().OrderBy(one => Array.IndexOf(Cast.Territories, one)).ToValueList();
    }

    public ValueList<Place> Places { get; }

    public ValueList<DemoTerritory> Territories { get; }

    /// <summary>Null on a day too small to have that partner.</summary>
    public Place? Find(string code) => byCode.GetValueOrDefault(code);

    public Place BaseOf(DemoTerritory territory) => byCode[territory.Partners[0].Code];

    public static DemoStage Set(int sites, DemoClock clock, Rng rng)
    {
        List<Place> places = [];
        foreach (var (territory, partner) in Cast.First(sites, rng))
        {
            var town = Towns.Named(partner.Town);
            var id = TerritoryIds.Territory(territory.Code);
            var party = new Party
            {
                Id = TerritoryIds.Party(id, partner.Code),
                Code = partner.Code,
                Territory = id,
                Name = partner.Name,
                Kind = partner.Kind,
                Phone = Phone("04 65 71", places.Count),
                AttestedPersons = partner.Persons,
                // What the last weeks brought, unequally: fairness counts from here.
                ReceivedEarlier = Mass.FromKilograms(partner.Persons * rng.Between(2, 9) / 2m),
                Habilitated = partner.Persons > 0,
                // Kitchens cook the same day, and who sees people every day hands out at once. The parcels of social centres wait for their appointment.
                RedistributesShortDated = partner.Persons > 0 && partner.Kind != PartyKind.CommunalSocialCentre,
                ConventionRequired = partner.Gives is Trade.Supermarket or Trade.Market,
                Collection = partner.Kind == PartyKind.ThirdPlace ? new([], IsothermalBox: true) : CollectionMeans.PlainCar,
            };
            places.Add(new(territory, partner, party, SiteOf(party, partner, town, clock, rng)));
        }
        return new([.. places]);
    }

    /// <summary>
    /// Every donor agrees to every partner of its territory, but for the wholesaler that has a convention with two; the food bank also serves
    /// partners of two other territories. Supermarkets and wholesalers give under a written agreement, as the law asks of them.
    /// </summary>
    public static ValueList<Consent> Consents(DemoStage stage)
    {
        List<Consent> consents = [];
        foreach (var donor in stage.Places.Where(place => place.Partner.Gives != Trade.None && place.Partner.Code != "grossiste-bio"))
            consents.Add(new(donor.Party.Territory, donor.Party.Id, To: null, ValidFrom: null, ValidUntil: null) { Code = $"accord-{donor.Partner.Code}", Convention = Written(donor) });
        Agree("grossiste-bio", "cuisine-de-rue");
        Agree("grossiste-bio", "epicerie-escale");
        Agree("banque-alimentaire", "entraide-mosson");
        Agree("banque-alimentaire", "secours-bassin");
        return [.. consents];

        void Agree(string from, string to)
        {
            if (stage.Find(from) is { } donor && stage.Find(to) is { } recipient)
                consents.Add(new(donor.Party.Territory, donor.Party.Id, recipient.Party.Id, new DateOnly(2026, 1, 1), ValidUntil: null) { Code = $"accord-{from}-{to}", Convention = Written(donor) });
        }

        static Convention? Written(Place donor) => donor.Party.ConventionRequired ? new($"convention {donor.Partner.Code}", new DateOnly(2026, 1, 1), ValidUntil: null) : null;
    }

    public static string Phone(string range, int number) => string.Create(CultureInfo.InvariantCulture, $"{range} {number / 100 % 100:00} {number % 100:00}");

    static Site SiteOf(Party party, Partner partner, Town town, DemoClock clock, Rng rng)
    {
        var kitchen = partner.Kind == PartyKind.Kitchen;
        var room = Math.Max(partner.Persons, 30);
        return new()
        {
            Id = TerritoryIds.Site(party.Territory, partner.Code),
            Code = partner.Code,
            Territory = party.Territory,
            Party = party.Id,
            Name = partner.Name,
            Kind = partner.Site,
            Position = town.Somewhere(rng),
            Commune = town.Name == "Celleneuve" ? "Montpellier" : town.Name,
            Phone = party.Phone,
            AccessHint = Hint(partner.Site),
            OpeningWindows = Openings(partner, clock),
            StorageLeft = partner.Site == SiteKind.Depot
                ? new(Mass.FromKilograms(8000), Mass.FromKilograms(2500), Mass.FromKilograms(1500))
                : new(
                    Mass.FromKilograms(Math.Max(120, room * 5 / 2)),
                    // A few have no cold room at all, as in the field: that is what shared cold rooms are for.
                    Mass.FromKilograms(partner.Persons is > 0 and <= 60 && !kitchen ? 0 : room * rng.Between(5, 9) / 10),
                    Mass.FromKilograms(rng.OneIn(3) ? 0 : room * rng.Between(2, 4) / 10)),
            AcceptedFamilies = kitchen ? Food : EveryFamily,
            // Raw fish asks for ice and same-day cooking: nobody of the demonstration takes it.
            RefusedKinds = kitchen ? ["raw-fish", "pastries"] : ["raw-fish"],
            ServiceDuration = Duration.FromMinutes(partner.Site is SiteKind.Depot or SiteKind.Warehouse ? 15 : rng.Between(6, 10)),
            HandOutDuration = Duration.FromMinutes(kitchen ? 240 : 60 * rng.Between(6, 20)),
            Hub = partner.Site is SiteKind.Hub or SiteKind.Depot
                ? new(Duration.FromMinutes(45), Mass.FromKilograms(partner.Site == SiteKind.Hub ? 300 : 2000), partner.Site == SiteKind.Hub ? 1 : 3) { LossPermille = 20 }
                : null,
        };
    }

    static ValueList<TimeWindow> Openings(Partner partner, DemoClock clock) => partner.Site switch
    {
        SiteKind.Depot => [clock.Window("06:00", "18:00")],
        SiteKind.Kitchen => [clock.Window("07:30", "16:00")],
        SiteKind.DistributionPoint => [clock.Window("08:30", "12:30"), clock.Window("13:30", "17:00")],
        SiteKind.Hub or SiteKind.Premises => [clock.Window("08:00", "17:00")],
        _ => [clock.Window("06:30", "12:30"), clock.Window("14:00", "18:00")],
    };

    static string? Hint(SiteKind kind) => kind switch
    {
        SiteKind.Warehouse => "Quai de chargement à l'arrière ; se présenter au bureau.",
        SiteKind.Farm => "Chemin étroit : pas de poids lourd.",
        SiteKind.Shop => "Entrée des livraisons ; demander le responsable.",
        SiteKind.Kitchen => "Sonner à la cuisine.",
        _ => null,
    };
}
