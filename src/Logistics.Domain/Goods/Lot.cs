using Logistics.Measures;

namespace Logistics.Domain.Goods;

/// <summary>A traceable batch of goods that can be given.</summary>
public sealed record Lot
{
    public required LotId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Donor { get; init; }

    /// <summary>Where it is taken.</summary>
    public required SiteId Site { get; init; }

    /// <summary>What it is, in the donor's words.</summary>
    public required string Product { get; init; }

    public required Family Family { get; init; }

    /// <summary>A finer kind that sites may refuse, such as <c>raw-fish</c> or <c>leafy-vegetables</c>; lower case, words joined by hyphens.</summary>
    public required string Kind { get; init; }

    public required MassRange Quantity { get; init; }

    public required QuantityOrigin Origin { get; init; }

    /// <summary>Room the whole lot takes; null when it is not known and crates or weight must do.</summary>
    public Volume? Volume { get; init; }

    public int Units { get; init; }

    public int Crates { get; init; }

    /// <summary>Code of the returnable crate it comes in, if any.</summary>
    public string? CrateType { get; init; }

    public required TemperatureClass Temperature { get; init; }

    /// <summary>The warmest it may be kept, where its label asks for less than its kind does; null: nothing stricter.</summary>
    public Temperature? Warmest { get; init; }

    /// <summary>Null: not said. Where it decides whether food may be given, food that does not say is not given.</summary>
    public Packing? Packing { get; init; }

    /// <summary>True when it is of animal origin though its kind does not tell; see <see cref="FoodKinds"/>.</summary>
    public bool AnimalOrigin { get; init; }

    public required DateMark Date { get; init; }

    /// <summary>The donor's word on why its use-by date is near. Kept for the file; it opens nothing: only the recipient's attestation does.</summary>
    public string? ShortDateJustification { get; init; }

    public required TimeWindow PickupWindow { get; init; }

    /// <summary>Less than this is not worth a stop; 0 for no such limit.</summary>
    public Mass SmallestShare { get; init; }

    /// <summary>True when it goes to one recipient or to none.</summary>
    public bool Indivisible { get; init; }

    public required SourceKind Source { get; init; }

    public ValueList<Quality> Qualities { get; init; } = [];
}

/// <summary>What a need may wish for beyond the family.</summary>
public enum Quality { Organic, Local }

public enum SourceKind { Ramasse, Gift, Drive, Purchase, Gleaning, Stock }

/// <summary>Family of goods, the unit in which needs are stated and equity is shown.</summary>
public enum Family { Protein, Dairy, FruitAndVegetables, Starch, Other, Hygiene }

public enum TemperatureClass { Ambient, Chilled, Frozen }

/// <summary>A returnable crate.</summary>
public sealed record CrateType(string Code, string Name, Volume Volume, Mass Tare, PartyId Owner);

/// <summary>Empty returnable crates that a site holds and the owner wants back.</summary>
public sealed record CrateBalance(SiteId Site, string CrateType, int Count);
