using Logistics.Measures;
using Logistics.Roads.Graph;

namespace Logistics.Roads.Guidance;

/// <summary>Makes instructions of a trip: few enough to be read, and one wherever the driver must choose.</summary>
sealed class Manoeuvres
{
    // Decimetres. Shorter pieces between two turns belong to one junction.
    const long WithinJunction = 300, WithinJog = 200, WithinStreet = 120;

    /// <summary>Decimetres that are too few for a driver to notice.</summary>
    const long Nothing = 50;

    /// <summary>Decimetres up to which a slip road of a lesser road is but a lane for turning.</summary>
    const long TurningLane = 1_500;

    /// <summary>Decimetres within which a road's name may begin after the turn onto it.</summary>
    const long NameBegins = 1_000;

    /// <summary>Decimetres for which a new name must hold to be told where nothing is to be chosen.</summary>
    const long NameHolds = 3_000;

    readonly CompiledRoads roads;
    readonly Stretch[] stretches;
    readonly Names names;
    readonly Junctions junctions;
    readonly List<Mark> marks = [];

    /// <param name="Index">The stretch that begins with it.</param>
    /// <param name="Into">The stretch that it leads to: behind a roundabout, behind the last of several turns that are one.</param>
    /// <param name="Turned">Degrees, to the right positive; several turns add up.</param>
    /// <param name="Named">Where the road begins whose name is told, if not at once.</param>
    readonly record struct Mark(int Index, int Into, ManoeuvreKind Kind, TurnDirection Direction, int Exit, double Turned, int Named = -1);

    Manoeuvres(CompiledRoads roads, Stretch[] stretches)
    {
        (this.roads, this.stretches, names) = (roads, stretches, new(roads));
        junctions = new(roads, names);
    }

    /// <summary>From departing to arriving: at least those two.</summary>
    /// <param name="asked">The position asked for, which <paramref name="to"/> stands for.</param>
    public static IReadOnlyList<RoadStep> Of(CompiledRoads roads, Stretch[] stretches, Anchor from, Anchor to, Position asked)
    {
        var manoeuvres = new Manoeuvres(roads, stretches);
        manoeuvres.Find();
        manoeuvres.TakeTurningLanesAsTurns();
        manoeuvres.JoinWithinJunctions();
        manoeuvres.TellNewNames();
        manoeuvres.DropWhatIsAtTheStart();
        return manoeuvres.Steps(from, to, asked);
    }

    void Find()
    {
        var first = 0;
        if (stretches[0].IsRoundabout)
            first = Leave(0, TurnDirection.Straight);
        for (var i = first + 1; i < stretches.Length; i++)
            if (stretches[i].IsRoundabout && !stretches[i - 1].TurnsRound)
                i = Leave(i, null);
            else if (!stretches[i - 1].TurnsRound && !stretches[i - 1].IsRoundabout && junctions.TouchesRoundabout(stretches[i - 1], stretches[i]))
                marks.Add(new(i, i, ManoeuvreKind.Roundabout, Junctions.DirectionOf(junctions.Angle(stretches[i - 1].Arc, stretches[i].Arc)), 1, 0));
            else if (junctions.At(stretches[i - 1], stretches[i]) is { } choice)
                marks.Add(new(i, i, choice.Kind, choice.Direction, 0, choice.Angle));
    }

    /// <summary>Follows a roundabout from one of its stretches to where the trip leaves it; a trip that stays on it has no exit.</summary>
    /// <returns>The stretch behind the exit, or the last.</returns>
    int Leave(int index, TurnDirection? direction)
    {
        var (exits, i) = (0, index);
        for (; i + 1 < stretches.Length && stretches[i + 1].IsRoundabout; i++)
            exits += junctions.Exits(stretches[i], -1);
        if (i + 1 == stretches.Length)
        {
            if (index > 0)
                marks.Add(new(index, index, ManoeuvreKind.Roundabout, TurnDirection.Straight, 0, 0));
            return i;
        }
        exits += 1 + junctions.Exits(stretches[i], stretches[i + 1].Arc);
        direction ??= Junctions.DirectionOf(junctions.Angle(stretches[index - 1].Arc, stretches[i + 1].Arc));
        marks.Add(new(index == 0 ? i + 1 : index, i + 1, ManoeuvreKind.Roundabout, direction.Value, exits, 0));
        return i + 1;
    }

