using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Replays;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Replays;

public sealed class PolicyReplayTests
{
    static readonly Policy Usual = new DayBuilder().Policy;

    static readonly PolicyReplay Replay = new(new NoSolver());

    static ReplayResult Run(IReadOnlyCollection<PastDay> days, Policy policy, long seed) =>
        Replay.Run(days, policy, seed, cancellation: TestContext.Current.CancellationToken);

    static ValueList<OrderPrice> PriceOrders(IReadOnlyCollection<PastDay> days, Policy policy, long seed) =>
        Replay.PriceOrders(days, policy, seed, cancellation: TestContext.Current.CancellationToken);

    /// <summary>The day so many days after Tuesday 10 March 2026, in a town of three places that are there every day.</summary>
    static PastDay Day(int number, Action<DayBuilder, Site, Site, Site> tell)
    {
        var day = new DayBuilder { Date = new DateOnly(2026, 3, 10).AddDays(number) };
        var (market, north, south) = (day.Donor("market"), day.Recipient("north", persons: 100, north: 2), day.Recipient("south", persons: 100, north: -2));
        day.Van("van", market);
        tell(day, market, north, south);
        var index = day.Index();
        return new PastDay(index, new CrowRoads(index));
    }

    static PartyReplay Of(ReplayResult result, string code) => result.Parties.Single(x => x.Code == code);

    static Policy With(Func<SharingTerms, SharingTerms> change) => Usual with { Sharing = change(Usual.Sharing) };

