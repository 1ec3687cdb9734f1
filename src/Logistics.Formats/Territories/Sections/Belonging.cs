using Logistics.Domain;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories.Sections;

/// <summary>To which territory an object belongs, and so on whose clock its times are.</summary>
static class Belonging
{
    /// <summary>Reads the territory that the object names, or else takes <paramref name="otherwise"/>; times read after it are on its clock.</summary>
    public static TerritoryId Territory(this ObjectReader reader, Field<Territory> field, TerritoryId? otherwise)
    {
        var territory = field.Required ? reader.Get(field)?.Id : reader.Find(field)?.Id ?? otherwise;
        if (territory is not { } id || id == default)
            return default;
        reader.Clock = reader.Known.ClockOf(id);
        return id;
    }

    /// <summary>Writes the territory unless it is <paramref name="otherwise"/>; times written after it are on its clock.</summary>
    public static void Territory(this ObjectWriter writer, Field<Territory> field, TerritoryId territory, TerritoryId? otherwise)
    {
        writer.Clock = writer.ClockOf(territory);
        if (territory != otherwise)
            writer.Set(field, writer.Names[territory]);
    }
}
