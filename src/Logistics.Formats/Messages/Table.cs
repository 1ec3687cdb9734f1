using System.Globalization;
using Logistics.Domain;
using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Messages;

/// <summary>The tables that come with the program: rows of cells between tabs, with a first line that says what they are.</summary>
static class Table
{
    public static IEnumerable<string[]> Rows(string name, int columns)
    {
        using var stream = typeof(Table).Assembly.GetManifestResourceStream($"messages.{name}")
            ?? throw new InvalidOperationException($"{name} is not in the program.");
        using var reader = new StreamReader(stream);
        var row = 1;
        for (reader.ReadLine(); reader.ReadLine() is { } line; row++)
        {
            var cells = line.Split('\t');
            yield return cells.Length == columns ? cells : throw new InvalidDataException($"{name}, row {row}: {columns} cells are expected.");
        }
    }

    /// <summary>The words of an enumeration, as territory files write them, between commas.</summary>
    public static ValueList<T> Words<T>(string cell) where T : struct, Enum =>
        [.. cell.Split(',').Select(word => Enum.GetValues<T>().First(value => WordValue<T>.Word(value) == word))];

    public static decimal Number(string cell) => decimal.Parse(cell, CultureInfo.InvariantCulture);
}
