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

/// <summary>What a driver is asked when a stop is closed.</summary>
/// <param name="Temperature">Of cold goods only: others are never asked for.</param>
/// <param name="Name">Of who stood at the door.</param>
/// <param name="Signature">Drawn with a finger by whoever stood at the door.</param>
/// <remarks>
/// Temperatures at both doors: guide de bonnes pratiques d'hygiène de la distribution de produits alimentaires par les organismes caritatifs, cold
/// chain at collection and at reception. The weight is asked for and not forced: many doors have no scales, and a figure that was made up to get on is
/// worse than "as planned", which says so.
/// </remarks>
public sealed record StopAsks(Ask Weight, Ask Temperature, Ask Photo, Ask Name, Ask Signature)
{
    /// <summary>Until an instance wants it otherwise, of both kinds of stops.</summary>
    public static readonly StopAsks Usual = new(Ask.Optional, Ask.Required, Ask.Optional, Ask.Optional, Ask.Optional);

    /// <summary>What can be asked, in words that stay.</summary>
    public IEnumerable<(string Name, Ask Ask)> All => [("weight", Weight), ("temperature", Temperature), ("photo", Photo), ("name", Name), ("signature", Signature)];

    /// <returns>The same but for one thing; null: there is none of that name.</returns>
    public StopAsks? With(string name, Ask ask) => name switch
    {
        "weight" => this with { Weight = ask },
        "temperature" => this with { Temperature = ask },
        "photo" => this with { Photo = ask },
        "name" => this with { Name = ask },
        "signature" => this with { Signature = ask },
        _ => null,
    };

    internal void Write(Utf8JsonWriter json, string kind)
    {
        json.WriteStartObject(kind);
        foreach (var (name, ask) in All)
            json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(ask.ToString()));
        json.WriteEndObject();
    }
}
