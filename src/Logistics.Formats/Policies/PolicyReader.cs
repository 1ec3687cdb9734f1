using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Policies;

/// <summary>What came of reading a policy file.</summary>
public abstract record PolicyReading
{
    PolicyReading() { }

    public sealed record Accepted(Policy Policy) : PolicyReading;

    /// <param name="Problems">At least one.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : PolicyReading;
}

/// <summary>Reads a policy file (format in <c>docs/policy-file.md</c>) and reports every problem at once; nothing is thrown for bad input.</summary>
/// <remarks>Thread safe.</remarks>
public static class PolicyReader
{
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static PolicyReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture = null)
    {
        var problems = JsonFile.Problems(culture);
        using var document = JsonFile.Open(file, PolicyFile.FormatName, PolicyFile.Example, problems);
        if (document is null)
            return Rejected(problems);
        var root = new JsonCursor(document.RootElement, null, "", new Registers(problems), new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!PolicyFile.IsUnderstood(document.RootElement, root) || root.Open(PolicyFile.Shape) is not { } reader)
            return Rejected(problems);
        var policy = PolicyFile.Read(reader);
        return problems.Any ? Rejected(problems) : new PolicyReading.Accepted(policy);
    }

    static PolicyReading.Rejected Rejected(ProblemList problems) => new(problems.All().ToValueList());
}
