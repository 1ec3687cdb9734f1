using Logistics.Roads.Graph;

namespace Logistics.Roads.Guidance;

/// <summary>What the driver does at a junction, and how far that turns the vehicle: degrees, to the right positive.</summary>
readonly record struct Choice(ManoeuvreKind Kind, TurnDirection Direction, double Angle);

/// <summary>Whether a driver must choose where one stretch of a trip meets the next, and what.</summary>
/// <remarks>
/// Alternatives are the roads that this vehicle could take instead, turning round excepted. A road goes on, and nothing is said, where no
/// alternative could be mistaken for it. The angles below are judgement, tried on real towns, not measured.
/// </remarks>
sealed class Junctions(CompiledRoads roads, Names names)
{
    const double Straight = 20, Slight = 45, Sharp = 120; // up to, in degrees
    const double Ahead = 60; // farther off, nobody takes a road for the one that goes on
    const double Clearly = 20; // one road is straighter than another by at least this

    readonly List<Alternative> alternatives = [];

    readonly record struct Alternative(int Arc, int Edge, double Angle, RoadClass Class, RoadTraits Traits)
    {
        public bool IsLink => (Traits & RoadTraits.Link) != 0;

        public bool IsRoundabout => (Traits & RoadTraits.Roundabout) != 0;
    }

    public static TurnDirection DirectionOf(double angle)
    {
        var size = Math.Abs(angle);
        return size < Straight ? TurnDirection.Straight
            : size < Slight ? angle > 0 ? TurnDirection.SlightRight : TurnDirection.SlightLeft
            : size < Sharp ? angle > 0 ? TurnDirection.Right : TurnDirection.Left
            : angle > 0 ? TurnDirection.SharpRight : TurnDirection.SharpLeft;
    }

    /// <summary>Degrees from the end of one arc to the beginning of another, to the right positive.</summary>
    public double Angle(int from, int to) => Bearings.Turn(Bearings.Arriving(roads, from), Bearings.Leaving(roads, to));

    /// <summary>Whether the two are one road to a driver.</summary>
    public bool GoesOn(in Stretch before, in Stretch after) =>
        names.AreSame(before.Edge, after.Edge) || !names.IsNamed(before.Edge) && !names.IsNamed(after.Edge) && before.Class == after.Class && before.IsLink == after.IsLink;

    /// <summary>Null where the road merely goes on. Roundabouts are judged elsewhere.</summary>
    public Choice? At(in Stretch before, in Stretch after)
    {
        if (before.TurnsRound)
            return new(ManoeuvreKind.TurnRound, TurnDirection.Back, 180);
        LookRound(before, after);
        var angle = Angle(before.Arc, after.Arc);
        if (after.IsLink && !before.IsLink)
            return alternatives.Count == 0 ? null
                : Math.Abs(angle) < Slight ? new(ManoeuvreKind.SlipRoad, SideOf(angle), angle)
                // In towns, lanes for turning bear the name of the street.
                : new(after.Class > RoadClass.Trunk && names.IsNamed(after.Edge) ? ManoeuvreKind.Turn : ManoeuvreKind.SlipRoad, DirectionOf(angle), angle);
        if (before.IsLink && !after.IsLink && after.Class <= RoadClass.Trunk && Math.Abs(angle) < Ahead)
            return new(ManoeuvreKind.Merge, SideOf(angle), angle);
        return Math.Abs(angle) < Slight ? AtFork(before, after, angle) : AtTurn(before, after, angle);
    }

    /// <summary>Whether the driver goes straight into a roundabout's first exit without driving on the roundabout, as where two streets meet on its edge.</summary>
    public bool TouchesRoundabout(in Stretch before, in Stretch after)
    {
        LookRound(before, after);
        return alternatives.Exists(road => road.IsRoundabout);
    }

    /// <summary>The roads that leave a roundabout where a stretch of it ends.</summary>
    /// <param name="nearer">Only those that one passes before this arc, being farther out; -1 for all.</param>
    public int Exits(in Stretch roundabout, int nearer)
    {
        var (count, last) = (0, -1);
        var limit = nearer < 0 ? 0 : Angle(roundabout.Arc, nearer);
        var outwards = (roundabout.Traits & RoadTraits.LeftHandTraffic) == 0 ? 1 : -1;
        for (var arc = roads.FirstOut[roundabout.Head]; arc < roads.FirstOut[roundabout.Head + 1]; arc++)
            if (IsOpen(arc, out var edge) && ((RoadTraits)edge.Traits & RoadTraits.Roundabout) == 0 && roads.Arcs[arc].Edge is var number && number != last
                && (nearer < 0 || number != roads.Arcs[nearer].Edge && outwards * (Angle(roundabout.Arc, arc) - limit) > 0))
                (count, last) = (count + 1, number);
        return count;
    }

