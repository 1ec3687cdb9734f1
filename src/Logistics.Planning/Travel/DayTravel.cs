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
/// and named in <see cref="Basis"/>: an estimate that says so is worth more to a dispatcher than a site left out.
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
        asCrowFlies = offNetwork.Count > 0 ? crow.Matrix(positions, cancellation) : onRoads;
        Basis = BasisOf(places);
    }

    public RoadBasis Basis { get; }

    public TransferEstimate? Between(SiteId from, SiteId to)
    {
        var (matrix, i, j) = Cell(from, to);
        return matrix.IsReachable(i, j) ? new TransferEstimate(matrix.Distance(i, j), matrix.Duration(i, j)) : null;
    }

    /// <summary>The way a vehicle of the profile drives, with its geometry.</summary>
    /// <exception cref="InvalidOperationException">There is no way: ask <see cref="Between"/> first.</exception>
    public Leg Leg(SiteId from, SiteId to, string profile)
    {
        var estimate = Between(from, to) ?? throw new InvalidOperationException($"No way leads from {day[from].Code} to {day[to].Code}.");
        var duration = SpeedProfiles.Adapt(profile, estimate.Duration, estimate.Distance);
        return new Leg(from, to, estimate.Distance, duration, Geometry(from, to));
    }

    ValueList<Position> Geometry(SiteId from, SiteId to)
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
