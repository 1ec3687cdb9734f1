namespace Logistics.Formats.Vroom;

/// <summary>One stop of a route: a task of a request, or a break, with the times that a plan may prescribe.</summary>
sealed record VroomStop(VroomKind Kind, VroomRequest? Request, VroomTask? Task, VroomBreak? Break, VroomStep? Prescribed)
{
    public long Id => Task?.Id ?? Break!.Id;
}

/// <summary>A rule broken, in VROOM's words.</summary>
/// <param name="Seconds">Of a delay or a lead time.</param>
sealed record VroomViolation(string Cause, long? Seconds = null);

/// <summary>Sums are from the start to the arrival; the load is on leaving.</summary>
sealed record VroomTimed(
    VroomStop? Stop, long Arrival, long Waiting, int SetUp, int Service, long Travel, long Metres, long[] Load, IReadOnlyList<VroomViolation> Violations);

/// <summary>A route with its times, its cost and what is wrong with it; the first step is the start and the last the end, of an open route too.</summary>
sealed record VroomRoute(VroomVehicle Vehicle, IReadOnlyList<VroomTimed> Steps, double Cost, IReadOnlyList<VroomViolation> Violations)
{
    public IEnumerable<VroomViolation> AllViolations => Violations.Concat(Steps.SelectMany(step => step.Violations));
}

/// <summary>
/// Times a route by VROOM's rules and lists what it breaks. Every begin is as early as can be, so no order of stops is late by less; the start is then put off as
/// far as that costs nothing. Needs none of the engine's code: it is the second opinion on our own answers too.
/// </summary>
sealed class VroomTimetable
{
    readonly VroomInput input;
    readonly VroomVehicle vehicle;
    readonly VroomTravel travel;
    readonly IReadOnlyList<VroomStop> stops;

    VroomTimetable(VroomInput input, VroomVehicle vehicle, IReadOnlyList<VroomStop> stops) =>
        (this.input, this.vehicle, this.stops, travel) = (input, vehicle, stops, new(input, vehicle));

    /// <param name="breaksAreDue">Every break of the vehicle must be among the stops.</param>
    public static VroomRoute Of(VroomInput input, VroomVehicle vehicle, IReadOnlyList<VroomStop> stops, bool breaksAreDue)
    {
        var table = new VroomTimetable(input, vehicle, stops);
        var opening = vehicle.Window?.From ?? 0;
        var early = table.Run(opening);
        // Without hours the vehicle leaves just in time for its first stop.
        var steps = table.Run(opening + Spare(table, early));
        var route = new List<VroomViolation>();
        table.JudgeWhole(steps, route, breaksAreDue);
        var cost = vehicle.CostFixed + table.Arcs().Sum(arc => table.travel.Cost(arc.From, arc.To))
            + table.travel.CostOfWork(steps.Where(step => step.Stop?.Task is not null).Sum(step => (long)step.SetUp + step.Service));
        return new(vehicle, steps, cost, route);
    }

    /// <summary>By how much the start can be put off without making anything later than it must be: forward time slack (Savelsbergh 1992).</summary>
    static long Spare(VroomTimetable table, List<VroomTimed> steps)
    {
        var (spare, waited) = (long.MaxValue, 0L);
        foreach (var step in steps.Where(step => step.Stop is not null))
        {
            waited += step.Waiting;
            spare = Math.Min(spare, waited + Math.Max(0, LatestFor(step) - (step.Arrival + step.Waiting)));
        }
        var end = steps[^1];
        if (table.vehicle.Window is { } hours)
            spare = Math.Min(spare, waited + Math.Max(0, hours.To - (end.Arrival + end.Waiting + end.SetUp + end.Service)));
        return Math.Min(spare, waited);
    }

    static long LatestFor(VroomTimed step)
    {
        var begin = step.Arrival + step.Waiting;
        var (after, before) = Bounds(step.Stop!);
        return Math.Min(before, Windows(step.Stop!).Where(window => window.From <= begin && begin <= window.To).Select(window => (long?)window.To).FirstOrDefault()
            ?? (Windows(step.Stop!).Count == 0 ? long.MaxValue / 2 : begin));
    }

    static IReadOnlyList<VroomWindow> Windows(VroomStop stop) => stop.Break is { } rest ? rest.Windows : stop.Task!.Windows;

    static (long After, long Before) Bounds(VroomStop stop) => (
        stop.Prescribed?.At ?? stop.Prescribed?.After ?? 0, stop.Prescribed?.At ?? stop.Prescribed?.Before ?? long.MaxValue / 2);

