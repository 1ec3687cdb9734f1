using System.Text.Json.Serialization;

namespace Logistics.Roads.Files;

/// <summary>What a graph file says about itself in words.</summary>
sealed record RoadFileMeta
{
    public required RoadSource Source { get; init; }

    /// <summary>The vehicle's profile by name.</summary>
    public required string Profile { get; init; }

    public required ImportReport Report { get; init; }
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoadFileMeta))]
sealed partial class RoadFileJson : JsonSerializerContext;
