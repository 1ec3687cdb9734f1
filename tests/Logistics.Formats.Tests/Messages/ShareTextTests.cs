using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Formats.Tests.Messages;

public sealed class ShareTextTests
{
    static readonly Uri Link = new("https://ramasse.example/lots/courgettes");

    static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR"), English = CultureInfo.GetCultureInfo("en-GB");

    static (Lot Lot, DayIndex Day) Courgettes(string product = "Courgettes")
    {
        var town = new DayBuilder();
        var shop = town.Donor("shop", site: site => site with { Name = "Magasin de Nadia", Address = "12 rue des Tanneurs", Phone = "04 67 00 00 00", AccessHint = "sonner chez Nadia", Commune = "Belleroche" },
            party: party => party with { Name = "Chez Nadia", Phone = "06 11 22 33 44" });
        var lot = town.Lot("courgettes", shop, 240, adjust: one => one with
        {
            Product = product,
            Kind = "mixed-vegetables",
            Crates = 30,
            Quantity = new(Mass.FromKilograms(150), Mass.FromKilograms(240), Mass.FromKilograms(360)),
            PickupWindow = town.Between(9, 16),
        });
        return (lot, new DayIndex(town.Build()));
    }

    [Fact]
    public void It_says_what_how_much_where_until_when_and_where_to_read_on()
    {
        var (lot, day) = Courgettes();
        Assert.Equal("Courgettes : 30 caisses (environ 240 kg)\nÀ Belleroche\nÀ prendre mardi 10 mars 2026 avant 16:00\nhttps://ramasse.example/lots/courgettes", ShareText.Of(lot, day, Link, French));
        Assert.Equal("Courgettes: 30 crates (about 240 kg)\nIn Belleroche\nTo be taken on Tuesday 10 March 2026 before 16:00\nhttps://ramasse.example/lots/courgettes", ShareText.Of(lot, day, Link, English));
        Assert.Equal(ShareText.Of(lot, day, Link, French), ShareText.Of(lot, day, Link, CultureInfo.GetCultureInfo("de-DE")));
    }

    [Fact]
    public void Nothing_in_it_leads_to_a_person()
    {
        var (lot, day) = Courgettes("Courgettes, appeler 06 12 34 56 78 ou +33 6 12 34 56 78 ou nadia@example.org, @nadia34");
        foreach (var text in new[] { ShareText.Of(lot, day, Link, French), ShareText.Of(lot, day, Link, English) })
            foreach (var personal in new[] { "Nadia", "nadia", "Tanneurs", "rue", "12", "04 67", "06", "+33", "sonner" })
                Assert.DoesNotContain(personal, text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Courgettes")]
    [InlineData("Courgettes rondes")]
    public void What_was_shared_in_French_can_be_read_again(string product)
    {
        var (lot, day) = Courgettes(product);
        var draft = MessageReader.Read(ShareText.Of(lot, day, Link, French), day.Day.Date, day.Day, UnitTable.Default);
        Assert.Equal((lot.Kind, lot.Family, lot.Crates, Mass.FromKilograms(240)), (draft.Kind, draft.Family!.Value, draft.Crates!.Value, draft.Quantity!.Value.Expected));
        Assert.Equal((day.Day.Date, new TimeOnly(16, 0)), (draft.Day!.Value, draft.Until!.Value));
    }
}
