using Logistics.Domain.Goods;

namespace Logistics.Formats.Demo;

enum Mark { UseBy, BestBefore, KeepsUntil }

/// <summary>A sort of goods that partners give.</summary>
/// <param name="FirstDay">Its date falls this many days after the service day at the earliest, <paramref name="LastDay"/> at the latest.</param>
/// <param name="CrateKilograms">What one crate of it weighs.</param>
/// <param name="LitresPerKilogram">Room it takes, packed.</param>
sealed record Product(
    string Name, string Kind, Family Family, TemperatureClass Class, Mark Mark, int FirstDay, int LastDay,
    SourceKind Source, int CrateKilograms, decimal LitresPerKilogram, params Trade[] GivenBy);

static class Products
{
    public static readonly Product[] All =
    [
        new("Pains et baguettes de la veille", "bread", Family.Starch, TemperatureClass.Ambient, Mark.KeepsUntil, 0, 1, SourceKind.Ramasse, 6, 6, Trade.Bakery),
        new("Viennoiseries", "pastries", Family.Starch, TemperatureClass.Ambient, Mark.KeepsUntil, 0, 1, SourceKind.Gift, 4, 7, Trade.Bakery),
        new("Farine et céréales", "flour", Family.Starch, TemperatureClass.Ambient, Mark.BestBefore, 30, 200, SourceKind.Stock, 12, 1.6m, Trade.Stock, Trade.Market),
        new("Pâtes et riz", "dry-goods", Family.Starch, TemperatureClass.Ambient, Mark.BestBefore, 60, 300, SourceKind.Drive, 10, 1.8m, Trade.Supermarket, Trade.Stock),
        new("Pommes de terre déclassées", "potatoes", Family.Starch, TemperatureClass.Ambient, Mark.KeepsUntil, 8, 20, SourceKind.Gift, 15, 1.5m, Trade.Farm, Trade.Market),
        new("Salades et blettes", "leafy-vegetables", Family.FruitAndVegetables, TemperatureClass.Chilled, Mark.KeepsUntil, 1, 3, SourceKind.Gift, 6, 6, Trade.Farm, Trade.Greengrocer),
        new("Courges et carottes", "root-vegetables", Family.FruitAndVegetables, TemperatureClass.Ambient, Mark.KeepsUntil, 5, 15, SourceKind.Gift, 12, 2, Trade.Farm, Trade.Market),
        new("Pommes abîmées", "fruit", Family.FruitAndVegetables, TemperatureClass.Ambient, Mark.KeepsUntil, 3, 8, SourceKind.Ramasse, 12, 2.2m, Trade.Greengrocer, Trade.Organic, Trade.Market),
        new("Clémentines glanées", "fruit", Family.FruitAndVegetables, TemperatureClass.Ambient, Mark.KeepsUntil, 4, 9, SourceKind.Gleaning, 12, 2, Trade.Farm),
        new("Invendus de fruits et légumes", "mixed-vegetables", Family.FruitAndVegetables, TemperatureClass.Ambient, Mark.KeepsUntil, 1, 4, SourceKind.Ramasse, 9, 2.6m, Trade.Supermarket, Trade.Organic, Trade.Greengrocer, Trade.Grocery),
        new("Légumes de première commande", "mixed-vegetables", Family.FruitAndVegetables, TemperatureClass.Ambient, Mark.KeepsUntil, 3, 7, SourceKind.Purchase, 10, 2.4m, Trade.Farm),
        new("Yaourts à date proche", "yoghurt", Family.Dairy, TemperatureClass.Chilled, Mark.UseBy, 1, 3, SourceKind.Ramasse, 8, 1.8m, Trade.Supermarket, Trade.Organic, Trade.Grocery),
        new("Fromages en morceaux", "cheese", Family.Dairy, TemperatureClass.Chilled, Mark.UseBy, 2, 9, SourceKind.Ramasse, 7, 1.6m, Trade.Dairy, Trade.Organic, Trade.Market),
        new("Lait longue conservation", "milk", Family.Dairy, TemperatureClass.Ambient, Mark.BestBefore, 40, 90, SourceKind.Stock, 12, 1.1m, Trade.Stock, Trade.Supermarket),
        new("Tommes déclassées", "cheese", Family.Dairy, TemperatureClass.Chilled, Mark.BestBefore, 10, 40, SourceKind.Gift, 10, 1.5m, Trade.Dairy),
        new("Volaille sous vide", "poultry", Family.Protein, TemperatureClass.Chilled, Mark.UseBy, 1, 3, SourceKind.Ramasse, 8, 1.5m, Trade.Supermarket, Trade.Market),
        new("Plats cuisinés du jour", "prepared-meals", Family.Protein, TemperatureClass.Chilled, Mark.UseBy, 0, 2, SourceKind.Ramasse, 6, 2.5m, Trade.Organic, Trade.Supermarket),
        new("Œufs", "eggs", Family.Protein, TemperatureClass.Ambient, Mark.BestBefore, 6, 18, SourceKind.Gift, 8, 2.5m, Trade.Farm, Trade.Organic),
        new("Viande hachée surgelée", "frozen-meat", Family.Protein, TemperatureClass.Frozen, Mark.BestBefore, 60, 200, SourceKind.Stock, 10, 1.5m, Trade.Stock, Trade.Supermarket),
        new("Légumes secs et conserves de poisson", "canned-protein", Family.Protein, TemperatureClass.Ambient, Mark.BestBefore, 90, 600, SourceKind.Drive, 12, 1.3m, Trade.Supermarket, Trade.Stock),
        new("Filets de poisson surgelés", "frozen-fish", Family.Protein, TemperatureClass.Frozen, Mark.BestBefore, 40, 150, SourceKind.Gift, 9, 1.6m, Trade.Fish),
        new("Soupes et sauces", "canned-goods", Family.Other, TemperatureClass.Ambient, Mark.BestBefore, 20, 300, SourceKind.Stock, 12, 1.2m, Trade.Stock, Trade.Organic, Trade.Market),
        new("Biscuits et confitures", "sweet-goods", Family.Other, TemperatureClass.Ambient, Mark.BestBefore, 15, 200, SourceKind.Drive, 8, 2.6m, Trade.Supermarket, Trade.Grocery, Trade.Farm),
        new("Huile et café", "staples", Family.Other, TemperatureClass.Ambient, Mark.BestBefore, 60, 400, SourceKind.Purchase, 12, 1.3m, Trade.Stock, Trade.Market),
        new("Savon, couches, dentifrice", "hygiene", Family.Hygiene, TemperatureClass.Ambient, Mark.KeepsUntil, 300, 900, SourceKind.Drive, 7, 4, Trade.Supermarket, Trade.Stock),
    ];
}
