using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Demo;

/// <summary>What is given today. Quantities follow the needs of the territory, so that the day is short where days are short.</summary>
static class DemoLots
{
    // How much of what is asked for in a territory is offered there.
    static readonly Dictionary<Family, decimal> Abundance = new()
    {
        [Family.FruitAndVegetables] = 1.1m,
        [Family.Starch] = 0.9m,
        [Family.Dairy] = 0.6m,
        [Family.Other] = 0.6m,
        [Family.Protein] = 0.45m,
        [Family.Hygiene] = 0.4m,
    };

    // How many lots of a family there are beside one lot of hygiene.
    static readonly Dictionary<Family, int> Share = new()
    {
        [Family.FruitAndVegetables] = 4,
        [Family.Starch] = 3,
        [Family.Dairy] = 3,
        [Family.Protein] = 3,
        [Family.Other] = 2,
        [Family.Hygiene] = 1,
    };

    sealed record Draft(Place Donor, Product Product, int Weight, int Number);

    public static ValueList<Lot> Make(int count, ValueList<Need> needs, DemoStage stage, DemoClock clock, Rng rng)
    {
        List<Lot> lots = [.. Remarkable(stage, clock).Take(count)];
        var donors = stage.Places.Where(place => place.Partner.Gives != Trade.None).ToArray();
        List<Draft> drafts = [];
        Dictionary<(TerritoryId, Family), int> drawn = [];
        for (var i = lots.Count; i < count; i++)
        {
            var donor = donors[i % donors.Length];
            // No soap from the high country: what is asked for there stays unmet, and the plan must say why.
            var offers = Products.All
                .Where(product => product.GivenBy.Contains(donor.Partner.Gives) && !(product.Family == Family.Hygiene && donor.Territory.Code == "haut-allier"))
                .GroupBy(product => product.Family)
                .MinBy(family => (double)drawn.GetValueOrDefault((donor.Party.Territory, family.Key)) / Share[family.Key])!;
            drawn[(donor.Party.Territory, offers.Key)] = drawn.GetValueOrDefault((donor.Party.Territory, offers.Key)) + 1;
            drafts.Add(new(donor, rng.Pick([.. offers]), rng.Between(2, 9), i + 1));
        }
        foreach (var group in drafts.GroupBy(draft => (draft.Donor.Party.Territory, draft.Product.Family)))
        {
            var asked = needs.Where(need => need.Territory == group.Key.Territory && need.Family == group.Key.Family).Sum(need => need.Wanted.Kilograms);
            var offered = Math.Max(asked * Abundance[group.Key.Family], 8 * group.Count());
            var weights = group.Sum(draft => draft.Weight);
            foreach (var draft in group)
                lots.Add(Of(draft, Math.Clamp(decimal.Round(offered * draft.Weight / weights), 4, 260), clock, rng));
        }
        return [.. lots];
    }

    /// <summary>Two lots people will look for: a glut that is shared and worked into jars, and one that the rules keep from everybody.</summary>
    static IEnumerable<Lot> Remarkable(DemoStage stage, DemoClock clock)
    {
        if (stage.Find("maraichers-maurin") is { } grower)
            yield return Basic(grower, "epinards", clock) with
            {
                Product = "Épinards, récolte trop abondante",
                Kind = "leafy-vegetables",
                Family = Family.FruitAndVegetables,
                Temperature = TemperatureClass.Chilled,
                Quantity = Range(600, QuantityOrigin.Declared),
                Origin = QuantityOrigin.Declared,
                Crates = 100,
                Volume = Volume.FromLitres(3600),
                CrateType = stage.Find("grossiste-bio") is null ? null : DemoEquipment.GreenCrate,
                Date = new DateMark.KeepsUntil(clock.Date.AddDays(2)),
                SmallestShare = Mass.FromKilograms(10),
            };
        if (stage.Find("criee-bassin") is { } fishmonger)
            yield return Basic(fishmonger, "sardines", clock) with
            {
                Product = "Sardines fraîches entières",
                Kind = "raw-fish",
                Family = Family.Protein,
                Temperature = TemperatureClass.Chilled,
                Quantity = Range(35, QuantityOrigin.Weighed),
                Origin = QuantityOrigin.Weighed,
                Crates = 5,
                Packing = Packing.Unpacked,
                Volume = Volume.FromLitres(60),
                Date = new DateMark.UseBy(clock.Date.AddDays(1)),
                PickupWindow = clock.Window("06:30", "09:00"),
            };
    }

    static Lot Of(Draft draft, decimal kilograms, DemoClock clock, Rng rng)
    {
        var product = draft.Product;
        var origin = product.Source switch
        {
            SourceKind.Stock or SourceKind.Purchase => QuantityOrigin.Weighed,
            SourceKind.Ramasse or SourceKind.Gleaning => rng.OneIn(2) ? QuantityOrigin.Forecast : QuantityOrigin.Declared,
            _ => QuantityOrigin.Declared,
        };
        var day = clock.Date.AddDays(rng.Between(product.FirstDay, product.LastDay));
        var indivisible = kilograms <= 15 && rng.OneIn(6);
        return Basic(draft.Donor, $"lot-{draft.Number}", clock) with
        {
            Product = product.Name,
            Kind = product.Kind,
            Family = product.Family,
            Temperature = product.Class,
            Packing = product.Family is Family.Protein or Family.Dairy or Family.Other ? Packing.Prepacked : null,
            Source = product.Source,
            Quantity = Range(kilograms, origin),
            Origin = origin,
            Crates = (int)decimal.Ceiling(kilograms / product.CrateKilograms),
            Units = product.Class == TemperatureClass.Chilled ? (int)kilograms * 4 : 0,
            Volume = Volume.FromLitres(kilograms * product.LitresPerKilogram),
            Date = product.Mark switch
            {
                Mark.UseBy => new DateMark.UseBy(day),
                Mark.BestBefore => new DateMark.BestBefore(day),
                _ => new DateMark.KeepsUntil(day),
            },
            PickupWindow = clock.Window(rng.Pick(["06:30", "07:00", "07:30", "08:00", "08:30"]), rng.Pick(["10:30", "11:00", "11:30", "12:00"])),
            SmallestShare = indivisible || kilograms < 12 ? Mass.Zero : Mass.FromKilograms(rng.Between(2, 4)),
            Indivisible = indivisible,
        };
    }

    static Lot Basic(Place donor, string code, DemoClock clock) => new()
    {
        Id = TerritoryIds.Lot(donor.Party.Territory, code),
        Code = code,
        Territory = donor.Party.Territory,
        Donor = donor.Party.Id,
        Site = donor.Site.Id,
        Product = "",
        Kind = "",
        Family = Family.Other,
        Quantity = Range(1, QuantityOrigin.Weighed),
        Origin = QuantityOrigin.Weighed,
        Temperature = TemperatureClass.Ambient,
        Date = new DateMark.KeepsUntil(clock.Date),
        PickupWindow = clock.Window("06:30", "11:00"),
        Source = SourceKind.Gift,
    };

    /// <summary>What is weighed is known; what is declared may be a fifth off, what is only foreseen two fifths.</summary>
    static MassRange Range(decimal kilograms, QuantityOrigin origin)
    {
        var spread = origin switch
        {
            QuantityOrigin.Weighed => 0m,
            QuantityOrigin.Declared => 0.2m,
            _ => 0.4m,
        };
        return new(Mass.FromKilograms(kilograms * (1 - spread)), Mass.FromKilograms(kilograms), Mass.FromKilograms(kilograms * (1 + spread)));
    }
}