    /// <summary>At crossroads of lesser roads, a short slip road is how one turns.</summary>
    void TakeTurningLanesAsTurns()
    {
        for (var i = 0; i < marks.Count; i++)
        {
            var mark = marks[i];
            if (mark.Kind != ManoeuvreKind.SlipRoad || stretches[mark.Index].Class <= RoadClass.Trunk)
                continue;
            var (end, length) = (mark.Index, 0L);
            for (; end < stretches.Length && stretches[end].IsLink && length < TurningLane; end++)
                length += stretches[end].Decimetres;
            if (end == stretches.Length || length >= TurningLane || stretches[end].IsLink || stretches[end].IsRoundabout)
                continue;
            var angle = junctions.Angle(stretches[mark.Index - 1].Arc, stretches[end].Arc);
            marks.RemoveAll(other => other.Index >= mark.Index && other.Index <= end);
            marks.Insert(i, Math.Abs(angle) < 45
                ? mark with { Kind = ManoeuvreKind.Keep, Into = end, Turned = angle } : Turned(mark.Index, end, angle));
        }
    }

    /// <summary>Two turns with next to nothing between them, as across a dual carriageway, are one.</summary>
    void JoinWithinJunctions()
    {
        for (var i = 0; i + 1 < marks.Count; i++)
        {
            var (one, two) = (marks[i], marks[i + 1]);
            var length = Length(one.Into, two.Index);
            if (!CanJoin(two) || length > WithinJunction)
                continue;
            if (IsStraightOn(two))
            {
                // Straight on right behind a turn is part of the turn.
                marks[i] = one with { Named = two.Into };
                marks.RemoveAt(1 + i--);
                continue;
            }
            if (!CanJoin(one) || !IsConnector(one.Into, two.Index, one.Index - 1, two.Into))
                continue;
            var sum = one.Turned + two.Turned;
            if (one.Turned < 0 != two.Turned < 0)
            {
                if (length <= Nothing)
                {
                    // Where next to nothing lies between them, both angles are the map's, not the road's: the way in and the way out count.
                    var angle = junctions.Angle(stretches[one.Index - 1].Arc, stretches[two.Into].Arc);
                    marks.RemoveRange(i, 2);
                    if (Junctions.DirectionOf(angle) != TurnDirection.Straight || !junctions.GoesOn(stretches[one.Index - 1], stretches[two.Into]))
                        marks.Insert(i, Turned(one.Index, two.Into, angle));
                    i--;
                    continue;
                }
                // A jog: the street goes on some metres aside.
                if (length > WithinJog || Math.Abs(sum) >= 45 || !names.AreSame(stretches[one.Index - 1].Edge, stretches[two.Into].Edge))
                    continue;
                marks.RemoveRange(i, 2);
            }
            else
            {
                marks[i] = Math.Abs(sum) is >= 150 and <= 210 && junctions.GoesOn(stretches[one.Index - 1], stretches[two.Into])
                    ? new(one.Index, two.Into, ManoeuvreKind.TurnRound, TurnDirection.Back, 0, sum) : Turned(one.Index, two.Into, sum);
                marks.RemoveAt(i + 1);
            }
            i--;
        }
    }

    static bool CanJoin(in Mark mark) => mark.Kind is ManoeuvreKind.Turn or ManoeuvreKind.Keep;

    static bool IsStraightOn(in Mark mark) => mark.Kind is ManoeuvreKind.Turn or ManoeuvreKind.Continue && mark.Direction == TurnDirection.Straight;