    /// <summary>Each Wednesday the farm gives to north alone, each Tuesday the market to both: from the second week on a policy that looks ahead knows it.</summary>
    [Fact]
    public void A_policy_that_looks_ahead_knows_the_days_before_and_nothing_of_those_to_come()
    {
        PastDay Tuesday(int number) => Day(number, (day, market, north, south) => Both(day, market, north, south, number));
        PastDay Wednesday(int number) => Day(number, (day, _, north, south) =>
        {
            var farm = day.Donor("farm", 1, 1);
            day.Lot($"lot-{number}", farm, 40, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date) });
            day.Need($"north-{number}", north, 40);
        });
        static void Both(DayBuilder day, Site market, Site north, Site south, int number)
        {
            day.Donor("farm", 1, 1);
            day.Lot($"lot-{number}", market, 40, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date) });
            day.Need($"north-{number}", north, 40);
            day.Need($"south-{number}", south, 40);
        }

        var ahead = With(x => x with { LookAheadDays = 1, HalfLifeDays = 1, EquityTolerancePermille = 0 });
        var blind = With(x => x with { LookAheadDays = 0, HalfLifeDays = 1, EquityTolerancePermille = 0 });
        PastDay[] oneWeek = [Tuesday(0), Wednesday(1)];
        Assert.Equal(Of(Run(oneWeek, blind, 1), "south").Received, Of(Run(oneWeek, ahead, 1), "south").Received);
        PastDay[] twoWeeks = [Tuesday(0), Wednesday(1), Tuesday(7), Wednesday(8)];
        Assert.True(Of(Run(twoWeeks, ahead, 1), "south").Received.Total > Of(Run(twoWeeks, blind, 1), "south").Received.Total);
    }

    [Fact]
    public void Who_went_short_on_one_day_comes_first_on_the_next()
    {
        PastDay[] days =
        [
            Day(0, (day, market, north, _) =>
            {
                day.Lot("leeks", market, 40);
                day.Need("north-0", north, 40);
            }),
            Day(1, (day, market, north, south) =>
            {
                day.Lot("carrots", market, 40);
                day.Need("north-1", north, 40);
                day.Need("south-1", south, 40);
            }),
        ];
        // South, seen for the first time on the second day, starts as newcomers do: with what north has per person. They share alike from there.
        var result = Run(days, Usual, seed: 1);
        Assert.Equal((60_000, 20_000), (Of(result, "north").Received.Total.Grams, Of(result, "south").Received.Total.Grams));

        // Had it been there on the first day, it would have the second day's goods alone.
        days[0] = Day(0, (day, market, north, south) =>
        {
            day.Lot("leeks", market, 40);
            day.Need("north-0", north, 40);
            day.Need("south-0", south, 1, Family.Hygiene);
        });
        result = Run(days, With(x => x with { HalfLifeDays = 3650 }), seed: 1);
        Assert.Equal((40_000, 40_000), (Of(result, "north").Received.Total.Grams, Of(result, "south").Received.Total.Grams));
    }

    [Fact]
    public void What_lives_is_offered_again_and_what_dies_is_wasted()
    {
        var result = Run(
            [
                Day(0, (day, market, north, _) =>
                {
                    day.Lot("milk", market, 10, Family.Dairy, lot => lot with { Date = new DateMark.UseBy(day.Date) });
                    day.Lot("leeks", market, 30);
                    day.Need("north-0", north, 5);
                }),
                // The same leeks, declared again as they were in fact: what is left in the replay counts.
                Day(1, (day, market, north, _) =>
                {
                    day.Lot("leeks", market, 12, adjust: lot => lot with { Date = new DateMark.KeepsUntil(new DateOnly(2026, 3, 16)) });
                    day.Lot("flour", market, 3, Family.Starch);
                    day.Need("north-1", north, 10);
                }),
                // Not declared again, and still there.
                Day(2, (day, _, north, _) => day.Need("north-2", north, 8)),
            ],
            Usual, seed: 1);
        // Of 30 kg of leeks 5, 10 and 8 are given and 7 kept; milk died on the first evening; flour keeps.
        Assert.Equal((23_000, 10_000, 10_000), (result.Given.Grams, result.Waste.Grams, result.Kept.Grams));
        Assert.Equal(43_000, result.Offered.Grams);
    }

    /// <summary>
    /// Reciprocity without obligation: on the first day one of two equal partners, or neither, gives soap to a school; on the three that follow less than both want is shared.
    /// </summary>
    [Fact]
    public void What_partners_gave_changes_no_allocation_whoever_gave_and_however_much()
    {
        ReplayResult Given(Func<Site, Site, Site?> giver, decimal kilograms) => Run(
            [
                Day(0, (day, _, north, south) =>
                {
                    if (giver(north, south) is not { } from)
                        return;
                    day.Lot("soap", from, kilograms, Family.Hygiene, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date) });
                    day.Need("school-0", day.Recipient("school", persons: 10, east: 1), kilograms, Family.Hygiene);
                }),
                .. Enumerable.Range(1, 3).Select(number => Day(number, (day, market, north, south) =>
                {
                    day.Lot($"leeks-{number}", market, 41, adjust: x => x with { Date = new DateMark.KeepsUntil(day.Date) });
                    day.Need($"north-{number}", north, 60);
                    day.Need($"south-{number}", south, 60);
                })),
            ],
            Usual, seed: 1);

        var without = Given((_, _) => null, 1);
        Assert.Equal(123_000, Of(without, "north").Received.Total.Grams + Of(without, "south").Received.Total.Grams);
        foreach (var kilograms in (decimal[])[1, 40, 900])
            foreach (var giver in (Func<Site, Site, Site?>[])[(north, _) => north, (_, south) => south])
            {
                var result = Given(giver, kilograms);
                Assert.Equal(kilograms * 1000, Of(result, "school").Received.Total.Grams);
                foreach (var party in (string[])["north", "south"])
                    Assert.Equal(Of(without, party).Received, Of(result, party).Received);
            }
    }

    [Fact]
    public void A_new_lot_under_an_old_code_is_a_new_lot()
    {
        var result = Run(
            [
                Day(0, (day, market, north, _) =>
                {
                    day.Lot("lot-1", market, 30);
                    day.Need("north-0", north, 5);
                }),
                Day(1, (day, market, north, _) =>
                {
                    day.Lot("lot-1", market, 12, adjust: lot => lot with { Product = "carrots" });
                    day.Need("north-1", north, 100);
                }),
            ],
            Usual, seed: 1);
        Assert.Equal((42_000, 0, 0), (result.Given.Grams, result.Waste.Grams, result.Kept.Grams));
    }

    [Fact]
    public void A_day_on_which_clocks_change_carries_lots_over_at_the_same_hours()
    {
        // 28 March to 29 March 2026: clocks go forward.
        var result = Run(
            [
                Day(18, (day, market, north, _) =>
                {
                    day.Lot("leeks", market, 30);
                    day.Need("north-0", north, 5);
                }),
                Day(19, (day, _, north, _) => day.Need("north-1", north, 25)),
            ],
            Usual, seed: 1);
        Assert.Equal(30_000, result.Given.Grams);
    }

    [Fact]
    public void The_days_are_taken_by_date_whatever_their_order()
    {
        var days = Past(seed: 4);
        Assert.Equal(Text(Run(days, Usual, seed: 1)), Text(Run([.. days.Reverse()], Usual, seed: 1)));
    }

    /// <summary>
    /// Reciprocity is shown and never an input: who gave more, and who lends what, moves no kilogram of what is received.
    /// </summary>
    [Fact]
    public void Any_change_of_what_was_given_or_lent_leaves_every_result_identical()
    {
        for (var seed = 0; seed < 25; seed++)
        {
            var days = Past(seed);
            var random = new Random(seed);
            var other = days.Select(x => Past(Lending(Giving(x.Day.Day, random), random))).ToArray();
            var terms = With(x => x with { Order = AimOrder.Votable[seed % AimOrder.Votable.Count], HalfLifeDays = 7 + seed });
            Assert.Equal(Received(Run(days, terms, seed)), Received(Run(other, terms, seed)));
        }
    }

    /// <summary>Recipients give more: goods of a family that nobody asks for that day, so that nothing of what is shared changes.</summary>
    static DayDeclarations Giving(DayDeclarations day, Random random)
    {
        var asked = day.Needs.Select(x => x.Family).ToHashSet();
        if (Enum.GetValues<Family>().Where(x => !asked.Contains(x)).Cast<Family?>().FirstOrDefault() is not { } family || day.Lots.Count == 0)
            return day;
        var gifts = day.Sites.Where(_ => random.Next(3) == 0).Select((site, i) => day.Lots[0] with
        {
            Id = new LotId(NameBasedId.Derive(site.Id.Value, $"gift {i}")),
            Code = $"gift-{i}",
            Donor = site.Party,
            Site = site.Id,
            Family = family,
            Quantity = new MassRange(new Mass(1000), new Mass(random.Next(1000, 900_000)), new Mass(900_000)),
        });
        return day with { Lots = [.. day.Lots, .. gifts] };
    }

    /// <summary>Others own the equipment, or nobody lends any.</summary>
    static DayDeclarations Lending(DayDeclarations day, Random random) => random.Next(3) == 0
        ? day with { Equipment = [] }
        : day with { Equipment = [.. day.Equipment.Select(x => x with { Owner = day.Parties[random.Next(day.Parties.Count)].Id, Borrowers = [] })] };

    [Fact]
    public void Each_order_has_its_price_and_the_own_one_costs_nothing()
    {
        var prices = PriceOrders(Past(seed: 2), Usual, seed: 1);
        Assert.Equal(AimOrder.Votable, prices.Select(x => x.Order).ToValueList());
        Assert.Equal(Mass.Zero, prices[0].Difference);
        Assert.All(prices, x => Assert.Equal(x.Given - prices[0].Given, x.Difference));
    }

    [Fact]
    public void What_was_offered_was_given_wasted_or_kept()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var days = Past(seed);
            var result = Run(days, Usual, seed);
            // Lots of these days have codes of their own, so each was declared once.
            Assert.Equal(days.SelectMany(x => x.Day.Day.Lots).Sum(x => x.Quantity.Expected.Grams), result.Offered.Grams);
            Assert.Equal(result.Given.Grams, result.Parties.Sum(x => x.Received.Total.Grams));
        }
    }

    static PastDay Past(DayDeclarations day)
    {
        var index = new DayIndex(day);
        return new PastDay(index, new CrowRoads(index));
    }

    /// <summary>Three random days of one town, one after the other, whose lots differ.</summary>
    static PastDay[] Past(int seed)
    {
        // One town; its lots and needs of three dates are moved by whole days.
        var first = RandomDay.Make(seed, DaySize.Small);
        return [.. Enumerable.Range(0, 3).Select(number => Past(Moved(first, number)))];
    }

    static DayDeclarations Moved(DayDeclarations day, int days)
    {
        TimeWindow Later(TimeWindow window) => new(window.Begin.AddDays(days), window.End.AddDays(days));
        return day with
        {
            Date = day.Date.AddDays(days),
            Sites = [.. day.Sites.Select(x => x with { OpeningWindows = [.. x.OpeningWindows.Select(Later)] })],
            Lots = [.. day.Lots.Select(x => x with
            {
                Id = new LotId(NameBasedId.Derive(x.Id.Value, $"day {days}")),
                Code = $"{x.Code}-{days}",
                PickupWindow = Later(x.PickupWindow),
                Date = x.Date with { Date = x.Date.Date.AddDays(days) },
            })],
            Needs = [.. day.Needs.Select(x => x with { Deadline = x.Deadline.AddDays(days) })],
            Equipment = [.. day.Equipment.Select(x => x with { Availability = [.. x.Availability.Select(Later)] })],
            EquipmentRequests = [.. day.EquipmentRequests.Select(x => x with { Within = Later(x.Within) })],
            Shifts = [.. day.Shifts.Select(x => x with { Span = Later(x.Span), Breaks = [] })],
        };
    }

    /// <summary>Every figure of who received what.</summary>
    static string Received(ReplayResult result) => string.Join('\n', result.Parties.Select(x => $"{x.Code} {x.Received} {x.LevelPermille}")
        .Append($"{result.Given} {result.UrgentGiven} {result.PerTonne} {result.Evenness.MinPermille} {result.Evenness.GiniPermille}"));

    static string Text(ReplayResult result) => $"{Received(result)} {result.Offered} {result.Waste} {result.Kept}";
}
