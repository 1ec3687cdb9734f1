using System.Globalization;
using Logistics.Domain;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>What came of reading a solution file beside its instance.</summary>
public abstract record RouteReading
{
    RouteReading() { }

    /// <param name="Orders">Whether they keep the rules is for <see cref="Checker"/> to say.</param>
    /// <param name="StatedCost">As the file writes it; null when it does not.</param>
    /// <param name="Surplus">Routes beyond the vehicles there are; their vehicles have the numbers after the last.</param>
    public sealed record Accepted(ValueList<TourOrder> Orders, string? StatedCost, int Surplus) : RouteReading;

    /// <param name="Problems">At least one; <c>L12</c> as the pointer is line 12.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : RouteReading;
}

/// <summary>
/// Solution files: lines "Route #1: 5 3 8" (CVRPLIB) or "Route 1 : 5 3 8" (SINTEF), and "Cost 123" or "Cost: 123" where the format has it. Numbers are those of
/// the nodes; a depot inside a route is a reload.
/// </summary>
public static class RouteText
{
    /// <param name="culture">Language of the problems: English or, for any other and for null, French.</param>
    public static RouteReading Read(ReadOnlyMemory<byte> file, Instance instance, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(instance);
        var problems = InstanceReader.ProblemsIn(culture);
        var orders = new List<TourOrder>();
        string? cost = null;
        var (routes, surplus, vehicles) = (0, 0, instance.Problem.Vehicles.Count);
        var seen = new HashSet<int>();
        foreach (var line in InstanceReader.TextOf(file.Span, problems) is { } text ? TextLines.Of(text) : [])
            if (line.Words[0].TrimEnd(':').Equals("Cost", StringComparison.OrdinalIgnoreCase) && line.Words.Length > 1)
                cost = line.Words[^1];
            else if (NumberOf(line) is { } number)
            {
                if (instance.RoutesNameVehicles && !seen.Add(number))
                    problems.Add(InstanceCodes.RouteTwice, line.Pointer, number);
                routes++;
                var vehicle = instance.RoutesNameVehicles ? number - 1 : orders.Count;
                var exists = vehicle >= 0 && vehicle < vehicles;
                var steps = StepsOf(line, instance, exists ? vehicle : vehicles - 1, problems);
                if (steps.Count > 0)
                    orders.Add(new(exists ? vehicle : vehicles + surplus++, steps));
            }
        if (routes == 0 && !problems.Any)
            problems.Add(InstanceCodes.NoRoutes, "");
        return problems.Any ? new RouteReading.Rejected(problems.All().ToValueList()) : new RouteReading.Accepted(orders.ToValueList(), cost, surplus);
    }

    /// <summary>Of a route's line; null for another line.</summary>
    static int? NumberOf(TextLine line) =>
        line.Text.Split(':', 2) is [var head, _] && head.StartsWith("Route", StringComparison.OrdinalIgnoreCase)
        && int.TryParse(head["Route".Length..].Trim(' ', '\t', '#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static List<TourStep> StepsOf(TextLine line, Instance instance, int vehicle, ProblemList problems)
    {
        var steps = new List<TourStep>();
        foreach (var word in line.Text.Split(':', 2)[1].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && instance.StepOf(vehicle, number) is { } step)
                steps.Add(step);
            else
                problems.Add(InstanceCodes.UnknownStop, line.Pointer, word);
        return steps;
    }

    /// <summary>The plan as the usual solution text of the instance's format.</summary>
    /// <param name="cost">As <see cref="Instance.CostOf"/> says.</param>
    public static void Write(Instance instance, Solution solution, decimal cost, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(solution);
        ArgumentNullException.ThrowIfNull(writer);
        writer.NewLine = "\n";
        var routes = Routes(instance, solution);
        if (instance.Format == InstanceFormat.Vrplib)
        {
            foreach (var (number, stops) in routes)
                writer.WriteLine($"Route #{number}: {stops}".TrimEnd());
            writer.WriteLine($"Cost {instance.Show(cost)}");
            return;
        }
        writer.WriteLine($"Instance name : {instance.Name}");
        writer.WriteLine("Authors       : Ramasse");
        writer.WriteLine("Date          : ");
        writer.WriteLine("Reference     : ");
        writer.WriteLine("Solution");
        foreach (var (number, stops) in routes)
            writer.WriteLine($"Route {number} : {stops}");
    }

    static IEnumerable<(int Number, string Stops)> Routes(Instance instance, Solution solution)
    {
        if (!instance.RoutesNameVehicles)
            return solution.Tours.Select((tour, k) => (k + 1, Stops(instance, tour)));
        var byVehicle = solution.Tours.ToDictionary(tour => tour.Vehicle);
        return Enumerable.Range(0, instance.Problem.Vehicles.Count).Select(v => (v + 1, byVehicle.TryGetValue(v, out var tour) ? Stops(instance, tour) : ""));
    }

    static string Stops(Instance instance, Tour tour) => string.Join(' ', tour.Visits
        .Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery or VisitKind.Reload)
        .Select(visit => instance.NumberOf(visit).ToString(CultureInfo.InvariantCulture)));
}
