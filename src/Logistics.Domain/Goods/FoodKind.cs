using Logistics.Measures;

namespace Logistics.Domain.Goods;

/// <summary>When food of a kind is not taken into food aid.</summary>
public enum Sensitivity
{
    /// <summary>Taken like any other food.</summary>
    None,

    /// <summary>Not taken unpacked, unless the place that receives it is approved for it.</summary>
    WhenUnpacked,

    /// <summary>Not taken chilled, even packed, unless the place that receives it is approved for it.</summary>
    WhenChilled,

    /// <summary>Not taken in any form, unless the place that receives it is approved for it.</summary>
    Always,

    /// <summary>Never given, whoever receives.</summary>
    Forbidden,
}

/// <summary>What law and good practice say of one kind of food. A kind that is not listed is neither of animal origin nor sensitive.</summary>
/// <param name="Code">As lots and sites write it.</param>
/// <param name="AnimalOrigin">Meat, fish, milk, eggs and what is made mostly of them.</param>
/// <param name="Warmest">The warmest it may be kept chilled; null: nothing stricter than for any chilled food.</param>
public sealed record FoodKind(string Code, bool AnimalOrigin, Temperature? Warmest, Sensitivity Sensitivity);

/// <summary>The kinds that a rule knows by name. Facts only: each rule, and each check of a rule, reads them in its own way.</summary>
/// <remarks>
/// Temperatures: arrêté du 21 décembre 2009, annexe I, as the DGCCRF's table gives it (minced meat +2 °C, offal and cooked-chilled meals +3,
/// poultry, preparations, cut meat and very perishable food +4, perishable food +8; fish on melting ice 0 to +2). Sensitive kinds: guide de
/// bonnes pratiques d'hygiène de la distribution de produits alimentaires par les organismes caritatifs, the refusals it advises by
/// default. Alcohol above 1.2 % is not given.
/// </remarks>
public static class FoodKinds
{
    /// <summary>What any chilled food may be at most, unless its kind or its label says otherwise.</summary>
    public static readonly Temperature WarmestChilled = Temperature.FromCelsius(4);

    /// <summary>What any frozen food may be at most, unless its label is stricter.</summary>
    public static readonly Temperature WarmestFrozen = Temperature.FromCelsius(-18);

    public static readonly ValueList<FoodKind> All =
    [
        Animal("minced-meat", 2, Sensitivity.WhenChilled),
        Animal("offal", 3, Sensitivity.WhenChilled),
        Animal("stuffings", 4, Sensitivity.WhenChilled),
        Animal("meat", 4, Sensitivity.WhenUnpacked),
        Animal("poultry", 4, Sensitivity.WhenUnpacked),
        Animal("meat-preparations", 4, Sensitivity.WhenUnpacked),
        Animal("charcuterie", 4),
        Animal("raw-fish", 2, Sensitivity.WhenUnpacked),
        Animal("shellfish", 4, Sensitivity.Always),
        Animal("crustaceans", 2, Sensitivity.Always),
        Animal("oysters", null, Sensitivity.Always),
        Animal("cooked-chilled-meals", 3),
        Animal("prepared-meals", 4),
        Animal("yoghurt", 8),
        Animal("cheese", 8),
        Animal("butter", 8),
        Animal("milk", null),
        Animal("eggs", null),
        Animal("ice-cream", null),
        Animal("frozen-meat", null),
        Animal("frozen-fish", null),
        new("cream-pastries", AnimalOrigin: false, Celsius(4), Sensitivity.WhenChilled),
        Plant("leafy-vegetables"), Plant("root-vegetables"), Plant("mixed-vegetables"), Plant("fruit"),
        Alcohol("alcohol"), Alcohol("wine"), Alcohol("beer"), Alcohol("spirits"),
    ];

    static readonly Dictionary<string, FoodKind> ByCode = All.ToDictionary(x => x.Code, StringComparer.Ordinal);

    /// <summary>Null for a kind that no rule knows by name.</summary>
    public static FoodKind? Find(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>The usual limit of a class; null for what needs no cold.</summary>
    public static Temperature? UsualFor(TemperatureClass temperature) => temperature switch
    {
        TemperatureClass.Chilled => WarmestChilled,
        TemperatureClass.Frozen => WarmestFrozen,
        _ => null,
    };

    /// <summary>The warmest a lot may be kept: by its class, by its kind, and by its label where that is stricter; null: it needs no cold.</summary>
    public static Temperature? WarmestOf(Lot lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        var limit = (lot.Temperature == TemperatureClass.Chilled ? Find(lot.Kind)?.Warmest : null) ?? UsualFor(lot.Temperature);
        return limit is { } law && lot.Warmest is { } label ? Temperature.Min(law, label) : limit;
    }

    static FoodKind Animal(string code, int? warmest, Sensitivity sensitivity = Sensitivity.None) => new(code, AnimalOrigin: true, Celsius(warmest), sensitivity);

    static FoodKind Plant(string code) => new(code, AnimalOrigin: false, Celsius(8), Sensitivity.None);

    static FoodKind Alcohol(string code) => new(code, AnimalOrigin: false, null, Sensitivity.Forbidden);

    static Temperature? Celsius(int? degrees) => degrees is { } known ? Temperature.FromCelsius(known) : null;
}
