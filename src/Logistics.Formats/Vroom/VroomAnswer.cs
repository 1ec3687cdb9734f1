using System.Text.Json;

namespace Logistics.Formats.Vroom;

/// <summary>An answer in VROOM's output shape: code, summary, unassigned, routes with their steps and violations.</summary>
public sealed class VroomAnswer
{
    readonly VroomInput input;
    readonly IReadOnlyList<VroomRoute> routes;
    readonly List<VroomTask> unassigned;

    internal VroomAnswer(VroomInput input, IReadOnlyList<VroomRoute> routes)
    {
        (this.input, this.routes) = (input, routes);
        var served = routes.SelectMany(route => route.Steps).Select(step => step.Stop?.Task).OfType<VroomTask>().ToHashSet(ReferenceEqualityComparer.Instance);
        unassigned = [.. input.Requests.SelectMany(request => request.Tasks).Where(task => !served.Contains(task))];
    }

    public int Routes => routes.Count;

    /// <summary>Tasks: a shipment is two.</summary>
    public int Unassigned => unassigned.Count;

    /// <summary>To the nearest whole number, as VROOM states it.</summary>
    public long Cost => routes.Sum(CostOf);

    public bool IsFeasible => Contradictions.Count == 0 && routes.All(route => !route.AllViolations.Any());

    /// <summary>Of an answer made elsewhere: where its routes contradict each other, or its figures the routes.</summary>
    internal IReadOnlyList<string> Contradictions { get; private init; } = [];

    internal IReadOnlyList<VroomRoute> Timed => routes;

    internal VroomAnswer Contradicted(IReadOnlyList<string> found) => new(input, routes) { Contradictions = found };

    /// <summary>Each violation with the vehicle, and the step where it is one's own; then what contradicts itself.</summary>
    public IEnumerable<string> Violations => BrokenRules.Concat(Contradictions);

    IEnumerable<string> BrokenRules =>
        from route in routes
        from found in route.Violations.Select(violation => (Step: "", violation)).Concat(
            from step in route.Steps
            from violation in step.Violations
            select (Step: step.Stop is { } stop ? $" {Word(stop.Kind)} {stop.Id}" : "", violation))
        select $"vehicle {route.Vehicle.Id}{found.Step}: {found.violation.Cause}{(found.violation.Seconds is { } seconds ? $" {seconds}" : "")}";

    static long CostOf(VroomRoute route) => (long)Math.Round(route.Cost);

