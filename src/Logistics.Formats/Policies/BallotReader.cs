using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Policies;

/// <summary>What came of reading a ballot file.</summary>
public abstract record BallotReading
{
    BallotReading() { }

    public sealed record Accepted(Election Election) : BallotReading;

    /// <param name="Problems">At least one.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : BallotReading;
}

/// <summary>Reads a ballot file (format in <c>docs/voting.md</c>) and reports every problem at once; nothing is thrown for bad input.</summary>
/// <remarks>A vote that does not count, such as one cast too late, is no problem of the file: the count says so. Thread safe.</remarks>
public static class BallotReader
{
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static BallotReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture = null)
    {
        var problems = JsonFile.Problems(culture);
        using var document = JsonFile.Open(file, BallotFile.FormatName, BallotFile.Example, problems);
        if (document is null)
            return Rejected(problems);
        var root = new JsonCursor(document.RootElement, null, "", new Registers(problems), new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!BallotFile.IsUnderstood(document.RootElement, root) || root.Open(BallotFile.Shape) is not { } reader)
            return Rejected(problems);
        var election = BallotFile.Read(reader);
        return problems.Any ? Rejected(problems) : new BallotReading.Accepted(election);
    }

    static BallotReading.Rejected Rejected(ProblemList problems) => new(problems.All().ToValueList());
}

/// <summary>Writes a vote so that <see cref="BallotReader"/> reads the same vote back.</summary>
public static class BallotWriter
{
    /// <param name="stream">Written to and left open.</param>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public static void Write(Election election, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(election);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        BallotFile.Write(new ObjectWriter(json, names: null), election);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
