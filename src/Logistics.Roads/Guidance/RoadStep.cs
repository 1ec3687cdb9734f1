using Logistics.Measures;

namespace Logistics.Roads.Guidance;

/// <summary>What the driver does at one place.</summary>
public enum ManoeuvreKind
{
    Depart = 0,

    /// <summary>Nothing to be done: the road has another name from here on.</summary>
    Continue = 1,

    /// <summary>Into another road than the one that seems to go on; straight where that one bends away.</summary>
    Turn = 2,

    /// <summary>Back the way one came.</summary>
    TurnRound = 3,

    /// <summary>One branch of a fork; the direction says which.</summary>
    Keep = 4,

    /// <summary>Onto a slip road.</summary>
    SlipRoad = 5,

    /// <summary>From a slip road into the traffic of a main road.</summary>
    Merge = 6,

    /// <summary>Into a roundabout and out again; or only one of both, where the trip begins or ends on it.</summary>
    Roundabout = 7,
    Arrive = 8,
}

/// <summary>A direction as the driver sees it.</summary>
public enum TurnDirection
{
    /// <summary>Less than 20 degrees to either side.</summary>
    Straight = 0,

    /// <summary>Less than 45 degrees.</summary>
    SlightRight = 1,

    /// <summary>Less than 120 degrees.</summary>
    Right = 2,
    SharpRight = 3,
    Back = 4,
    SharpLeft = 5,
    Left = 6,
    SlightLeft = 7,
}

/// <summary>One instruction and the way until the next, in no language: <see cref="GuidanceWords"/> puts it into words.</summary>
/// <remarks>Names are as the map has them, empty where it says nothing; several in one are separated by semicolons.</remarks>
public sealed record RoadStep
{
    public required ManoeuvreKind Kind { get; init; }

    /// <summary>Where it leads. On arrival: where the place lies, straight when it is on the road or ahead.</summary>
    public required TurnDirection Direction { get; init; }

    /// <summary>Of a roundabout, counted from 1 at the first that this vehicle could take; 0 elsewhere, and where the trip ends on the roundabout.</summary>
    public required int Exit { get; init; }

    /// <summary>Of the road that the manoeuvre leads onto, such as <c>Avenue de Lodève</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Of that road, such as <c>D 132</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>What the signs say there, such as <c>A 750;Lodève;Millau</c>.</summary>
    public required string Destination { get; init; }

    public required Position Position { get; init; }

    /// <summary>Where the driver looks before, and after: whole degrees clockwise from north, 0 to 359. Equal on departure and on arrival.</summary>
    public required int BearingBefore { get; init; }

    public required int BearingAfter { get; init; }

    /// <summary>Until the next step; those of all steps sum to the path's.</summary>
    public required Distance Distance { get; init; }

    /// <summary>Until the next step, what the driver waits there included; those of all steps sum to the path's.</summary>
    public required Duration Duration { get; init; }
}
