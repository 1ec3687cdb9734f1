using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Matching.Eligibility;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Eligibility;

public sealed class RefusalBookTests
{
    /// <summary>The seed of a day that fails is in the message.</summary>
    [Fact]
    public void Pairs_judged_together_are_judged_as_each_alone()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var input = RandomDay.Make(seed, seed % 10 == 0 ? DaySize.Medium : DaySize.Small).Input(seed);
            var problem = Model.Problem.Build(input, out var refused);
            var allowed = problem.Pairs.Select(x => (problem.Lots[x.Lot].Id, problem.Needs[x.Need].Id)).ToHashSet();
            var context = new RuleContext(input.Day, input.Transfers);
            var expected = new List<RefusedPair>();
            foreach (var lot in problem.Lots)
                foreach (var need in problem.Needs)
                    if (lot.Lot.Family == need.Family)
                    {
                        var refusal = RuleBook.Judge(context, lot.Lot, need.Need).Refusal;
                        Assert.True(refusal is null == allowed.Contains((lot.Id, need.Id)), $"day {seed}, lot {lot.Lot.Code}, need {need.Need.Code}");
                        if (refusal is not null)
                            expected.Add(new RefusedPair(lot.Id, need.Id, refusal));
                    }
            Assert.True(expected.SequenceEqual(refused.All), $"day {seed}");
            Assert.True(expected.SequenceEqual(Enumerable.Range(0, problem.Lots.Length).SelectMany(refused.OfLot)), $"day {seed}, asked again");
            Assert.Equal(expected.Count, refused.Count().Sum(x => x.Lots));
        }
    }

    [Fact]
    public void Refusals_are_counted_by_kind_the_most_frequent_first()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var input = RandomDay.Make(seed, DaySize.Small).Input(seed);
            var problem = Model.Problem.Build(input, out var refused);
            for (var j = 0; j < problem.Needs.Length; j++)
                Assert.Equal(Counted(input.Day, refused.All.Where(x => x.Need == problem.Needs[j].Id)), refused.CountOfNeed(j));
            for (var i = 0; i < problem.Lots.Length; i++)
                Assert.Equal(Counted(input.Day, refused.All.Where(x => x.Lot == problem.Lots[i].Id)), refused.CountOfLot(i));
        }
    }

    [Fact]
    public void One_pair_can_be_asked_about()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var input = RandomDay.Make(seed, DaySize.Small).Input(seed);
            var refusals = new Refusals(input);
            var listed = input.Day.Day.Match(seed).RefusedPairs.ToDictionary(x => (x.Lot, x.Need), x => x.Refusal);
            foreach (var lot in input.Day.Day.Lots)
                foreach (var need in input.Day.Day.Needs)
                    Assert.Equal(listed.GetValueOrDefault((lot.Id, need.Id)), refusals.Of(lot.Id, need.Id));
        }
    }

    [Fact]
    public void A_book_with_too_many_to_list_still_knows_each()
    {
        var input = RandomDay.Make(5, DaySize.Medium).Input();
        var problem = Model.Problem.Build(input, out var refused);
        var (lots, needs) = (Array.ConvertAll(problem.Lots, x => x.Lot), Array.ConvertAll(problem.Needs, x => x.Need));
        var full = new RefusalBook(new RuleContext(input.Day, input.Transfers), lots, needs, mostListed: 10);
        foreach (var pair in refused.All)
            full.Add(Array.FindIndex(lots, x => x.Id == pair.Lot), Array.FindIndex(needs, x => x.Id == pair.Need), pair.Refusal);
        Assert.True(refused.AreListed);
        Assert.False(full.AreListed);
        Assert.Equal(refused.All, full.All);
        Assert.Equal(refused.Count(), full.Count());
    }

    /// <summary>The plain way: those of the territory where there are any, in order of codes, grouped.</summary>
    static Domain.ValueList<RefusalCount> Counted(DayIndex day, IEnumerable<RefusedPair> refused)
    {
        var all = refused.ToList();
        var near = all.Where(x => day[x.Lot].Territory == day[x.Need].Territory).ToList();
        return
        [
            .. (near.Count > 0 ? near : all).OrderBy(x => day[x.Lot].Code, StringComparer.Ordinal).ThenBy(x => day[x.Need].Code, StringComparer.Ordinal)
                .GroupBy(x => x.Refusal.GetType().Name).OrderByDescending(x => x.Count()).ThenBy(x => x.Key, StringComparer.Ordinal)
                .Select(x => new RefusalCount(x.First().Refusal, x.Count())),
        ];
    }
}
