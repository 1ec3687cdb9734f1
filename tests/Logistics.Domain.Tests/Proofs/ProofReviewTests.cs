using Logistics.Domain.Days;
using Logistics.Domain.Proofs;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Domain.Tests.Proofs;

public sealed class ProofReviewTests
{
    static readonly Teller Driver = new(TellerRole.Driver, Bellerive.Claire.Value);

    static readonly ToldProof AtMarket = new()
    {
        Id = new(NameBasedId.Derive(NameBasedId.Root, "proof-review-tests")),
        Plan = Bellerive.Plan.Id,
        Route = Bellerive.Tour,
        Site = Bellerive.Market,
        Lines = [new ToldLine(Bellerive.GreensToGrocery, Deed.Taken, Bellerive.Kg(118), null)],
        OccurredAt = Bellerive.At("08:50"),
    };

    [Fact]
    public void What_follows_from_the_plan_is_in_the_proof()
    {
        var (proof, problems) = Review(AtMarket);

        Assert.Empty(problems);
        Assert.Equal((Bellerive.Town, Bellerive.Date, Bellerive.Claire), (proof!.Territory, proof.Date, proof.Driver!.Value));
        var line = Assert.Single(proof.Lines);
        Assert.Equal((Bellerive.Spinach, Bellerive.MarketHall, Bellerive.GroceryGreens, Bellerive.SocialGrocery), (line.Lot, line.Donor, line.Need, line.Recipient));
        Assert.Equal((Handling.Pickup, Bellerive.Kg(120)), (line.Handling, line.Expected));
    }

    [Fact]
    public void What_could_not_be_taken_is_the_rest_of_what_was_expected()
    {
        var (proof, _) = Review(AtMarket with { Lines = [.. AtMarket.Lines, new ToldLine(Bellerive.GreensToGrocery, Deed.Left, null, null)] });

        Assert.Equal([Bellerive.Kg(118), Bellerive.Kg(2)], proof!.Lines.Select(x => x.Quantity));
    }

    [Fact]
    public void Everything_that_is_wrong_is_told_at_once()
    {
        var fish = new AllocationId(NameBasedId.Derive(NameBasedId.Root, "allocation/fish-street"));
        var (proof, problems) = Review(AtMarket with
        {
            Lines =
            [
                new ToldLine(Bellerive.GreensToGrocery, Deed.Given, Bellerive.Kg(1), null), new ToldLine(Bellerive.GreensToGrocery, Deed.Refused, Bellerive.Kg(-1), " "),
                new ToldLine(Bellerive.GreensToStreet, Deed.Taken, null, null), new ToldLine(fish, Deed.Taken, Bellerive.Kg(1), null),
            ],
            Note = new string('n', 501),
            Temperature = Temperature.FromCelsius(400),
            OccurredAt = Bellerive.At("08:50").AddYears(-1),
            Corrects = AtMarket.Id,
        });

        Assert.Null(proof);
        Assert.Equal(
            [
                new ProofProblem.CorrectsItself(), new ProofProblem.TooLong(501), new ProofProblem.BadTime(Bellerive.At("08:50").AddYears(-1)), new ProofProblem.BadTemperature(),
                new ProofProblem.NotDoneThere(Bellerive.GreensToGrocery, Deed.Given, Handling.Pickup), new ProofProblem.BadQuantity(Bellerive.GreensToGrocery),
                new ProofProblem.NoReason(Bellerive.GreensToGrocery), new ProofProblem.BadQuantity(Bellerive.GreensToStreet), new ProofProblem.NotHandledThere(fish),
            ],
            problems);
    }

    [Fact]
    public void A_route_and_its_stops_are_those_of_the_plan()
    {
        Assert.Equal([new ProofProblem.NoSuchRoute()], Review(AtMarket with { Route = new(Guid.Empty) }).Problems);
        Assert.Equal([new ProofProblem.NotAStop(Bellerive.Kitchen)], Review(AtMarket with { Site = Bellerive.Kitchen }).Problems);
        Assert.Equal([new ProofProblem.NoLines()], Review(AtMarket with { Lines = [] }).Problems);
    }

    [Theory]
    [InlineData(Deed.SetDown, true)]
    [InlineData(Deed.Returned, true)]
    [InlineData(Deed.Lost, true)]
    [InlineData(Deed.Taken, false)]
    [InlineData(Deed.Given, false)]
    public void What_is_on_board_may_be_put_off_at_any_stop_of_its_route(Deed deed, bool may) =>
        Assert.Equal(may, Review(AtMarket with { Site = Bellerive.Depot, Lines = [new ToldLine(Bellerive.GreensToStreet, deed, Bellerive.Kg(1), "why")] }).Proof is not null);

    [Fact]
    public void Who_fetches_takes_it_where_it_is_and_only_what_is_to_be_fetched()
    {
        var site = Bellerive.Day.Lots.Single(x => x.Id == Bellerive.Bread).Site;
        var fetched = AtMarket with { Route = null, Site = site, Lines = [new ToldLine(Bellerive.BreadToKitchen, Deed.Given, Bellerive.Kg(15), null)] };

        Assert.Equal(Handling.Fetch, Assert.Single(Review(fetched).Proof!.Lines).Handling);
        Assert.Equal([new ProofProblem.NotHandledThere(Bellerive.BreadToKitchen)], Review(fetched with { Site = Bellerive.Grocery }).Problems);
        Assert.Equal([new ProofProblem.NotHandledThere(Bellerive.GreensToGrocery)], Review(AtMarket with { Route = null }).Problems);
    }

    static (Proof? Proof, ValueList<ProofProblem> Problems) Review(ToldProof told) =>
        ProofReview.Of(told, Bellerive.Plan, Bellerive.Plan.DayOf(new DayIndex(Bellerive.Day)), Driver, Bellerive.At("12:00"));
}