    public void Write(TimeSpan elapsed, Stream stream)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" });
        json.WriteStartObject();
        json.WriteNumber("code", 0);
        json.WriteStartObject("summary");
        json.WriteNumber("cost", Cost);
        json.WriteNumber("routes", routes.Count);
        json.WriteNumber("unassigned", unassigned.Count);
        Sums(json, routes, [.. routes.SelectMany(route => route.AllViolations)]);
        json.WriteStartObject("computing_times");
        json.WriteNumber("loading", 0);
        json.WriteNumber("solving", (long)elapsed.TotalMilliseconds);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartArray("unassigned");
        foreach (var task in unassigned)
        {
            json.WriteStartObject();
            json.WriteNumber("id", task.Id);
            json.WriteString("type", Word(task.Kind));
            Place(json, task.Description, task.Coordinates, task.Place);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("routes");
        foreach (var route in routes)
            Route(json, route);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Route(Utf8JsonWriter json, VroomRoute route)
    {
        json.WriteStartObject();
        json.WriteNumber("vehicle", route.Vehicle.Id);
        json.WriteNumber("cost", CostOf(route));
        if (route.Vehicle.Description is { } description)
            json.WriteString("description", description);
        Sums(json, [route], [.. route.Violations]);
        json.WriteStartArray("steps");
        for (var k = 0; k < route.Steps.Count; k++)
            Step(json, route, route.Steps[k], k);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    void Sums(Utf8JsonWriter json, IReadOnlyList<VroomRoute> some, IReadOnlyList<VroomViolation> violations)
    {
        var steps = some.SelectMany(route => route.Steps).ToList();
        var served = steps.Where(step => step.Stop?.Request is not null).Select(step => step.Stop!).ToList();
        json.WriteNumber("setup", steps.Sum(step => (long)step.SetUp));
        json.WriteNumber("service", steps.Sum(step => (long)step.Service));
        json.WriteNumber("duration", some.Sum(route => route.Steps[^1].Travel));
        json.WriteNumber("waiting_time", steps.Sum(step => step.Waiting));
        json.WriteNumber("priority", served.Sum(stop => (long)stop.Request!.Priority));
        if (input.HasDistances)
            json.WriteNumber("distance", some.Sum(route => route.Steps[^1].Metres));
        if (input.Dimensions > 0)
        {
            Amounts(json, "delivery", served.Select(stop => stop.Kind == VroomKind.Delivery ? stop.Request!.Amount : stop.Request!.Brought));
            Amounts(json, "pickup", served.Select(stop => stop.Kind == VroomKind.Pickup ? stop.Request!.Amount : stop.Request!.Taken));
        }
        Violated(json, violations);
    }

    void Amounts(Utf8JsonWriter json, string name, IEnumerable<long[]> amounts)
    {
        var sum = new long[input.Dimensions];
        foreach (var each in amounts)
            for (var k = 0; k < each.Length; k++)
                sum[k] += each[k];
        Numbers(json, name, sum);
    }

    void Step(Utf8JsonWriter json, VroomRoute route, VroomTimed step, int k)
    {
        var vehicle = route.Vehicle;
        var isStart = k == 0;
        json.WriteStartObject();
        json.WriteString("type", step.Stop is { } stop ? Word(stop.Kind) : isStart ? "start" : "end");
        if (step.Stop is { } some)
            json.WriteNumber("id", some.Id);
        var (place, coordinates) = isStart ? (vehicle.Start, vehicle.StartCoordinates) : (vehicle.End, vehicle.EndCoordinates);
        // An open route starts at its first task, ends at its last.
        var open = place is not null ? null : route.Steps.Select(each => each.Stop?.Task).Where(task => task is not null).ElementAtOrDefault(isStart ? Index.Start : ^1);
        if (step.Stop is null)
            Place(json, null, open is null ? coordinates : open.Coordinates, place ?? open?.Place);
        else
            Place(json, step.Stop.Task?.Description ?? step.Stop.Break?.Description, step.Stop.Task?.Coordinates, step.Stop.Task?.Place);
        json.WriteNumber("setup", step.SetUp);
        json.WriteNumber("service", step.Service);
        json.WriteNumber("waiting_time", step.Waiting);
        json.WriteNumber("arrival", step.Arrival);
        json.WriteNumber("duration", step.Travel);
        if (input.HasDistances)
            json.WriteNumber("distance", step.Metres);
        if (input.Dimensions > 0)
            Numbers(json, "load", step.Load);
        Violated(json, step.Violations);
        json.WriteEndObject();
    }

    static void Place(Utf8JsonWriter json, string? description, IReadOnlyList<double>? coordinates, int? place)
    {
        if (description is not null)
            json.WriteString("description", description);
        if (coordinates is not null)
        {
            json.WriteStartArray("location");
            foreach (var degree in coordinates)
                json.WriteNumberValue(degree);
            json.WriteEndArray();
        }
        if (place is { } index)
            json.WriteNumber("location_index", index);
    }

    static void Violated(Utf8JsonWriter json, IReadOnlyList<VroomViolation> violations)
    {
        json.WriteStartArray("violations");
        foreach (var violation in violations)
        {
            json.WriteStartObject();
            json.WriteString("cause", violation.Cause);
            if (violation.Seconds is { } seconds)
                json.WriteNumber("duration", seconds);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    static void Numbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    internal static string Word(VroomKind kind) => kind.ToString().ToLowerInvariant();
}
