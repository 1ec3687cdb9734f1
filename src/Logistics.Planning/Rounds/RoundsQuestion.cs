using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Shipments;
using Logistics.Measures;
using Logistics.Planning.Travel;
using Logistics.Routing;
using Request = Logistics.Routing.Request;
using Vehicle = Logistics.Domain.Fleet.Vehicle;

namespace Logistics.Planning.Rounds;

/// <summary>
/// One territory's shipments and shifts as a question on indices and seconds, and the keys to read the answer: location i is a site,
/// request i a shipment, vehicle i a shift.
/// </summary>
/// <remarks>
/// A stop's fixed time (parking, greeting, signing) is half of the site's service duration and is paid once, by adding it to the
/// way out; the other half is paid for each shipment moved. So a first shipment takes the whole duration and each further one at the
/// same stop half of it. Shift ends are locations of their own: a van that starts at the depot does not pay the depot's fixed time to leave.
/// </remarks>
sealed class RoundsQuestion
{
    readonly DayIndex day;
    readonly DayTravel travel;
    readonly List<SiteId> locations;
    readonly int stops;

    // Class i of the question. The classes of the day come first, each at its usual limit; goods with another limit are classes of their own.
    readonly List<(TemperatureClass Class, Temperature? Warmest)> classes;
    readonly IReadOnlyList<TravelSpan> spans; // while somebody is on duty

    public RoundsQuestion(DayIndex day, DayTravel travel, IReadOnlyList<Shipment> shipments, IReadOnlyList<Domain.Fleet.Shift> shifts)
    {
        this.day = day;
        this.travel = travel;
        Shipments = shipments;
        Shifts = shifts;
        Origin = OriginOf(shifts);
        classes = [.. Enum.GetValues<TemperatureClass>().Select(x => (x, (Temperature?)null)).Concat(shipments.Select(x => (x.Temperature, x.Warmest))).Distinct()];
        spans = travel.Spans(Origin, shifts.Max(shift => shift.Span.End), day.ZoneOf(shifts[0].Territory));
        SiteId[] stopSites = [.. shipments.SelectMany(shipment => new[] { shipment.From, shipment.To }).Distinct()];
        SiteId[] endSites = [.. shifts.SelectMany(shift => new[] { shift.StartSite, shift.EndSite }).Distinct()];
        stops = stopSites.Length;
        locations = [.. stopSites, .. endSites];
        string[] profiles = [.. shifts.Select(shift => day[shift.Vehicle].Profile).Distinct()];
        Problem = new Problem(
            [.. profiles.Select(Table)],
            [.. shifts.Select(shift => TypeOf(day[shift.Vehicle], Array.IndexOf(profiles, day[shift.Vehicle].Profile)))],
            [.. shifts.Select(VehicleOf)],
            [.. shipments.Select(RequestOf)]);
    }

    public Problem Problem { get; }

    public IReadOnlyList<Shipment> Shipments { get; }

    public IReadOnlyList<Domain.Fleet.Shift> Shifts { get; }

    /// <summary>Second 0 of the question: nobody is on duty before.</summary>
    public DateTimeOffset Origin { get; }

    public static DateTimeOffset OriginOf(IEnumerable<Domain.Fleet.Shift> shifts) => shifts.Min(shift => shift.Span.Begin);

    public SiteId SiteAt(int location) => locations[location];

    public DateTimeOffset InstantAt(int second) => Origin.AddSeconds(second);

    /// <summary>Paid on leaving the location; nothing at the ends of a shift.</summary>
    public int FixedSeconds(int location) => location < stops ? FixedSeconds(day[locations[location]]) : 0;

    static int FixedSeconds(Site site) => (int)(site.ServiceDuration.SecondsRoundedUp / 2);

    static int SecondsPerShipment(Site site) => (int)site.ServiceDuration.SecondsRoundedUp - FixedSeconds(site);