    List<VroomTimed> Run(long departure)
    {
        var steps = new List<VroomTimed>();
        var load = new long[input.Dimensions];
        foreach (var stop in stops.Where(stop => stop.Kind == VroomKind.Job))
            Put(load, stop.Request!.Brought, 1);
        var (place, time, travelled, metres) = (vehicle.Start, departure, 0L, 0L);
        steps.Add(new(null, departure, 0, 0, 0, 0, 0, [.. load], Overload(load)));
        foreach (var stop in stops)
        {
            var moved = false;
            if (stop.Task is { } task)
            {
                if (place is { } from)
                    Drive(from, task.Place);
                // At the start of an open route the vehicle has just arrived.
                moved = place != task.Place;
                place = task.Place;
                Handle(load, stop);
            }
            var begin = Begin(stop, time);
            var (setUp, service) = (stop.Task is { } done && moved ? done.SetUp.For(vehicle) : 0, stop.Task?.Service.For(vehicle) ?? stop.Break!.Service);
            steps.Add(new(stop, time, Math.Max(0, begin - time), setUp, service, travelled, metres, [.. load], [.. Mistimed(stop, begin), .. Overload(load), .. Laden(stop, load)]));
            time = Math.Max(time, begin) + setUp + service;
        }
        if (vehicle.End is { } end && place is { } last)
            Drive(last, end);
        steps.Add(new(null, time, 0, 0, 0, travelled, metres, [.. load], []));
        return steps;

        void Drive(int from, int to)
        {
            time += travel.Seconds(from, to);
            travelled += travel.Seconds(from, to);
            metres += travel.Metres(from, to);
        }
    }

    static void Handle(long[] load, VroomStop stop)
    {
        Put(load, stop.Kind == VroomKind.Delivery ? stop.Request!.Amount : stop.Request!.Brought, -1);
        Put(load, stop.Kind == VroomKind.Pickup ? stop.Request.Amount : stop.Request.Taken, 1);
    }

    static void Put(long[] load, long[] amounts, int sign)
    {
        for (var k = 0; k < amounts.Length; k++)
            load[k] += sign * amounts[k];
    }

    /// <summary>The first moment allowed from <paramref name="arrival"/> on; the prescribed one, or the arrival itself, where none is.</summary>
    static long Begin(VroomStop stop, long arrival)
    {
        var (after, before) = Bounds(stop);
        var earliest = Math.Max(arrival, after);
        var begin = earliest;
        if (Windows(stop) is { Count: > 0 } windows)
            begin = windows.Where(window => earliest <= window.To).Select(window => (long?)Math.Max(earliest, window.From)).FirstOrDefault() ?? earliest;
        // Prescribed earlier than the window opens: VROOM holds the prescription and reports the lead.
        return Math.Max(earliest, Math.Min(begin, Math.Max(before, earliest)));
    }

    static IEnumerable<VroomViolation> Mistimed(VroomStop stop, long begin)
    {
        var (_, before) = Bounds(stop);
        if (begin > before)
            yield return new("delay", begin - before);
        var windows = Windows(stop);
        if (windows.Count == 0 || windows.Any(window => window.From <= begin && begin <= window.To))
            yield break;
        var passed = windows.Where(window => window.To < begin).Select(window => (long?)window.To).LastOrDefault();
        if (passed is { } closed)
            yield return new("delay", begin - closed);
        else
            yield return new("lead_time", windows[0].From - begin);
    }

    VroomViolation[] Overload(long[] load) =>
        load.Where((amount, k) => amount > (vehicle.Capacity.Length > k ? vehicle.Capacity[k] : 0)).Any() ? [new("load")] : [];

    /// <summary>A break that may be taken only with less on board.</summary>
    static VroomViolation[] Laden(VroomStop stop, long[] load) =>
        stop.Break?.MaxLoad is { } most && load.Where((amount, k) => amount > most.ElementAtOrDefault(k)).Any() ? [new("max_load")] : [];

    void JudgeWhole(List<VroomTimed> steps, List<VroomViolation> found, bool breaksAreDue)
    {
        var last = steps[^1];
        var back = last.Arrival + last.Waiting + last.SetUp + last.Service;
        if (vehicle.Window is { } hours && back > hours.To)
            found.Add(new("delay", back - hours.To));
        if (stops.Count(stop => stop.Task is not null) > vehicle.MaxTasks)
            found.Add(new("max_tasks"));
        if (last.Travel > vehicle.MaxTravelTime)
            found.Add(new("max_travel_time"));
        if (last.Metres > vehicle.MaxDistance)
            found.Add(new("max_distance"));
        if (breaksAreDue && vehicle.Breaks.Any(rest => stops.All(stop => stop.Break != rest)))
            found.Add(new("missing_break"));
        for (var k = 0; k < steps.Count; k++)
            if (steps[k].Stop is { Request: { } request } stop)
            {
                var violations = steps[k].Violations.ToList();
                if (!request.Skills.All(vehicle.Skills.Contains))
                    violations.Add(new("skills"));
                if (stop.Kind == VroomKind.Pickup && !steps.Skip(k).Any(step => step.Stop is { Kind: VroomKind.Delivery } other && other.Request == request))
                    violations.Add(new("precedence"));
                if (stop.Kind == VroomKind.Delivery && !steps.Take(k).Any(step => step.Stop is { Kind: VroomKind.Pickup } other && other.Request == request))
                    violations.Add(new("precedence"));
                steps[k] = steps[k] with { Violations = violations };
            }
    }

    IEnumerable<(int From, int To)> Arcs()
    {
        var places = stops.Select(stop => stop.Task?.Place).OfType<int>().ToList();
        if (vehicle.Start is { } start)
            places.Insert(0, start);
        if (vehicle.End is { } end)
            places.Add(end);
        return places.Zip(places.Skip(1));
    }
}
