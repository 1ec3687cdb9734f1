using Logistics.Domain.Goods;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Policies;
using Logistics.Measures;

namespace Logistics.Quality.Matching;

/// <summary>A period day by day under one rule: what it gives changes what the next day offers and who stands where.</summary>
static class Simulation
{
    public static Tally Run(Period period, IShareRule rule)
    {
        var town = period.Town;
        var tally = new Tally(town.Associations.Count) { Offered = period.Offered };
        var held = new List<HeldLot>();
        var memory = new Memory(town.Associations.Count, SharingTerms.Default.HalfLifeDays);
        for (var day = 0; day < period.Days; day++)
        {
            held.AddRange(period.LotsOf(day).Select(lot => new HeldLot(lot, lot.Grams)));
            var shared = rule.Share(new BoardDay(period, day, held, memory.Received));
            tally.Broken += shared.Broken > 0 ? 1 : 0;
            tally.BelowGreedy += shared.BelowGreedy ? 1 : 0;
            Execute(period, day, held, shared.Parts, memory, tally);
            tally.Wasted += held.Where(x => x.Lot.Last <= day).Sum(x => x.Left);
            held.RemoveAll(x => x.Lot.Last <= day || x.Left == 0);
            memory.Fade();
        }
        tally.Kept = held.Sum(x => x.Left);
        return tally;
    }

    /// <summary>Where nobody is there to receive, goods go back to their giver.</summary>
    static void Execute(Period period, int day, List<HeldLot> held, IReadOnlyList<Part> parts, Memory memory, Tally tally)
    {
        var town = period.Town;
        var lots = held.ToDictionary(x => x.Lot.Id);
        foreach (var association in town.Associations)
            if (period.OpeningOf(association, day) is { Urgent: { } family } opening)
                tally.UrgentWanted += (long)Math.Round(association.Daily[family].Grams * opening.DaysOfNeed * town.Shape.Stated);
        foreach (var part in parts)
        {
            var association = town.AssociationOf(part.Recipient);
            var opening = period.OpeningOf(association, day)!;
            if (opening.NoShow)
                continue;
            var lot = lots[part.Lot];
            lot.Left -= part.Grams;
            memory.Add(association.Number, part.Family, part.Grams);
            tally.Give(day, town.RowOf(lot.Lot.Donor), association.Number, lot.Lot.Code, part.Grams,
                town.Between(lot.Lot.Donor.Site.Id, association.Site.Id)!.Value.Distance.Decimetres);
            if (opening.Urgent == part.Family)
                tally.UrgentGiven += part.Grams;
        }
    }
}

/// <summary>What each association received, by family, faded day by day: grams a half-life old count half.</summary>
sealed class Memory(int associations, int halfLifeDays)
{
    public FamilyMasses[] Received { get; } = [.. Enumerable.Repeat(FamilyMasses.Zero, associations)];

    public void Add(int association, Family to, long grams)
    {
        var before = Received[association];
        Received[association] = FamilyMasses.Of(family => family == to ? before[family] + new Mass(grams) : before[family]);
    }

    public void Fade()
    {
        for (var a = 0; a < Received.Length; a++)
        {
            var before = Received[a];
            Received[a] = FamilyMasses.Of(family => new Mass(HalfLife.Fade(before[family].Grams, days: 1, halfLifeDays)));
        }
    }
}
