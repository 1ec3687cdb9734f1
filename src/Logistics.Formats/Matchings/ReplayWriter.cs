using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Formats.Policies;
using Logistics.Formats.Territories.Json;
using Logistics.Matching.Replays;

namespace Logistics.Formats.Matchings;

/// <summary>Writes what past days would have come to under candidate policies, for machines and for the members' own spreadsheets.</summary>
public static class ReplayWriter
{
    /// <param name="orders">For each result, in the same order, what the orders of aims cost.</param>
    /// <param name="stream">Written to and left open.</param>
    public static void Write(IEnumerable<DateOnly> dates, IReadOnlyList<ReplayResult> results, IReadOnlyList<ValueList<OrderPrice>> orders, long seed, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(dates);
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(orders);
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        json.WriteString("format", "ramasse-replay");
        json.WriteNumber("version", 1);
        json.WriteNumber("seed", seed);
        json.WriteStartArray("dates");
        foreach (var date in dates)
            json.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndArray();
        json.WriteStartArray("policies");
        foreach (var (result, prices) in results.Zip(orders))
            Write(json, result, prices);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    static void Write(Utf8JsonWriter json, ReplayResult result, ValueList<OrderPrice> prices)
    {
        json.WriteStartObject();
        json.WriteString("version", result.Policy.Version);
        json.WriteString("hash", PolicyHash.Of(result.Policy));
        json.WriteNumber("days", result.Days);
        json.WriteNumber("offeredKg", result.Offered.Kilograms);
        json.WriteNumber("givenKg", result.Given.Kilograms);
        json.WriteNumber("wasteKg", result.Waste.Kilograms);
        json.WriteNumber("keptKg", result.Kept.Kilograms);
        json.WriteNumber("urgentAskedKg", result.UrgentAsked.Kilograms);
        json.WriteNumber("urgentGivenKg", result.UrgentGiven.Kilograms);
        json.Maybe("kmPerTonne", MatchingWriter.Tenths(result.PerTonne));
        json.Maybe("minSharePermille", result.Evenness.MinPermille);
        json.Maybe("giniPermille", result.Evenness.GiniPermille);
        json.WriteStartArray("parties");
        foreach (var party in result.Parties)
        {
            json.WriteStartObject();
            json.WriteString("party", party.Code);
            json.WriteString("name", party.Name);
            json.Families(party.Received);
            json.Maybe("levelPermille", party.LevelPermille);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("orders");
        foreach (var price in prices)
        {
            json.WriteStartObject();
            json.WriteStartArray("order");
            foreach (var aim in price.Order)
                json.WriteStringValue(WordValue<Aim>.Word(aim));
            json.WriteEndArray();
            json.WriteNumber("givenKg", price.Given.Kilograms);
            json.WriteNumber("differenceKg", price.Difference.Kilograms);
            json.WriteNumber("wasteKg", price.Waste.Kilograms);
            json.Maybe("minSharePermille", price.MinPermille);
            json.Maybe("kmPerTonne", MatchingWriter.Tenths(price.PerTonne));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
