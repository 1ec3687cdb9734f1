using System.Globalization;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Formats.Sheets;
using Logistics.Measures;
using Logistics.Planning.Explanations;
using Logistics.Roads.Guidance;

namespace Logistics.Formats.Rounds;

/// <summary>What the driver's page is told beside the plan.</summary>
/// <param name="Version">The number the plan has in force.</param>
/// <param name="PhonesUntil">Until then the page may keep telephone numbers; null: it is given none.</param>
/// <param name="Steps">What is done on a leg; empty where no roads are known.</param>
/// <param name="AtPickup">What is asked where goods are taken.</param>
/// <param name="AtDelivery">What is asked where goods are left.</param>
public sealed record RoundTelling(int Version, DateTimeOffset? PhonesUntil, Func<Leg, IReadOnlyList<RoadStep>> Steps, StopAsks AtPickup, StopAsks AtDelivery);

/// <summary>
/// One route as the driver's page keeps it in a pocket: everything that is on the sheet, with ids to tell of it and the way as a line. No name of a person:
/// whoever has the link needs none.
/// </summary>
/// <remarks>Instants in UTC beside the zone's name, masses in grams, distances in metres, durations in seconds, temperatures in tenths of a degree.</remarks>
public static class RoundWriter
{
    /// <summary>Points nearer than this, in degrees of either axis together, are left out of a line: about fifteen metres, less than a lane of a screen.</summary>
    const double Finest = 0.00015;

    /// <param name="culture">Of the words: French unless English.</param>
    public static void Write(DayIndex day, DayPlan plan, RouteId id, RoundTelling telling, CultureInfo culture, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(telling);
        var route = plan.Routes.FirstOrDefault(x => x.Id == id) ?? throw new ArgumentException("The plan has no such route.", nameof(id));
        using var json = new Utf8JsonWriter(stream);
        new Round(plan.DayOf(day), plan, route, telling, culture, json).Write();
    }

    sealed class Round(DayIndex day, DayPlan plan, Route route, RoundTelling telling, CultureInfo culture, Utf8JsonWriter json)
    {
        readonly Explainer explainer = new(day, culture);
        readonly SheetWords words = new(culture);
        readonly Dictionary<AllocationId, Allocation> allocations = plan.Carriable().ToDictionary(x => x.Id);

