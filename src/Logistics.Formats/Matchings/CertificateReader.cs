using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Policies;
using Logistics.Formats.Policies;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;
using Logistics.Matching.Verification;

namespace Logistics.Formats.Matchings;

/// <summary>What came of reading a certificate file.</summary>
public abstract record CertificateReading
{
    CertificateReading() { }

    /// <param name="Codes">Of lots and partners, by their ids.</param>
    public sealed record Accepted(DateOnly Date, ValueList<MatchingCertificate> Certificates, IReadOnlyDictionary<Guid, string> Codes) : CertificateReading;

    /// <param name="Problems">At least one.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : CertificateReading;
}

/// <summary>Reads a certificate file (format in <c>docs/certificate-file.md</c>) and reports every problem at once; nothing is thrown for bad input.</summary>
/// <remarks>What is accepted can be verified, whether it holds or not. Thread safe.</remarks>
public static class CertificateReader
{
    /// <param name="stream">Read to its end and left open.</param>
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static CertificateReading Read(Stream stream, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var problems = JsonFile.Problems(culture);
        using var document = JsonFile.Open(JsonFile.BytesOf(stream), CertificateFile.FormatName, CertificateFile.Example, problems);
        if (document is null)
            return Rejected(problems);
        var root = new JsonCursor(document.RootElement, null, "", new Registers(problems), new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!CertificateFile.IsUnderstood(document.RootElement, root) || root.Open(CertificateFile.Shape) is not { } reader)
            return Rejected(problems);
        var accepted = CertificateFile.Read(reader);
        return problems.Any ? Rejected(problems) : accepted;
    }

    static CertificateReading.Rejected Rejected(ProblemList problems) => new(problems.All().ToValueList());
}

/// <summary>Writes certificates so that <see cref="CertificateReader"/> reads the same back.</summary>
/// <remarks>The same certificates give the same bytes (UTF-8, LF).</remarks>
public static class CertificateWriter
{
    /// <param name="stream">Written to and left open.</param>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public static void Write(DayIndex day, ValueList<MatchingCertificate> certificates, long seed, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(certificates);
        ArgumentNullException.ThrowIfNull(stream);
        var lots = certificates.SelectMany(x => x.Arcs).Select(x => x.Lot).OfType<LotId>().Distinct().Select(x => (x.Value, day[x].Code));
        var parties = certificates.SelectMany(x => x.Recipients).Select(x => x.Party).Distinct().Select(x => (x.Value, day[x].Code));
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        CertificateFile.Write(new ObjectWriter(json, names: null), day.Day.Date, seed, [.. day.Day.Territories.Select(x => PolicyHash.Of(x.Policy)).Distinct()],
            [.. lots, .. parties], certificates);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
