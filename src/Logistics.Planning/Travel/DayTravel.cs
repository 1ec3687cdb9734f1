using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Planning.Travel;

/// <summary>
/// Times and distances between the sites of a day. Sites that the network does not reach are measured as the crow flies, both ways,
/// and named in <see cref="Basis"/>: an estimate that says so is worth more to a dispatcher than a site left out. Where the roads know the hours,
/// times change over the day; who asks without an hour is told the usual ones.
/// </summary>
/// <remarks>Immutable, thread safe.</remarks>
public sealed class DayTravel : ITransfers
{
    /// <summary>A site farther from any known road than this has a way in that we do not know; times that ignore it would promise too much.</summary>
    static readonly Distance LongestAccess = Distance.FromMetres(500);

    readonly DayIndex day;
    readonly IRoads roads;
    readonly StraightLine crow = new();
    readonly Dictionary<SiteId, int> rows;
    readonly HashSet<SiteId> offNetwork;
    readonly TravelMatrix onRoads;
    readonly List<(TimeOnly From, IRoads Roads, TravelMatrix Matrix)> hours;
    readonly TravelMatrix asCrowFlies;

    /// <param name="sites">Every site a vehicle may stop at, depots included; repeats do no harm.</param>
    public DayTravel(DayIndex day, IEnumerable<SiteId> sites, IRoads roads, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(roads);
        this.day = day;
        this.roads = roads;
        SiteId[] places = [.. sites.Distinct()];
        rows = places.Index().ToDictionary(x => x.Item, x => x.Index);
        offNetwork = [.. places.Where(site => roads.Snap(day[site].Position) is not { } snap || snap.Walk > LongestAccess)];
        Position[] positions = [.. places.Select(site => day[site].Position)];
        onRoads = roads.Matrix(positions, cancellation);
        var matrices = new Dictionary<IRoads, TravelMatrix> { [roads] = onRoads };
        hours = [];
        foreach (var (from, slice) in roads.Day(day.Day.Date))
        {
            if (!matrices.TryGetValue(slice, out var matrix))
                matrices[slice] = matrix = slice.Matrix(positions, cancellation);
            hours.Add((from, slice, matrix));
        }
        asCrowFlies = offNetwork.Count > 0 ? crow.Matrix(positions, cancellation) : onRoads;
        Basis = BasisOf(places);
    }

    public RoadBasis Basis { get; }

    public TransferEstimate? Between(SiteId from, SiteId to)
    {
        var (matrix, i, j) = Cell(from, to);
        return matrix.IsReachable(i, j) ? new TransferEstimate(matrix.Distance(i, j), matrix.Duration(i, j)) : null;
    }

    /// <summary>The local times from which travel differs from before, the first at midnight; the same every day of the plan.</summary>
    public IReadOnlyList<TimeOnly> Hours => [.. hours.Select(hour => hour.From)];

    /// <summary>As traffic is from one of <see cref="Hours"/> on; null where there is no way then.</summary>
    public TransferEstimate? Between(SiteId from, SiteId to, int hour)
    {
        if (OffNetwork(from, to))
            return Between(from, to);
        var (_, _, matrix) = hours[hour];
        return matrix.IsReachable(rows[from], rows[to]) ? new TransferEstimate(matrix.Distance(rows[from], rows[to]), matrix.Duration(rows[from], rows[to])) : null;
    }

    /// <summary>The way that is driven by who leaves at a time, with its geometry.</summary>
    /// <param name="duration">How long it takes then, which may be more or less than at any one hour of the day.</param>
    /// <exception cref="InvalidOperationException">There is no way.</exception>
    public Leg Leg(SiteId from, SiteId to, TimeOnly departure, Duration duration)
    {
        // Where the hour's rules leave no way, the drive began with the hope of the next: the usual way is shown.
        var hour = hours.FindLastIndex(hour => hour.From <= departure);
        var (estimate, by) = Between(from, to, hour) is { } then ? (then, hours[hour].Roads)
            : (Between(from, to) ?? throw new InvalidOperationException($"No way leads from {day[from].Code} to {day[to].Code}."), roads);
        return new Leg(from, to, estimate.Distance, duration, Geometry(from, to, by));
    }

    ValueList<Position> Geometry(SiteId from, SiteId to, IRoads roads)
    {
        Position start = day[from].Position, end = day[to].Position;
        if (start == end || OffNetwork(from, to))
            return [start, end];
        return roads.Path(start, end) is { Geometry.Count: >= 2 } path ? path.Geometry.ToValueList() : [start, end];
    }

    bool OffNetwork(SiteId from, SiteId to) => offNetwork.Contains(from) || offNetwork.Contains(to);

    (TravelMatrix, int, int) Cell(SiteId from, SiteId to) => (OffNetwork(from, to) ? asCrowFlies : onRoads, rows[from], rows[to]);

    RoadBasis BasisOf(IEnumerable<SiteId> places) => new(
        roads.Source.Kind switch
        {
            RoadSourceKind.OpenStreetMap => RoadBasisKind.OpenStreetMap,
            RoadSourceKind.Sketch => RoadBasisKind.Sketch,
            _ => RoadBasisKind.StraightLine,
        },
        roads.Source.Name,
        roads.Source.Kind == RoadSourceKind.OpenStreetMap ? roads.Source.Attribution : null,
        places.Where(offNetwork.Contains).OrderBy(site => day[site].Code, StringComparer.Ordinal).ToValueList());
}