    /// <summary>Distances are the usual ones all day: what an hour changes in them is small beside what it changes in time.</summary>
    TravelTable Table(string profile)
    {
        var n = locations.Count;
        var decimetres = new int[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                    decimetres[i * n + j] = (int)(travel.Between(locations[i], locations[j])?.Distance.Decimetres ?? Problem.Horizon);
        return new TravelTable(
            n, Seconds(profile, spans[0]), decimetres, [.. spans.Skip(1).Select(span => new TravelSlice((int)(span.From - Origin).TotalSeconds, Seconds(profile, span)))]);
    }

    int[] Seconds(string profile, TravelSpan span)
    {
        var n = locations.Count;
        var seconds = new int[n * n];
        for (var i = 0; i < n; i++)
            for (var j = 0; j < n; j++)
                if (i != j)
                    seconds[i * n + j] = travel.Between(locations[i], locations[j], span) is { } way
                        ? FixedSeconds(i) + (int)SpeedProfiles.Adapt(profile, way.Duration, way.Distance).SecondsRoundedUp
                        : Problem.Horizon;
        return seconds;
    }

    /// <summary>The travel that holds at an instant from the origin on.</summary>
    public TravelSpan SpanAt(DateTimeOffset instant) => spans.Last(span => span == spans[0] || span.From <= instant);

    /// <summary>How long the way takes that a vehicle of the shift begins at a second, once it has left its stop.</summary>
    public Duration Drive(int shift, int from, int to, int departure)
    {
        var table = Problem.Tables[Problem.Types[Problem.Vehicles[shift].Type].Profile];
        return Duration.FromSeconds(table.Arrival(from, to, departure) - departure - FixedSeconds(from));
    }

    VehicleType TypeOf(Vehicle vehicle, int profile) => new()
    {
        Capacity = Amounts(vehicle.Capacity),
        Compartments = [.. vehicle.Compartments.Select(compartment => new Logistics.Routing.Compartment(
            Amounts(compartment.Capacity), ClassSet.Of([.. ClassesOf(compartment)])))],
        Profile = profile,
        CostFixed = vehicle.FixedCost,
        CostPerHour = vehicle.CostPerHour,
        CostPerKilometre = vehicle.CostPerKilometre,
    };

    Logistics.Routing.Vehicle VehicleOf(Domain.Fleet.Shift shift, int type) => new()
    {
        Type = type,
        Start = locations.IndexOf(shift.StartSite, stops),
        End = locations.IndexOf(shift.EndSite, stops),
        Shift = Seconds(shift.Span),
        Breaks = [.. shift.Breaks.OrderBy(x => x.Window.Begin)
            .Select(x => new Logistics.Routing.Break(Seconds(x.Window), (int)x.Duration.SecondsRoundedUp))],
    };

    Request RequestOf(Shipment shipment) => new()
    {
        Pickup = ActivityAt(shipment.From, shipment.PickupWindows),
        Delivery = ActivityAt(shipment.To, shipment.DeliveryWindows),
        Load = Amounts(shipment.High),
        Class = classes.IndexOf((shipment.Temperature, shipment.Warmest)),
        Priority = shipment.Urgency switch { Urgency.Class1 => 9, Urgency.Class2 => 8, Urgency.Class3 => 7, _ => 5 },
    };

    Logistics.Routing.Activity ActivityAt(SiteId site, ValueList<Domain.TimeWindow> windows) =>
        new(locations.IndexOf(site), ServiceWindows.InSeconds(windows, Origin), SecondsPerShipment(day[site]));

    /// <summary>The temperature class that a class of the question is of.</summary>
    public TemperatureClass TemperatureOf(int goods) => classes[goods].Class;

    IEnumerable<int> ClassesOf(Domain.Fleet.Compartment part) => Enumerable.Range(0, classes.Count).Where(i =>
        part.Classes.Contains(classes[i].Class) && !(part.Holding(classes[i].Class) > (classes[i].Warmest ?? FoodKinds.UsualFor(classes[i].Class))));

    static long[] Amounts(Load load) => [load.Mass.Grams, load.Volume.Millilitres, load.Crates];

    /// <summary>The reader gives whole seconds, so shifts and breaks lose nothing; one that ends before the origin is at its very beginning.</summary>
    Logistics.Routing.TimeWindow Seconds(Domain.TimeWindow window) => ServiceWindows.InSeconds(window, Origin) ?? new(0, 0);
}
