using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Logistics.Domain.Proofs;

namespace Logistics.Storage;

/// <summary>Tells the same told again from something else: SHA-256 of what a device said, without who brought it and when.</summary>
/// <remarks>Written out member by member: it must be the same in every later version of this program.</remarks>
static class SaidHash
{
    public static string Of(Proof proof)
    {
        var said = new StringBuilder();
        Add(said, proof.Plan.Value, proof.Route?.Value, proof.Site.Value, proof.Temperature?.TenthsOfDegree, Instant(proof.OccurredAt), proof.Note, proof.Position, proof.Corrects?.Value);
        foreach (var line in proof.Lines)
            Add(said, line.Allocation.Value, line.Deed, line.Quantity.Grams, line.Reason);
        if (proof.Signature is { } signature)
            Add(said, signature.Path);
        return Hash(said);
    }

    public static string Of(Incident incident)
    {
        var said = new StringBuilder();
        Add(said, incident.Plan.Value, incident.Route?.Value, incident.Site?.Value, incident.Kind, Instant(incident.OccurredAt), incident.Text);
        return Hash(said);
    }

    static string Instant(DateTimeOffset at) => at.UtcTicks.ToString(CultureInfo.InvariantCulture);

    /// <summary>Each with its length before it: nothing that is typed can look like the end of it.</summary>
    static void Add(StringBuilder said, params object?[] members)
    {
        foreach (var member in members)
        {
            var text = Convert.ToString(member, CultureInfo.InvariantCulture);
            said.Append(CultureInfo.InvariantCulture, $"{text?.Length ?? -1}:{text};");
        }
    }

    static string Hash(StringBuilder said) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(said.ToString())));
}
