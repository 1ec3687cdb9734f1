using Logistics.Domain;
using Logistics.Domain.Days;

namespace Logistics.Formats.Territories;

/// <summary>What came of reading a territory file: a checked day, or everything that is wrong with it.</summary>
public abstract record TerritoryReading
{
    TerritoryReading() { }

    /// <param name="Roads">Which roads the file asks for; null when it does not say.</param>
    /// <param name="Warnings">What is worth saying though the day can be planned, such as a vehicle nobody drives.</param>
    public sealed record Accepted(DayDeclarations Day, RoadsHint? Roads, ValueList<Problem> Warnings) : TerritoryReading
    {
        /// <summary>What is wrong with the entries that were left out; empty unless asked for by <see cref="TerritoryReader.ReadSound"/>.</summary>
        public ValueList<Problem> Problems { get; init; } = [];

        /// <summary>Every entry that was left out, as a JSON pointer: those that are wrong, and those that name one of them.</summary>
        public ValueList<string> LeftOut { get; init; } = [];
    }

    /// <param name="Problems">At least one; in the order of the sections.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : TerritoryReading;
}

/// <summary>The roads a file asks to be planned on.</summary>
public abstract record RoadsHint
{
    RoadsHint() { }

    /// <summary>The bundled sketch network; written <c>"sketch"</c>.</summary>
    public sealed record Sketch : RoadsHint;

    /// <param name="Path">An OpenStreetMap extract, as a path relative to the territory file.</param>
    public sealed record Extract(string Path) : RoadsHint;
}
