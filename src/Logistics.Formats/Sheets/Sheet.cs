using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Formats.Sheets;

/// <summary>One route's page: who and when, a map, then stop by stop what to take and what to leave.</summary>
sealed class Sheet(DayIndex day, DayPlan plan, Route route, CultureInfo culture)
{
    readonly Html html = new();
    readonly SheetWords words = new(culture);
    readonly Explainer explainer = new(day, culture);
    readonly TimeZoneInfo zone = day.ZoneOf(route.Territory);
    readonly Dictionary<AllocationId, Allocation> allocations = plan.Carriable().ToDictionary(x => x.Id);
    readonly HashSet<SiteId> emptiesAsked = [];

    public string Compose(Markup? qrCode)
    {
        var title = words["Title", route.Number, day[route.Territory].Name, words.LongDate(plan.Date)];
        html.Line($"<!DOCTYPE html>");
        html.Line($"<html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>");
        html.Line($"<style>{new Markup(SheetStyle.Css)}</style></head><body>");
        Write(qrCode);
        html.Line($"</body></html>");
        return html.ToString();
    }

    /// <summary>The page without what makes it a document: a part of the whole day's.</summary>
    public Markup Body(Markup? qrCode)
    {
        Write(qrCode);
        return new(html.ToString());
    }

    void Write(Markup? qrCode)
    {
        Header(qrCode);
        Overview();
        for (var i = 0; i < route.Stops.Count; i++)
        {
            Breaks(i);
            if (route.Stops[i].Activities.Count > 0)
                Stop(i);
            else
                Breaks(route.Stops[i].ServiceBegin, route.Stops[i].Departure);
        }
        Return();
    }

    void Header(Markup? qrCode)
    {
        var shift = day[route.Shift];
        if (plan.Notice is { } notice)
            html.Line($"<p class=\"notice\">{notice}</p>");
        html.Line($"<header><div><h1>{words["Route", route.Number]}</h1><p class=\"when\">{words.LongDate(plan.Date)} · {day[route.Territory].Name}</p></div>");
        if (qrCode is { } code)
            html.Line($"<figure class=\"qr\">{code}<figcaption>{words["Scan"]}</figcaption></figure>");
        html.Line($"</header><dl class=\"facts\">");
        Fact("Driver", day[route.Driver].Name);
        if (shift.Helpers.Count > 0)
            Fact("Helpers", string.Join(", ", shift.Helpers.Select(x => day[x].Name)));
        Fact("Vehicle", day[route.Vehicle].Name);
        Fact("Departure", Time(route.Departure));
        Fact("Return", Time(route.Return));
        Fact("Distance", words.Km(route.Distance));
        html.Line($"</dl>");
    }

    void Fact(string key, string value) => html.Line($"<div><dt>{words[key]}</dt><dd>{value}</dd></div>");

    void Overview()
    {
        html.Line($"<section class=\"overview\"><div>{new SheetMap(day, route, Label).Draw(words["Map"])}");
        var roads = explainer.Say(plan.Roads);
        html.Line($"<p class=\"small\">{(plan.Roads.Kind == RoadBasisKind.OpenStreetMap ? "" : "⚠ ")}{roads}{(plan.Roads.Attribution is { } by ? $" — {by}" : "")}</p></div><ol>");
        for (var i = 0; i < route.Stops.Count; i++)
        {
            var site = day[route.Stops[i].Site];
            var time = i == 0 ? route.Stops[i].Departure : route.Stops[i].Arrival;
            html.Line($"<li><b class=\"{(i == 0 || i == route.Stops.Count - 1 ? "depot" : "number")}\">{Label(i)}</b><span><b>{Time(time)}</b> {site.Name}</span></li>");
        }
        html.Line($"</ol></section>");
        if (route.Stops.All(x => x.Activities.Count == 0))
            html.Line($"<p class=\"nothing\">{words["Nothing"]}</p>");
    }

