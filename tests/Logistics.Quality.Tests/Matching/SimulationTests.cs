using Logistics.Domain.Goods;
using Logistics.Quality.Matching;

namespace Logistics.Quality.Tests.Matching;

public sealed class SimulationTests
{
    static readonly TownShape Small = TownShape.Named("usual") with { Associations = 12, Donors = 8, LotsPerDay = 10, Towns = 2, Side = 40 };

    public static TheoryData<string> Rules => [.. ShareRules.Names];

    static Period Made() => new(new Town(Small, seed: 2), days: 5, supply: 1);

    [Theory]
    [MemberData(nameof(Rules))]
    public void What_is_offered_is_given_wasted_or_kept(string rule)
    {
        var tally = Simulation.Run(Made(), ShareRules.Make(rule));
        Assert.Equal(tally.Offered, tally.Received.Sum() + tally.Wasted + tally.Kept);
        Assert.InRange(tally.Received.Sum(), 1, tally.Offered);
        Assert.Equal(0, tally.Broken);
        // Who voted that food may wait has voted to save less on some days.
        if (!rule.Contains("may wait", StringComparison.Ordinal))
            Assert.Equal(0, tally.BelowGreedy);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Nobody_saves_more_or_serves_the_worst_served_better_than_hindsight(string rule)
    {
        var needed = Made().Town.Associations.Select(x => (double)x.Daily.Values.Sum(mass => mass.Grams)).ToList();
        var (bound, tally) = (Hindsight.Run(Made()), Simulation.Run(Made(), ShareRules.Make(rule)));
        Assert.Equal(bound.Offered, bound.Received.Sum() + bound.Wasted + bound.Kept);
        Assert.True(bound.Wasted <= tally.Wasted);
        // Persons are whole, needs are not: so much the two measures of entitlement may differ.
        Assert.True(Metrics.Of(tally, needed).MinFill <= Metrics.Of(bound, needed).MinFill * 1.03 + 1e-9);
    }

    [Fact]
    public void The_same_period_runs_alike_twice() => Assert.Equal(
        Simulation.Run(Made(), ShareRules.Make("ours")).Received, Simulation.Run(Made(), ShareRules.Make("ours")).Received);

    // After a half-life of two days, 800 g count 400.
    [Fact]
    public void What_was_received_fades_by_half_in_a_half_life()
    {
        var memory = new Memory(associations: 1, halfLifeDays: 2);
        memory.Add(0, Family.Dairy, 800);
        memory.Fade();
        memory.Fade();
        Assert.InRange(memory.Received[0].Dairy.Grams, 398, 400);
        Assert.Equal(0, memory.Received[0].Protein.Grams);
    }
}
