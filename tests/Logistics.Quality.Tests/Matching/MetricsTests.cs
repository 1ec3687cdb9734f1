using Logistics.Quality.Matching;

namespace Logistics.Quality.Tests.Matching;

public sealed class MetricsTests
{
    // Three associations need 100, 100 and 200 kg over two days and receive 20, 40 and 140 of the 250 that are offered.
    // Shares received are 0.1, 0.2 and 0.7, shares entitled 0.25, 0.25 and 0.5: f = 0.4, 0.8, 1.4, which sum to 2.6.
    static readonly Metrics Three = Metrics.Of(Given(), [100_000, 100_000, 200_000]);

    static Tally Given()
    {
        var tally = new Tally(associations: 3) { Offered = 250_000, Wasted = 30_000, Kept = 20_000, UrgentWanted = 50_000, UrgentGiven = 20_000 };
        // Day 0: giver 7 meets association 0 with two lots, association 2 with one. Day 1: giver 7 meets association 2 again, giver 8 association 1.
        tally.Give(day: 0, donor: 7, association: 0, lot: "bread", grams: 15_000, decimetres: 100_000);
        tally.Give(day: 0, donor: 7, association: 0, lot: "leeks", grams: 5_000, decimetres: 100_000);
        tally.Give(day: 0, donor: 7, association: 2, lot: "leeks", grams: 60_000, decimetres: 50_000);
        tally.Give(day: 1, donor: 7, association: 2, lot: "rice", grams: 80_000, decimetres: 50_000);
        tally.Give(day: 1, donor: 8, association: 1, lot: "eggs", grams: 40_000, decimetres: 300_000);
        return tally;
    }

    [Fact]
    public void Waste_and_what_was_kept_are_parts_of_what_was_offered()
    {
        Assert.Equal(30.0 / 250, Three.Waste, 12);
        Assert.Equal(20.0 / 250, Three.Kept, 12);
    }

    [Fact]
    public void The_worst_served_received_a_fifth_of_its_need_and_four_tenths_of_its_share()
    {
        Assert.Equal(0.2, Three.MinFill, 12);
        Assert.Equal(0.4, Three.Min, 12);
        // Of three, the smallest is the first that a tenth of all do not exceed.
        Assert.Equal(0.4, Three.P10, 12);
    }

    // (2 * 1 - 4) * 0.4 + (2 * 2 - 4) * 0.8 + (2 * 3 - 4) * 1.4 = -0.8 + 0 + 2.8 = 2; over 3 * 2.6.
    [Fact]
    public void Gini_is_the_sum_of_ranked_shares() => Assert.Equal(2 / 7.8, Three.Gini, 12);

    // (|0.1 - 0.25| + |0.2 - 0.25| + |0.7 - 0.5|) / 2 = 0.4 / 2.
    [Fact]
    public void Hoover_is_the_part_to_move_to_be_equal() => Assert.Equal(0.2, Three.Hoover, 12);

    // 2.6^2 / (3 * (0.16 + 0.64 + 1.96)) = 6.76 / 8.28.
    [Fact]
    public void Jain_is_the_square_of_the_sum_over_the_sum_of_squares() => Assert.Equal(6.76 / 8.28, Three.Jain, 12);

    // Four meetings: 10 + 5 on the first day, 5 + 30 on the second, that is 50 km for 0.2 t; four visits; five parts of four lots.
    [Fact]
    public void A_meeting_counts_once_a_day_however_many_lots_it_moves()
    {
        Assert.Equal(250, Three.KmPerTonne, 9);
        Assert.Equal(50, Three.KgPerStop, 9);
        Assert.Equal(50, Three.KgPerVisit, 9);
        Assert.Equal(1.25, Three.PartsPerLot, 9);
        Assert.Equal(0.4, Three.Urgent, 9);
    }

    [Fact]
    public void Nothing_given_is_no_share_for_anyone()
    {
        var nothing = Metrics.Of(new Tally(associations: 2) { Offered = 1_000, Wasted = 1_000 }, [10, 10]);
        Assert.Equal((1, 0, 0, 0), (nothing.Waste, nothing.Min, nothing.Gini, nothing.KmPerTonne));
    }

    // Of eleven the second: ceil(1.1) = 2.
    [Fact]
    public void The_tenth_percentile_is_the_nearest_rank() => Assert.Equal(2, Metrics.Percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.10));
}
