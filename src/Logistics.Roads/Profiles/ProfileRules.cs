using System.Collections.Frozen;

namespace Logistics.Roads.Profiles;

/// <summary>All that a profile concludes from tags; sizes and speeds of the vehicle stand beside it.</summary>
/// <param name="Roads">By the value of <c>highway</c>; other ways are no roads to the vehicle.</param>
/// <param name="Signs">Milliseconds lost at a sign, each told by a tag of its node.</param>
/// <param name="Emission">Null: the class is not known.</param>
/// <param name="Bends">Null: the vehicle takes every bend at its speed; likewise <paramref name="Slope"/>.</param>
sealed record ProfileRules(
    AccessRules Access, OnewayRules Oneway, FrozenDictionary<string, RoadRule> Roads, SpeedRules Speed, LimitRules Limits, BarrierRules Barriers,
    IReadOnlyList<(TagTest Tag, int Delay)> Signs, TurnRules Turns, BendRules? Bends, SlopeRules? Slope, EmissionRules? Emission);

/// <param name="Keys">From the most specific to the most general, which is the last and speaks of everybody.</param>
/// <param name="Meanings">Values that are not listed are reported and decide nothing.</param>
/// <param name="ClosedWhere">Tags that close a way whatever its access keys say.</param>
/// <param name="RestrictionKeys">Of turn restrictions, the most specific first.</param>
/// <param name="Excepted">The words of a restriction's <c>except</c> that mean this vehicle.</param>
sealed record AccessRules(
    string[] Keys, FrozenDictionary<string, Openness> Meanings, TagTest[] ClosedWhere, TagTest[] NoStoppingWhere, string[] RestrictionKeys, FrozenSet<string> Excepted);

/// <param name="LiftedWhere">Tags that open a one-way street against its direction, such as a contraflow lane.</param>
sealed record OnewayRules(string[] Keys, TagTest[] ImpliedWhere, TagTest[] LiftedWhere);

/// <param name="Usual">km/h where no limit is posted.</param>
/// <param name="Most">km/h that the road allows, whatever the post says.</param>
/// <param name="IsOpen">Otherwise only a key that speaks of this kind of vehicle, not of everybody, opens it; or one of the tags.</param>
sealed record RoadRule(RoadClass Class, double Usual, double Most, bool IsOpen, TagTest[] OpenWhere);

/// <param name="Keys">Of legal limits, the most specific first.</param>
/// <param name="Least">km/h; no road that is open is slower.</param>
/// <param name="OfLegalPercent">Lights, bends, parking and other people: a road posted at 50 is driven at 40.</param>
/// <param name="Legal">km/h of limits by name, as <c>DE:rural</c>, or <c>rural</c> for all other countries.</param>
/// <param name="Most">km/h by a key's value: surfaces and the like.</param>
sealed record SpeedRules(
    string[] Keys, double Least, double OfLegalPercent, FrozenDictionary<string, double> Legal, IReadOnlyList<(string Key, FrozenDictionary<string, double> Values)> Most);

/// <param name="BelowDefaultHeight">Metres that stand for <c>below_default</c>.</param>
sealed record LimitRules(string[] Height, string[] Width, string[] Length, string[] Weight, string[] AxleLoad, double BelowDefaultHeight)
{
    public IEnumerable<string> Keys => [.. Height, .. Width, .. Length, .. Weight, .. AxleLoad];
}

/// <param name="Pass">Milliseconds by the kind of obstacle; an access key may close it.</param>
/// <param name="Granted">Milliseconds, instead of those, where the obstacle's own access keys let the vehicle in: a barrier that says so mostly stands open.</param>
/// <param name="PassWhere">Milliseconds at obstacles that a further tag makes passable.</param>
/// <param name="Block">Those that stop the vehicle unless an access key opens them.</param>
sealed record BarrierRules(FrozenDictionary<string, int> Pass, FrozenDictionary<string, int> Granted, IReadOnlyList<(TagTest Tag, int Delay)> PassWhere, FrozenSet<string> Block);

/// <param name="DrivesOnLeft">Outside the bounds; inside them it is the other side.</param>
/// <param name="Delays">See <see cref="Graph.RoadGraph.TurnDelays"/>.</param>
sealed record TurnRules(bool DrivesOnLeft, IReadOnlyList<(int West, int South, int East, int North)> OtherSideBounds, int[] Delays)
{
    /// <param name="longitude">In 1e-7 degree; so is the latitude.</param>
    public bool IsOnLeft(int longitude, int latitude)
    {
        foreach (var (west, south, east, north) in OtherSideBounds)
            if (longitude >= west && longitude <= east && latitude >= south && latitude <= north)
                return !DrivesOnLeft;
        return DrivesOnLeft;
    }
}

/// <param name="LateralAcceleration">Metres per second squared that load and driver bear sideways: v = sqrt(a * R).</param>
/// <param name="Smooth">Metres of road over which a bend is averaged, so that a trembling line brakes nobody.</param>
sealed record BendRules(double LateralAcceleration, double Smooth);

/// <param name="ClimbAbove">Percent; each point of climb beyond it costs <paramref name="ClimbLoss"/> km/h.</param>
/// <param name="ClimbLeast">km/h that the vehicle keeps on any climb: who is slower on the level loses nothing.</param>
/// <param name="DescentBelow">Percent of descent beyond which the vehicle is held at <paramref name="DescentMost"/> km/h.</param>
sealed record SlopeRules(double ClimbAbove, double ClimbLoss, double ClimbLeast, double DescentBelow, double DescentMost);

/// <summary>What low-emission zones ask of the vehicle.</summary>
/// <param name="Kind">One of <see cref="Kinds"/>, or <see cref="NoEngine"/>.</param>
/// <param name="Class">Into <see cref="Classes"/>.</param>
sealed record EmissionRules(string Kind, int Class)
{
    /// <summary>No zone speaks of it.</summary>
    public const string NoEngine = "none";

    /// <summary>As the French schema of zones calls them: cars, vans, trucks above 3.5 t, buses, motorcycles.</summary>
    public static string[] Kinds { get; } = ["vp", "vul", "pl", "autobus_autocars", "deux_rm"];

    /// <summary>Crit'Air stickers from the cleanest (electric) to none at all.</summary>
    public static string[] Classes { get; } = ["EL", "V1", "V2", "V3", "V4", "V5", "NC"];
}