    void Stop(int i)
    {
        var stop = route.Stops[i];
        var site = day[stop.Site];
        html.Line($"<section class=\"stop\"><div class=\"head\"><b class=\"{(char.IsAsciiDigit(Label(i)[0]) ? "number" : "depot")}\">{Label(i)}</b>");
        html.Line($"<div class=\"place\"><h2>{site.Name}</h2><p>{Address(i)}</p>");
        if (site.AccessHint is { } hint)
            html.Line($"<p class=\"hint\">{hint}</p>");
        html.Line($"</div><div class=\"time\"><b>{Time(stop.Arrival)}</b><span>{Open(stop)}</span>");
        if ((site.Phone ?? day[site.Party].Phone) is { } phone)
            html.Line($"<span class=\"phone\">☎ {phone}</span>");
        html.Line($"</div></div>");
        // A minute of waiting is a minute to park.
        if (stop.ServiceBegin - stop.Arrival >= TimeSpan.FromMinutes(2))
            html.Line($"<p class=\"wait\">{words["Wait", Time(stop.ServiceBegin)]}</p>");
        Goods(stop, ActivityKind.Delivery);
        Goods(stop, ActivityKind.Pickup);
        Empties(stop.Site);
        html.Line($"<div class=\"sign\"><div class=\"lines\"><p>{words["Refused"]}</p><p>{words["Remark"]}</p></div><div class=\"box\">{words["Signature"]}</div></div>");
        Breaks(stop.ServiceBegin, stop.Departure);
        html.Line($"<p class=\"aboard\">{words["Aboard", Time(stop.Departure), words.Kg(stop.LoadAfter.Mass), words.Counted("Aboard.Crates", stop.LoadAfter.Crates)]}</p></section>");
    }

    void Goods(Stop stop, ActivityKind kind)
    {
        var lots = stop.Activities.Where(x => x.Kind == kind).GroupBy(x => allocations[x.Allocation].Lot).ToList();
        if (lots.Count == 0)
            return;
        var expected = lots.SelectMany(x => x).Aggregate(Mass.Zero, (sum, x) => sum + x.Expected);
        html.Line($"<table><colgroup><col class=\"c1\"><col><col class=\"c3\"><col class=\"c4\"><col class=\"c5\"><col class=\"c6\"><col class=\"c7\"></colgroup><thead><tr><th class=\"verb {(kind == ActivityKind.Pickup ? "take" : "leave")}\" colspan=\"2\">{words[kind.ToString()]} <small>{words.Kg(expected)}</small></th>");
        html.Line($"<th>{words["Expected"]}</th><th>{words["High"]}</th><th>{words["Crates"]}</th><th>{words["Weighed"]}</th><th>{words["Temperature"]}</th></tr></thead><tbody>");
        foreach (var activities in lots)
            Lot(stop, day[activities.Key], [.. activities], kind);
        html.Line($"</tbody></table>");
    }

    void Lot(Stop stop, Lot lot, List<Activity> activities, ActivityKind kind)
    {
        var expected = activities.Aggregate(Mass.Zero, (sum, x) => sum + x.Expected);
        var high = activities.Aggregate(Mass.Zero, (sum, x) => sum + x.High);
        var crates = activities.Sum(x => x.Crates);
        html.Line($"<tr class=\"lot\"><td class=\"tick\"><i></i></td><td><b>{lot.Product}</b>{Cold(lot)}<br><small>{DateOf(lot.Date)}{(kind == ActivityKind.Delivery ? $" · {words["From", day[lot.Donor].Name]}" : Ready(stop, lot))}</small></td>");
        html.Line($"<td class=\"figure\">{words.Kg(expected)}</td><td class=\"figure small\">{(high == expected ? "" : words.Kg(high))}</td><td class=\"figure\">{(crates == 0 ? "" : crates.ToString(culture))}</td>");
        html.Line($"<td class=\"fill\">kg</td>{Reading(lot)}</tr>");
        foreach (var activity in activities)
        {
            var need = day[allocations[activity.Allocation].Need];
            // Whoever stands at the door need not be told that it is for them.
            if (kind == ActivityKind.Delivery && activities.Count == 1 && need.Event is null && day[need.Site].Party == need.Recipient)
                continue;
            html.Line($"<tr class=\"share\"><td></td><td>→ {words["For", day[need.Recipient].Name]}{(need.Event is { } dated ? $" ({dated})" : "")}</td><td class=\"figure\">{(activities.Count > 1 ? words.Kg(activity.Expected) : "")}</td><td></td>");
            html.Line($"<td class=\"figure\">{(activities.Count > 1 && activity.Crates > 0 ? activity.Crates.ToString(culture) : "")}</td><td></td><td></td></tr>");
        }
    }

