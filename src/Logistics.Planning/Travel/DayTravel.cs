using System.Collections.Concurrent;
using System.Diagnostics;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Matching;
using Logistics.Measures;
using Logistics.Roads;

namespace Logistics.Planning.Travel;

/// <summary>From this instant on, until the next span's, travel is as on these roads.</summary>
public sealed record TravelSpan(DateTimeOffset From, IRoads Roads);

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
    readonly Position[] positions;
    readonly ConcurrentDictionary<IRoads, SpanTravel> spans = new(ReferenceEqualityComparer.Instance);
    readonly CancellationToken cancellation;

    /// <summary>Travel as one span of the day knows it.</summary>
    /// <param name="Cut">Sites whose streets are shut then, so that no road is within reach.</param>
    sealed record SpanTravel(TravelMatrix Matrix, HashSet<SiteId> Cut);
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
        offNetwork = [.. places.Where(site => IsOff(site, roads))];
        positions = [.. places.Select(site => day[site].Position)];
        this.cancellation = cancellation;
        onRoads = roads.Matrix(positions, cancellation);
        spans[roads] = new(onRoads, []);
        asCrowFlies = offNetwork.Count > 0 ? crow.Matrix(positions, cancellation) : onRoads;
        Basis = BasisOf(places);
    }

    public RoadBasis Basis { get; }

    public TransferEstimate? Between(SiteId from, SiteId to)
    {
        var (matrix, i, j) = Cell(from, to);
        return matrix.IsReachable(i, j) ? new TransferEstimate(matrix.Distance(i, j), matrix.Duration(i, j)) : null;
    }

    /// <summary>How travel changes between two instants: spans in order, the first of which holds at the first instant.</summary>
    /// <param name="zone">Of the people on the road: hours of traffic are local ones.</param>
    public IReadOnlyList<TravelSpan> Spans(DateTimeOffset from, DateTimeOffset until, TimeZoneInfo zone)
    {
        var found = new List<TravelSpan>();
        var last = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(until, zone).DateTime);
        for (var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(from, zone).DateTime); date <= last; date = date.AddDays(1))
            foreach (var (time, slice) in roads.Day(date))
            {
                // Where clocks skip the time, the span begins when they are past it.
                var begin = LocalTime.ToInstant(date, time, zone) ?? LocalTime.ToInstant(date, time.AddHours(1), zone) ?? throw new UnreachableException("No zone skips two hours.");
                if (begin <= from)
                    found.Clear();
                if (begin <= until && (found.Count == 0 || begin > found[^1].From && !ReferenceEquals(found[^1].Roads, slice)))
                    found.Add(new(begin, slice));
            }
        return found;
    }

    /// <summary>As traffic is in a span; null where there is no way then.</summary>
    public TransferEstimate? Between(SiteId from, SiteId to, TravelSpan span)
    {
        if (OffNetwork(from, to))
            return Between(from, to);
        var (matrix, cut) = spans.GetOrAdd(span.Roads, roads => new(roads.Matrix(positions, cancellation), [.. rows.Keys.Where(site => IsOff(site, roads))]));
        return !cut.Contains(from) && !cut.Contains(to) && matrix.IsReachable(rows[from], rows[to])
            ? new TransferEstimate(matrix.Distance(rows[from], rows[to]), matrix.Duration(rows[from], rows[to])) : null;
    }

    /// <summary>The way that is driven by who leaves in a span, with its geometry.</summary>
    /// <param name="duration">How long it takes then, which may be more or less than in any one span of the day.</param>
    /// <exception cref="InvalidOperationException">There is no way.</exception>
    public Leg Leg(SiteId from, SiteId to, TravelSpan span, Duration duration)
    {
        // Where the span's rules leave no way, the drive began with the hope of the next: the usual way is shown.
        var (estimate, by) = Between(from, to, span) is { } then ? (then, span.Roads)
            : (Between(from, to) ?? throw new InvalidOperationException($"No way leads from {day[from].Code} to {day[to].Code}."), roads);
        return new Leg(from, to, estimate.Distance, duration, Geometry(from, to, by));
    }

    bool IsOff(SiteId site, IRoads roads) => roads.Snap(day[site].Position) is not { } snap || snap.Walk > LongestAccess;

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
