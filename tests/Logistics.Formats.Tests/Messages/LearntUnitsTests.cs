using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Formats.Messages;
using Logistics.Measures;

namespace Logistics.Formats.Tests.Messages;

public sealed class LearntUnitsTests
{
    const string Kind = "root-vegetables";

    static UnitWeight Assumed => UnitTable.Default.Find(Kind, "crate")!;

    [Fact]
    public void Fewer_than_three_weighings_change_nothing_and_three_do()
    {
        Assert.Equal(UnitTable.Default.Rows, LearntUnits.Of(UnitTable.Default, Weighed(20_000, 20_000)).Rows);
        var row = LearntUnits.Of(UnitTable.Default, Weighed(20_000, 20_000, 20_000)).Find(Kind, "crate")!;
        // (assumed × 5 + 3 × 20 kg) / 8.
        Assert.Equal((3, new Mass((Assumed.Weight.Expected.Grams * 5 + 60_000) / 8)), (row.Weighings, row.Weight.Expected));
    }

    /// <summary>Random weighings around a true weight, some of them absurd.</summary>
    [Fact]
    public void Many_weighings_find_the_true_weight_whatever_their_order_and_some_that_are_absurd()
    {
        var seed = Environment.TickCount;
        for (var run = 0; run < 200; run++, seed++)
        {
            var random = new Random(seed);
            // Within what a crate of anything is taken for: beyond, the table holds weighings back by itself.
            var (truth, count) = (random.Next(4_000, 16_000), random.Next(20, LearntUnits.MostWeighings + 1));
            long[] honest = [.. Enumerable.Range(0, count).Select(_ => (long)(truth * (0.85 + 0.3 * random.NextDouble())))];
            long[] told = [.. honest.Select((x, i) => i % 10 == 9 ? x * 1000 : x)];
            var weighings = Weighed(told);
            var row = LearntUnits.Of(UnitTable.Default, weighings).Find(Kind, "crate")!;

            // The assumption counts for five: what is left of it, and a tenth for the absurd ones, which are held at three deviations.
            var drag = 5m / (5 + count) * Math.Abs(Assumed.Weight.Expected.Grams - truth) + truth * 0.1m;
            Assert.True(Math.Abs(row.Weight.Expected.Grams - truth) <= drag, $"seed {seed}: {truth} g in truth, {row.Weight.Expected} after {count} weighings");
            Assert.True(row.Weight.Low <= row.Weight.Expected && row.Weight.Expected <= row.Weight.High && row.Weighings == count, $"seed {seed}: {row}");
            random.Shuffle(weighings);
            Assert.True(row == LearntUnits.Of(UnitTable.Default, weighings).Find(Kind, "crate"), $"seed {seed}: another order, another row");
            // Nothing else of the table moves.
            Assert.True(
                UnitTable.Default.Rows.Where(x => x != Assumed).SequenceEqual(LearntUnits.Of(UnitTable.Default, weighings).Rows.Where(x => (x.Goods, x.Unit) != (row.Goods, row.Unit))), $"seed {seed}: another row moved");
        }
    }

    [Fact]
    public void The_latest_sixty_count()
    {
        var old = Weighed([.. Enumerable.Repeat(30_000L, 40)]);
        var later = Weighed([.. Enumerable.Repeat(8_000L, LearntUnits.MostWeighings)], from: 1000);
        Assert.Equal(LearntUnits.Of(UnitTable.Default, later).Rows, LearntUnits.Of(UnitTable.Default, [.. old, .. later]).Rows);
    }

    [Theory]
    [InlineData("fruit", "Melons de Nîmes", "fruit/melons")]
    [InlineData("fruit", "Fruits trop mûrs", "fruit")]
    [InlineData("other", "pain", "bread")]
    [InlineData("other", "Divers", null)]
    // What the donor chose comes before its words where they disagree.
    [InlineData("leafy-vegetables", "Melons", "leafy-vegetables")]
    public void A_lot_is_weighed_as_its_sort_or_its_kind(string kind, string product, string? goods) => Assert.Equal(goods, LearntUnits.GoodsOf(kind, product));

    [Fact]
    public void A_sort_moves_without_its_kind()
    {
        var melons = Weighed(20_000, 21_000, 22_000).Select(x => x with { Kind = "fruit", Product = "Melons" });
        var table = LearntUnits.Of(UnitTable.Default, melons);
        Assert.Equal(3, table.Find("fruit/melons", "crate")!.Weighings);
        Assert.Equal(UnitTable.Default.Find("fruit", "crate"), table.Find("fruit", "crate"));
    }

    static CrateWeighing[] Weighed(params long[] gramsOfOne) => Weighed(gramsOfOne, from: 0);

    /// <summary>Ten crates taken for 100 kg, all of it promised.</summary>
    static CrateWeighing[] Weighed(long[] gramsOfOne, int from) =>
    [
        .. gramsOfOne.Select((grams, i) => new CrateWeighing(
            new(new(Id($"plan {from + i}")), new DateOnly(2026, 1, 1).AddDays(from + i), new(Id($"lot {from + i}")), new(Id("town")), new(grams * 10), Mass.FromKilograms(100)),
            Kind, "Restes du marché", 10, Mass.FromKilograms(100))),
    ];

    static Guid Id(string what) => NameBasedId.Derive(NameBasedId.Root, $"learnt-units-tests/{what}");
}