    static Mark Turned(int index, int into, double angle) =>
        new(index, into, ManoeuvreKind.Turn, Junctions.DirectionOf(Math.Clamp(angle, -179, 179)), 0, angle);

    /// <summary>Whether pieces have no name of their own: none, or that of the road before or after.</summary>
    bool IsConnector(int first, int end, int before, int after)
    {
        if (Length(first, end) <= WithinStreet)
            return true; // no longer than the street that it crosses is wide
        for (var i = first; i < end; i++)
            if (names.IsNamed(stretches[i].Edge) && !names.AreSame(stretches[i].Edge, stretches[before].Edge) && !names.AreSame(stretches[i].Edge, stretches[after].Edge))
                return false;
        return true;
    }

    long Length(int first, int end)
    {
        var length = 0L;
        for (var i = first; i < end; i++)
            length += stretches[i].Decimetres;
        return length;
    }

    /// <summary>Where a road that merely goes on has another name for a while, the driver hears it.</summary>
    void TellNewNames()
    {
        var known = -1; // the stretch whose name was last told
        var (next, into, since) = (0, 0, 0L); // the next mark; where the last one's road begins, and the length since
        for (var i = 0; i < stretches.Length; since += stretches[i++].Decimetres)
        {
            if (next < marks.Count && marks[next].Index == i && IsStraightOn(marks[next]) && known >= 0 && names.AreSame(stretches[known].Edge, stretches[i].Edge))
                marks.RemoveAt(next); // straight on, and the name told last is still right
            for (; next < marks.Count && marks[next].Index <= i; next++)
                (known, into) = (-1, Math.Max(marks[next].Into, marks[next].Named));
            if (i == into)
                since = 0;
            if (i < into || !names.IsNamed(stretches[i].Edge) || stretches[i].IsRoundabout || stretches[i].IsLink)
                continue;
            if (known >= 0 ? !names.AreSame(stretches[known].Edge, stretches[i].Edge) : since > NameBegins)
            {
                // Right behind a turn, the name that holds longer is the turn's.
                var isOfTurn = since <= WithinJunction && next > 0;
                if (Holds(i, next < marks.Count ? marks[next].Index : stretches.Length) < (isOfTurn ? 2 * since : NameHolds))
                    continue;
                if (isOfTurn)
                    marks[next - 1] = marks[next - 1] with { Named = i };
                else
                    marks.Insert(next++, new(i, i, ManoeuvreKind.Continue, TurnDirection.Straight, 0, 0));
            }
            known = i;
        }
    }

    /// <summary>A trip that begins at a corner begins along the street into which it turns.</summary>
    void DropWhatIsAtTheStart()
    {
        marks.Insert(0, new(0, 0, ManoeuvreKind.Depart, TurnDirection.Straight, 0, 0));
        while (marks.Count > 1 && CanJoin(marks[1]) && Length(marks[0].Into, marks[1].Index) < Nothing)
        {
            marks[0] = marks[0] with { Into = marks[1].Into, Named = marks[1].Named };
            marks.RemoveAt(1);
        }
        if (marks.Count > 1 && IsStraightOn(marks[1]) && Length(marks[0].Into, marks[1].Index) < WithinJunction)
        {
            marks[0] = marks[0] with { Named = marks[1].Into };
            marks.RemoveAt(1);
        }
    }

    /// <summary>For how long the name of a stretch is the road's, pieces without a name included.</summary>
    long Holds(int index, int end)
    {
        var length = 0L;
        for (var i = index; i < end && (!names.IsNamed(stretches[i].Edge) || names.AreSame(stretches[index].Edge, stretches[i].Edge)); i++)
            length += stretches[i].Decimetres;
        return length;
    }

