using System.Text.Json;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>What a plan leaves out, as JSON: why, and what smallest single change would place it, in the numbers and units of the instance's file.</summary>
static class LeftOutJson
{
    /// <summary>A change is sought for so many requests, in the order of the plan; each search tries the request on every tour.</summary>
    const int MostRelaxed = 20;

    public static void Write(Utf8JsonWriter json, Instance instance, Solution solution, Objective objective)
    {
        json.WriteStartArray("unassigned");
        for (var k = 0; k < solution.Unassigned.Count; k++)
        {
            var (request, reason) = solution.Unassigned[k];
            json.WriteStartObject();
            json.WriteNumber("stop", instance.NumberOf(request));
            json.WriteString("reason", WordOf(reason));
            WriteFields(json, instance, reason);
            if (k < MostRelaxed && RelaxationFinder.Of(instance.Problem, solution, request, objective) is [var smallest, ..])
                WriteRelaxation(json, instance, smallest);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void WriteFields(Utf8JsonWriter json, Instance instance, UnassignedReason reason)
    {
        switch (reason)
        {
            case UnassignedReason.NoCompartment x:
                json.WriteNumber("class", x.Class);
                break;
            case UnassignedReason.TooLarge x:
                json.WriteNumber("dimension", x.Dimension);
                json.WriteNumber("amount", x.Excess);
                break;
            case UnassignedReason.OutOfReach x:
                Ticks(json, "late", instance, x.SecondsLate);
                break;
            case UnassignedReason.NoRoomLeft x:
                if (x.Dimension is { } dimension)
                    json.WriteNumber("dimension", dimension);
                if (x.MissingCapacity is { } missing)
                    json.WriteNumber("amount", missing);
                if (x.SecondsLate is { } late)
                    Ticks(json, "late", instance, late);
                break;
            case UnassignedReason.NotWorthIt x:
                Ticks(json, "extraCost", instance, x.Extra.Microeuros);
                break;
        }
    }

    static void WriteRelaxation(Utf8JsonWriter json, Instance instance, Relaxation relaxation)
    {
        json.WriteStartObject("relaxation");
        json.WriteString("rule", WordOf(relaxation));
        switch (relaxation)
        {
            case Relaxation.LaterWindow x:
                json.WriteNumber("stop", instance.NumberOf(x.Request, x.End));
                Ticks(json, "by", instance, x.Seconds);
                break;
            case Relaxation.EarlierWindow x:
                json.WriteNumber("stop", instance.NumberOf(x.Request, x.End));
                Ticks(json, "by", instance, x.Seconds);
                break;
            case Relaxation.LongerRide x:
                json.WriteNumber("stop", instance.NumberOf(x.Request));
                Ticks(json, "by", instance, x.Seconds);
                break;
            case Relaxation.LongerShift x:
                OfVehicle(x.Vehicle, x.Seconds);
                break;
            case Relaxation.EarlierShift x:
                OfVehicle(x.Vehicle, x.Seconds);
                break;
            case Relaxation.LongerTour x:
                OfVehicle(x.Vehicle, x.Seconds);
                break;
            case Relaxation.LaterBreak x:
                OfVehicle(x.Vehicle, x.Seconds);
                break;
            case Relaxation.FurtherTour x:
                OfVehicle(x.Vehicle, x.Decimetres);
                break;
            case Relaxation.MoreStops x:
                json.WriteNumber("vehicle", x.Vehicle + 1);
                json.WriteNumber("by", x.Stops);
                break;
            case Relaxation.MoreRoom x:
                json.WriteNumber("vehicle", x.Vehicle + 1);
                json.WriteNumber("dimension", x.Dimension);
                json.WriteNumber("by", x.Amount);
                break;
            case Relaxation.AllowVehicle x:
                json.WriteNumber("vehicle", x.Vehicle + 1);
                break;
        }
        json.WriteEndObject();

        void OfVehicle(int vehicle, long ticks)
        {
            json.WriteNumber("vehicle", vehicle + 1);
            Ticks(json, "by", instance, ticks);
        }
    }

    static string WordOf(object each) => JsonNamingPolicy.KebabCaseLower.ConvertName(each.GetType().Name);

    static void Ticks(Utf8JsonWriter json, string name, Instance instance, long ticks) => json.WriteNumber(name, (decimal)ticks / instance.Ticks);
}
