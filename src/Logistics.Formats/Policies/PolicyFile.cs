using System.Text.Encodings.Web;
using System.Text.Json;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
using Logistics.Formats.Territories.Sections;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Policies;

/// <summary>A policy as a document of its own: a heading, and the same object that stands in a territory.</summary>
static class PolicyFile
{
    public const string FormatName = "ramasse-policy";
    public const int FormatVersion = 1;
    public const string Example = "docs/policy-file.md";

    /// <summary>Read and compared by people: accents stay letters.</summary>
    public static readonly JsonWriterOptions Layout = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static readonly Field<string> Schema = Optional("$schema", Values.Words, "Address of this schema, for editors.");
    static readonly Field<string> Format = Required("format", new FormatValue(FormatName), "Says that this is a policy file.");
    static readonly Field<int> Version = Required("version", new VersionValue(FormatVersion), "Version of the format.");
    static readonly Field<Policy> Policy = Required("policy", PolicyValue.Instance, "What the members decided.");

    public static readonly ObjectShape Shape = new("policyFile", "One version of a policy.", [Schema, Format, Version, Policy]);

    public static bool IsUnderstood(JsonElement file, JsonCursor root) => Heading.Understood(Format, file, root) && Heading.Understood(Version, file, root);

    public static Policy Read(ObjectReader reader)
    {
        reader.Find(Schema);
        reader.Get(Format);
        reader.Get(Version);
        var policy = reader.Get(Policy);
        reader.Close();
        return policy;
    }

    public static void Write(ObjectWriter writer, Policy policy)
    {
        writer.Set(Format, FormatName);
        writer.Set(Version, FormatVersion);
        writer.Set(Policy, policy);
    }
}
