using System.Text.Json;
using Logistics.Formats.Instances;
using Logistics.Routing;

namespace Logistics.Formats.Vroom;

/// <summary>A question in VROOM's terms with the problem it comes to, and the answers to it. Immutable.</summary>
public sealed class VroomQuestion
{
    readonly VroomInput input;
    readonly Routing.Problem? problem;

    internal VroomQuestion(VroomInput input, Routing.Problem? problem) => (this.input, this.problem) = (input, problem);

    /// <exception cref="InvalidOperationException">The question is one for judging alone.</exception>
    public Routing.Problem Problem => problem ?? throw new InvalidOperationException("Routes are judged here, not planned.");

    /// <summary>Plan mode (<c>options.c</c>): the vehicles' own steps are to be timed and judged.</summary>
    public bool IsPlan => input.IsPlan;

    /// <summary>The vehicles' own steps, for the search to begin with; breaks find their places anew.</summary>
    public IReadOnlyList<TourOrder> Start =>
        [.. input.Vehicles.Select((vehicle, v) => new TourOrder(v, [.. vehicle.Steps.Where(step => step.Kind != VroomKind.Break).SelectMany(StepsOf)])).Where(order => order.Steps.Count > 0)];

    TourStep[] StepsOf(VroomStep step)
    {
        for (var r = 0; r < input.Requests.Count; r++)
            if (input.Requests[r].Tasks.Any(task => task.Kind == step.Kind && task.Id == step.Id))
                return VroomHalves.SecondOf(input, r) is { } second ? [new(VisitKind.Delivery, r), new(VisitKind.Pickup, second)]
                    : [new(step.Kind == VroomKind.Pickup || input.Requests[r].Collects && step.Kind == VroomKind.Job ? VisitKind.Pickup : VisitKind.Delivery, r)];
        throw new ArgumentException($"There is no {step.Kind} {step.Id}.");
    }

    /// <summary>A plan of ours for <see cref="Problem"/>.</summary>
    public VroomAnswer Answer(Solution solution)
    {
        ArgumentNullException.ThrowIfNull(solution);
        return new(input, [.. solution.Tours.Select(tour =>
        {
            var vehicle = input.Vehicles[tour.Vehicle];
            var stops = tour.Visits.Where(visit => visit.Kind is VisitKind.Pickup or VisitKind.Delivery or VisitKind.Break).Select(visit => Stop(vehicle, visit)).ToList();
            return VroomTimetable.Of(input, vehicle, VroomRests.Added(input, vehicle, VroomHalves.Joined(input, vehicle, stops)), breaksAreDue: false);
        }).Where(route => route.Steps.Any(step => step.Stop?.Task is not null))]);
    }

    /// <summary>The vehicles' own steps.</summary>
    public VroomAnswer Judge() => Judge(input.Vehicles.Where(vehicle => vehicle.Steps.Count > 0).Select(vehicle => (vehicle, vehicle.Steps)), breaksAreDue: true);

    /// <summary>The routes of an answer in VROOM's shape, whoever made it; null and the problems where it is not one of this question.</summary>
    public (VroomAnswer? Answer, IReadOnlyList<Problem> Problems) JudgeAnswer(ReadOnlyMemory<byte> file, System.Globalization.CultureInfo? culture = null)
    {
        var problems = InstanceReader.ProblemsIn(culture);
        try
        {
            using var json = VroomReader.Parse(file);
            var claim = VroomClaim.Read(new(json.RootElement, "", problems), input.Vehicles, FindStop);
            if (!problems.Any)
            {
                var answer = new VroomAnswer(input, [.. claim.Routes.Where(route => route.Stops.Count > 0)
                    .Select(route => VroomTimetable.Of(input, route.Vehicle, route.Stops, breaksAreDue: false))]);
                return (answer.Contradicted([.. VroomClaimCheck.Of(claim, answer, input)]), []);
            }
        }
        catch (JsonException exception)
        {
            problems.Add(InstanceCodes.NotJson, "", exception.Message);
        }
        return (null, [.. problems.All()]);
    }

    VroomAnswer Judge(IEnumerable<(VroomVehicle Vehicle, IReadOnlyList<VroomStep> Steps)> routes, bool breaksAreDue) =>
        new(input, [.. routes.Where(route => route.Steps.Count > 0).Select(route => VroomTimetable.Of(
            input, route.Vehicle, [.. route.Steps.Select(step => FindStop(route.Vehicle, step.Kind, step.Id)! with { Prescribed = step })], breaksAreDue))]);

    VroomStop? FindStop(VroomVehicle vehicle, VroomKind kind, long id)
    {
        if (kind == VroomKind.Break)
            return vehicle.Breaks.FirstOrDefault(rest => rest.Id == id) is { } rest ? new(kind, null, null, rest, null) : null;
        foreach (var request in input.Requests)
            foreach (var task in request.Tasks)
                if (task.Kind == kind && task.Id == id)
                    return new(kind, request, task, null, null);
        return null;
    }

    /// <summary>No stop for the second half of an exchange, but its request.</summary>
    (VroomStop? Stop, VroomRequest? Request) Stop(VroomVehicle vehicle, Visit visit)
    {
        if (visit.Kind == VisitKind.Break)
            return (new(VroomKind.Break, null, null, vehicle.Breaks[visit.Index], null), null);
        if (visit.Index >= input.Requests.Count)
            return (null, input.Requests[VroomHalves.Pairs(input).First(pair => pair[1] == visit.Index)[0]]);
        var request = input.Requests[visit.Index];
        var task = visit.Kind == VisitKind.Delivery && request.Delivery is { } drop ? drop : request.Task;
        return (new(task.Kind, request, task, null, null), request);
    }
}
