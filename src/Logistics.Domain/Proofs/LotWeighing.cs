using Logistics.Measures;

namespace Logistics.Domain.Proofs;

/// <summary>What was weighed of a lot where it was taken, beside what a plan promised of it there.</summary>
/// <param name="Told">More than nothing.</param>
/// <param name="Promised">More than nothing.</param>
public sealed record LotWeighing(PlanId Plan, DateOnly Date, LotId Lot, TerritoryId Territory, Mass Told, Mass Promised)
{
    /// <summary>The weighings that follow from proofs, in any order; of a proof that was corrected what corrects it.</summary>
    /// <remarks>
    /// A promise counts whole or not at all. It does not where any of it was refused, lost or left behind, since that is mostly judged by eye; nor where to the
    /// gram what was expected is told, since whoever confirms a stop without scales tells that.
    /// </remarks>
    public static IReadOnlyList<LotWeighing> Of(IEnumerable<Proof> proofs)
    {
        ArgumentNullException.ThrowIfNull(proofs);
        return
        [
            .. from line in proofs.GroupBy(x => x.Stop).SelectMany(x => new StopProofs(x).Standing()).SelectMany(x => x.Lines.Select(line => (Proof: x, Line: line)))
            where line.Line.Handling is Handling.Pickup or Handling.Fetch
            group line by (line.Proof.Plan, line.Proof.Date, line.Line.Lot, line.Line.Territory, line.Line.Allocation) into promise
            where promise.All(x => x.Line.Deed is Deed.Taken or Deed.Given)
            let told = new Mass(promise.Sum(x => x.Line.Quantity.Grams))
            let promised = promise.First().Line.Expected
            where told > Mass.Zero && promised > Mass.Zero && told != promised
            group (Told: told, Promised: promised) by (promise.Key.Plan, promise.Key.Date, promise.Key.Lot, promise.Key.Territory) into lot
            orderby lot.Key.Date, lot.Key.Lot.Value, lot.Key.Plan.Value
            select new LotWeighing(lot.Key.Plan, lot.Key.Date, lot.Key.Lot, lot.Key.Territory, new(lot.Sum(x => x.Told.Grams)), new(lot.Sum(x => x.Promised.Grams))),
        ];
    }
}

/// <summary>What was weighed of a lot that came in crates.</summary>
/// <param name="Kind">The lot's.</param>
/// <param name="Product">In the donor's words.</param>
/// <param name="Crates">Of the whole lot; at least one.</param>
/// <param name="Declared">What the plan took the whole lot for.</param>
public sealed record CrateWeighing(LotWeighing Weighing, string Kind, string Product, int Crates, Mass Declared)
{
    /// <summary>
    /// What one crate weighed, in grams: of a part that was promised as so many crates' worth, what was told is shared among as many. It is
    /// told / promised × declared / crates, so that what a crate had been taken for does not matter.
    /// </summary>
    public decimal GramsOfOne => (decimal)Weighing.Told.Grams * Declared.Grams / Weighing.Promised.Grams / Crates;
}
