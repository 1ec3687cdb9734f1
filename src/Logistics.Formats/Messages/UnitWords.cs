using System.Collections.Frozen;

namespace Logistics.Formats.Messages;

enum UnitSort { Weight, Room, Crate, Piece, Bulk }

/// <param name="Name">Of weights and rooms how many grams or millilitres; of the others the unit of a <see cref="UnitTable"/>.</param>
readonly record struct UnitWord(string Name, UnitSort Sort, decimal Size);

/// <summary>The French words for what goods are counted in.</summary>
public static class UnitWords
{
    /// <summary>Goods that are counted one by one: "30 baguettes".</summary>
    public const string Piece = "piece";

    /// <summary>For rooms, by the litre.</summary>
    public const string Litre = "litre";

    static readonly FrozenDictionary<string, UnitWord> ByWord = new Dictionary<string, UnitWord>()
    {
        ["kg"] = Weight(1000),
        ["kgs"] = Weight(1000),
        ["kilo"] = Weight(1000),
        ["kilos"] = Weight(1000),
        ["kilogramme"] = Weight(1000),
        ["kilogrammes"] = Weight(1000),
        ["g"] = Weight(1),
        ["gr"] = Weight(1),
        ["grs"] = Weight(1),
        ["gramme"] = Weight(1),
        ["grammes"] = Weight(1),
        ["t"] = Weight(1_000_000),
        ["tonne"] = Weight(1_000_000),
        ["tonnes"] = Weight(1_000_000),
        ["quintal"] = Weight(100_000),
        ["quintaux"] = Weight(100_000),
        ["l"] = Room(1000),
        ["litre"] = Room(1000),
        ["litres"] = Room(1000),
        ["cl"] = Room(10),
        ["ml"] = Room(1),
        ["hl"] = Room(100_000),
        ["cageot"] = Crate("crate"),
        ["cageots"] = Crate("crate"),
        ["cagette"] = Crate("crate"),
        ["cagettes"] = Crate("crate"),
        ["cagot"] = Crate("crate"),
        ["cagots"] = Crate("crate"),
        ["cajot"] = Crate("crate"),
        ["cajots"] = Crate("crate"),
        ["cagete"] = Crate("crate"),
        ["cagetes"] = Crate("crate"),
        ["caisse"] = Crate("crate"),
        ["caisses"] = Crate("crate"),
        ["caissette"] = Crate("crate"),
        ["caissettes"] = Crate("crate"),
        ["bac"] = Crate("crate"),
        ["bacs"] = Crate("crate"),
        ["clayette"] = Crate("crate"),
        ["clayettes"] = Crate("crate"),
        ["casier"] = Crate("crate"),
        ["casiers"] = Crate("crate"),
        ["carton"] = Crate("box"),
        ["cartons"] = Crate("box"),
        ["ctn"] = Crate("box"),
        ["colis"] = Crate("box"),
        ["plateau"] = Crate("flat"),
        ["plateaux"] = Crate("flat"),
        ["palette"] = Bulk("pallet"),
        ["palettes"] = Bulk("pallet"),
        ["palox"] = Bulk("palox"),
        ["pallox"] = Bulk("palox"),
        ["sac"] = Bulk("sack"),
        ["sacs"] = Bulk("sack"),
        ["filet"] = Bulk("net"),
        ["filets"] = Bulk("net"),
        ["panier"] = Bulk("basket"),
        ["paniers"] = Bulk("basket"),
        ["sachet"] = One("packet"),
        ["sachets"] = One("packet"),
        ["paquet"] = One("packet"),
        ["paquets"] = One("packet"),
        ["barquette"] = One("punnet"),
        ["barquettes"] = One("punnet"),
        ["pot"] = One("jar"),
        ["pots"] = One("jar"),
        ["bocal"] = One("jar"),
        ["bocaux"] = One("jar"),
        ["bouteille"] = One("bottle"),
        ["bouteilles"] = One("bottle"),
        ["brique"] = One("bottle"),
        ["briques"] = One("bottle"),
        ["bidon"] = One("bottle"),
        ["bidons"] = One("bottle"),
        ["boite"] = One("can"),
        ["boites"] = One("can"),
        ["bte"] = One("can"),
        ["btes"] = One("can"),
        ["botte"] = One("bunch"),
        ["bottes"] = One("bunch"),
        ["pack"] = One("pack"),
        ["packs"] = One("pack"),
        ["portion"] = One("meal"),
        ["portions"] = One("meal"),
        ["part"] = One("meal"),
        ["parts"] = One("meal"),
        ["piece"] = One(Piece),
        ["pieces"] = One(Piece),
        ["unite"] = One(Piece),
        ["unites"] = One(Piece),
    }.ToFrozenDictionary();

    /// <summary>Names of the units that a <see cref="UnitTable"/> may have rows about.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. ByWord.Values.Where(word => word.Sort is not (UnitSort.Weight or UnitSort.Room)).Select(word => word.Name).Append(Litre).Distinct().Order(StringComparer.Ordinal)];

    internal static UnitWord? Find(string folded) => ByWord.TryGetValue(folded, out var word) ? word : null;

    internal static UnitWord OnePiece { get; } = One(Piece);

    static UnitWord Weight(decimal grams) => new("", UnitSort.Weight, grams);

    static UnitWord Room(decimal millilitres) => new(Litre, UnitSort.Room, millilitres);

    static UnitWord Crate(string name) => new(name, UnitSort.Crate, 1);

    static UnitWord Bulk(string name) => new(name, UnitSort.Bulk, 1);

    static UnitWord One(string name) => new(name, UnitSort.Piece, 1);
}
