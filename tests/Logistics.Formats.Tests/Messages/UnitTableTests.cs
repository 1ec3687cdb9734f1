using System.Globalization;
using System.Text;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Messages;

public sealed class UnitTableTests
{
    static MassRange Weight(UnitTable table, string goods, string unit) => table.Find(goods, unit)!.Weight;

    /// <summary>Crates of the same goods vary like a bell curve (Box and Muller 1958).</summary>
    static long[] Crates(int count, double mean, double deviation, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (long)(mean + deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble())))];
    }

    [Fact]
    public void A_sort_comes_before_its_kind_and_the_kind_before_any_goods()
    {
        Assert.Equal("fruit/melons", UnitTable.Default.Find("fruit/melons", "crate")!.Goods);
        Assert.Equal("fruit", UnitTable.Default.Find("fruit/berries", "pallet")!.Goods);
        Assert.Equal("any", UnitTable.Default.Find("fruit", "sack")!.Goods);
        Assert.Equal("any", UnitTable.Default.Find(null, "crate")!.Goods);
        Assert.Null(UnitTable.Default.Find("fruit", "barrel"));
    }

    [Fact]
    public void Weighings_move_the_figure_and_it_says_where_it_comes_from()
    {
        // Assumed 8 kg, worth 5; five weighings of 10 kg: (5 × 8 + 5 × 10) / 10 = 9.
        var row = UnitTable.Default.Corrected("mixed-vegetables", "crate", 10_000, 10_000, 10_000, 10_000, 10_000).Find("mixed-vegetables", "crate")!;
        Assert.Equal(Mass.FromKilograms(9), row.Weight.Expected);
        Assert.Equal(Mass.FromKilograms(8), row.Assumed);
        Assert.Equal(5, row.Weighings);
        Assert.Equal(0, UnitTable.Default.Find("mixed-vegetables", "crate")!.Weighings);
    }

    [Theory]
    [InlineData(14_000, 1_000)]
    [InlineData(3_000, 400)]
    [InlineData(60_000, 5_000)] // Beyond three times the assumed high: it is got to all the same.
    public void Many_weighings_outweigh_a_wrong_assumption(int mean, int deviation)
    {
        var table = UnitTable.Default;
        foreach (var batch in Crates(2000, mean, deviation, seed: 7).Chunk(4))
            table = table.Corrected("mixed-vegetables", "crate", batch);
        var weight = Weight(table, "mixed-vegetables", "crate");
        Assert.InRange(weight.Expected.Grams, mean * 0.97, mean * 1.03);
        var within = Crates(2000, mean, deviation, seed: 8).Count(one => one >= weight.Low.Grams && one <= weight.High.Grams) / 2000.0;
        Assert.InRange(within, 0.8, 1);
        // The range is the goods', no longer the assumption's: four standard deviations on either side at most.
        Assert.InRange(weight.High.Grams - weight.Low.Grams, 2 * deviation, 8 * deviation);
    }

    [Fact]
    public void One_slip_does_not_decide()
    {
        var honest = Crates(20, 8_000, 500, seed: 3);
        var without = Weight(UnitTable.Default.Corrected("mixed-vegetables", "crate", honest), "mixed-vegetables", "crate").Expected;
        var with = Weight(UnitTable.Default.Corrected("mixed-vegetables", "crate", [.. honest, 8_000_000]), "mixed-vegetables", "crate").Expected;
        // It counts as three times the high of 12 kg: 36 kg among 26 in all moves the mean by little more than a kilogram.
        Assert.InRange((with - without).Grams, 1, 1_200);
    }

    [Fact]
    public void Weighings_of_a_call_count_alike_in_any_order()
    {
        var some = Crates(9, 9_000, 2_000, seed: 5);
        Assert.Equal(UnitTable.Default.Corrected("fruit", "crate", some).Rows, UnitTable.Default.Corrected("fruit", "crate", some.Reverse()).Rows);
    }

    [Fact]
    public void Goods_without_a_row_begin_with_the_one_that_stood_for_them()
    {
        var table = UnitTable.Default.Corrected("fruit/quinces", "crate", 12_000);
        // (5 × 10 + 12) / 6
        Assert.Equal(10_333, Weight(table, "fruit/quinces", "crate").Expected.Grams);
        Assert.Equal(Mass.FromKilograms(10), Weight(table, "fruit", "crate").Expected);
        Assert.Equal(1, table.Find("fruit/quinces", "crate")!.Weighings);
    }

    [Fact]
    public void What_weighs_nothing_was_not_weighed()
    {
        Assert.Throws<ArgumentException>(() => UnitTable.Default.Corrected("fruit", "crate", 0));
        Assert.Throws<ArgumentException>(() => UnitTable.Default.Corrected("fruit", "barrel", 1));
        Assert.Same(UnitTable.Default, UnitTable.Default.Corrected("fruit", "crate"));
    }

    [Fact]
    public void The_table_reads_back_from_its_file()
    {
        var table = UnitTable.Default.Corrected("fruit/quinces", "crate", 12_345).Corrected("bread", "sack", 4_000, 5_001);
        Assert.Equal(table.Rows, Assert.IsType<UnitTableReading.Accepted>(UnitTableFile.Read(Written(table))).Table.Rows);
    }

    [Fact]
    public void The_example_for_people_is_read()
    {
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return;
        }
        var document = File.ReadAllText(Path.Combine(root, "docs", "messages.md"));
        var example = document.Split("```json\n")[1].Split("```")[0];
        Assert.Equal(5, Assert.Single(Assert.IsType<UnitTableReading.Accepted>(UnitTableFile.Read(Encoding.UTF8.GetBytes(example))).Table.Rows).Weighings);
    }

    [Theory]
    [InlineData("\"lowKg\": 5", "\"lowKg\": 50", "T0403")]
    [InlineData("\"unit\": \"crate\"", "\"unit\": \"barrel\"", null)]
    [InlineData("\"weighings\": 2", "\"weighings\": -2", null)]
    [InlineData("\"goods\": \"bread\"", "\"goods\": \"any\"", null)]
    [InlineData("ramasse-units", "ramasse-policy", "T0006")]
    public void What_is_wrong_in_a_file_is_said(string right, string wrong, string? code)
    {
        var small = new UnitTable([Row("any", "crate", 0), Row("bread", "crate", 2)]);
        var text = Encoding.UTF8.GetString(Written(small));
        Assert.Contains(right, text, StringComparison.Ordinal);
        var broken = Encoding.UTF8.GetBytes(text.Replace(right, wrong, StringComparison.Ordinal));
        var problems = Assert.IsType<UnitTableReading.Rejected>(UnitTableFile.Read(broken)).Problems;
        if (code is not null)
            Assert.Contains(problems, problem => problem.Code == code);
        var english = Assert.IsType<UnitTableReading.Rejected>(UnitTableFile.Read(broken, CultureInfo.GetCultureInfo("en-GB"))).Problems;
        Assert.NotEqual(problems[0].Cause, english[0].Cause);
    }

    static UnitWeight Row(string goods, string unit, int weighings) => new(goods, unit, new(Mass.FromKilograms(5), Mass.FromKilograms(6), Mass.FromKilograms(7)), Mass.FromKilograms(6), weighings);

    [Fact]
    public void No_bytes_make_the_file_reader_throw()
    {
        var bytes = Written(UnitTable.Default);
        var random = new Random(5);
        for (var i = 0; i < 1000; i++)
        {
            var broken = bytes.ToArray();
            for (var j = random.Next(1, 4); j > 0; j--)
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            UnitTableFile.Read(broken);
        }
    }

    static byte[] Written(UnitTable table)
    {
        using var stream = new MemoryStream();
        UnitTableFile.Write(table, stream);
        return stream.ToArray();
    }
}
