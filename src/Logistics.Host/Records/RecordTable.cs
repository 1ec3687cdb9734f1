using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Exchange;
using Logistics.Formats.Territories;

namespace Logistics.Host.Records;

/// <summary>What a table of records says.</summary>
/// <param name="Wishes">Rows that can be read.</param>
/// <param name="Ignored">Headings that name no field.</param>
public sealed record RecordReading(IReadOnlyList<RecordWish> Wishes, IReadOnlyList<ExchangeProblem> Problems, IReadOnlyList<string> Ignored);

/// <summary>
/// Records as a table with a heading of words, French or English: written to be corrected in any spreadsheet and read back. A record is known again by its
/// code, so the same table again changes nothing. A column that is left out changes nothing, a cell that is empty takes the member away.
/// </summary>
public static class RecordTable
{
    const string CodeText = "Records.Code";

    /// <summary>In the reader's language, with semicolons and a byte order mark, as French spreadsheets open it without asking.</summary>
    public static byte[] Write(RecordKind kind, KnownDay day, Func<string, bool> isSeen) => ExchangeTable.Write(
        [
            [Texts.Get(CodeText), .. kind.Fields.Select(x => x.Label)],
            .. day.Document.Codes(kind.Section).Where(isSeen).Select(code => (Code: code, Entry: JsonNode.Parse(day.Find(kind.Section, code)!)!.AsObject()))
                .Select(x => (string[])[x.Code, .. kind.Fields.Select(field => field.Of(x.Entry) is { } value ? field.Show(value) : "")]),
        ],
        ";", "utf-8");

    /// <param name="culture">Language of the problems.</param>
    public static RecordReading Read(RecordKind kind, byte[] file, CultureInfo culture)
    {
        var lines = ExchangeTable.Read(file, null, null);
        var problems = new List<ExchangeProblem>();
        if (lines.Count < 2)
            return new([], [ExchangeWords.Problem(1, null, "E0101", culture)], []);
        if (lines.Count - 1 > ExchangeReader.MostRows)
            return new([], [ExchangeWords.Problem(1, null, "E0102", culture, ExchangeReader.MostRows)], []);
        var (columns, ignored, code) = (new Dictionary<int, RecordField>(), new List<string>(), -1);
        foreach (var (i, cell) in lines[0].Cells.Index())
            if (Is(cell, CodeText))
                code = i;
            else if (kind.Fields.FirstOrDefault(x => Is(cell, $"Records.Field.{x.Name}")) is { } field)
            {
                if (columns.ContainsValue(field))
                    problems.Add(ExchangeWords.Problem(1, cell, "E0103", culture));
                columns[i] = field;
            }
            else if (cell.Length > 0)
                ignored.Add(cell);
        if (code < 0)
            problems.Add(ExchangeWords.Problem(1, Texts.Get(CodeText), "E0104", culture));
        if (problems.Count > 0)
            return new([], problems, ignored);

        var wishes = new List<RecordWish>();
        var seen = new Dictionary<string, int>();
        foreach (var line in lines.Skip(1))
        {
            var before = problems.Count;
            var named = Cell(line, code);
            if (named.Length == 0)
                problems.Add(ExchangeWords.Problem(line.Line, Texts.Get(CodeText), "E0201", culture));
            else if (!seen.TryAdd(named, line.Line))
                problems.Add(ExchangeWords.Problem(line.Line, Texts.Get(CodeText), "E0202", culture, named, seen[named]));
            var values = new Dictionary<RecordField, JsonNode?>();
            foreach (var (i, field) in columns)
            {
                var reading = field.Read(Cell(line, i));
                if (reading.Wrong is var (what, arguments))
                    problems.Add(ExchangeWords.Problem(line.Line, field.Label, what, culture, arguments));
                values[field] = reading.Value ?? Empty(field);
            }
            if (problems.Count == before)
                wishes.Add(new(line.Line, named, values));
        }
        return new(wishes, problems, ignored);
    }

    /// <summary>What an empty cell or field says: lists are empty then, all else is absent.</summary>
    internal static JsonNode? Empty(RecordField field) => field is HoursField or ChoicesField or KindsField ? new JsonArray() : null;

    static string Cell(ExchangeLine line, int at) => at < line.Cells.Length ? Plain(line.Cells[at]) : "";

    /// <summary>An apostrophe that <see cref="ExchangeTable.Harmless"/> put before what a spreadsheet would take for a formula, such as +33 4.</summary>
    static string Plain(string cell) => cell is ['\'', '=' or '+' or '-' or '@', ..] ? cell[1..] : cell;

    static bool Is(string cell, string text) => Texts.InAll(text).Any(label => cell.Equals(label, StringComparison.OrdinalIgnoreCase));
}
