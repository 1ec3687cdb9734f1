using System.Globalization;
using System.Resources;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Logistics.Formats.Territories.Json;

/// <summary>What comes before the fields of any of our files: size, text encoding, syntax, depth.</summary>
static class JsonFile
{
    /// <summary>Largest file read, in bytes (inclusive).</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>Deepest nesting read.</summary>
    public const int MostDepth = 32;

    static readonly ResourceManager Texts = new("Logistics.Formats.Territories.ProblemTexts", typeof(JsonFile).Assembly);

    public static ProblemList Problems(CultureInfo? culture) => new(culture ?? CultureInfo.GetCultureInfo("fr"), Texts, ProblemCodes.ManyMore);

    /// <summary>The stream to its end, or to just past <see cref="MostBytes"/>.</summary>
    public static ReadOnlyMemory<byte> BytesOf(Stream stream)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; bytes.Length <= MostBytes && (read = stream.Read(buffer)) > 0;)
            bytes.Write(buffer, 0, read);
        return bytes.GetBuffer().AsMemory(0, (int)bytes.Length);
    }

    /// <summary>Null when nothing can be read of it, and why has been reported.</summary>
    /// <param name="format">Name of the format that is expected.</param>
    /// <param name="example">Where an example of it stands.</param>
    public static JsonDocument? Open(ReadOnlyMemory<byte> file, string format, string example, ProblemList problems)
    {
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (file.Span.StartsWith(byteOrderMark))
            file = file[byteOrderMark.Length..];
        return IsReadable(file.Span, format, example, problems) ? JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = MostDepth }) : null;
    }

    /// <summary>One pass over the tokens before anything is built: size, text encoding, syntax, depth.</summary>
    static bool IsReadable(ReadOnlySpan<byte> file, string format, string example, ProblemList problems)
    {
        if (file.Length > MostBytes)
            problems.Add(ProblemCodes.TooLarge, "", MostBytes / (1024 * 1024));
        else if (file.Trim(" \t\r\n"u8).IsEmpty)
            problems.Add(ProblemCodes.EmptyFile, "", format, example);
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
