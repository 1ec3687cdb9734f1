using Logistics.Domain;
using Logistics.Domain.Goods;

namespace Logistics.Formats.Messages;

/// <summary>What a short message says, as far as it can be told. A draft: a person confirms it, nothing is published from it.</summary>
/// <remarks>Holds nothing of the text but words about goods: no name, no telephone number, no street.</remarks>
public sealed record MessageDraft
{
    /// <summary>True when goods are asked for ("on cherche", "besoin de", "il nous manque"); else they are offered.</summary>
    public required bool IsNeed { get; init; }

    /// <summary>What it is, in the sender's words, tidied: "courgettes bio" gives "courgettes".</summary>
    public string? Product { get; init; }

    /// <summary>As lots write it, see <see cref="Lot.Kind"/>; null for goods that the word list does not know.</summary>
    public string? Kind { get; init; }

    public Family? Family { get; init; }

    public MassRange? Quantity { get; init; }

    /// <summary>The row by which units were turned into kilograms; null: kilograms were said, or none are known.</summary>
    public UnitWeight? EstimatedBy { get; init; }

    /// <summary>How many crates, trays or cartons were said, if any.</summary>
    public int? Crates { get; init; }

    /// <summary>How many pieces, jars, bottles, meals and the like were said, if any.</summary>
    public int? Units { get; init; }

    public TemperatureClass? Temperature { get; init; }

    /// <summary>Use-by or best-before date, or how long the sender says it keeps; null: not said.</summary>
    public DateMark? Date { get; init; }

    /// <summary>The service day that is meant; null: not said.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Beginning of the pickup window, by the clock of the sender.</summary>
    public TimeOnly? From { get; init; }

    /// <summary>End of the pickup window (inclusive), by the clock of the sender; never before <see cref="From"/>.</summary>
    public TimeOnly? Until { get; init; }

    /// <summary>Code of a known place of the day, when the text names it well enough.</summary>
    public string? Site { get; init; }

    public ValueList<Quality> Qualities { get; init; } = [];

    /// <summary>What must be asked back, most important first; at most one for each field.</summary>
    public ValueList<Doubt> Doubts { get; init; } = [];
}

/// <param name="Choices">
/// What to choose from, if anything: codes of sites, words as territory files write them (<c>fruit-and-vegetables</c>, <c>chilled</c>, <c>use-by</c>),
/// days as <c>2026-11-20</c>, times as <c>16:30</c>, kilograms as <c>12.5</c>, products in the sender's words.
/// </param>
public sealed record Doubt(DraftField Field, DoubtReason Reason, ValueList<string> Choices);

/// <summary>In the order in which they are asked back.</summary>
public enum DraftField { Product, Family, Quantity, Temperature, Date, Day, From, Until, Site }

public enum DoubtReason
{
    /// <summary>The text does not say it.</summary>
    Missing,

    /// <summary>The text says something of it that can be understood in more than one way, or not fully.</summary>
    Unclear,

    /// <summary>The text says several.</summary>
    Several,

    /// <summary>Not said, but taken from a table or a habit: kilograms from crates, the usual cold class, the hours of a morning.</summary>
    Estimated,
}
