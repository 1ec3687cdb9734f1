using System.Globalization;
using Logistics.Cli.Commands.Matching;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Planning.Totals;
using Spectre.Console;
using static Logistics.Cli.Commands.Tables;

namespace Logistics.Cli.Commands;

/// <summary>A plan as a dispatcher reads it in a terminal: who gets what and why, the rounds, what was not done and why, the totals.</summary>
sealed class Report(Terminal terminal, DayIndex day, DayPlan plan, PlanTotals totals)
{
    readonly Words words = terminal.Words;
    readonly Explainer explainer = new(day, terminal.Words.Culture);

    /// <summary>File name of a route's sheet: <c>sheet-pezenas-2.html</c>.</summary>
    public static string SheetName(DayIndex day, Route route) =>
        string.Create(CultureInfo.InvariantCulture, $"sheet-{day[route.Territory].Code}-{route.Number}.html");

    /// <param name="written">Where the files went; null when none were written.</param>
    public void Print(DirectoryInfo? written)
    {
        Title(words["Report.Title", plan.Date.ToDateTime(TimeOnly.MinValue)]);
        if (plan.Notice is { } notice)
            terminal.Output.MarkupLineInterpolated($"[yellow]{notice}[/]");
        Allocations();
        Routes();
        Reasons(words["Report.Unmet"], words["Report.Need"], words["Report.Missing"],
            plan.Unmet.GroupBy(x => (x.Need, Why: explainer.Say(x, plan)))
                .Select(x => (NeedName(x.Key.Need), explainer.Amount(Sum(x.Select(y => y.Missing))), x.Key.Why)));
        Reasons(words["Report.Leftovers"], words["Report.Lot"], words["Report.Quantity"],
            plan.Leftovers.GroupBy(x => (x.Lot, Why: explainer.Say(x, plan)))
                .Select(x => (LotName(x.Key.Lot), explainer.Amount(Sum(x.Select(y => y.Quantity))), x.Key.Why)));
        Reasons(words["Report.Unassigned"], words["Report.For"], words["Report.Quantity"], plan.Unassigned.Select(x =>
        {
            var shipment = plan.Shipments.First(s => s.Id == x.Shipment);
            return ($"{day[shipment.From].Name} → {day[shipment.To].Name}", explainer.Amount(shipment.Expected), explainer.Say(x));
        }));
        Equipment();
        new MatchBatches(terminal, day, plan.Batches, plan.Untransformed, plan.BatchBound).Print();
        Totals();
        if (written is not null)
            terminal.Say(words["Report.Written", written, string.Join(", ", ["plan.json", "routes.geojson", .. plan.Routes.Select(route => SheetName(day, route))])]);
    }

    void Title(string text) => Tables.Title(terminal, text);

    void Allocations()
    {
        Title(words["Report.Allocations"]);
        var table = Grid(words["Report.Lot"], words["Report.From"], words["Report.For"], words["Report.Quantity"], words["Report.Why"]);
        // What is promised to one need may travel in parts; people are told the whole.
        foreach (var parts in plan.Allocations.GroupBy(x => (x.Lot, x.Need)))
            Row(table, day[parts.Key.Lot].Product, day[day[parts.Key.Lot].Donor].Name, day[day[parts.Key.Need].Recipient].Name,
                explainer.Amount(Sum(parts.Select(x => x.Quantity))), explainer.Say(parts.First()));
        terminal.Output.Write(table);
    }

    void Routes()
    {
        Title(words["Report.Routes"]);
        if (plan.Routes.Count == 0)
            terminal.Say(words["Report.NoRoutes"]);
        foreach (var route in plan.Routes)
        {
            terminal.Say(words["Report.Route", route.Number, day[route.Territory].Name, day[route.Vehicle].Name, day[route.Driver].Name,
                Clock(route, route.Departure), Clock(route, route.Return), explainer.Amount(route.Distance)]);
            var table = Grid(words["Report.Time"], words["Report.Stop"], words["Report.Take"], words["Report.Leave"], words["Report.OnBoard"]);
            foreach (var stop in route.Stops)
                Row(table, Clock(route, stop.Arrival), day[stop.Site].Name, Sum(stop, ActivityKind.Pickup), Sum(stop, ActivityKind.Delivery), explainer.Amount(stop.LoadAfter.Mass));
            terminal.Output.Write(table);
        }
    }

