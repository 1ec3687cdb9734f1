using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Formats.Policies;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Messages;

/// <summary>What came of reading a table of units.</summary>
public abstract record UnitTableReading
{
    UnitTableReading() { }

    public sealed record Accepted(UnitTable Table) : UnitTableReading;

    /// <param name="Problems">At least one.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : UnitTableReading;
}

/// <summary>Reads and writes a territory's table of units (format in <c>docs/messages.md</c>); every problem is reported at once, nothing is thrown for bad input.</summary>
public static class UnitTableFile
{
    public const string FormatName = "ramasse-units";
    public const int FormatVersion = 1;
    const string Example = "docs/messages.md";

    static readonly Field<string> Format = Required("format", new FormatValue(FormatName), "Says that this is a table of units.");
    static readonly Field<int> Version = Required("version", new VersionValue(FormatVersion), "Version of the format.");
    static readonly Field<ValueList<UnitWeight>> Rows = Required("rows", new RowsValue(), "One row for each goods and unit.");

    static readonly ObjectShape Shape = new("unitsFile", "What units weigh in a territory.", [Format, Version, Rows]);

    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static UnitTableReading Read(ReadOnlyMemory<byte> file, CultureInfo? culture = null)
    {
        var problems = JsonFile.Problems(culture);
        using var document = JsonFile.Open(file, FormatName, Example, problems);
        if (document is null)
            return Rejected();
        var root = new JsonCursor(document.RootElement, null, "", new Registers(problems), new LocalClock(LocalClock.FirstDay, TimeZoneInfo.Utc));
        if (!Heading.Understood(Format, document.RootElement, root) || !Heading.Understood(Version, document.RootElement, root) || root.Open(Shape) is not { } reader)
            return Rejected();
        reader.Get(Format);
        reader.Get(Version);
        var rows = reader.Get(Rows);
        reader.Close();
        return problems.Any ? Rejected() : new UnitTableReading.Accepted(new(rows));

        UnitTableReading.Rejected Rejected() => new(problems.All().ToValueList());
    }

    /// <param name="stream">Written to and left open.</param>
    /// <exception cref="IOException">The stream could not be written.</exception>
    public static void Write(UnitTable table, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(stream);
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        var writer = new ObjectWriter(json, names: null);
        json.WriteStartObject();
        writer.Set(Format, FormatName);
        writer.Set(Version, FormatVersion);
        writer.Set(Rows, [.. table.Rows]);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    static class Row
    {
        static readonly Field<string> Goods =
            Required("goods", new TextValue(129, "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$"), "A kind as lots write it, a sort within one such as fruit/melons, or any.");
        static readonly Field<string> Unit = Required("unit", new ChoiceValue(UnitWords.Names), "What is counted.");
        static readonly Field<Mass> Low = Required("lowKg", Values.Kilograms, "A light one, in kilograms.");
        static readonly Field<Mass> Expected = Required("expectedKg", Values.SomeKilograms, "What one is expected to weigh, in kilograms.");
        static readonly Field<Mass> High = Required("highKg", Values.SomeKilograms, "A heavy one, in kilograms.");
        static readonly Field<Mass> Assumed = Required("assumedKg", Values.SomeKilograms, "What was assumed before anything was weighed, in kilograms.");
        static readonly Field<int> Weighings = Optional("weighings", Values.Count, 0, "How many weighings moved the figure; 0: it is still the assumption.");

        public static readonly ObjectValue<UnitWeight> Value = new(
            new("unitWeight", "What one unit of some goods weighs.", [Goods, Unit, Low, Expected, High, Assumed, Weighings]),
            reader =>
            {
                var (goods, unit, assumed, weighings) = (reader.Get(Goods), reader.Get(Unit), reader.Get(Assumed), reader.Get(Weighings));
                var (low, expected, high) = (reader.Get(Low), reader.Get(Expected), reader.Get(High));
                if (reader.Sound && (low > expected || expected > high))
                    reader.Fail(ProblemCodes.DisorderedQuantity, reader.Cursor, low.Kilograms, expected.Kilograms, high.Kilograms);
                return new(goods, unit, reader.Sound ? new MassRange(low, expected, high) : default, assumed, weighings);
            },
            (writer, row) =>
            {
                writer.Set(Goods, row.Goods);
                writer.Set(Unit, row.Unit);
                writer.Set(Low, row.Weight.Low);
                writer.Set(Expected, row.Weight.Expected);
                writer.Set(High, row.Weight.High);
                writer.Set(Assumed, row.Assumed);
                writer.Set(Weighings, row.Weighings);
            });
    }

    /// <summary>No two rows are about the same goods and unit.</summary>
    sealed class RowsValue : Value<ValueList<UnitWeight>>
    {
        readonly ListValue<UnitWeight> rows = new(Row.Value);

        public override bool TryRead(JsonCursor at, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out ValueList<UnitWeight> value)
        {
            if (!rows.TryRead(at, out value))
                return false;
            if (value.GroupBy(row => (row.Goods, row.Unit)).FirstOrDefault(group => group.Count() > 1) is not { } twice)
                return true;
            at.Report(ProblemCodes.Repeated, $"{twice.Key.Goods}, {twice.Key.Unit}");
            return false;
        }

        public override void Write(ObjectWriter to, ValueList<UnitWeight> value) => rows.Write(to, value);

        public override System.Text.Json.Nodes.JsonObject Schema() => rows.Schema();

        public override IEnumerable<ObjectShape> Shapes => rows.Shapes;
    }
}
