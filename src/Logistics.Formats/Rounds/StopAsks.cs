using System.Text.Json;

namespace Logistics.Formats.Rounds;

/// <summary>How much of an answer is wanted at a stop.</summary>
public enum Ask
{
    Off,
    Optional,

    /// <summary>The page closes no stop without it, or without the words "I cannot".</summary>
    Required,
}

/// <summary>What a driver is asked when a stop is closed. One place for all territories, until one wants it otherwise.</summary>
/// <param name="Temperature">Of cold goods only: others are never asked for.</param>
/// <param name="Name">Of who stood at the door.</param>
/// <remarks>
/// Temperatures at both doors: guide de bonnes pratiques d'hygiène de la distribution de produits alimentaires par les organismes caritatifs, cold
/// chain at collection and at reception. The weight is asked for and not forced: many doors have no scales, and a figure that was made up to get on is
/// worse than "as planned", which says so.
/// </remarks>
public sealed record StopAsks(Ask Weight, Ask Temperature, Ask Photo, Ask Name)
{
    public static readonly StopAsks AtPickup = new(Ask.Optional, Ask.Required, Ask.Optional, Ask.Optional);

    public static readonly StopAsks AtDelivery = new(Ask.Optional, Ask.Required, Ask.Optional, Ask.Optional);

    internal void Write(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject(kind);
        foreach (var (name, ask) in (ReadOnlySpan<(string, Ask)>)[("weight", Weight), ("temperature", Temperature), ("photo", Photo), ("name", Name)])
            json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(ask.ToString()));
        json.WriteEndObject();
    }
}