    string Clock(Route route, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, day.ZoneOf(route.Territory)).ToString("HH:mm", words.Culture);

    string Sum(Stop stop, ActivityKind kind)
    {
        var mass = Sum(stop.Activities.Where(x => x.Kind == kind).Select(x => x.Expected));
        return mass == Mass.Zero ? "" : explainer.Amount(mass);
    }

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + x);

    void Reasons(string title, string what, string amount, IEnumerable<(string What, string Amount, string Why)> rows)
    {
        var list = rows.ToList();
        if (list.Count == 0)
            return;
        Title(title);
        var table = Grid(what, amount, words["Report.Why"]);
        foreach (var row in list)
            Row(table, row.What, row.Amount, row.Why);
        terminal.Output.Write(table);
    }

    string NeedName(NeedId id) => $"{day[day[id].Recipient].Name}, {explainer.Name(day[id].Family)}{(day[id].Urgency == Domain.Needs.Urgency.Ordinary ? "" : $" ({explainer.Name(day[id].Urgency)})")}";

    string LotName(LotId id) => $"{day[id].Product} ({day[day[id].Donor].Name})";

    void Equipment()
    {
        if (plan.Bookings.Count + plan.UnmetRequests.Count == 0)
            return;
        Title(words["Report.Equipment"]);
        foreach (var booking in plan.Bookings)
        {
            var (equipment, request) = (day[booking.Equipment], day[booking.Request]);
            var zone = day.ZoneOf(equipment.Territory);
            terminal.Say(words["Report.Booked", equipment.Name, request.Purpose, day[request.Party].Name,
                TimeZoneInfo.ConvertTime(booking.Period.Begin, zone).ToString("HH:mm", words.Culture),
                TimeZoneInfo.ConvertTime(booking.Period.End, zone).ToString("HH:mm", words.Culture)]);
        }
        foreach (var unmet in plan.UnmetRequests)
            terminal.Say(words["Report.NotBooked", explainer.Name(day[unmet.Request].Kind), day[day[unmet.Request].Party].Name, explainer.Say(unmet)]);
    }

    void Totals()
    {
        Title(words["Report.Totals"]);
        var grid = new Grid().AddColumn().AddColumn();
        void Line(string name, string value) => grid.AddRow(new Text(name), new Text(value));
        Line(words["Report.Rescued"], words["Report.RescuedOf", explainer.Amount(totals.Rescued), explainer.Amount(totals.Surplus), totals.RescuedPercent]);
        Line(words["Report.Distributed"], explainer.Amount(totals.Distributed));
        if (totals.Transformed > Mass.Zero)
            Line(words["Report.Transformed"], explainer.Amount(totals.Transformed));
        Line(words["Report.Distance"], explainer.Amount(totals.Distance));
        Line(words["Report.Hours"], explainer.Amount(totals.Driving));
        Line(words["Report.Cost"], totals.Cost.Euros.ToString("#,0.00 €", words.Culture));
        Line(words["Report.Co2"], (totals.TransportCo2Grams / 1000m).ToString("#,0.0 kg", words.Culture));
        var factors = day.Day.Territories.Select(x => x.Policy.FoodFactor).Distinct().ToList();
        foreach (var factor in factors)
            Line(words["Report.Spared"], words["Report.Factor", totals.SparedCo2eGrams / 1000m, factor.GramsCo2ePerKilogram, factor.Source, factor.Year]);
        Line(words["Report.UrgentUnmet"], totals.UrgentUnmet.ToString(words.Culture));
        if (totals is { WorstServed: { } worst, WorstServedPerPerson: { } share })
            Line(words["Report.Worst"], words["Report.WorstIs", day[worst].Name, explainer.PerPerson(share)]);
        Line(words["Report.Basis"], explainer.Say(plan.Roads) + (plan.Roads.Attribution is { } credit ? $" — {credit}" : ""));
        foreach (var policy in day.Day.Territories.Select(x => x.Policy).DistinctBy(x => x.QuantityRiskPercent))
            Line(words["Report.Risk"], explainer.SayRisk(policy));
        Line(words["Report.Bound"], explainer.Say(plan.Search));
        Line(words["Report.RoutesBound"], explainer.SayRoutes(plan.Search));
        terminal.Output.Write(grid);
    }
}
