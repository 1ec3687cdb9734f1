using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Online;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Online;

public sealed class ResplitTests
{
    readonly DayBuilder day = new();

    [Fact]
    public void Near_enough_a_weight_changes_no_promise()
    {
        var (lot, _, _) = Ninety();
        var answer = Weigh(lot, 81);
        Assert.False(answer.Split);
        Assert.All(answer.Shares, x => Assert.Equal(x.Promised, x.Now));
        Assert.Equal(DayBuilder.Kilograms(-9), answer.Rest);
    }

    [Fact]
    public void What_lacks_is_taken_from_the_best_served_by_the_rule_that_shares()
    {
        // Ten and twenty persons were promised 30 and 60 kg, 3 kg each. Of 60 kg each person has 2: 20 and 40.
        var (lot, small, large) = Ninety();
        var answer = Weigh(lot, 60);
        Assert.True(answer.Split);
        Assert.Equal((20m, 40m, 0m), (Now(answer, small), Now(answer, large), answer.Rest.Kilograms));
    }

    [Fact]
    public void Who_had_more_before_gives_up_first()
    {
        // One had 20 kg before and is promised 10 of 40 beside another's 30, ten persons each: 30 and 30. Of 20 kg the other has all: 20 and 20.
        var lot = Lot(40);
        var before = Need("before", 10, 100, x => x with { ReceivedEarlier = DayBuilder.Kilograms(20) });
        var never = Need("never", 10, 100);
        var answer = Weigh(lot, 20);
        Assert.Equal((0m, 20m), (Now(answer, before), Now(answer, never)));
    }

