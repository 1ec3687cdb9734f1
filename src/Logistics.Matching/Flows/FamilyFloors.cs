using Logistics.Matching.Model;

namespace Logistics.Matching.Flows;

/// <summary>
/// Lifts the worst-served families, without taking a point from anyone: what each recipient holds in all stays, only of what it is made
/// changes. The lowest level is raised as far as it goes; what the cut that stops it holds down is fixed there, and the rest is lifted on.
/// </summary>
/// <remarks>
/// A floor is a lower bound on an arc, so a level is reached if a circulation meets all bounds; where none does, the cut tells the greatest
/// level that it leaves (discrete Newton: Radzik, 1998). Families of a recipient compete for its total, so levels form no polymatroid and
/// the decomposition of <see cref="Leximin"/> does not apply; after the number of rounds allowed the rest stays as it is.
/// </remarks>
sealed class FamilyFloors
{
    readonly FlowNetwork network;
    readonly Element[] elements;
    readonly int[] arcs;
    readonly Floors floors;

    /// <param name="Arc">Carries the family to the recipient.</param>
    /// <param name="Family">Which lots of it are given is settled; only who has them changes.</param>
    /// <param name="Earlier">Grams received earlier.</param>
    /// <param name="Points">Units of flow per gram.</param>
    /// <param name="Most">Units that could come at the most.</param>
    public readonly record struct Element(int Arc, RecipientRow Recipient, int Family, long Earlier, long Points, long Most);

    public FamilyFloors(FlowNetwork network, Element[] elements)
    {
        (this.network, this.elements) = (network, elements);
        arcs = Array.ConvertAll(elements, x => x.Arc);
        floors = new Floors(network);
    }

    /// <summary>Lifts round by round; the floors reached stay as lower bounds.</summary>
    /// <returns>Which elements were brought to a floor.</returns>
    public bool[] Lift(int rounds, CancellationToken cancellation)
    {
        var held = new bool[elements.Length];
        var closed = Array.ConvertAll(elements, x => x.Most <= network.Lower[x.Arc]);
        for (var round = 0; round < rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            var open = Enumerable.Range(0, elements.Length).Where(i => !closed[i]).ToArray();
            if (open.Length == 0)
                break;
            // A family goes no higher than if all there is of it could be poured freely; from the lowest of these down, cut by cut.
            var (level, lowest) = open.GroupBy(i => elements[i].Family).Select(x => (Poured([.. x], closed), x)).MinBy(x => x.Item1);
            HashSet<int> stuck = [.. lowest];
            while (!Raise(i => closed[i] ? network.Lower[elements[i].Arc] : Math.Max(network.Lower[elements[i].Arc], Floor(i, level))))
            {
                var crossing = open.Where(i => floors.IsReached(network.Head[elements[i].Arc]) && !floors.IsReached(network.Tail[elements[i].Arc])).ToArray();
                if (crossing.Length == 0)
                    return held;
                stuck = [.. crossing];
                level = Highest(crossing, Room(open), level);
            }
            foreach (var i in open)
                if (stuck.Contains(i) || Floor(i, level) >= elements[i].Most)
                {
                    network.Lower[elements[i].Arc] = Math.Max(network.Lower[elements[i].Arc], Floor(i, level));
                    held[i] = closed[i] = true;
                }
        }
        return held;
    }

    /// <summary>Brings every element to its floor by exchanges; false, and nothing changed, where that cannot be.</summary>
    public bool Raise(Func<int, long> floor) => floors.Raise(arcs, floor);

    /// <summary>The level if what is given of a family were water, and the walls of lots and rooms were not.</summary>
    long Poured(int[] open, bool[] closed)
    {
        var family = elements[open[0]].Family;
        long together = 0;
        for (var i = 0; i < elements.Length; i++)
            if (elements[i].Family == family)
                together += network.Flow[elements[i].Arc] - (closed[i] ? network.Lower[elements[i].Arc] : 0);
        return Highest(open, together, open.Max(i => Level(i, elements[i].Most)) + 1);
    }

    /// <summary>What the cut lets in besides the open elements that are forced into it.</summary>
    long Room(int[] open)
    {
        var forced = new bool[network.ArcCount];
        foreach (var i in open)
            forced[elements[i].Arc] = true;
        long room = 0;
        for (var e = 0; e < network.ArcCount; e++)
        {
            bool from = floors.IsReached(network.Tail[e]), to = floors.IsReached(network.Head[e]);
            if (from && !to)
                room += network.Upper[e];
            else if (to && !from && !forced[e])
                room -= network.Lower[e];
        }
        return room;
    }

    /// <summary>The greatest level below the one that failed at which all that is forced into the cut has room.</summary>
    long Highest(int[] crossing, long room, long failed)
    {
        long low = 0, high = failed;
        while (high - low > 1)
        {
            var middle = low + (high - low) / 2;
            Int128 forced = 0;
            foreach (var i in crossing)
                forced += Math.Max(network.Lower[elements[i].Arc], Floor(i, middle));
            if (forced <= room)
                low = middle;
            else
                high = middle;
        }
        return low;
    }

    long Level(int element, long units) =>
        Entitlement.FamilyLevel(elements[element].Recipient, elements[element].Earlier, units / elements[element].Points);

    /// <summary>The least units with which the element stands at the level or above, or all that it can have.</summary>
    long Floor(int element, long level)
    {
        var x = elements[element];
        var grams = Entitlement.FamilyGramsAt(x.Recipient, x.Earlier, level - 1) + 1;
        return grams <= 0 ? 0 : Math.Min(grams > x.Most ? x.Most : grams * x.Points, x.Most);
    }
}
