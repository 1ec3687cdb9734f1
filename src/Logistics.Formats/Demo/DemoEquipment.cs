using Logistics.Domain;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>What partners lend each other today, who asks for it, and the returnable crates. Lines whose partner is missing from a small day fall away.</summary>
static class DemoEquipment
{
    public const string GreenCrate = "caisse-verte";

    /// <summary>Where the mobile cannery may work beside its own place.</summary>
    static readonly string[] CanneryHosts = ["epicerie-pezenas", "maraichers-maurin"];

    public static ValueList<SharedEquipment> Offers(DemoStage stage, DemoClock clock)
    {
        List<SharedEquipment> offers = [];
        Offer("roulotte-montpellier", "cuisine-de-rue", EquipmentKind.MobileKitchen, "Cuisine mobile La Marmite", [clock.Window("08:00", "20:00")], 40, 2, 30);
        Offer("roulotte-haut-allier", "epicerie-haut-allier", EquipmentKind.MobileKitchen, "Roulotte du Haut-Allier", [clock.Window("09:00", "18:00")], 25, 2, 40);
        Offer("conserverie-mobile", "conserverie", EquipmentKind.MobileCannery, "Conserverie mobile", [clock.Window("08:00", "18:00")], 50, 3, 45,
            "conserverie", "epicerie-pezenas", "maraichers-boyne", "paniers-etang", "vergers-vistre", "maraichers-maurin");
        if (offers.FindIndex(x => x.Kind == EquipmentKind.MobileCannery) is >= 0 and var cannery)
            offers[cannery] = offers[cannery] with
            {
                Hosts = CanneryHosts.Select(stage.Find).OfType<Place>().Select(host => host.Site.Id).ToValueList(),
                HasAutoclave = true,
                NeedsApproval = true,
            };
        Offer("chambre-froide", "tiers-lieu-passerelle", EquipmentKind.ColdRoom, "Chambre froide du tiers-lieu", [clock.Window("07:00", "20:00")], 100, 0, 0);
        Offer("cuisine-equipee", "cuisine-partagee", EquipmentKind.EquippedKitchen, "Cuisine équipée Les Fourneaux", [clock.Window("14:00", "19:00")], 30, 2, 15);
        Offer("salle-olivier", "maison-quartier", EquipmentKind.Premises, "Grande salle de L'Olivier", [clock.Window("09:00", "12:00"), clock.Window("14:00", "18:00")], null, 0, 0);
        Offer("remorque-thau", "paniers-etang", EquipmentKind.Trailer, "Remorque isotherme", [clock.Window("07:00", "18:00")], null, 0, 10);
        return [.. offers];

        void Offer(
            string code, string owner, EquipmentKind kind, string name, ValueList<TimeWindow> availability, int? hourlyKilograms, int crew, int setUpMinutes,
            params string[] borrowers)
        {
            if (stage.Find(owner) is not { } place)
                return;
            offers.Add(new()
            {
                Id = TerritoryIds.Equipment(place.Party.Territory, code),
                Code = code,
                Territory = place.Party.Territory,
                Owner = place.Party.Id,
                Kind = kind,
                Name = name,
                Site = place.Site.Id,
                Availability = availability,
                Borrowers = borrowers.Select(stage.Find).OfType<Place>().Select(borrower => borrower.Party.Id).ToValueList(),
                HourlyCapacity = hourlyKilograms is { } kilograms ? Mass.FromKilograms(kilograms) : null,
                CrewPersons = crew,
                SetUp = Duration.FromMinutes(setUpMinutes),
                Conditions = crew > 0 ? "Une personne formée du propriétaire est présente." : null,
            });
        }
    }

