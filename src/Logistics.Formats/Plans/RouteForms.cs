using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Formats.Plans.Forms;

namespace Logistics.Formats.Plans;

/// <summary>Shipments and routes: what is carried, by whom, in what order and when.</summary>
sealed class RouteForms(Codes codes, Form<DateTimeOffset> instants)
{
    static readonly UuidForm<AllocationId> AllocationIds = new(x => new(x), x => x.Value);
    static readonly UuidForm<ShipmentId> ShipmentIds = new(x => new(x), x => x.Value);

    public Form<TimeWindow> Window { get; } = new WindowForm(instants);

    public Form<Shipment> Shipment => new ObjectForm<Shipment>(
        "shipment",
        "Goods of one temperature class from one site to another, in one go. An unassigned one keeps its allocations' ids for the trace only.",
        pen => new Shipment
        {
            Id = pen.Field("id", ShipmentIds, x => x.Id, "Derived from what it carries."),
            Territory = pen.Field("territory", codes.Territories, x => x.Territory, "Code of the territory whose vehicles carry it."),
            Allocations = pen.Field("allocations", new ListForm<AllocationId>(AllocationIds), x => x.Allocations, "Ids of the allocations it holds."),
            From = pen.Field("from", codes.Sites, x => x.From, "Code of the site where it is taken."),
            To = pen.Field("to", codes.Sites, x => x.To, "Code of the site where it is left."),
            Temperature = pen.Field("temperature", new WordForm<TemperatureClass>(), x => x.Temperature, "Temperature class."),
            Warmest = pen.Later("warmestCelsius", Form.Optional(Units.Celsius), x => x.Warmest, "The warmest its compartment may be, in degrees Celsius; null: as usual for the class."),
            PickupWindows = pen.Field("pickupWindows", new ListForm<TimeWindow>(Window), x => x.PickupWindows, "When loading may begin."),
            DeliveryWindows = pen.Field("deliveryWindows", new ListForm<TimeWindow>(Window), x => x.DeliveryWindows, "When unloading may begin."),
            Expected = pen.Field("expectedKg", Units.Kilograms, x => x.Expected, "Expected weight, in kilograms."),
            High = pen.Field("high", Units.Load, x => x.High, "What a vehicle must have room for: the high estimate."),
            Urgency = pen.Field("urgency", new WordForm<Urgency>(), x => x.Urgency, "The most urgent need it serves."),
        });

    public Form<Route> Route => new ObjectForm<Route>(
        "route",
        "One vehicle's day. Leg i joins stop i to stop i + 1; the first stop is the start and the last the end.",
        pen =>
        {
            var route = new Route
            {
                Id = pen.Field("id", new UuidForm<RouteId>(x => new(x), x => x.Value), x => x.Id, "Derived from the plan and the shift."),
                Number = pen.Field("number", Units.Small, x => x.Number, "What people call it, from 1 within its territory."),
                Territory = pen.Field("territory", codes.Territories, x => x.Territory, "Code of its territory."),
                Shift = pen.Field("shift", codes.Shifts, x => x.Shift, "Code of the shift that drives it."),
                Vehicle = pen.Field("vehicle", codes.Vehicles, x => x.Vehicle, "Code of the vehicle."),
                Driver = pen.Field("driver", codes.Drivers, x => x.Driver, "Code of the driver."),
                Stops = pen.Field("stops", new ListForm<Stop>(Stop), x => x.Stops, "In order."),
                Legs = pen.Field("legs", new ListForm<Leg>(Leg), x => x.Legs, "One fewer than stops."),
                Breaks = pen.Field("breaks", new ListForm<TakenBreak>(Break), x => x.Breaks, "Rests, in order."),
                Cost = pen.Field("costEuros", Units.Euros, x => x.Cost, "What the objective counts, in euros; nobody is billed with it."),
            };
            pen.Aside("distanceKm", Units.Kilometres, x => x.Distance, "Sum of the legs, in kilometres.");
            pen.Aside("durationSeconds", Units.Seconds, x => x.Duration, "From leaving to being back, in seconds.");
            return route;
        });

    ObjectForm<Stop> Stop => new("stop", "A halt at a place.", pen => new Stop
    {
        Site = pen.Field("site", codes.Sites, x => x.Site, "Code of the site."),
        Arrival = pen.Field("arrival", instants, x => x.Arrival, "Local time of arrival."),
        ServiceBegin = pen.Field("serviceBegin", instants, x => x.ServiceBegin, "Local time at which work begins; a vehicle that is early waits."),
        Departure = pen.Field("departure", instants, x => x.Departure, "Local time of departure."),
        Activities = pen.Field("activities", new ListForm<Activity>(Activity), x => x.Activities, "What is taken and left."),
        LoadAfter = pen.Field("loadAfter", Units.Load, x => x.LoadAfter, "On board when leaving, by the high estimates."),
    });

    static ObjectForm<Activity> Activity => new("activity", "Goods of one allocation taken or left.", pen => new Activity(
        Kind: pen.Field("kind", new WordForm<ActivityKind>(), x => x.Kind, "Taken or left."),
        Shipment: pen.Field("shipment", ShipmentIds, x => x.Shipment, "Id of the shipment."),
        Allocation: pen.Field("allocation", AllocationIds, x => x.Allocation, "Id of the allocation."),
        Expected: pen.Field("expectedKg", Units.Kilograms, x => x.Expected, "Expected weight, in kilograms."),
        High: pen.Field("highKg", Units.Kilograms, x => x.High, "At most, in kilograms."),
        Crates: pen.Field("crates", Units.Small, x => x.Crates, "Whole crates.")));

    ObjectForm<Leg> Leg => new("leg", "From stop to stop.", pen => new Leg(
        From: pen.Field("from", codes.Sites, x => x.From, "Code of the site it leaves."),
        To: pen.Field("to", codes.Sites, x => x.To, "Code of the site it reaches."),
        Distance: pen.Field("distanceKm", Units.Kilometres, x => x.Distance, "In kilometres."),
        Duration: pen.Field("durationSeconds", Units.Seconds, x => x.Duration, "Driving time, in seconds."),
        Geometry: pen.Field("geometry", Units.Line, x => x.Geometry, "Positions [longitude, latitude] in degrees, WGS 84, in driving order.")));

    ObjectForm<TakenBreak> Break => new("break", "A rest.", pen => new TakenBreak(
        Begin: pen.Field("begin", instants, x => x.Begin, "Local time at which it begins."),
        Duration: pen.Field("durationSeconds", Units.Seconds, x => x.Duration, "In seconds.")));
}