    List<RoadStep> Steps(Anchor from, Anchor to, Position asked)
    {
        var steps = new List<RoadStep>(marks.Count + 2);
        for (var i = 0; i < marks.Count; i++)
        {
            var mark = marks[i];
            var end = i + 1 < marks.Count ? marks[i + 1].Index : stretches.Length;
            var (distance, duration) = (0L, 0L);
            for (var s = mark.Index; s < end; s++)
                (distance, duration) = (distance + stretches[s].Decimetres, duration + stretches[s].Milliseconds);
            var label = LabelOf(mark, Math.Max(end, mark.Into + 1));
            var after = mark.Into == 0 ? HeadingAt(from, stretches[0]) : Bearings.Leaving(roads, stretches[mark.Into].Arc);
            steps.Add(new()
            {
                Kind = mark.Kind,
                Direction = mark.Direction,
                Exit = mark.Exit,
                Name = label.Name,
                Reference = label.Reference,
                Destination = label.Destination,
                Position = i == 0 ? from.Position : StartOf(stretches[mark.Index]),
                BearingBefore = Bearings.Whole(i == 0 ? after : Bearings.Arriving(roads, stretches[mark.Index - 1].Arc)),
                BearingAfter = Bearings.Whole(after),
                Distance = new(distance),
                Duration = new(duration),
            });
        }
        steps.Add(Arrival(to, asked));
        return steps;
    }

    /// <summary>The name of the road that a mark leads onto, which may begin some metres on, and what the signs say there.</summary>
    RoadLabel LabelOf(in Mark mark, int end)
    {
        var (label, destination, length) = (RoadLabel.None, "", 0L);
        for (var i = Math.Max(mark.Into, mark.Named); i < end && (length <= NameBegins || stretches[i - 1].IsLink); i++)
        {
            if (mark.Kind == ManoeuvreKind.SlipRoad && !stretches[i].IsLink)
                break;
            if (destination.Length == 0)
                destination = names.Of(stretches[i].Edge).Destination;
            if (label == RoadLabel.None && names.IsNamed(stretches[i].Edge))
                label = names.Of(stretches[i].Edge);
            length += stretches[i].Decimetres;
        }
        return label with { Destination = destination };
    }

    Position StartOf(in Stretch stretch)
    {
        var points = roads.PointsOf(stretch.Edge);
        var point = points[roads.Arcs[stretch.Arc].IsBackward ? points.Length - 1 : 0];
        return new(point.Longitude, point.Latitude);
    }

    /// <summary>Where the vehicle looks when it stands at a place on an arc.</summary>
    double HeadingAt(Anchor place, in Stretch stretch)
    {
        var points = roads.PointsOf(stretch.Edge);
        var isBackward = roads.Arcs[stretch.Arc].IsBackward;
        var (nearest, bearing) = (double.PositiveInfinity, 0.0);
        var shrink = Spherical.Shrink(place.Position.LatitudeE7);
        for (var i = 1; i < points.Length; i++)
            if (SegmentTree.Squared(points[i - 1], points[i], place.Position.LongitudeE7, place.Position.LatitudeE7, shrink, out _) is var squared && squared < nearest)
                (nearest, bearing) = (squared, Bearings.Between(new(points[i - 1].Longitude, points[i - 1].Latitude), new(points[i].Longitude, points[i].Latitude)));
        return isBackward ? (bearing + 180) % 360 : bearing;
    }

    RoadStep Arrival(Anchor to, Position asked)
    {
        const double OnTheRoad = 4; // metres: half a street
        var heading = HeadingAt(to, stretches[^1]);
        var aside = Bearings.Turn(heading, Bearings.Between(to.Position, asked));
        var label = names.Of(stretches[^1].Edge);
        return new()
        {
            Kind = ManoeuvreKind.Arrive,
            Direction = to.WalkMetres < OnTheRoad || Math.Abs(aside) < 30 ? TurnDirection.Straight : aside > 0 ? TurnDirection.Right : TurnDirection.Left,
            Exit = 0,
            Name = label.Name,
            Reference = label.Reference,
            Destination = "",
            Position = to.Position,
            BearingBefore = Bearings.Whole(heading),
            BearingAfter = Bearings.Whole(heading),
            Distance = Distance.Zero,
            Duration = Duration.Zero,
        };
    }
}
