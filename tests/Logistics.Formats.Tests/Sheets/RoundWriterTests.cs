using System.Globalization;
using System.Text.Json;
using Logistics.Formats.Rounds;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Sheets;

/// <summary>Bellerive's round as the driver's page reads it: what the sheet says, no more persons, and phones only while they are wanted.</summary>
public sealed class RoundWriterTests
{
    static readonly DateTimeOffset evening = new(2026, 3, 27, 20, 0, 0, TimeSpan.Zero);

    static JsonElement Written(DateTimeOffset? phonesUntil, string culture = "fr-FR")
    {
        var stream = new MemoryStream();
        RoundWriter.Write(
            new(Bellerive.Day), Bellerive.Plan, Bellerive.Plan.Routes[0].Id, new(3, phonesUntil, _ => [], StopAsks.Usual, StopAsks.Usual with { Signature = Ask.Required, Photo = Ask.Off }), CultureInfo.GetCultureInfo(culture), stream);
        return JsonDocument.Parse(stream.ToArray()).RootElement;
    }

    [Fact]
    public void It_tells_what_to_take_and_what_to_leave_for_whom()
    {
        var stops = Written(evening).GetProperty("stops");
        var market = stops[1].GetProperty("tasks");
        // 120 kg of spinach for the grocery and 60 for the street round, at most 156 and 78.
        Assert.Equal(
            [("pickup", "Épinards", "Épicerie solidaire", 120_000, 156_000, 12), ("pickup", "Épinards", "Maraude du pont", 60_000, 78_000, 6)],
            market.EnumerateArray().Select(x => (Of(x, "kind"), Of(x, "product"), Of(x, "for"), x.GetProperty("expectedG").GetInt32(), x.GetProperty("highG").GetInt32(), x.GetProperty("crates").GetInt32())));
        var yoghurt = stops.EnumerateArray().SelectMany(x => x.GetProperty("tasks").EnumerateArray()).First(x => Of(x, "product").StartsWith("Yaourts", StringComparison.Ordinal) && Of(x, "kind") == "delivery");
        Assert.Equal(("chilled", 40, "DLC 27/03", "Biocoop des Quais"), (Of(yoghurt, "cold"), yoghurt.GetProperty("limitTenths").GetInt32(), Of(yoghurt, "date"), Of(yoghurt, "from")));
    }

    [Fact]
    public void No_name_of_a_person_is_in_it_and_phones_only_when_wanted()
    {
        Assert.DoesNotContain("Claire Blanc", Written(evening).GetRawText(), StringComparison.Ordinal);
        Assert.Contains("04 99 00 00 02", Written(evening).GetRawText(), StringComparison.Ordinal);
        var without = Written(null);
        Assert.DoesNotContain("04 99", without.GetRawText(), StringComparison.Ordinal);
        Assert.False(without.TryGetProperty("phonesUntil", out _));
    }

    [Fact]
    public void Lines_lead_from_stop_to_stop()
    {
        var round = Written(null);
        var (stops, legs) = (round.GetProperty("stops"), round.GetProperty("legs"));
        Assert.Equal(stops.GetArrayLength() - 1, legs.GetArrayLength());
        for (var i = 0; i < legs.GetArrayLength(); i++)
        {
            var line = legs[i].GetProperty("line").EnumerateArray().Select(x => x.GetInt32()).Chunk(2).ToList();
            (double X, double Y) end = (line.Sum(x => x[0]) / 1e5, line.Sum(x => x[1]) / 1e5);
            Assert.InRange(Math.Abs(end.X - stops[i + 1].GetProperty("longitude").GetDouble()), 0, 0.005);
            Assert.InRange(Math.Abs(end.Y - stops[i + 1].GetProperty("latitude").GetDouble()), 0, 0.005);
        }
    }

    [Fact]
    public void Every_stop_kind_says_what_is_asked_there()
    {
        var asks = Written(null, "en-GB").GetProperty("asks");
        foreach (var kind in new[] { "pickup", "delivery" })
            Assert.Equal("required", Of(asks.GetProperty(kind), "temperature"));
        Assert.Equal(("optional", "required"), (Of(asks.GetProperty("pickup"), "signature"), Of(asks.GetProperty("delivery"), "signature")));
        Assert.Equal(("optional", "off"), (Of(asks.GetProperty("pickup"), "photo"), Of(asks.GetProperty("delivery"), "photo")));
    }

    static string Of(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
