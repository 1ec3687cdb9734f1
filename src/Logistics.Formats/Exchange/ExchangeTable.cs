using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Logistics.Formats.Exchange;

/// <summary>A row of a table and the line on which it begins.</summary>
public sealed record ExchangeLine(int Line, string[] Cells);

/// <summary>Tables of other programs (RFC 4180, and what French ones make of it: semicolons, Windows-1252), and ours for them.</summary>
public static class ExchangeTable
{
    static readonly char[] separators = [';', ',', '\t'];

    static readonly UTF8Encoding strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <returns>All rows, the heading first; blank lines are left out.</returns>
    public static List<ExchangeLine> Read(byte[] file, string? separator, string? encoding)
    {
        var text = TextOf(file, encoding).TrimStart('\uFEFF');
        var first = text.AsSpan()[..(text.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? end : text.Length)].ToString();
        var delimiter = separator ?? separators.MaxBy(x => first.Count(y => y == x)).ToString();
        using var parser = new CsvParser(new StringReader(text), new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = null, HasHeaderRecord = false, IgnoreBlankLines = false });
        var lines = new List<ExchangeLine>();
        for (var line = 1; parser.Read(); line = parser.RawRow + 1)
            if (parser.Record is { } cells && cells.Any(x => x.Trim().Length > 0))
                lines.Add(new(line, [.. cells.Select(x => x.Trim())]));
        return lines;
    }

    /// <summary>Spreadsheets take a cell that begins like a formula for one: an apostrophe makes it text (OWASP, CSV injection).</summary>
    public static string Harmless(string cell) => cell.Length > 0 && (cell[0] is '=' or '+' or '-' or '@' or '\t' or '\r') && !double.TryParse(cell, NumberStyles.Float, CultureInfo.GetCultureInfo("fr-FR"), out _) ? "'" + cell : cell;

    /// <summary>A table with a heading, lines ended as RFC 4180 ends them.</summary>
    public static byte[] Write(IEnumerable<IReadOnlyList<string>> rows, string separator, string encoding)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = new CsvWriter(text, new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = separator, NewLine = "\r\n" }, leaveOpen: true))
            foreach (var row in rows)
            {
                foreach (var cell in row)
                    csv.WriteField(Harmless(cell));
                csv.NextRecord();
            }
        return encoding == "windows-1252" ? Latin.GetBytes(text.ToString()) : [.. Encoding.UTF8.Preamble, .. strict.GetBytes(text.ToString())];
    }

    static string TextOf(byte[] file, string? encoding)
    {
        if (encoding == "windows-1252")
            return Latin.GetString(file);
        try
        {
            return strict.GetString(file);
        }
        catch (DecoderFallbackException) when (encoding is null)
        {
            return Latin.GetString(file);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.UTF8.GetString(file);
        }
    }

    static Encoding Latin => CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
}
