using System.Globalization;
using Logistics.Domain;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>
/// Reads a territory file (format in <c>docs/territory-file.md</c>) and reports every problem at once. Whatever the bytes, the outcome is
/// a reading; nothing is thrown for bad input.
/// </summary>
/// <remarks>Thread safe. A file that is not JSON at all has one problem, where it breaks: what follows cannot be understood.</remarks>
public static class TerritoryReader
{
    /// <summary>Largest file read, in bytes (inclusive): some hundred thousand declarations.</summary>
    public const int MostBytes = JsonFile.MostBytes;

    /// <summary>Deepest nesting read; the format itself goes to 6.</summary>
    public const int MostDepth = JsonFile.MostDepth;

    /// <param name="stream">Read to its end, or to just past <see cref="MostBytes"/>.</param>
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public static TerritoryReading Read(Stream stream, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(JsonFile.BytesOf(stream), culture);
    }

    /// <inheritdoc cref="Read(Stream, CultureInfo?)"/>
    public static TerritoryReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture = null)
    {
        return Read(file, culture, leaveOut: false);
    }

    /// <summary>
    /// As <see cref="Read(ReadOnlyMemory{byte}, CultureInfo?)"/>, but wrong entries of a section, and entries that name them, are left out and
    /// named beside their problems: one lot without a date does not keep the rest from being planned. A file whose heading, territories or
    /// outline are wrong is rejected whole, since nothing in it can be trusted.
    /// </summary>
    public static TerritoryReading ReadSound(ReadOnlyMemory<byte> file, CultureInfo? culture = null) => Read(file, culture, leaveOut: true);

    static TerritoryReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture, bool leaveOut)
    {
        var problems = JsonFile.Problems(culture);
        using var document = JsonFile.Open(file, TerritoryFile.FormatName, "docs/territory-file.md", problems);
        if (document is null)
            return Rejected(problems);

        var known = new Registers(problems);
        var root = new JsonCursor(document.RootElement, null, "", known, new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!TerritoryFile.IsUnderstood(document.RootElement, root) || root.Open(TerritoryFile.Shape) is not { } reader)
            return Rejected(problems);

        var (day, roads) = TerritoryFile.Read(reader);
        DayChecks.Refuse(day.Shifts, known, problems);
        if (problems.Any && !(leaveOut && SoundPart.CanStand(problems)))
            return Rejected(problems);
        day = SoundPart.WithoutDoubleShifts(day, known);
        var warnings = JsonFile.Problems(culture);
        DayChecks.Warn(day, known, warnings);
        return new TerritoryReading.Accepted(day, roads, warnings.All().ToValueList())
        {
            Problems = problems.All().ToValueList(),
            LeftOut = known.LeftOut.ToValueList(),
        };
    }

    static TerritoryReading.Rejected Rejected(ProblemList problems) => new(problems.All().ToValueList());
}
