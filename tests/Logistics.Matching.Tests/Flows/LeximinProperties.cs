using FsCheck;
using FsCheck.Fluent;
using Logistics.Domain;
using Logistics.Matching.Flows;
using Logistics.Matching.Model;

namespace Logistics.Matching.Tests.Flows;

/// <summary>The fairest flow beside other ways to find it, on small made-up networks of lots and houses; FsCheck names the seed of a failure.</summary>
public sealed class LeximinProperties
{
    static readonly Config Runs = Config.QuickThrowOnFailure.WithReplay(new FsCheck.Replay(new Rnd(2026, 1_129), null)).WithMaxTest(300);

    static readonly Gen<int> Seeds = Gen.Choose(0, 10_000_000);

    /// <summary>Lots of a few units, houses with weights 1 to 5 and something received before, and who may have what.</summary>
    sealed class Town
    {
        const int Sink = 1;

        public Town(int seed, bool nothingBefore = false)
        {
            var random = new Random(seed);
            Lots = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => random.Next(1, 40))];
            var houses = random.Next(2, 6);
            Rows = [.. Enumerable.Range(0, houses).Select(i => new RecipientRow(
                new PartyId(Guid.Empty), 1, random.Next(1, 6), 0, nothingBefore ? 0 : random.Next(0, 30)))];
            Caps = [.. Enumerable.Range(0, houses).Select(_ => (long)random.Next(1, 60))];
            May = [.. Enumerable.Range(0, Lots.Length).Select(_ => Enumerable.Range(0, houses).Where(_ => random.Next(100) < 65).ToArray())];
        }

        public int[] Lots { get; }

        public RecipientRow[] Rows { get; }

        public long[] Caps { get; }

        public int[][] May { get; }

        /// <summary>What each house holds under the fairest of the largest flows.</summary>
        public long[] Share(long[]? caps = null)
        {
            caps ??= Caps;
            var (network, houseNode, houseArc, back) = Network(caps);
            new Tower(network, CancellationToken.None).Maximise([back]);
            new Leximin(network, Rows, houseNode, houseArc, caps, [back]).ShareOut(CancellationToken.None);
            return [.. houseArc.Select(x => network.Flow[x])];
        }

        /// <summary>The same by a convex cost: of the largest flows the one with the least sum of squares over weights, unit by unit.</summary>
        public long[] ShareByConvexCost()
        {
            // 60 is a multiple of every weight, so marginal costs are whole.
            var (network, houseNode, _, back) = Network(Caps, closed: false);
            var cost = Enumerable.Range(0, network.ArcCount).Select(e => e == back ? -1_000_000_000L : 0).ToList();
            var taken = Array.ConvertAll(Rows, _ => new List<int>());
            for (var i = 0; i < Rows.Length; i++)
                for (var k = 0L; k < Caps[i]; k++)
                {
                    taken[i].Add(network.AddArc(houseNode[i], Sink, 1));
                    cost.Add((2 * (Rows[i].Earlier + k) + 1) * 60 / Rows[i].Weight);
                }
            NetworkSimplex.Solve(network, cost.ToArray());
            return [.. taken.Select(x => x.Sum(arc => network.Flow[arc]))];
        }

        (FlowNetwork Network, int[] HouseNode, int[] HouseArc, int Back) Network(long[] caps, bool closed = true)
        {
            var network = new FlowNetwork();
            int source = network.AddNode(), sink = network.AddNode();
            var houses = Array.ConvertAll(Rows, _ => network.AddNode());
            var gates = Array.ConvertAll(Rows, _ => network.AddNode());
            for (var l = 0; l < Lots.Length; l++)
            {
                var lot = network.AddNode();
                network.AddArc(source, lot, Lots[l]);
                foreach (var house in May[l])
                    network.AddArc(lot, gates[house], Lots[l]);
            }
            for (var i = 0; i < Rows.Length; i++)
                network.AddArc(gates[i], houses[i], caps[i]);
            var arcs = closed ? Array.ConvertAll(houses, house => network.AddArc(house, sink, 1_000)) : [];
            return (network, houses, arcs, network.AddArc(sink, source, 10_000));
        }
    }

    [Fact]
    public void Agrees_with_a_convex_cost_flow_in_total_and_within_a_unit_for_each_house() => For(town =>
    {
        long[] fairest = town.Share(), convex = town.ShareByConvexCost();
        Assert.Equal(convex.Sum(), fairest.Sum());
        Assert.All(fairest.Zip(convex), x => Assert.InRange(x.First - x.Second, -1, 1));
    });

    [Fact]
    public void Nobody_falls_below_its_part_of_an_equal_division_among_those_who_can_have_the_same_lots() => For(town =>
    {
        // All the lots a house may have, divided by weight among everybody who may have any of them: a house is never below that, or its cap.
        var held = town.Share();
        for (var i = 0; i < held.Length; i++)
        {
            var lots = Enumerable.Range(0, town.Lots.Length).Where(l => town.May[l].Contains(i)).ToList();
            var among = lots.SelectMany(l => town.May[l]).Distinct().Sum(x => town.Rows[x].Weight);
            var part = lots.Count == 0 ? 0 : (double)lots.Sum(l => town.Lots[l]) * town.Rows[i].Weight / among;
            // Units are whole: each of the others may stand a unit higher.
            var whole = 1 + (lots.Count == 0 ? 0 : (double)lots.SelectMany(l => town.May[l]).Distinct().Count() * town.Rows[i].Weight / among);
            Assert.True(held[i] + whole >= Math.Min(town.Caps[i], part), $"house {i} holds {held[i]} of {town.Caps[i]}, an equal division gives {part}");
        }
    }, nothingBefore: true);

    [Fact]
    public void Stating_another_cap_than_the_true_one_never_brings_anyone_nearer_to_it() => For(town =>
    {
        var truth = town.Share();
        for (var i = 0; i < town.Caps.Length; i++)
            foreach (var stated in new[] { 0, town.Caps[i] / 2, town.Caps[i] + 1, town.Caps[i] * 2, town.Caps[i] + 50 })
            {
                var held = town.Share([.. town.Caps.Select((x, k) => k == i ? stated : x)]);
                Assert.True(Math.Abs(held[i] - town.Caps[i]) + 1 >= Math.Abs(truth[i] - town.Caps[i]), $"house {i} wants {town.Caps[i]}, states {stated} and holds {held[i]} instead of {truth[i]}");
            }
    });

    static void For(Action<Town> holds, bool nothingBefore = false) =>
        Check.One(Runs, Prop.ForAll(Seeds.ToArbitrary(), seed => holds(new Town(seed, nothingBefore))));
}
