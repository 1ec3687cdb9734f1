using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
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
    static readonly ResourceManager Texts = new("Logistics.Formats.Territories.ProblemTexts", typeof(TerritoryReader).Assembly);

    /// <summary>Largest file read, in bytes (inclusive): some hundred thousand declarations.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Deepest nesting read; the format itself goes to 6.</summary>
    public const int MostDepth = 32;

    /// <param name="stream">Read to its end, or to just past <see cref="MostBytes"/>.</param>
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    /// <exception cref="IOException">The stream could not be read.</exception>
    public static TerritoryReading Read(Stream stream, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; bytes.Length <= MostBytes && (read = stream.Read(buffer)) > 0;)
            bytes.Write(buffer, 0, read);
        return Read(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), culture);
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
        culture ??= CultureInfo.GetCultureInfo("fr");
        var problems = new ProblemList(culture, Texts, ProblemCodes.ManyMore);
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (file.Span.StartsWith(byteOrderMark))
            file = file[byteOrderMark.Length..];
        if (!IsReadableJson(file.Span, problems))
            return Rejected(problems);

        using var document = JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = MostDepth });
        var known = new Registers(problems);
        var root = new JsonCursor(document.RootElement, null, "", known, new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!TerritoryFile.IsUnderstood(document.RootElement, root) || root.Open(TerritoryFile.Shape) is not { } reader)
            return Rejected(problems);

        var (day, roads) = TerritoryFile.Read(reader);
        DayChecks.Refuse(day.Shifts, known, problems);
        if (problems.Any && !(leaveOut && SoundPart.CanStand(problems)))
            return Rejected(problems);
        day = SoundPart.WithoutDoubleShifts(day, known);
        var warnings = new ProblemList(culture, Texts, ProblemCodes.ManyMore);
        DayChecks.Warn(day, known, warnings);
        return new TerritoryReading.Accepted(day, roads, warnings.All().ToValueList())
        {
            Problems = problems.All().ToValueList(),
            LeftOut = known.LeftOut.ToValueList(),
        };
    }

    static TerritoryReading.Rejected Rejected(ProblemList problems) => new(problems.All().ToValueList());

    /// <summary>One pass over the tokens before anything is built: size, text encoding, syntax, depth.</summary>
    static bool IsReadableJson(ReadOnlySpan<byte> file, ProblemList problems)
    {
        if (file.Length > MostBytes)
            problems.Add(ProblemCodes.TooLarge, "", MostBytes / (1024 * 1024));
        else if (file.Trim(" \t\r\n"u8).IsEmpty)
            problems.Add(ProblemCodes.EmptyFile, "", TerritoryFile.FormatName);
        else if (!Utf8.IsValid(file))
            Locate(ProblemCodes.NotUnicode, FirstInvalid(file), file, problems);
        else
            ScanTokens(file, problems);
        return !problems.Any;
    }

    static void ScanTokens(ReadOnlySpan<byte> file, ProblemList problems)
    {
        // The reader's own bound lies beyond ours, so that depth is told apart from broken syntax.
        var tokens = new Utf8JsonReader(file, new JsonReaderOptions { MaxDepth = MostDepth + 1 });
        try
        {
            while (tokens.Read())
            {
                if (tokens.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject && tokens.CurrentDepth >= MostDepth)
                {
                    Locate(ProblemCodes.TooDeep, (int)tokens.TokenStartIndex, file, problems, MostDepth);
                    return;
                }
                if (tokens.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && tokens.ValueIsEscaped)
                    tokens.GetString();
            }
        }
        catch (JsonException broken)
        {
            problems.Add(ProblemCodes.Syntax, "", (broken.LineNumber ?? 0) + 1, (broken.BytePositionInLine ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            // The one thing GetString refuses in valid syntax: half of a surrogate pair, such as "\ud800".
            Locate(ProblemCodes.NotUnicode, (int)tokens.TokenStartIndex, file, problems);
        }
    }

    static int FirstInvalid(ReadOnlySpan<byte> file)
    {
        var position = 0;
        while (Rune.DecodeFromUtf8(file[position..], out _, out var length) == System.Buffers.OperationStatus.Done)
            position += length;
        return position;
    }

    /// <summary>Reports a problem at a byte, by line and by position in the line, both from 1.</summary>
    static void Locate(string code, int position, ReadOnlySpan<byte> file, ProblemList problems, params ReadOnlySpan<object> more)
    {
        var before = file[..position];
        problems.Add(code, "", [before.Count((byte)'\n') + 1, position - before.LastIndexOf((byte)'\n'), .. more]);
    }
}
