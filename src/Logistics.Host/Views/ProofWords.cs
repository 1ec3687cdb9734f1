using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Proofs;
using Logistics.Formats.Sheets;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

/// <summary>What was told at a stop, in words. Of a plan that is not in force any more the day may know something no longer: that is left blank.</summary>
public sealed class ProofWords(PlannedDay day, CultureInfo culture)
{
    readonly Explainer explainer = new(day.Index, culture);

    /// <summary>With what the plan's batches make.</summary>
    readonly DayDeclarations known = day.Plan.DayOf(day.Index).Day;

    public string Product(ProofLine line) => LotOf(line)?.Product ?? explainer.Name(line.Family);

    public string Code(ProofLine line) => LotOf(line)?.Code ?? "";

    public string Name(PartyId id) => known.Parties.FirstOrDefault(x => x.Id == id)?.Name ?? "";

    public string Name(SiteId id) => known.Sites.FirstOrDefault(x => x.Id == id)?.Name ?? "";

    public string Degrees(Temperature temperature) => explainer.Degrees(temperature);

    /// <summary>Null: it needs no cold.</summary>
    public Temperature? Limit(ProofLine line) => LotOf(line) is { } lot ? ColdLimits.Of(lot) : null;

    /// <summary>The strictest of what was handled; null: nothing of it needs cold.</summary>
    public Temperature? Limit(Proof proof) => proof.Lines.Select(Limit).Min();

    Lot? LotOf(ProofLine line) => known.Lots.FirstOrDefault(x => x.Id == line.Lot);
}
