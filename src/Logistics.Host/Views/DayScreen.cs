using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Routes;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

/// <summary>One vehicle's lane.</summary>
public sealed record Lane
{
    public required int Index { get; init; }

    public required Route Route { get; init; }

    public required string Territory { get; init; }

    public required string Vehicle { get; init; }

    public required string Driver { get; init; }

    public required Mass Peak { get; init; }

    public required Mass Capacity { get; init; }

    public required LaneChart Chart { get; init; }

    public required IReadOnlyList<LaneStop> Stops { get; init; }

    /// <summary>In [0, 100], never over.</summary>
    public int PeakPercent => Capacity.Grams == 0 ? 0 : (int)Math.Min(100, 100 * Peak.Grams / Capacity.Grams);
}

/// <param name="Order">From 1; 0 for the start, null for the end.</param>
public sealed record LaneStop(int? Order, string Site, string Commune, DateTimeOffset Arrival, DateTimeOffset Departure, IReadOnlyList<LaneAction> Actions, Mass LoadAfter);

/// <param name="Partner">For a pick-up who will receive it, for a delivery whose it was.</param>
public sealed record LaneAction(ActivityKind Kind, string Product, Mass Quantity, string Partner);

public sealed record AllocationRow(string Product, Family Family, Mass Quantity, string Donor, Transfer Transfer, int? RouteNumber, int? RouteIndex, Urgency Urgency, string Reason);

/// <summary>What one partner receives.</summary>
public sealed record RecipientRows(string Recipient, int Persons, Mass Total, IReadOnlyList<AllocationRow> Rows);

public sealed record UnmetRow(string Recipient, Family Family, Mass Missing, Mass Wanted, Urgency Urgency, string Reason);

public sealed record LeftoverRow(string Product, string Donor, Mass Quantity, Mass Of, string Reason);

public sealed record BookingRow(string Equipment, string Borrower, string Purpose, TimeWindow Period, string Owner);

public sealed record RequestRow(string Kind, string Party, string Purpose, string Reason);

/// <param name="Inputs">What goes in, and whose it was.</param>
public sealed record BatchRow(
    string Equipment, string Host, TimeWindow Period, IReadOnlyList<BatchInputRow> Inputs, string Product, Mass Quantity, string Reason, bool ToBeApproved);

public sealed record BatchInputRow(string Product, string Donor, Mass Quantity);

public sealed record UntransformedRow(string Product, string Donor, Mass Quantity, string Reason);

public sealed record UnassignedRow(string From, string To, Mass Quantity, string Reason);

/// <summary>A day as a page shows it: everything named, nothing decided here.</summary>
public sealed class DayScreen
{
    readonly PlannedDay day;
    readonly TerritoryId? territory;
    readonly Explainer explain;
    readonly Phrases say;

    public DayScreen(PlannedDay day, TerritoryId? territory, Phrases say)
    {
        this.day = day;
        this.territory = territory;
        this.say = say;
        explain = new Explainer(day.Index, say.Culture);
    }

    public Explainer Explain => explain;

    public IReadOnlyList<Lane> Lanes => field ??= BuildLanes();

    /// <summary>The routes shown, in the order that decides their colours: by territory as declared, then by number.</summary>
    public static IReadOnlyList<Route> RoutesOf(PlannedDay day, TerritoryId? territory)
    {
        var order = day.Index.Day.Territories.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return [.. day.Plan.Routes.Where(route => territory is null || route.Territory == territory).OrderBy(route => order[route.Territory]).ThenBy(route => route.Number)];
    }

    public IReadOnlyList<RecipientRows> Recipients(PartyId? only = null)
    {
        var routes = RouteOfAllocation();
        return
        [
            .. from allocation in day.Plan.Allocations
               let need = day.Index[allocation.Need]
               let lot = day.Index[allocation.Lot]
               where territory is null || need.Territory == territory || lot.Territory == territory
               where only is null || need.Recipient == only
               group (allocation, need, lot) by need.Recipient into received
               let party = day.Index[received.Key]
               orderby party.Name
               select new RecipientRows(
                   party.Name, party.AttestedPersons, Sum(received.Select(x => x.allocation.Quantity)),
                   [.. received.OrderByDescending(x => x.need.Urgency != Urgency.Ordinary).ThenByDescending(x => x.allocation.Quantity)
                       .Select(x => RowOf(x.allocation, x.need, x.lot, routes))]),
        ];
    }

    public IReadOnlyList<UnmetRow> Unmet(PartyId? only = null) =>
    [
        .. from unmet in day.Plan.Unmet
           let need = day.Index[unmet.Need]
           where territory is null || need.Territory == territory
           where only is null || need.Recipient == only
           let urgency = need.Urgency
           orderby urgency == Urgency.Ordinary ? 9 : (int)urgency, unmet.Missing descending
           select new UnmetRow(day.Index[need.Recipient].Name, need.Family, unmet.Missing, need.Wanted, urgency, explain.Say(unmet, day.Plan)),
    ];

    public IReadOnlyList<LeftoverRow> Leftovers(PartyId? only = null) =>
    [
        .. from leftover in day.Plan.Leftovers
           let lot = day.Index[leftover.Lot]
           where territory is null || lot.Territory == territory
           where only is null || lot.Donor == only
           orderby leftover.Quantity descending
           select new LeftoverRow(lot.Product, day.Index[lot.Donor].Name, leftover.Quantity, lot.Quantity.Expected, explain.Say(leftover, day.Plan)),
    ];

