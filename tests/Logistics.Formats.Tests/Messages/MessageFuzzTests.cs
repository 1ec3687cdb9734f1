using System.Diagnostics;
using System.Text;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Formats.Messages;
using Logistics.Formats.Territories;
using Logistics.Formats.Tests.Territories;

namespace Logistics.Formats.Tests.Messages;

/// <summary>Whatever is written, it is read; and what is read fits into a lot.</summary>
public sealed class MessageFuzzTests
{
    static readonly string[] Words =
    [
        "30", "2", "0", "1/2", "2,5", "9999999", "12345678901", "14.11", "1 200", "une", "trentaine", "deux", "cent", "quatre-vingt-dix-huit", "environ", "entre", "et", "à", "de", "d'", "du", "x", "-", "/", ":", ",", "\n", "(", ")", "+",
        "kg", "g", "litres", "cageots", "palettes", "cartons", "pots", "courgettes", "pommes de terre", "yaourts", "steaks hachés", "surgelés", "pain", "riz", "pâtés", "saumon", "frais", "conserves", "topinambourgs", "seaux",
        "avant", "16h", "16:30", "25h", "jusqu'à", "à partir de", "midi", "minuit", "ce soir", "demain", "après-midi", "samedi", "prochain", "le", "12/11", "31/02", "29 février", "1er", "décembre", "2027", "DLC", "DDM", "J+2", "à consommer avant",
        "Biocoop", "Celleneuve", "Saint-Jean-de-Védas", "l'Escale", "chez", "12 rue des Oliviers", "06 12 34 56 78", "a@b.fr", "https://exemple.org/x", "🥕", "\ud800", "\u0301", "\u0000", "bio", "local", "cherche", "besoin", "pas", "plus",
    ];