    /// <summary>Little turning: is there another road that could be meant by straight on?</summary>
    Choice? AtFork(in Stretch before, in Stretch after, double angle)
    {
        var (size, goesOn) = (Math.Abs(angle), GoesOn(before, after));
        var (left, right, straightest, isLeft) = (false, false, double.PositiveInfinity, false);
        foreach (var road in alternatives)
        {
            if (Math.Abs(road.Angle) <= Ahead && Math.Abs(road.Angle) - size < Clearly && !IsLesser(road, before, after, goesOn) && !IsSameOnTheGround(road, after, angle))
            {
                (left, right) = (left || road.Angle < angle, right || road.Angle >= angle);
                straightest = Math.Min(straightest, Math.Abs(road.Angle));
            }
            // The road itself goes on elsewhere: by its name, or being the larger one.
            isLeft |= !goesOn && !road.IsLink && Math.Abs(road.Angle) < Sharp && names.AreSame(before.Edge, road.Edge);
        }
        if (left || right)
            return size < Straight || size < Straight + 10 && straightest > size - 12 || before.Class <= RoadClass.Trunk
                ? new(ManoeuvreKind.Keep, left && right ? TurnDirection.Straight : left ? TurnDirection.SlightRight : TurnDirection.SlightLeft, angle)
                : new(ManoeuvreKind.Turn, DirectionOf(angle), angle);
        return isLeft ? new(ManoeuvreKind.Turn, DirectionOf(angle), angle) : null;
    }

    /// <summary>A turn, unless the road bends and there is nothing else that a driver could take.</summary>
    Choice? AtTurn(in Stretch before, in Stretch after, double angle)
    {
        var goesOn = GoesOn(before, after);
        var isChoice = alternatives.Count == 0 && !goesOn && names.IsNamed(after.Edge);
        foreach (var road in alternatives)
            isChoice |= !goesOn || road.Class < RoadClass.Service == after.Class < RoadClass.Service && Math.Abs(road.Angle) < Math.Abs(angle) + Clearly;
        return isChoice ? new(ManoeuvreKind.Turn, DirectionOf(angle), angle) : null;
    }

    /// <summary>Whether the map draws one street twice, a metre or two aside.</summary>
    bool IsSameOnTheGround(in Alternative road, in Stretch after, double angle)
    {
        const double Look = 60, Apart = 4; // metres, degrees
        return Math.Abs(road.Angle - angle) < 2 * Apart && names.AreSame(road.Edge, after.Edge)
            && Math.Abs(Bearings.Turn(Bearings.Leaving(roads, road.Arc, Look), Bearings.Leaving(roads, after.Arc, Look))) < Apart;
    }

    static bool IsLesser(in Alternative road, in Stretch before, in Stretch after, bool goesOn) =>
        road.IsLink && !after.IsLink
        || road.Class == RoadClass.Service && after.Class != RoadClass.Service
        || road.Class - after.Class >= 2
        || goesOn && road.Class > after.Class && before.Class == after.Class;

    /// <summary>The side of the fork, when all else lies on one.</summary>
    TurnDirection SideOf(double angle)
    {
        var (left, right) = (false, false);
        foreach (var road in alternatives)
            if (Math.Abs(road.Angle) < Sharp)
                (left, right) = (left || road.Angle < angle, right || road.Angle >= angle);
        return left == right ? DirectionOf(angle) : left ? TurnDirection.SlightRight : TurnDirection.SlightLeft;
    }

    void LookRound(in Stretch before, in Stretch after)
    {
        alternatives.Clear();
        var arriving = double.NaN;
        for (var arc = roads.FirstOut[before.Head]; arc < roads.FirstOut[before.Head + 1]; arc++)
            if (roads.Arcs[arc].Edge is var number && number != before.Edge && number != after.Edge && IsOpen(arc, out var edge)
                && !alternatives.Exists(road => road.Edge == number))
            {
                if (double.IsNaN(arriving))
                    arriving = Bearings.Arriving(roads, before.Arc);
                alternatives.Add(new(arc, number, Bearings.Turn(arriving, Bearings.Leaving(roads, arc)), (RoadClass)edge.Class, (RoadTraits)edge.Traits));
            }
    }

    /// <summary>At this hour; what is closed stays among the arcs, and its edge does not name it.</summary>
    bool IsOpen(int arc, out EdgeRecord edge)
    {
        var record = roads.Arcs[arc];
        edge = roads.Edges[record.Edge];
        return (record.IsBackward ? edge.Backward : edge.Forward) >= 0;
    }
}
