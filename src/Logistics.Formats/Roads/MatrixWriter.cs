using System.Globalization;
using System.Text;
using System.Text.Json;
using Logistics.Roads;

namespace Logistics.Formats.Roads;

/// <summary>Writes a table of travel times and distances. The same table gives the same bytes (UTF-8, LF); streams stay open.</summary>
public static class MatrixWriter
{
    /// <summary>Rows of seconds and of metres, <c>null</c> where no way leads, with what the figures rest on.</summary>
    public static void WriteJson(TravelMatrix matrix, RoadNetwork roads, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(roads);
        ArgumentNullException.ThrowIfNull(stream);
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { NewLine = "\n" }))
        {
            json.WriteStartObject();
            RoadSourceForm.Write(json, roads);
            Rows(json, matrix, "seconds", (from, to) => Thousandths(matrix.Duration(from, to).Milliseconds));
            Rows(json, matrix, "metres", (from, to) => matrix.Distance(from, to).Decimetres / 10m);
            json.WriteEndObject();
        }
        stream.Write("\n"u8);
    }

    /// <summary>One line for each pair, from and to counted from 1; seconds and metres empty where no way leads.</summary>
    public static void WriteCsv(TravelMatrix matrix, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        ArgumentNullException.ThrowIfNull(stream);
        using var csv = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" };
        csv.WriteLine("from,to,seconds,metres");
        for (var from = 0; from < matrix.Size; from++)
            for (var to = 0; to < matrix.Size; to++)
                csv.WriteLine(matrix.IsReachable(from, to)
                    ? string.Create(CultureInfo.InvariantCulture, $"{from + 1},{to + 1},{Thousandths(matrix.Duration(from, to).Milliseconds)},{matrix.Distance(from, to).Decimetres / 10m}")
                    : string.Create(CultureInfo.InvariantCulture, $"{from + 1},{to + 1},,"));
    }

    static void Rows(Utf8JsonWriter json, TravelMatrix matrix, string name, Func<int, int, decimal> figure)
    {
        json.WriteStartArray(name);
        for (var from = 0; from < matrix.Size; from++)
        {
            json.WriteStartArray();
            for (var to = 0; to < matrix.Size; to++)
                if (matrix.IsReachable(from, to))
                    json.WriteNumberValue(figure(from, to));
                else
                    json.WriteNullValue();
            json.WriteEndArray();
        }
        json.WriteEndArray();
    }

    static decimal Thousandths(long milliseconds) => milliseconds / 1000m;
}
