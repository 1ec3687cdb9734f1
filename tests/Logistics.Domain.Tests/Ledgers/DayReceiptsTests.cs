using Logistics.Domain.Days;
using Logistics.Domain.Ledgers;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Domain.Tests.Ledgers;

public sealed class DayReceiptsTests
{
    static readonly DayIndex Day = Bellerive.Plan.DayOf(new DayIndex(Bellerive.Day));

    static Mass Planned => Bellerive.Plan.Allocations.Single(x => x.Id == Bellerive.GreensToGrocery).Quantity;

    [Fact]
    public void Where_nobody_told_anything_what_was_planned_counts()
    {
        var received = DayReceipts.Of(Day, Bellerive.Plan, []);

        Assert.Equal(Bellerive.Plan.Allocations.Count, received.Count);
        Assert.All(received, x => Assert.Equal((Bellerive.Date, LedgerSource.Shared), (x.Date, x.Source)));
        Assert.Equal(Planned + Of(received, Bellerive.SocialGrocery, except: Bellerive.GreensToGrocery), Of(received, Bellerive.SocialGrocery));
    }

    [Fact]
    public void What_was_given_counts_as_weighed_and_being_on_board_is_no_end()
    {
        var taken = Told("taken", Bellerive.Market, Deed.Taken, 118);
        Assert.Equal(Greens([]), Greens([taken]));
        Assert.Equal(Bellerive.Kg(110), Greens([taken, Told("given", Bellerive.Grocery, Deed.Given, 110)]));
    }

    [Fact]
    public void What_never_left_or_was_lost_brought_nothing()
    {
        Assert.Equal(Mass.Zero, Greens([Told("left", Bellerive.Market, Deed.Left, 120)]));
        Assert.Equal(Mass.Zero, Greens([Told("taken", Bellerive.Market, Deed.Taken, 120), Told("lost", Bellerive.Grocery, Deed.Lost, 120)]));
    }

    [Fact]
    public void A_part_that_stays_behind_says_nothing_of_the_part_that_was_taken_along() =>
        Assert.Equal(Greens([]), Greens([Told("taken", Bellerive.Market, Deed.Taken, 118), Told("left", Bellerive.Market, Deed.Left, 2)]));

    [Fact]
    public void A_correction_counts_and_what_it_corrects_does_not()
    {
        var wrong = Told("wrong", Bellerive.Grocery, Deed.Given, 200);
        Assert.Equal(Bellerive.Kg(20), Greens([wrong, Told("right", Bellerive.Grocery, Deed.Given, 20) with { Corrects = wrong.Id }]));
    }

    /// <summary>What the social grocery received of the greens.</summary>
    static Mass Greens(IReadOnlyCollection<Proof> proofs) =>
        Of(DayReceipts.Of(Day, Bellerive.Plan, proofs), Bellerive.SocialGrocery) - Of(DayReceipts.Of(Day, Bellerive.Plan, []), Bellerive.SocialGrocery, except: Bellerive.GreensToGrocery);

    static Mass Of(IEnumerable<LedgerEntry> entries, PartyId party, AllocationId? except = null) =>
        entries.Where(x => x.Party == party).Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity) - (except is null ? Mass.Zero : Planned);

    static Proof Told(string name, SiteId site, Deed deed, decimal kilograms)
    {
        var told = new ToldProof
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, $"day-receipts-tests/{name}")),
            Plan = Bellerive.Plan.Id,
            Route = Bellerive.Tour,
            Site = site,
            Lines = [new ToldLine(Bellerive.GreensToGrocery, deed, Bellerive.Kg(kilograms), deed is Deed.Left or Deed.Lost ? "why" : null)],
            OccurredAt = Bellerive.At("09:50"),
        };
        return ProofReview.Of(told, Bellerive.Plan, Day, new Teller(TellerRole.Driver, null), Bellerive.At("12:00")).Proof!;
    }
}
