using System.Text.Json.Serialization;

namespace Logistics.Roads.Files;

/// <summary>What a graph file says about itself in words.</summary>
sealed record RoadFileMeta
{
    public required RoadSource Source { get; init; }

    /// <summary>The vehicle's profile by name.</summary>
    public required string Profile { get; init; }

    /// <summary>The box around all points, in 1e-7 degree.</summary>
    public required Graph.Box Bounds { get; init; }

    /// <summary>At least one; the first is asked where none is named.</summary>
    public required IReadOnlyList<SliceMeta> Slices { get; init; }
}

/// <param name="Holds">See <see cref="Profiles.TimeSlice"/>.</param>
sealed record SliceMeta(string Name, string Holds, ImportReport Report);

[JsonSourceGenerationOptions(UseStringEnumConverter = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RoadFileMeta))]
sealed partial class RoadFileJson : JsonSerializerContext;
