namespace Logistics.Formats.Instances;

/// <summary>The fields ("KEY : value") and sections of a VRPLIB text, before anything is made of them.</summary>
sealed class VrplibSections
{
    readonly Dictionary<string, (string Value, TextLine Line)> fields = new(StringComparer.Ordinal);
    readonly Dictionary<string, Section> sections = new(StringComparer.Ordinal);
    readonly TextLines text;
    readonly ProblemList problems;

    VrplibSections(ProblemList problems) => (this.problems, text) = (problems, new(problems));

    /// <param name="Header">The line that names it.</param>
    /// <param name="Rows">Numbers of each of its lines, those at fault left out.</param>
    public sealed record Section(TextLine Header, List<(TextLine Line, double[] Numbers)> Rows);

    /// <summary>Names that occur, without their <c>_SECTION</c>.</summary>
    public IEnumerable<(string Name, TextLine Line)> Names =>
        fields.Select(pair => (pair.Key, pair.Value.Line)).Concat(sections.Select(pair => (pair.Key, pair.Value.Header)));

    public static VrplibSections Of(IReadOnlyList<TextLine> lines, ProblemList problems)
    {
        const string Suffix = "_SECTION";
        var result = new VrplibSections(problems);
        Section? open = null;
        foreach (var line in lines)
        {
            if (line.Text == "EOF")
                break;
            if (line.IsRow && open is not null)
            {
                if (result.text.Numbers(line) is { } numbers)
                    open.Rows.Add((line, numbers));
                continue;
            }
            var name = line.Text.Split(':', 2)[0].Trim();
            if (name.EndsWith(Suffix, StringComparison.Ordinal))
                result.Add(name[..^Suffix.Length], line, () => result.sections[name[..^Suffix.Length]] = open = new(line, []));
            else if (line.Text.Contains(':', StringComparison.Ordinal))
                result.Add(name, line, () => result.fields[name] = (line.Text.Split(':', 2)[1].Trim(), line));
            else
                problems.Add(InstanceCodes.UnknownSection, line.Pointer, name);
        }
        return result;
    }

    void Add(string name, TextLine line, Action keep)
    {
        if (fields.ContainsKey(name) || sections.ContainsKey(name))
            problems.Add(InstanceCodes.Repeated, line.Pointer, name);
        else
            keep();
    }

    public bool Has(string name) => fields.ContainsKey(name) || sections.ContainsKey(name);

    public string? Text(string name) => fields.TryGetValue(name, out var field) ? field.Value : null;

    public TextLine? LineOf(string name) => fields.TryGetValue(name, out var field) ? field.Line : sections.GetValueOrDefault(name)?.Header;

    public Section? SectionOf(string name) => sections.GetValueOrDefault(name);

    /// <summary>A field as a number; null when it is not there, or at fault.</summary>
    public double? Number(string name) => fields.TryGetValue(name, out var field) ? text.Number(field.Line, field.Value) : null;

    public int? Whole(string name, int least, int most) => Number(name) is { } value ? text.Whole(fields[name].Line, value, least, most) : null;

    /// <summary>
    /// One value for each of <paramref name="count"/> things numbered from 1: the same for all from a field, one by one from a section; null when it is
    /// neither. What a section leaves out is told; faulty values are too, and stand as 0.
    /// </summary>
    public double[]? Each(string name, int count)
    {
        if (fields.TryGetValue(name, out var field))
            return [.. Enumerable.Repeat(text.Number(field.Line, field.Value) is { } value ? text.NotNegative(field.Line, value) ?? 0 : 0, count)];
        if (Rows(name, count, 2) is not { } rows)
            return null;
        return [.. rows.Select(row => row is null ? 0 : text.NotNegative(row.Value.Line, row.Value.Numbers[1]) ?? 0)];
    }

    public long[]? EachWhole(string name, int count)
    {
        foreach (var (line, numbers) in sections.GetValueOrDefault(name)?.Rows ?? [])
            if (numbers.Length == 2)
                text.Whole(line, numbers[1], 0, (int)Routing.Problem.LargestLoad);
        if (fields.TryGetValue(name, out var field) && text.Number(field.Line, field.Value) is { } value)
            text.Whole(field.Line, value, 0, (int)Routing.Problem.LargestLoad);
        return problems.Any ? null : Each(name, count)?.Select(each => (long)each).ToArray();
    }

    /// <summary>The rows of a section by their first number, from 1 to <paramref name="count"/>; null when there is no such section.</summary>
    /// <param name="width">Numbers in a row; null: any, at least one.</param>
    public (TextLine Line, double[] Numbers)?[]? Rows(string name, int count, int? width)
    {
        if (sections.GetValueOrDefault(name) is not { } section)
            return null;
        var rows = new (TextLine Line, double[] Numbers)?[count];
        var seen = 0;
        foreach (var row in section.Rows)
        {
            seen++;
            if (width is { } exact && row.Numbers.Length != exact)
                problems.Add(InstanceCodes.WrongCount, row.Line.Pointer, row.Numbers.Length, exact);
            else if (text.Whole(row.Line, row.Numbers[0], 1, count) is not { } number)
                continue;
            else if (rows[number - 1] is not null)
                problems.Add(InstanceCodes.Repeated, row.Line.Pointer, number);
            else
                rows[number - 1] = row;
        }
        if (seen < count)
            problems.Add(InstanceCodes.RowsMissing, section.Header.Pointer, seen, count);
        return rows;
    }

    /// <summary>For each of <paramref name="count"/> vehicles the nodes its row lists, from 0; null when there is no such section.</summary>
    public List<int>[]? NodesOfEach(string name, int count, int nodes) =>
        Rows(name, count, null)?.Select(row => row is { } found
            ? found.Numbers.Skip(1).Select(number => text.Whole(found.Line, number, 1, nodes)).OfType<int>().Select(number => number - 1).ToList()
            : []).ToArray();
}