    /// <summary>Work at a stop may begin before a lot is there: jars that still boil, bread that is not out of the oven.</summary>
    string Ready(Stop stop, Lot lot) => lot.PickupWindow.Begin > stop.ServiceBegin ? $" · {words["ReadyAt", Time(lot.PickupWindow.Begin)]}" : "";

    /// <summary>A tag that is read without colour.</summary>
    Markup Cold(Lot lot) => lot.Temperature == TemperatureClass.Ambient ? new("")
        : new($" <span class=\"cold\">{System.Net.WebUtility.HtmlEncode(words["Class." + lot.Temperature])}</span>");

    Markup Reading(Lot lot) => ColdLimits.Of(lot) is { } limit
        ? new($"<td class=\"fill\">°C <small>max {words.Degrees(limit)}</small></td>")
        : new("<td class=\"none\">—</td>");

    string DateOf(DateMark mark) => words[mark.GetType().Name, SheetWords.ShortDate(mark.Date, plan.Date)];

    /// <summary>Asked once, at the first visit.</summary>
    void Empties(SiteId site)
    {
        foreach (var balance in emptiesAsked.Add(site) ? day.Day.CrateBalances.Where(x => x.Site == site && x.Count > 0) : [])
        {
            var type = day.Day.CrateTypes.First(x => x.Code == balance.CrateType);
            html.Line($"<p class=\"empties\"><i></i> {words.Counted("Empties", balance.Count, type.Name, day[type.Owner].Name)}</p>");
        }
    }

    /// <summary>Breaks between leaving the stop before and beginning work here; those within a stop stand on its card.</summary>
    void Breaks(int i) => Breaks(i == 0 ? DateTimeOffset.MinValue : route.Stops[i - 1].Departure, route.Stops[i].ServiceBegin);

    void Breaks(DateTimeOffset from, DateTimeOffset to)
    {
        foreach (var rest in route.Breaks.Where(x => x.Begin >= from && x.Begin < to))
            html.Line($"<p class=\"break\">{words["Break", Time(rest.Begin), explainer.Amount(rest.Duration)]}</p>");
    }

    void Return()
    {
        var last = route.Stops.Count - 1;
        html.Line($"<section class=\"stop return\"><div class=\"head\"><b class=\"depot\">{Label(last)}</b><div class=\"place\"><h2>{day[route.Stops[last].Site].Name}</h2><p>{Address(last)}</p></div>");
        html.Line($"<div class=\"time\"><b>{Time(route.Return)}</b><span>{words["Return"]}</span></div></div>");
        html.Line($"<p class=\"end\">{words["End"]}</p></section>");
    }

    string Address(int i)
    {
        var site = day[route.Stops[i].Site];
        var place = site.Address is { } address ? $"{address}, {site.Commune}" : site.Commune;
        return string.Create(CultureInfo.InvariantCulture, $"{place} · {site.Position.Latitude:0.00000}, {site.Position.Longitude:0.00000}");
    }

    /// <summary>The opening in which service begins; all of them when none does.</summary>
    string Open(Stop stop)
    {
        var windows = day[stop.Site].OpeningWindows;
        var now = windows.Where(x => x.Contains(stop.ServiceBegin)).ToValueList();
        return words["Open", string.Join(", ", (now.Count > 0 ? now : windows).Select(x => $"{Time(x.Begin)}–{Time(x.End)}"))];
    }

    /// <summary>Stops are numbered from 1; the ends of the route have a letter.</summary>
    string Label(int i)
    {
        if (i == 0 || (i == route.Stops.Count - 1 && route.Stops[i].Site == route.Stops[0].Site))
            return words["Start.Letter"];
        return i == route.Stops.Count - 1 ? words["End.Letter"] : i.ToString(CultureInfo.InvariantCulture);
    }

    string Time(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, zone).ToString("HH:mm", CultureInfo.InvariantCulture);
}