    public IReadOnlyList<BookingRow> Bookings(PartyId? only = null) =>
    [
        .. from booking in day.Plan.Bookings
           let equipment = day.Index[booking.Equipment]
           let request = day.Index[booking.Request]
           where territory is null || request.Territory == territory || equipment.Territory == territory
           where only is null || request.Party == only || equipment.Owner == only
           orderby booking.Period.Begin
           select new BookingRow(equipment.Name, day.Index[request.Party].Name, request.Purpose, booking.Period, day.Index[equipment.Owner].Name),
    ];

    public IReadOnlyList<RequestRow> UnmetRequests(PartyId? only = null) =>
    [
        .. from unmet in day.Plan.UnmetRequests
           let request = day.Index[unmet.Request]
           where territory is null || request.Territory == territory
           where only is null || request.Party == only
           select new RequestRow(explain.Name(request.Kind), day.Index[request.Party].Name, request.Purpose, explain.Say(unmet)),
    ];

    /// <param name="only">Whose place or equipment works, or who gives of what goes in.</param>
    public IReadOnlyList<BatchRow> Batches(PartyId? only = null) =>
    [
        .. from batch in day.Plan.Batches
           let host = day.Index[batch.Host]
           let equipment = day.Index[batch.Equipment]
           let inputs = batch.Inputs.Select(input => (Lot: day.Index[input.Lot], input.Quantity)).ToList()
           where territory is null || host.Territory == territory || equipment.Territory == territory || inputs.Any(input => input.Lot.Territory == territory)
           where only is null || host.Party == only || equipment.Owner == only || inputs.Any(input => input.Lot.Donor == only)
           select new BatchRow(
               equipment.Name, host.Name, batch.Period,
               [.. inputs.Select(input => new BatchInputRow(input.Lot.Product, day.Index[input.Lot.Donor].Name, input.Quantity))],
               batch.Output.Product, batch.Output.Quantity.Expected, explain.Say(batch), batch.ToBeApproved),
    ];

    public IReadOnlyList<UntransformedRow> Untransformed(PartyId? only = null) =>
    [
        .. from left in day.Plan.Untransformed
           let lot = day.Index[left.Lot]
           where territory is null || lot.Territory == territory
           where only is null || lot.Donor == only
           orderby left.Quantity descending
           select new UntransformedRow(lot.Product, day.Index[lot.Donor].Name, left.Quantity, explain.Say(left)),
    ];

    public IReadOnlyList<UnassignedRow> Unassigned() =>
    [
        .. from unassigned in day.Plan.Unassigned
           let shipment = day.Plan.Shipments.First(shipment => shipment.Id == unassigned.Shipment)
           where territory is null || shipment.Territory == territory
           select new UnassignedRow(day.Index[shipment.From].Name, day.Index[shipment.To].Name, shipment.Expected, explain.Say(unassigned)),
    ];

    AllocationRow RowOf(Allocation allocation, Need need, Lot lot, Dictionary<AllocationId, Lane> routes)
    {
        var lane = routes.GetValueOrDefault(allocation.Id);
        return new(
            lot.Product, lot.Family, allocation.Quantity, day.Index[lot.Donor].Name, allocation.Transfer, lane?.Route.Number, lane?.Index, need.Urgency, explain.Say(allocation));
    }

    Dictionary<AllocationId, Lane> RouteOfAllocation() =>
        Lanes.SelectMany(lane => lane.Route.Stops.SelectMany(stop => stop.Activities).Select(activity => (activity.Allocation, lane)))
            .DistinctBy(x => x.Allocation).ToDictionary(x => x.Allocation, x => x.lane);

    List<Lane> BuildLanes()
    {
        var routes = RoutesOf(day, territory);
        if (routes.Count == 0)
            return [];
        var first = Math.Floor(routes.Min(route => say.HourOf(route.Departure)));
        var last = Math.Max(first + 1, Math.Ceiling(routes.Max(route => say.HourOf(route.Return))));
        return
        [
            .. routes.Select((route, i) =>
            {
                var capacity = day.Index[route.Vehicle].Capacity.Mass;
                return new Lane
                {
                    Index = i + 1,
                    Route = route,
                    Territory = day.Index[route.Territory].Name,
                    Vehicle = day.Index[route.Vehicle].Name,
                    Driver = day.Index[route.Driver].Name,
                    Peak = route.Stops.Max(stop => stop.LoadAfter.Mass),
                    Capacity = capacity,
                    Chart = LaneChart.Of(route, capacity, say, first, last),
                    Stops = [.. route.Stops.Select((stop, order) => StopOf(route, stop, order))],
                };
            }),
        ];
    }

    LaneStop StopOf(Route route, Stop stop, int order)
    {
        var site = day.Index[stop.Site];
        return new(
            order == route.Stops.Count - 1 ? null : order, site.Name, site.Commune, stop.Arrival, stop.Departure,
            [.. stop.Activities.Select(activity => ActionOf(activity))], stop.LoadAfter.Mass);
    }

    LaneAction ActionOf(Activity activity)
    {
        var allocation = Allocations[activity.Allocation];
        var lot = day.Index[allocation.Lot];
        var partner = activity.Kind == ActivityKind.Pickup ? day.Index[allocation.Need].Recipient : lot.Donor;
        return new(activity.Kind, lot.Product, activity.Expected, day.Index[partner].Name);
    }

    Dictionary<AllocationId, Allocation> Allocations => field ??= day.Plan.Carriable().ToDictionary(allocation => allocation.Id);

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, mass) => sum + mass);
}
