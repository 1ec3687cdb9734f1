using FsCheck;
using FsCheck.Fluent;
using Logistics.Domain.Days;
using Logistics.Domain.Proofs;
using Logistics.Testing;

namespace Logistics.Domain.Tests.Proofs;

public sealed class StopProofsTests
{
    [Fact]
    public void Whatever_the_order_a_chain_of_corrections_leaves_its_last_word() => Check.One(Runs.Fixed, Prop.ForAll(
        Gen.Shuffle(Enumerable.Range(0, 5)).ToArbitrary(), order =>
        {
            var told = new List<Proof> { Taken("a", 100) };
            for (var i = 1; i < 5; i++)
                told.Add(Taken($"a{i}", 100 + i) with { Corrects = told[^1].Id });
            var stop = new StopProofs([]);

            return order.All(i => stop.Add(told[i]) is null) && stop.Movements().ToHashSet().SetEquals(new StopProofs(told).Movements())
                // The four that were corrected are posted and taken back, one entry each for the goods and, but for two, the scales: 120 was expected.
                && stop.Movements().Count(x => x.Reverses is not null) == 8
                && stop.Movements().Where(x => x.Reverses is null).Sum(x => x.Quantity.Grams) - stop.Movements().Where(x => x.Reverses is not null).Sum(x => x.Quantity.Grams)
                    == ProofPosting.Of(told[^1]).Sum(x => x.Quantity.Grams);
        }));

    [Fact]
    public void Two_who_tell_of_the_same_goods_are_told_apart_from_one_who_corrects_the_other()
    {
        var (first, second) = (Taken("first", 118), Taken("second", 119));
        var stop = new StopProofs([first]);

        Assert.Equal(new ProofProblem.AlreadyProven(Bellerive.GreensToGrocery, first.Id), stop.Add(second));
        Assert.Null(stop.Add(second with { Corrects = first.Id }));
        Assert.Equal(new ProofProblem.AlreadyCorrected(second.Id), stop.Add(Taken("third", 117) with { Corrects = first.Id }));
        Assert.Null(stop.Add(Taken("third", 117) with { Corrects = second.Id }));
    }

    [Fact]
    public void Two_that_correct_each_other_end_and_leave_nothing()
    {
        var (one, other) = (Taken("one", 118), Taken("other", 119));
        var stop = new StopProofs([]);

        Assert.Null(stop.Add(one with { Corrects = other.Id }));
        Assert.Null(stop.Add(other with { Corrects = one.Id }));
        Assert.Equal(4, stop.Movements().Count(x => x.Reverses is not null));
        Assert.Equal(8, stop.Movements().Count());
    }

    static Proof Taken(string name, decimal kilograms)
    {
        var told = new ToldProof
        {
            Id = new(NameBasedId.Derive(NameBasedId.Root, $"stop-proofs-tests/{name}")),
            Plan = Bellerive.Plan.Id,
            Route = Bellerive.Tour,
            Site = Bellerive.Market,
            Lines = [new ToldLine(Bellerive.GreensToGrocery, Deed.Taken, Bellerive.Kg(kilograms), null)],
            OccurredAt = Bellerive.At("08:50"),
        };
        return ProofReview.Of(told, Bellerive.Plan, new DayIndex(Bellerive.Day), new Teller(TellerRole.Driver, null), Bellerive.At("12:00")).Proof!;
    }
}
