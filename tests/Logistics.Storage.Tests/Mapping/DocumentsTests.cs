using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Measures;
using Logistics.Storage.Mapping;
using Logistics.Testing;

namespace Logistics.Storage.Tests.Mapping;

public sealed class DocumentsTests
{
    [Fact]
    public void Every_fact_of_a_day_and_of_a_plan_comes_back_equal()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var facts = new ArbitraryFacts(seed);
            var day = facts.Make<DayDeclarations>();
            var plan = facts.Make<DayPlan>();

            Assert.True(day == Documents.Read<DayDeclarations>(Documents.Write(day)), $"seed {seed}: {Documents.Write(day)}");
            Assert.True(plan == Documents.Read<DayPlan>(Documents.Write(plan)), $"seed {seed}: {Documents.Write(plan)}");
        }
    }

    [Fact]
    public void A_lot_reads_like_this()
    {
        // This form is in databases: a change here must come with a migration.
        var spinach = Bellerive.Day.Lots.Single(lot => lot.Id == Bellerive.Spinach);

        using var document = JsonDocument.Parse(Documents.Write(spinach));

        Assert.Equal(spinach.Quantity.Expected.Grams, document.RootElement.GetProperty("quantity")[1].GetInt64());
        Assert.Equal(spinach.Site.Value, document.RootElement.GetProperty("site").GetGuid());
        Assert.Equal("fruit-and-vegetables", document.RootElement.GetProperty("family").GetString());
        Assert.Contains(document.RootElement.GetProperty("date").GetProperty("case").GetString(), (string[])["use-by", "best-before", "keeps-until"]);
        Assert.Equal(spinach.PickupWindow.Begin, document.RootElement.GetProperty("pickupWindow").GetProperty("begin").GetDateTimeOffset());
    }

    [Theory]
    [InlineData("""{"code":"green","name":"Caisse verte","volume":45000,"tare":1800}""")]
    [InlineData("""{"code":"green","name":"Caisse verte","volume":45000,"tare":1800,"owner":"6f2a2f0e-6a0b-5d5c-9e64-7b0c3d9a51e1","colour":"green"}""")]
    public void A_member_missing_or_unknown_is_an_error_and_never_a_silent_loss(string document) =>
        Assert.Throws<JsonException>(() => Documents.Read<CrateType>(document));

    [Fact]
    public void A_quantity_is_a_whole_number() =>
        Assert.Equal("1500", Documents.Write(Mass.FromKilograms(1.5m)));
}