        public void Write()
        {
            json.WriteStartObject();
            json.WriteString("plan", plan.Id.Value);
            json.WriteNumber("version", telling.Version);
            json.WriteString("route", route.Id.Value);
            json.WriteNumber("number", route.Number);
            json.WriteString("shift", route.Shift.Value);
            json.WriteString("territory", day[route.Territory].Name);
            json.WriteString("date", plan.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            json.WriteString("zone", day[route.Territory].TimeZone);
            json.WriteString("vehicle", day[route.Vehicle].Name);
            Instant("departure", route.Departure);
            Instant("return", route.Return);
            json.WriteNumber("distanceM", Metres(route.Distance));
            if (telling.PhonesUntil is { } until)
                Instant("phonesUntil", until);
            if (plan.Notice is { } notice)
                json.WriteString("notice", notice);
            json.WriteStartObject("roads");
            json.WriteBoolean("sure", plan.Roads.Kind == RoadBasisKind.OpenStreetMap);
            json.WriteString("text", explainer.Say(plan.Roads));
            if (plan.Roads.Attribution is { } by)
                json.WriteString("attribution", by);
            json.WriteEndObject();
            json.WriteStartObject("asks");
            telling.AtPickup.Write(json, "pickup");
            telling.AtDelivery.Write(json, "delivery");
            json.WriteEndObject();
            json.WriteStartArray("stops");
            foreach (var stop in route.Stops)
                Stop(stop);
            json.WriteEndArray();
            json.WriteStartArray("legs");
            foreach (var leg in route.Legs)
                Leg(leg);
            json.WriteEndArray();
            json.WriteStartArray("breaks");
            foreach (var rest in route.Breaks)
            {
                json.WriteStartObject();
                Instant("begin", rest.Begin);
                json.WriteNumber("seconds", rest.Duration.SecondsRoundedUp);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void Stop(Stop stop)
        {
            var site = day[stop.Site];
            json.WriteStartObject();
            json.WriteString("site", site.Id.Value);
            json.WriteString("name", site.Name);
            json.WriteString("address", site.Address is { } address ? $"{address}, {site.Commune}" : site.Commune);
            if (site.AccessHint is { } hint)
                json.WriteString("hint", hint);
            if (telling.PhonesUntil is not null && (site.Phone ?? day[site.Party].Phone) is { } phone)
                json.WriteString("phone", phone);
            json.WriteNumber("longitude", site.Position.Longitude);
            json.WriteNumber("latitude", site.Position.Latitude);
            Instant("arrival", stop.Arrival);
            Instant("begin", stop.ServiceBegin);
            Instant("departure", stop.Departure);
            json.WriteStartArray("opens");
            foreach (var window in site.OpeningWindows)
            {
                json.WriteStartArray();
                json.WriteStringValue(Text(window.Begin));
                json.WriteStringValue(Text(window.End));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteNumber("aboardG", stop.LoadAfter.Mass.Grams);
            json.WriteNumber("aboardCrates", stop.LoadAfter.Crates);
            json.WriteStartArray("empties");
            foreach (var balance in stop.Activities.Count > 0 ? day.Day.CrateBalances.Where(x => x.Site == stop.Site && x.Count > 0) : [])
            {
                var type = day.Day.CrateTypes.First(x => x.Code == balance.CrateType);
                json.WriteStringValue(words.Counted("Empties", balance.Count, type.Name, day[type.Owner].Name));
            }
            json.WriteEndArray();
            json.WriteStartArray("tasks");
            foreach (var activity in stop.Activities)
                Task(stop, activity);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        void Task(Stop stop, Activity activity)
        {
            var allocation = allocations[activity.Allocation];
            var (lot, need) = (day[allocation.Lot], day[allocation.Need]);
            json.WriteStartObject();
            json.WriteString("kind", activity.Kind == ActivityKind.Pickup ? "pickup" : "delivery");
            json.WriteString("allocation", activity.Allocation.Value);
            json.WriteString("lot", lot.Id.Value);
            json.WriteString("product", lot.Product);
            json.WriteString("family", JsonNamingPolicy.KebabCaseLower.ConvertName(lot.Family.ToString()));
            json.WriteString("familyName", explainer.Name(lot.Family));
            if (lot.Temperature != TemperatureClass.Ambient)
                json.WriteString("cold", JsonNamingPolicy.CamelCase.ConvertName(lot.Temperature.ToString()));
            if (ColdLimits.Of(lot) is { } limit)
                json.WriteNumber("limitTenths", limit.TenthsOfDegree);
            json.WriteString("date", words[lot.Date.GetType().Name, SheetWords.ShortDate(lot.Date.Date, plan.Date)]);
            json.WriteNumber("expectedG", activity.Expected.Grams);
            json.WriteNumber("highG", activity.High.Grams);
            json.WriteNumber("crates", activity.Crates);
            json.WriteString("for", day[need.Recipient].Name);
            // Whoever stands at the door need not be told that it is for them.
            json.WriteBoolean("own", activity.Kind == ActivityKind.Delivery && day[need.Site].Party == need.Recipient && need.Event is null);
            json.WriteString("from", day[lot.Donor].Name);
            if (need.Event is { } dated)
                json.WriteString("event", dated);
            if (activity.Kind == ActivityKind.Pickup && lot.PickupWindow.Begin > stop.ServiceBegin)
                Instant("readyAt", lot.PickupWindow.Begin);
            json.WriteEndObject();
        }

        void Leg(Leg leg)
        {
            json.WriteStartObject();
            json.WriteNumber("distanceM", Metres(leg.Distance));
            json.WriteNumber("seconds", leg.Duration.SecondsRoundedUp);
            json.WriteStartArray("line");
            foreach (var number in Delta(Thinned(leg.Geometry)))
                json.WriteNumberValue(number);
            json.WriteEndArray();
            json.WriteStartArray("steps");
            foreach (var step in telling.Steps(leg))
            {
                json.WriteStartArray();
                json.WriteStringValue(GuidanceWords.Of(step, culture));
                json.WriteNumberValue(Metres(step.Distance));
                json.WriteEndArray();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        /// <summary>Hundred-thousandths of a degree, longitude first; after the first place each is told by its difference to the one before.</summary>
        static IEnumerable<int> Delta(IEnumerable<Position> line)
        {
            var (x, y) = (0, 0);
            foreach (var position in line)
            {
                var (toX, toY) = ((int)Math.Round(position.Longitude * 1e5), (int)Math.Round(position.Latitude * 1e5));
                yield return toX - x;
                yield return toY - y;
                (x, y) = (toX, toY);
            }
        }

        static IEnumerable<Position> Thinned(ValueList<Position> line)
        {
            var last = line[0];
            yield return last;
            for (var i = 1; i < line.Count; i++)
            {
                if (i < line.Count - 1 && Math.Abs(line[i].Longitude - last.Longitude) + Math.Abs(line[i].Latitude - last.Latitude) < Finest)
                    continue;
                yield return last = line[i];
            }
        }

        static long Metres(Distance distance) => (distance.Decimetres + 5) / 10;

        void Instant(string name, DateTimeOffset instant) => json.WriteString(name, Text(instant));

        static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