    [Fact]
    public void The_vote_may_cut_everyone_alike()
    {
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { PromiseCut = PromiseCut.InProportion } };
        var lot = Lot(40);
        var before = Need("before", 10, 100, x => x with { ReceivedEarlier = DayBuilder.Kilograms(20) });
        var never = Need("never", 10, 100);
        var answer = Weigh(lot, 20);
        Assert.Equal((5m, 15m), (Now(answer, before), Now(answer, never)));
    }

    [Fact]
    public void The_vote_may_cut_the_latest_promise_first()
    {
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { PromiseCut = PromiseCut.LatestFirst } };
        var (lot, small, large) = Ninety();
        var answer = Weigh(lot, 40, order: x => x.OrderByDescending(a => a.Need == large.Id));
        Assert.Equal((0m, 40m), (Now(answer, small), Now(answer, large)));
    }

    /// <summary>Ten persons each ask for 20 and for 60 kg; of 60 kg promised 30 came.</summary>
    [Theory]
    // Equal awards: 15 each.
    [InlineData(Rationing.EqualAwards, 15, 15)]
    // In proportion to what is asked, one to three.
    [InlineData(Rationing.Proportional, 7.5, 22.5)]
    // Of 80 kg asked 50 are lacking: 25 each is more than one asks, so the other has all.
    [InlineData(Rationing.EqualLosses, 0, 30)]
    // Less than half of all that is asked: equal awards up to half of one's claim, ten and thirty.
    [InlineData(Rationing.Talmud, 10, 20)]
    public void Who_is_worst_served_is_told_by_the_voted_rule(Rationing rule, double first, double second)
    {
        day.Policy = day.Policy with { Sharing = SharingTerms.Default with { Rationing = rule } };
        var lot = Lot(60);
        var small = Need("small", 10, 20);
        var large = Need("large", 10, 60);
        var answer = Weigh(lot, 30);
        Assert.Equal(first, (double)Now(answer, small), 0.01);
        Assert.Equal(second, (double)Now(answer, large), 0.01);
    }

    [Fact]
    public void Urgent_needs_are_cut_last_whatever_was_voted()
    {
        foreach (var cut in Enum.GetValues<PromiseCut>())
        {
            var day = new DayBuilder();
            day.Policy = day.Policy with { Sharing = SharingTerms.Default with { PromiseCut = cut } };
            var shop = day.Donor("shop");
            day.Van("van", shop);
            var lot = day.Lot("carrots", shop, 60);
            var ordinary = day.Need("ordinary", day.Recipient("poor", 500), 30);
            var urgent = day.Need("urgent", day.Recipient("rich", 1, party: x => x with { ReceivedEarlier = DayBuilder.Kilograms(900) }), 30, urgency: Urgency.Class3);
            var answer = Resplit.Share(Board(day.Build(), lot, 35_000));
            Assert.Equal((5m, 30m), (Now(answer, ordinary), Now(answer, urgent)));
        }
    }

    [Fact]
    public void What_is_too_much_goes_to_whoever_has_room()
    {
        // 90 kg promised, 130 weighed. The small house wanted 30 and has them; the large may have 100 of which its store holds 80.
        var lot = Lot(90);
        var small = Need("small", 10, 30);
        var large = Need("large", 20, 100, site: x => x with { StorageLeft = x.StorageLeft with { Ambient = DayBuilder.Kilograms(80) } });
        var answer = Weigh(lot, 130);
        Assert.Equal((30m, 80m, 20m), (Now(answer, small), Now(answer, large), answer.Rest.Kilograms));
    }

    [Fact]
    public void A_share_that_is_no_longer_worth_a_stop_goes_to_the_other()
    {
        // Shares of 15 kg at least: of 36 kg each person would have 1.2, so 12 and 24 kg; the small house gives up its own.
        var lot = Lot(90, x => x with { SmallestShare = DayBuilder.Kilograms(15) });
        var (small, large) = (Need("small", 10, 400), Need("large", 20, 400));
        var answer = Weigh(lot, 36);
        Assert.Equal((0m, 36m), (Now(answer, small), Now(answer, large)));
    }

    [Fact]
    public void Nothing_on_board_is_nothing_for_anybody() => Assert.All(Weigh(Ninety().Lot, 0).Shares, x => Assert.Equal(Mass.Zero, x.Now));

    [Fact]
    public void Three_tonnes_among_thirty_are_split_again_in_less_than_a_second()
    {
        var lot = Lot(3_000);
        for (var i = 0; i < 30; i++)
            Need($"need{i}", persons: 10 + i, wanted: 400);
        var board = Board(day.Build(), lot, 2_000_000);
        Resplit.Share(board);
        // The best of three, since others may be at work on the machine.
        var least = Enumerable.Range(0, 3).Min(_ =>
        {
            var watch = Stopwatch.StartNew();
            Assert.Equal(Mass.Zero, Resplit.Share(board).Rest);
            return watch.Elapsed;
        });
        TestContext.Current.SendDiagnosticMessage($"{least.TotalMilliseconds:0} ms");
        Assert.True(least < TimeSpan.FromSeconds(1), $"{least}");
    }

    /// <summary>The balance is exact, no limit is broken, urgent needs are cut last, and no part could be moved to someone worse served.</summary>
    [Fact]
    public void On_random_days_the_balance_is_exact_and_the_rule_is_kept()
    {
        var splits = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var declared = RandomDay.Make(seed, seed % 2 == 0 ? DaySize.Small : DaySize.Medium, new RandomDayOptions(Shares: seed % 3 == 0));
            var (index, result) = (new DayIndex(declared), declared.Match(seed));
            var random = new Random(seed);
            foreach (var ofLot in result.Allocations.GroupBy(x => x.Lot).Where(x => x.Count() > 1))
            {
                var promised = ofLot.Sum(x => x.Quantity.Grams);
                var board = new OnBoard
                {
                    Day = index,
                    Promised = result.Allocations,
                    Lot = ofLot.Key,
                    Remaining = [.. ofLot.Select(x => x.Id)],
                    Weighed = new Mass(promised * random.Next(0, 200) / 100),
                    Seed = seed,
                };
                var answer = Resplit.Share(board);
                Assert.Equal(board.Weighed, answer.Rest + new Mass(answer.Shares.Sum(x => x.Now.Grams)));
                if (!answer.Split)
                    continue;
                splits++;
                Assert.True(answer.Rest >= Mass.Zero);
                var shuffled = Resplit.Share(board with { Day = new DayIndex(Shuffled.Of(declared, seed)), Promised = [.. result.Allocations.Reverse()] });
                Assert.Equal(answer, shuffled);
                if (board.Weighed.Grams < promised)
                    Cut(index, result, answer, seed);
                else
                    Added(index, result, answer, seed);
            }
        }
        Assert.True(splits > 60, $"{splits}");
    }

    static void Cut(DayIndex day, MatchingResult result, ResplitAnswer answer, int seed)
    {
        Assert.Equal(Mass.Zero, answer.Rest);
        foreach (var share in answer.Shares)
        {
            Assert.True(share.Now >= Mass.Zero && share.Now <= share.Promised, $"seed {seed}");
            // An urgent promise is cut only when nothing that comes after it is kept.
            if (day[share.Need].Urgency != Urgency.Ordinary && share.Now < share.Promised)
                Assert.All(answer.Shares.Where(x => Rank(day, x.Need) > Rank(day, share.Need)), x => Assert.Equal(Mass.Zero, x.Now));
        }
        var lot = day[result.Allocations.First(x => x.Id == answer.Shares[0].Allocation).Lot];
        if (lot.SmallestShare > Mass.Zero)
            return;
        foreach (var has in answer.Shares.Where(x => x.Now > Mass.Zero && day[x.Need].Urgency == Urgency.Ordinary))
            foreach (var lacks in answer.Shares.Where(x => x.Now < x.Promised && day[x.Need].Urgency == Urgency.Ordinary))
                if (Persons(has) > 0 && Persons(lacks) > 0)
                {
                    // A gram more below the other: (r - 1) / p of the one does not exceed (r + 1) / p of the other, within the rounding of weights.
                    var (one, other) = ((Received(has) - 2m) / Persons(has), (Received(lacks) + 2m) / Persons(lacks));
                    Assert.True(one <= other + 0.001m, $"seed {seed}: {one} and {other}");
                }

        int Persons(ResplitShare x) => day[day[x.Need].Recipient].AttestedPersons;
        long Received(ResplitShare x)
        {
            var party = day[x.Need].Recipient;
            var cut = answer.Shares.Where(y => day[y.Need].Recipient == party).Sum(y => y.Promised.Grams - y.Now.Grams);
            return day[party].ReceivedEarlier.Grams + result.Allocations.Where(y => day[y.Need].Recipient == party).Sum(y => y.Quantity.Grams) - cut;
        }
    }

    static void Added(DayIndex day, MatchingResult result, ResplitAnswer answer, int seed)
    {
        var lot = day[result.Allocations.First(x => x.Id == answer.Shares[0].Allocation).Lot];
        foreach (var share in answer.Shares)
        {
            Assert.True(share.Now >= share.Promised, $"seed {seed}");
            var need = day[share.Need];
            var others = result.Allocations.Where(x => x.Need == need.Id && x.Id != share.Allocation).Sum(x => x.Quantity.Grams);
            Assert.True(share.Now.Grams + others <= need.Wanted.Grams, $"seed {seed}: more than wanted");
            var more = answer.Shares.Where(x => day[x.Need].Site == need.Site).Sum(x => x.Now.Grams - x.Promised.Grams);
            var there = result.Allocations.Where(x => day[x.Need].Site == need.Site && day[x.Lot].Temperature == lot.Temperature).Sum(x => x.Quantity.Grams);
            Assert.True(there + more <= day[need.Site].StorageLeft[lot.Temperature].Grams, $"seed {seed}: more than the store holds");
        }
    }

    static int Rank(DayIndex day, NeedId need) => day[need].Urgency is Urgency.Ordinary ? 4 : (int)day[need].Urgency;

    (Lot Lot, Need Small, Need Large) Ninety() => (Lot(90), Need("small", 10, 400), Need("large", 20, 400));

    Lot Lot(decimal kilograms, Func<Lot, Lot>? adjust = null)
    {
        var shop = day.Donor("shop");
        day.Van("van", shop);
        return day.Lot("carrots", shop, kilograms, adjust: adjust);
    }

    Need Need(string code, int persons, decimal wanted, Func<Party, Party>? party = null, Func<Site, Site>? site = null) =>
        day.Need(code, day.Recipient(code, persons, party: party, site: site), wanted);

    ResplitAnswer Weigh(Lot lot, decimal kilograms, Func<IEnumerable<Allocation>, IEnumerable<Allocation>>? order = null) =>
        Resplit.Share(Board(day.Build(), lot, (long)(kilograms * 1000), order));

    static OnBoard Board(DayDeclarations declared, Lot lot, long grams, Func<IEnumerable<Allocation>, IEnumerable<Allocation>>? order = null)
    {
        var result = declared.Match();
        var ofLot = result.Allocations.Where(x => x.Lot == lot.Id);
        return new OnBoard
        {
            Day = new DayIndex(declared),
            Promised = result.Allocations,
            Lot = lot.Id,
            Remaining = [.. (order?.Invoke(ofLot) ?? ofLot).Select(x => x.Id)],
            Weighed = new Mass(grams),
            Seed = 1,
        };
    }

    static decimal Now(ResplitAnswer answer, Need need) => answer.Shares.Single(x => x.Need == need.Id).Now.Kilograms;
}
