namespace Logistics.Roads;

/// <summary>Values of one kind that could not be used as written.</summary>
/// <param name="Examples">At most five, such as <c>way 123: maxspeed=fast</c>.</param>
public sealed record Oddity(string Kind, int Count, IReadOnlyList<string> Examples);

/// <summary>What came of reading a map: how much was kept, what was left out, and what was odd.</summary>
public sealed record ImportReport
{
    /// <summary>Ways with a <c>highway</c> tag.</summary>
    public required int WaysRead { get; init; }

    /// <summary>Those the vehicle may use in at least one direction.</summary>
    public required int WaysKept { get; init; }

    /// <summary>Nodes that kept ways name and the file lacks, as happens along the border of an extract. Ways are cut there.</summary>
    public required int NodesMissing { get; init; }

    public required int Junctions { get; init; }

    /// <summary>Directed stretches between junctions.</summary>
    public required int Arcs { get; init; }

    /// <summary>Of road, both directions counted once; likewise below.</summary>
    public required double Kilometres { get; init; }

    /// <summary>Open to those who start or stop there and closed in passing, including what lies behind such roads.</summary>
    public required double RestrictedKilometres { get; init; }

    /// <summary>Closed at the hour of the graph's slice and open at another.</summary>
    public required double ClosedKilometres { get; init; }

    public required int RestrictionsRead { get; init; }

    /// <summary>Turns, and sequences of them, that are forbidden in the end at the hour of the slice; one restriction may forbid several.</summary>
    public required int TurnsForbidden { get; init; }

    /// <summary>Parts that cannot both be reached from and reach the rest, so that a van sent there would be stuck.</summary>
    public required int IslandsRemoved { get; init; }

    public required double IslandKilometres { get; init; }

    public required double LargestIslandKilometres { get; init; }

    /// <summary>Heights along the roads that the elevation's tiles gave; likewise <see cref="HeightsMissing"/>, where the road is taken as level. Both 0 without tiles.</summary>
    public int HeightsUsed { get; init; }

    public int HeightsMissing { get; init; }

    /// <summary>Low-emission zones that keep the vehicle out at some hour.</summary>
    public int ZonesApplied { get; init; }

    /// <summary>Of road that they shut at the hour of the slice.</summary>
    public double ZonesShutKilometres { get; init; }

    public required IReadOnlyList<Oddity> Oddities { get; init; }
}
