using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Routes;
using Logistics.Domain.Shipments;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Checking;
using Logistics.Planning.Editing;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

/// <summary>One shift's lane on the board, with or without a round.</summary>
public sealed record BoardLane
{
    public required ShiftId Shift { get; init; }

    /// <summary>Among the routes drawn, from 1: decides colour and dash; null: it stays at home.</summary>
    public required int? Index { get; init; }

    public required Route? Route { get; init; }

    public required string Territory { get; init; }

    public required string Driver { get; init; }

    public required string? Phone { get; init; }

    public required string Vehicle { get; init; }

    /// <summary>How long the shift is.</summary>
    public required Duration OnDuty { get; init; }

    public required TimeWindow Span { get; init; }

    public required Load Peak { get; init; }

    public required Load Capacity { get; init; }

    /// <summary>What it holds cold, in words; empty: nothing.</summary>
    public required IReadOnlyList<string> Cold { get; init; }

    /// <summary>A search leaves it as it is.</summary>
    public required bool IsHeld { get; init; }

    public required IReadOnlyList<BoardStop> Stops { get; init; }

    /// <summary>What is wrong with the round as a whole.</summary>
    public required IReadOnlyList<string> Wrong { get; init; }

    public bool IsWrong => Wrong.Count > 0 || Stops.Any(stop => stop.Wrong.Count > 0);
}

/// <summary>A halt of a round.</summary>
/// <param name="Number">From 1, as on the map.</param>
/// <param name="Shipments">All that is done here, by shipment: what lights up with it elsewhere.</param>
/// <param name="IsHeld">Something here stays with this vehicle.</param>
public sealed record BoardStop(
    int Number, string Site, string Commune, DateTimeOffset Arrival, DateTimeOffset ServiceBegin, DateTimeOffset Departure, IReadOnlyList<LaneAction> Actions, Load LoadAfter,
    IReadOnlyList<ShipmentId> Shipments, IReadOnlyList<string> Wrong, bool IsHeld);

public sealed record BoardUnassigned(ShipmentId Shipment, string What, string From, string To, string Reason);

/// <summary>The day on the dispatcher's board: every shift's lane, what no lane carries, and all that is wrong, each where it shows.</summary>
public sealed class BoardScreen
{
    readonly PlannedDay day;
    readonly Explainer explain;
    readonly ILookup<ViolationSpot, string> wrong;

    public BoardScreen(PlannedDay day, Phrases say)
    {
        this.day = day;
        explain = new Explainer(day.Index, say.Culture);
        var violations = day.Violations;
        var words = new ViolationWords(day.Declared, day.Plan, say.Culture);
        wrong = violations.Zip(ViolationSpot.Of(day.Plan, violations)).ToLookup(x => x.Second, x => words.Say(x.First));
        WrongCount = violations.Count;
        Wrong = [.. wrong[default]];
        Lanes = LanesOf();
        Unassigned = [.. day.Plan.Unassigned.Select(UnassignedOf)];
    }

    public IReadOnlyList<BoardLane> Lanes { get; }

    public IReadOnlyList<BoardUnassigned> Unassigned { get; }

    /// <summary>What is wrong and shows on no lane.</summary>
    public IReadOnlyList<string> Wrong { get; }

    public int WrongCount { get; }

    List<BoardLane> LanesOf()
    {
        var drawn = DayScreen.RoutesOf(day, null).Index().ToDictionary(x => x.Item.Shift, x => (Index: x.Index + 1, Route: x.Item));
        var order = day.Plan.Territories.Index().ToDictionary(x => x.Item, x => x.Index);
        var held = day.Plan.Holds.Where(hold => hold.Shipment is null).Select(hold => hold.Shift).ToHashSet();
        return
        [
            .. day.Index.Day.Shifts.Where(shift => order.ContainsKey(shift.Territory))
                .OrderBy(shift => order[shift.Territory]).ThenBy(shift => drawn.TryGetValue(shift.Id, out var x) ? x.Route.Number : int.MaxValue).ThenBy(shift => shift.Code, StringComparer.Ordinal)
                .Select(shift => drawn.TryGetValue(shift.Id, out var x) ? LaneOf(shift, x.Index, x.Route, held.Contains(shift.Id)) : LaneOf(shift, null, null, held.Contains(shift.Id))),
        ];
    }

    BoardLane LaneOf(Shift shift, int? index, Route? route, bool isHeld)
    {
        var vehicle = day.Index[shift.Vehicle];
        var driver = day.Index[shift.Driver];
        var stops = route?.Stops ?? [];
        return new()
        {
            Shift = shift.Id,
            Index = index,
            Route = route,
            Territory = day.Index[shift.Territory].Name,
            Driver = driver.Name,
            Phone = driver.Phone,
            Vehicle = vehicle.Name,
            OnDuty = Duration.FromTimeSpan(shift.Span.End - shift.Span.Begin),
            Span = shift.Span,
            Peak = stops.Count == 0 ? Load.Zero : new(stops.Max(x => x.LoadAfter.Mass), stops.Max(x => x.LoadAfter.Volume), stops.Max(x => x.LoadAfter.Crates)),
            Capacity = vehicle.Capacity,
            Cold = [.. vehicle.Compartments.SelectMany(x => x.Classes).Where(x => x != TemperatureClass.Ambient).Distinct().Order().Select(x => explain.Name(x))],
            IsHeld = isHeld,
            Stops = [.. stops.Index().Skip(1).SkipLast(1).Select(x => StopOf(shift.Id, x.Index, x.Item))],
            // Its start and end are no halts of the list.
            Wrong = route is null ? [] : [.. wrong[new(shift.Id, null)], .. wrong[new(shift.Id, 0)], .. wrong[new(shift.Id, stops.Count - 1)]],
        };
    }

    BoardStop StopOf(ShiftId shift, int number, Stop stop)
    {
        var site = day.Index[stop.Site];
        var shipments = stop.Activities.Select(x => x.Shipment).Distinct().ToList();
        return new(
            number, site.Name, site.Commune, stop.Arrival, stop.ServiceBegin, stop.Departure, [.. stop.Activities.Select(ActionOf)], stop.LoadAfter, shipments, [.. wrong[new(shift, number)]],
            day.Plan.Holds.Any(hold => hold.Shift == shift && hold.Shipment is { } held && shipments.Contains(held)));
    }

    LaneAction ActionOf(Activity activity)
    {
        var allocation = Allocations[activity.Allocation];
        var lot = day.Index[allocation.Lot];
        return new(activity.Kind, lot.Product, activity.Expected, day.Index[activity.Kind == ActivityKind.Pickup ? day.Index[allocation.Need].Recipient : lot.Donor].Name);
    }

    Dictionary<AllocationId, Domain.Allocations.Allocation> Allocations => field ??= day.Plan.Carriable().ToDictionary(x => x.Id);

    BoardUnassigned UnassignedOf(Unassigned left)
    {
        var shipment = Shipments[left.Shipment];
        var products = day.Plan.Leftovers.Where(x => x.Reason is Domain.Allocations.LeftoverReason.NotTransported(var of) && of == left.Shipment).Select(x => day.Index[x.Lot].Product).Distinct();
        return new(left.Shipment, $"{explain.Amount(shipment.Expected)} {string.Join(", ", products)}", day.Index[shipment.From].Name, day.Index[shipment.To].Name, explain.Say(left));
    }

    Dictionary<ShipmentId, Shipment> Shipments => field ??= day.Plan.Shipments.ToDictionary(x => x.Id);
}
