using System.Text.Json;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Policies;

/// <summary>Writes a policy so that <see cref="PolicyReader"/> reads the same policy back; what has its default is left out.</summary>
public static class PolicyWriter
{
    /// <param name="stream">Written to and left open.</param>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public static void Write(Policy policy, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        PolicyFile.Write(new ObjectWriter(json, names: null), policy);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
