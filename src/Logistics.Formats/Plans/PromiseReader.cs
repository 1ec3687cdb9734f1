using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Matching;
using Logistics.Measures;

namespace Logistics.Formats.Plans;

/// <summary>What a plan told people that they would have, as far as a later state of the day still knows lot and need.</summary>
public static class PromiseReader
{
    /// <summary>Reads only the <c>allocations</c> of a <c>plan.json</c>; whatever else the plan says is about to be made anew.</summary>
    /// <returns>Promises in the order of the file, and "lot → need" of those that the day does not know, what batches made included: batches are decided anew; null when the bytes are no plan file.</returns>
    public static (ValueList<Promise> Kept, ValueList<string> Gone)? Read(ReadOnlyMemory<byte> file, DayDeclarations day)
    {
        ArgumentNullException.ThrowIfNull(day);
        var lots = day.Lots.ToDictionary(x => x.Code, x => x.Id);
        var needs = day.Needs.ToDictionary(x => x.Code, x => x.Id);
        try
        {
            using var json = JsonDocument.Parse(file);
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("format", out var format)
                || format.ValueKind != JsonValueKind.String || !format.ValueEquals(PlanDocument.Format)
                || !root.TryGetProperty("allocations", out var allocations) || allocations.ValueKind != JsonValueKind.Array)
                return null;
            var kept = new List<Promise>();
            var gone = new List<string>();
            foreach (var allocation in allocations.EnumerateArray())
            {
                if (allocation.ValueKind != JsonValueKind.Object || Text(allocation, "lot") is not { } lot || Text(allocation, "need") is not { } need
                    || !allocation.TryGetProperty("quantityKg", out var quantity) || !quantity.TryGetDecimal(out var kilograms) || kilograms is <= 0 or > 1_000_000)
                    return null;
                if (lots.TryGetValue(lot, out var lotId) && needs.TryGetValue(need, out var needId))
                    kept.Add(new Promise(lotId, needId, new Mass((long)decimal.Round(kilograms * 1000))));
                else
                    gone.Add($"{lot} → {need}");
            }
            return ([.. kept], [.. gone]);
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // Broken syntax, half of a surrogate pair, or a quantity that is no number.
            return null;
        }
    }

    static string? Text(JsonElement from, string name) => from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
