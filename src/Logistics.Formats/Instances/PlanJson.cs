using System.Text.Json;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>A plan of an instance as JSON: routes with the times and loads of each stop, in the numbers and units of the instance's file.</summary>
public static class PlanJson
{
    public static void Write(Instance instance, Solution solution, Objective objective, bool feasible, TimeSpan elapsed, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(solution);
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteString("instance", instance.Name);
        json.WriteString("format", Word(instance.Format));
        json.WriteString("convention", Word(instance.Convention));
        json.WriteString("objective", Word(objective));
        json.WriteNumber("vehicles", solution.Totals.Vehicles);
        Figure(json, "cost", instance.Show(instance.CostOf(solution, objective)));
        WriteBound(json, instance, solution);
        json.WriteBoolean("feasible", feasible);
        json.WriteNumber("seconds", Math.Round(elapsed.TotalSeconds, 3));
        json.WriteNumber("iterations", solution.Iterations);
        LeftOutJson.Write(json, instance, solution, objective);
        json.WriteStartArray("routes");
        foreach (var tour in solution.Tours)
            WriteTour(json, instance, tour);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>Null where none is known, with the reason.</summary>
    static void WriteBound(Utf8JsonWriter json, Instance instance, Solution solution)
    {
        switch (PlanBound.Of(instance, solution))
        {
            case PlanBound.Known known:
                Figure(json, "bound", instance.Show(known.Cost));
                json.WriteNumber("gap", Math.Round(known.Gap, 6));
                break;
            case PlanBound.None none:
                json.WriteNull("bound");
                json.WriteString("noBoundBecause", none.Because);
                break;
        }
    }

    static void WriteTour(Utf8JsonWriter json, Instance instance, Tour tour)
    {
        json.WriteStartObject();
        json.WriteNumber("vehicle", tour.Vehicle + 1);
        Ticks(json, "departure", instance, tour.Departure);
        Ticks(json, "return", instance, tour.Return);
        Ticks(json, "distance", instance, tour.Decimetres);
        json.WriteStartArray("stops");
        foreach (var visit in tour.Visits)
        {
            json.WriteStartObject();
            json.WriteString("kind", Word(visit.Kind));
            if (visit.Location is not null)
                json.WriteNumber("stop", instance.NumberOf(visit));
            Ticks(json, "arrival", instance, visit.Arrival);
            Ticks(json, "begin", instance, visit.Begin);
            Ticks(json, "departure", instance, visit.Departure);
            json.WriteStartArray("load");
            foreach (var amount in visit.Load)
                json.WriteNumberValue(amount);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    static void Ticks(Utf8JsonWriter json, string name, Instance instance, long ticks) => json.WriteNumber(name, (decimal)ticks / instance.Ticks);

    static void Figure(Utf8JsonWriter json, string name, string digits)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(digits);
    }

    static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
