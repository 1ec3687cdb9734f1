using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Measures;

namespace Logistics.Formats.Plans.Forms;

/// <summary>The measures of the house as the file spells them. Bounds are far beyond any real day: they catch a slipped unit.</summary>
static class Units
{
    const decimal MostKilograms = 1_000_000, MostLitres = 1_000_000, MostKilometres = 20_000, MostSeconds = 366 * 86_400, MostEuros = 1_000_000;

    public static readonly Form<Mass> Kilograms = new MeasureForm<Mass>(3, 0, MostKilograms, x => new Mass(x), x => x.Grams);

    public static readonly Form<Distance> Kilometres = new MeasureForm<Distance>(4, 0, MostKilometres, x => new Distance(x), x => x.Decimetres);

    public static readonly Form<Duration> Seconds = new MeasureForm<Duration>(3, 0, MostSeconds, x => new Duration(x), x => x.Milliseconds);

    public static readonly Form<Temperature> Celsius = new MeasureForm<Temperature>(1, -60, 60, x => new Temperature(x), x => x.TenthsOfDegree);

    public static readonly Form<Cost> Euros = new MeasureForm<Cost>(6, 0, MostEuros, x => new Cost(x), x => x.Microeuros);

    /// <summary>Time spent by a machine, to the tenth of a microsecond.</summary>
    public static readonly Form<TimeSpan> Elapsed = new MeasureForm<TimeSpan>(7, 0, MostSeconds, TimeSpan.FromTicks, x => x.Ticks);

    public static readonly Form<long> Count = new WholeForm(0, long.MaxValue);

    public static readonly Form<long> Any = new WholeForm(long.MinValue, long.MaxValue);

    public static readonly Form<decimal> Percent = new MeasureForm<decimal>(4, 0, 100, x => x / 10_000m, x => (long)decimal.Round(x * 10_000m));

    public static readonly Form<Load> Load = LoadForm("load", "What goods take of a vehicle.", 0);

    /// <summary>How much is too much: below zero in the dimensions that fit.</summary>
    public static readonly Form<Load> Excess = LoadForm("excess", "How much is too much; below zero in a dimension that fits.", -1);

    public static readonly Form<ValueList<Position>> Line = new LineForm();

    public static readonly Form<int> Small = new SmallForm();

    static ObjectForm<Load> LoadForm(string name, string says, int sign) => new(name, says, pen => new Load(
        pen.Field("massKg", new MeasureForm<Mass>(3, sign * MostKilograms, MostKilograms, x => new Mass(x), x => x.Grams), x => x.Mass, "Weight, in kilograms."),
        pen.Field("volumeLitres", new MeasureForm<Volume>(3, sign * MostLitres, MostLitres, x => new Volume(x), x => x.Millilitres), x => x.Volume, "Room, in litres."),
        (int)pen.Field("crates", new WholeForm(sign * 1_000_000, 1_000_000), x => x.Crates, "Crate places.")));

    sealed class SmallForm : Form<int>
    {
        readonly WholeForm whole = new(0, 1_000_000);

        public override void Write(Utf8JsonWriter json, int value) => whole.Write(json, value);

        public override int Read(Cursor at) => (int)whole.Read(at);

        public override JsonObject Schema(JsonObject definitions) => whole.Schema(definitions);
    }

    /// <summary>A line of positions on one line of the file, as in GeoJSON: <c>[[3.87,43.6],[3.9,43.61]]</c>.</summary>
    sealed class LineForm : Form<ValueList<Position>>
    {
        const decimal Scale = 10_000_000m;

        public override void Write(Utf8JsonWriter json, ValueList<Position> value) => json.WriteRawValue(GeoJson.Coordinates(value), skipInputValidation: true);

        public override ValueList<Position> Read(Cursor at)
        {
            if (!at.Is(JsonValueKind.Array))
                return [];
            var positions = new List<Position>();
            foreach (var element in at.Element.EnumerateArray())
                if (TryPosition(element, out var position))
                    positions.Add(position);
                else
                {
                    var item = at.Child(positions.Count.ToString(CultureInfo.InvariantCulture), element);
                    item.Report("not-a-position", item.Quoted);
                    return [];
                }
            return positions.ToValueList();
        }

        public override JsonObject Schema(JsonObject definitions) => new()
        {
            ["type"] = "array",
            ["items"] = new JsonObject
            {
                ["type"] = "array",
                ["minItems"] = 2,
                ["maxItems"] = 2,
                ["items"] = new JsonObject { ["type"] = "number", ["minimum"] = -180, ["maximum"] = 180 },
            },
        };

        static bool TryPosition(JsonElement element, out Position position)
        {
            position = default;
            if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != 2)
                return false;
            if (!TryDegrees(element[0], 180, out var longitude) || !TryDegrees(element[1], 90, out var latitude))
                return false;
            position = new Position(longitude, latitude);
            return true;
        }

        static bool TryDegrees(JsonElement element, int most, out int e7)
        {
            e7 = 0;
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetDecimal(out var degrees) || Math.Abs(degrees) > most)
                return false;
            if (degrees * Scale != decimal.Truncate(degrees * Scale))
                return false;
            e7 = (int)(degrees * Scale);
            return true;
        }
    }
}