    /// <summary>What the mobile cannery makes of what nobody takes.</summary>
    public static ValueList<Recipe> Recipes(DemoStage stage) => stage.Find("conserverie") is not { } owner ? [] :
    [
        new()
        {
            Id = TerritoryIds.Recipe(owner.Party.Territory, "legumes-en-bocaux"),
            Code = "legumes-en-bocaux",
            Territory = owner.Party.Territory,
            Name = "Légumes feuilles en bocaux",
            Inputs = [new(Family.FruitAndVegetables, "leafy-vegetables")],
            Equipment = [EquipmentKind.MobileCannery],
            SmallestBatch = Mass.FromKilograms(40),
            LargestBatch = Mass.FromKilograms(200),
            BatchDuration = Duration.FromMinutes(60),
            DurationPerKilogram = Duration.FromSeconds(30),
            CrewPersons = 3,
            Hygiene = HygieneRule.LowAcid,
            YieldPermille = 850,
            Output = new("Légumes feuilles en bocaux", Family.FruitAndVegetables, "canned-vegetables", TemperatureClass.Ambient, LifeDays: 365, UseBy: false),
        },
    ];

    /// <summary>Volunteers at the farm in the afternoon, one of them trained to run the autoclave.</summary>
    public static ValueList<Crew> Crews(DemoStage stage, DemoClock clock) => stage.Find("maraichers-maurin") is { } farm
        ? [new(farm.Site.Id, clock.Window("12:00", "18:00"), Persons: 4, TrainedOperators: 1)]
        : [];

    public static ValueList<EquipmentRequest> Requests(DemoStage stage, DemoClock clock)
    {
        List<EquipmentRequest> requests = [];
        Ask("table-ouverte", EquipmentKind.MobileKitchen, clock.Window("09:00", "14:00"), 180, "Cuisiner les légumes du jour");
        Ask("secours-clapas", EquipmentKind.MobileKitchen, clock.Window("10:00", "15:00"), 180, "Repas de quartier");
        Ask("accueil-pradelles", EquipmentKind.MobileKitchen, clock.Window("10:00", "16:00"), 120, "Atelier cuisine");
        Ask("maraichers-maurin", EquipmentKind.MobileCannery, clock.Window("12:00", "18:00"), 180, "Atelier bocaux avec les habitants");
        Ask("epicerie-pezenas", EquipmentKind.MobileCannery, clock.Window("09:00", "17:00"), 120, "Soupes de légumes abîmés");
        Ask("maraude-etoiles", EquipmentKind.ColdRoom, clock.Window("12:00", "19:00"), 240, "Garder les plats jusqu'à la maraude");
        Ask("collectif-habitants", EquipmentKind.Premises, clock.Window("14:00", "18:00"), 120, "Préparer les paniers");
        Ask("secours-bassin", EquipmentKind.EquippedKitchen, clock.Window("09:00", "12:00"), 120, "Préparer un repas partagé");
        return [.. requests];

        void Ask(string who, EquipmentKind kind, TimeWindow within, int minutes, string purpose)
        {
            if (stage.Find(who) is not { } place)
                return;
            var code = $"demande-{requests.Count + 1}";
            requests.Add(new()
            {
                Id = TerritoryIds.EquipmentRequest(place.Party.Territory, code),
                Code = code,
                Territory = place.Party.Territory,
                Party = place.Party.Id,
                Kind = kind,
                Within = within,
                UseDuration = Duration.FromMinutes(minutes),
                Purpose = purpose,
            });
        }
    }

    public static ValueList<CrateType> CrateTypes(DemoStage stage) => stage.Find("grossiste-bio") is { } owner
        ? [new(GreenCrate, "Caisse verte pliante", Volume.FromLitres(36), Mass.FromKilograms(1.6m), owner.Party.Id)]
        : [];

    public static ValueList<CrateBalance> CrateBalances(DemoStage stage) => stage.Find("grossiste-bio") is null
        ? []
        : new[] { ("epicerie-escale", 14), ("cuisine-de-rue", 9), ("secours-clapas", 22) }
            .Select(held => (Place: stage.Find(held.Item1), Count: held.Item2))
            .Where(held => held.Place is not null)
            .Select(held => new CrateBalance(held.Place!.Site.Id, GreenCrate, held.Count))
            .ToValueList();
}