    static string Salad(Random random) => string.Join(random.Next(4) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 30)).Select(_ => Words[random.Next(Words.Length)]));

    static IReadOnlyList<MessageDraft> Read(string text) => MessageReader.ReadAll(text, Celleneuve.Today, Celleneuve.Day, UnitTable.Default);

    [Fact]
    public void No_text_makes_the_reader_throw_and_every_draft_keeps_its_promises()
    {
        for (var seed = 0; seed < 6000; seed++)
        {
            var random = new Random(seed);
            var text = seed % 3 == 0 ? Noise(random) : Salad(random);
            try
            {
                var drafts = Read(text);
                Assert.NotEmpty(drafts);
                Assert.All(drafts, draft => MustKeepPromises(draft, text));
                Assert.Equal(drafts, Read(text));
                Assert.Equal(drafts[0] with { Doubts = [] }, MessageReader.Read(text, Celleneuve.Today, Celleneuve.Day, UnitTable.Default) with { Doubts = [] });
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                throw new InvalidOperationException($"seed {seed} threw", thrown);
            }
        }
    }

    static string Noise(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return random.Next(2) == 0 ? Encoding.Latin1.GetString(bytes) : string.Concat(bytes.Select(value => (char)(value * 257)));
    }

    static void MustKeepPromises(MessageDraft draft, string text)
    {
        Assert.True(draft.From is null || draft.Until is null || draft.From <= draft.Until, text);
        Assert.True(draft.Day is null || draft.Day >= Celleneuve.Today, text);
        Assert.True(draft.Crates is null or > 0 && draft.Units is null or > 0, text);
        Assert.True(draft.Site is null || Celleneuve.Day.Sites.Any(site => site.Code == draft.Site), text);
        Assert.True(draft.Product is null || (draft.Product.Length is > 0 and <= 200 && !draft.Product.Any(char.IsAsciiDigit) && !draft.Product.Contains('@')), text);
        Assert.Equal(draft.Doubts.Count, draft.Doubts.Select(doubt => doubt.Field).Distinct().Count());
        foreach (var (field, absent) in new[]
        {
            (DraftField.Product, draft.Product is null), (DraftField.Family, draft.Family is null), (DraftField.Quantity, draft.Quantity is null), (DraftField.Day, draft.Day is null),
            (DraftField.Until, draft.Until is null), (DraftField.Site, draft.Site is null), (DraftField.Date, draft is { Date: null, IsNeed: false }),
        })
            Assert.True(!absent || draft.Doubts.Any(doubt => doubt.Field == field), $"{field} is neither said nor asked back: {text}");
    }

    [Fact]
    public void What_is_read_and_put_into_a_lot_comes_back_from_the_file()
    {
        var grower = Celleneuve.Day.Sites[5];
        List<Lot> lots = [];
        for (var seed = 0; seed < 1500; seed++)
            foreach (var draft in Read(Salad(new Random(seed))))
                lots.Add(LotOf(draft, $"lot-{lots.Count}"));
        var day = Celleneuve.Day with { Lots = [.. lots] };
        Assert.True(lots.Count > 1500);
        var again = Example.Accepted(RoundTripTests.Written(day));
        Assert.Equal(day.Lots.Select(lot => lot with { Id = default, Donor = default, Site = default, Territory = default }), again.Lots.Select(lot => lot with { Id = default, Donor = default, Site = default, Territory = default }));

        // What the form fills in for what the message did not say.
        Lot LotOf(MessageDraft draft, string code)
        {
            var site = Celleneuve.Day.Sites.FirstOrDefault(site => site.Code == draft.Site) ?? grower;
            return new()
            {
                Id = TerritoryIds.Lot(site.Territory, code),
                Code = code,
                Territory = site.Territory,
                Donor = site.Party,
                Site = site.Id,
                Product = draft.Product ?? "?",
                Kind = draft.Kind ?? "other",
                Family = draft.Family ?? Family.Other,
                Quantity = draft.Quantity ?? new(new(1), new(1), new(1)),
                Origin = QuantityOrigin.Declared,
                Crates = draft.Crates ?? 0,
                Units = draft.Units ?? 0,
                Temperature = draft.Temperature ?? TemperatureClass.Ambient,
                Date = draft.Date ?? new DateMark.KeepsUntil(Celleneuve.Today),
                PickupWindow = new(At(draft.From ?? TimeOnly.MinValue), At(draft.Until ?? new(23, 59))),
                Source = SourceKind.Gift,
                Qualities = draft.Qualities,
            };
        }

        static DateTimeOffset At(TimeOnly time) => LocalTime.ToInstant(Celleneuve.Today, time, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"))!.Value;
    }

    [Theory]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("1 ")]
    [InlineData("1-")]
    [InlineData("14-17h ")]
    [InlineData("0 ")]
    [InlineData("de ")]
    [InlineData("a@")]
    [InlineData("yaourt ")]
    [InlineData("10 kg pain ")]
    [InlineData("on a du pain ")]
    [InlineData("quatre-vingt ")]
    [InlineData("Biocoop Celleneuve ")]
    [InlineData("Saint-Jean-de-")]
    [InlineData("DLC 12/11 et ")]
    [InlineData("courgete ")]
    [InlineData("le samedi ")]
    [InlineData("3 x ")]
    public void A_hundred_kilobytes_are_read_in_proportion(string part)
    {
        // Quadratic time would give 16 for four times the text, each time. Other work on the machine disturbs single runs: one pair that was left alone is enough.
        var (small, large) = (Repeat(part, 25_000), Repeat(part, 100_000));
        Read(small);
        var pairs = Enumerable.Range(0, 12).Select(_ => (Fast: Time(small), Slow: Time(large)));
        Assert.Contains(pairs, pair => pair.Slow < 8 * pair.Fast + TimeSpan.FromMilliseconds(20));

        static string Repeat(string part, int length) => string.Concat(Enumerable.Repeat(part, length / part.Length));

        static TimeSpan Time(string text)
        {
            var watch = Stopwatch.StartNew();
            Read(text);
            return watch.Elapsed;
        }
    }
}
