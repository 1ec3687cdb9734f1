using System.Text.Json.Nodes;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>The territory file's JSON Schema (draft 2020-12), made from the very descriptions that the reader reads by.</summary>
/// <remarks>It describes each value; that references resolve and times are in order, only the reader can tell.</remarks>
public static class TerritorySchema
{
    /// <summary>The schema as it stands in <c>docs/territory.schema.json</c>, ending with a line feed.</summary>
    public static string Text() => ShapeSchema.Text(Build());

    internal static JsonObject Build() => ShapeSchema.Of(TerritoryFile.Shape, "Ramasse territory file, version 1");
}
