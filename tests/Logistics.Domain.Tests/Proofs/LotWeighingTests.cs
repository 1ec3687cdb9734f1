using Logistics.Domain.Days;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Domain.Tests.Proofs;

/// <summary>200 kg of spinach in 20 crates; 120 are promised to the grocery and 60 to the street team.</summary>
public sealed class LotWeighingTests
{
    [Fact]
    public void What_was_told_of_all_promises_of_a_lot_is_one_weighing()
    {
        var one = Assert.Single(LotWeighing.Of([Told("both", [Line(Bellerive.GreensToGrocery, 126), Line(Bellerive.GreensToStreet, 63)])]));
        Assert.Equal((Bellerive.Spinach, Kg(189), Kg(180)), (one.Lot, one.Told, one.Promised));
        // 189 / 180 × 200 kg / 20 crates.
        Assert.Equal(10_500m, new CrateWeighing(one, "leafy-vegetables", "Épinards", 20, Kg(200)).GramsOfOne);
    }

    [Fact]
    public void Who_tells_to_the_gram_what_was_expected_has_weighed_nothing()
    {
        Assert.Empty(LotWeighing.Of([Told("as expected", [Line(Bellerive.GreensToGrocery, 120), Line(Bellerive.GreensToStreet, 60)])]));
        Assert.Equal(Kg(120), Assert.Single(LotWeighing.Of([Told("one of two", [Line(Bellerive.GreensToGrocery, 121), Line(Bellerive.GreensToStreet, 60)])])).Promised);
    }

    [Fact]
    public void What_was_refused_or_left_in_part_is_judged_by_eye()
    {
        Assert.Empty(LotWeighing.Of([Told("refused", [Line(Bellerive.GreensToGrocery, 100), Line(Bellerive.GreensToGrocery, 10, Deed.Refused)])]));
        Assert.Empty(LotWeighing.Of([Told("left", [Line(Bellerive.GreensToGrocery, 100), Line(Bellerive.GreensToGrocery, 10, Deed.Left)])]));
    }

    [Fact]
    public void A_correction_stands_in_the_place_of_what_it_corrects_and_the_order_does_not_matter()
    {
        var wrong = Told("wrong", [Line(Bellerive.GreensToGrocery, 12)]);
        var right = Told("right", [Line(Bellerive.GreensToGrocery, 118)]) with { Corrects = wrong.Id };
        Assert.Equal(Kg(118), Assert.Single(LotWeighing.Of([wrong, right])).Told);
        Assert.Equal(LotWeighing.Of([wrong, right]), LotWeighing.Of([right, wrong]));
    }

    [Fact]
    public void What_is_told_where_goods_are_brought_is_no_weighing_of_the_lot() =>
        Assert.Empty(LotWeighing.Of([Told("brought", [Line(Bellerive.GreensToGrocery, 100, Deed.Given)], Bellerive.Grocery)]));

    static Mass Kg(decimal kilograms) => Bellerive.Kg(kilograms);

    static ToldLine Line(AllocationId allocation, decimal kilograms, Deed deed = Deed.Taken) => new(allocation, deed, Kg(kilograms), deed == Deed.Taken ? null : "why");

    static Proof Told(string name, ToldLine[] lines, SiteId? site = null)
    {
        var told = new ToldProof
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, $"lot-weighing-tests/{name}")),
            Plan = Bellerive.Plan.Id,
            Route = Bellerive.Tour,
            Site = site ?? Bellerive.Market,
            Lines = lines.ToValueList(),
            OccurredAt = Bellerive.At("08:50"),
        };
        var (proof, problems) = ProofReview.Of(told, Bellerive.Plan, new DayIndex(Bellerive.Day), new Teller(TellerRole.Driver, null), Bellerive.At("12:00"));
        Assert.Empty(problems);
        return proof!;
    }
}
