using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Logistics.Formats.Exchange;

/// <summary>A row as an entry of a day.</summary>
/// <param name="Said">A hash of the entry: the same row again has the same.</param>
/// <param name="Columns">By pointer into the entry, the column that said it.</param>
public sealed record ExchangeRow(int Line, DateOnly Day, string Code, JsonObject Entry, byte[] Said, IReadOnlyDictionary<string, string> Columns);

/// <summary>What is wrong with a row, told to whoever sent it.</summary>
/// <param name="Line">From 1, the heading's.</param>
/// <param name="Column">Null: the row as a whole.</param>
public sealed record ExchangeProblem(int Line, string? Column, string Code, string Cause, string Action);

/// <summary>A partner's table by a profile.</summary>
/// <remarks>Rows that cannot be read are among the problems and not among the rows.</remarks>
public sealed record ExchangeReading(IReadOnlyList<ExchangeRow> Rows, IReadOnlyList<ExchangeProblem> Problems);

/// <summary>Makes entries of a day of a partner's table; whether they are right is for the rules of the day to say.</summary>
public static class ExchangeReader
{
    /// <summary>Rows of one file; a longer one is refused.</summary>
    public const int MostRows = 10_000;

    /// <param name="name">Of the file: it may say the day.</param>
    /// <param name="culture">Language of the problems: English or, for any other, French.</param>
    public static ExchangeReading Read(ExchangeProfile profile, byte[] file, string name, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(profile);
        return new Reading(profile, culture).Of(ExchangeTable.Read(file, profile.Separator, profile.Encoding), name);
    }

    sealed class Reading(ExchangeProfile profile, CultureInfo culture)
    {
        readonly List<ExchangeProblem> problems = [];
        readonly HashSet<ExchangeProblem> told = [];
        readonly Dictionary<string, int> columns = new(StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<(DateOnly, string), int> seen = [];
        DateOnly? day;

        /// <summary>Something was said of the row that is being read.</summary>
        bool wrong;

        public ExchangeReading Of(List<ExchangeLine> lines, string name)
        {
            day = DayIn(name);
            if (lines.Count == 0)
                Say(1, null, "E0101");
            else if (lines.Count - 1 > MostRows)
                Say(1, null, "E0102", MostRows);
            else if (HeadingIsRight(lines[0]))
                return new([.. lines.Skip(1).Select(RowOf).OfType<ExchangeRow>()], problems);
            return new([], problems);
        }

        bool HeadingIsRight(ExchangeLine heading)
        {
            foreach (var (i, cell) in heading.Cells.Index())
                if (!columns.TryAdd(cell, i) && cell.Length > 0)
                    Say(heading.Line, cell, "E0103");
            foreach (var column in profile.Fields.Values.Select(x => x.Column).Append(profile.Day).Append(profile.Id).OfType<string>().Distinct())
                if (!columns.ContainsKey(column))
                    Say(heading.Line, column, "E0104");
            if (profile.Day is null && day is null)
                Say(heading.Line, null, "E0105");
            return problems.Count == 0;
        }

        ExchangeRow? RowOf(ExchangeLine line)
        {
            wrong = false;
            var on = profile.Day is { } said ? ExchangeCell.Date(Cell(line, said)) : day;
            if (on is null)
                Say(line.Line, profile.Day, "E0203", Cell(line, profile.Day!));
            var code = CodeOf(profile.Prefix, Cell(line, profile.Id));
            if (code is null)
                Say(line.Line, profile.Id, "E0201");
            else if (on is { } date && !seen.TryAdd((date, code), line.Line))
                Say(line.Line, profile.Id, "E0202", Cell(line, profile.Id), seen[(date, code)]);
            var entry = new JsonObject { ["code"] = code };
            var from = new Dictionary<string, string> { ["/code"] = profile.Id };
            foreach (var (path, rule) in profile.Fields)
                if (ValueOf(line, rule) is { } value)
                {
                    Put(entry, path.Split('.'), value);
                    from["/" + path.Replace('.', '/')] = rule.Column ?? path;
                }
            return wrong ? null : new(line.Line, on!.Value, code!, entry, SHA256.HashData(Encoding.UTF8.GetBytes(entry.ToJsonString())), from);
        }

        /// <summary>Null: the cell is empty, or cannot be read, which is said.</summary>
        JsonNode? ValueOf(ExchangeLine line, FieldRule rule)
        {
            if (rule.Value is { } always)
                return JsonNode.Parse(always.GetRawText());
            var cell = Cell(line, rule.Column!);
            if (cell.Length == 0)
                return null;
            if (rule.Words is { } words)
            {
                if (words.FirstOrDefault(x => x.Key.Equals(cell, StringComparison.OrdinalIgnoreCase)).Value is { } word)
                    cell = word;
                else
                    return Wrong("E0206", cell, string.Join(", ", words.Keys));
            }
            return rule.As switch
            {
                "number" => ExchangeCell.Number(cell) is { } number ? JsonValue.Create(number) : Wrong("E0204", cell),
                "date" => ExchangeCell.Date(cell) is { } date ? JsonValue.Create($"{date:yyyy-MM-dd}") : Wrong("E0203", cell),
                "time" => ExchangeCell.Time(cell) is { } time ? JsonValue.Create($"{time:HH:mm}") : Wrong("E0205", cell),
                "yes-no" => ExchangeCell.Flag(cell) is { } flag ? JsonValue.Create(flag) : Wrong("E0207", cell),
                "list" => new JsonArray([.. cell.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(x => (JsonNode)JsonValue.Create(x)!)]),
                _ => JsonValue.Create(cell),
            };

            JsonNode? Wrong(string code, params object[] arguments)
            {
                Say(line.Line, rule.Column, code, arguments);
                return null;
            }
        }

        string Cell(ExchangeLine line, string column) => columns.TryGetValue(column, out var at) && at < line.Cells.Length ? line.Cells[at] : "";

        void Say(int line, string? column, string code, params object[] arguments)
        {
            wrong = true;
            // One cell may say several members.
            var problem = ExchangeWords.Problem(line, column, code, culture, arguments);
            if (told.Add(problem))
                problems.Add(problem);
        }
    }

    /// <summary>Letters, digits, and what codes may have, as they are; anything else is put into the code as a short hash, so that two numbers are never one code.</summary>
    internal static string? CodeOf(string prefix, string id)
    {
        if (id.Length == 0)
            return null;
        var plain = string.Concat((prefix + id).Select(x => char.IsAsciiLetterOrDigit(x) || x is '.' or '_' or '-' ? x : '-'));
        return plain == prefix + id && plain.Length <= 64 ? plain : $"{plain[..Math.Min(plain.Length, 55)]}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)))[..8]}";
    }

    static DateOnly? DayIn(string name)
    {
        for (var i = 0; i + 10 <= name.Length; i++)
            if (DateOnly.TryParseExact(name.AsSpan(i, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                return day;
        return null;
    }

    static void Put(JsonObject entry, string[] path, JsonNode value)
    {
        foreach (var part in path[..^1])
            entry = entry[part] as JsonObject ?? (JsonObject)(entry[part] = new JsonObject());
        entry[path[^1]] = value;
    }
}
