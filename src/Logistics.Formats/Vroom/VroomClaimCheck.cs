namespace Logistics.Formats.Vroom;

/// <summary>
/// Holds what an answer states against its routes, timed anew: nobody is in two places, no due break is left out, and the figures are those of the routes. When a
/// vehicle leaves and waits is the answer's own choice, so its times need only follow from each other.
/// </summary>
static class VroomClaimCheck
{
    /// <param name="answer">The routes of the claim that have stops, in its order.</param>
    public static IEnumerable<string> Of(VroomClaim claim, VroomAnswer answer, VroomInput input)
    {
        foreach (var twice in claim.Routes.GroupBy(route => route.Vehicle.Id).Where(group => group.Count() > 1))
            yield return $"vehicle {twice.Key}: repeated";
        foreach (var twice in claim.Routes.SelectMany(route => route.Stops.Where(stop => stop.Task is not null)).GroupBy(stop => (stop.Kind, stop.Id)).Where(group => group.Count() > 1))
            yield return $"{VroomAnswer.Word(twice.Key.Kind)} {twice.Key.Id}: repeated";
        foreach (var (stated, timed) in claim.Routes.Where(route => route.Stops.Count > 0).Zip(answer.Timed))
        {
            foreach (var twice in stated.Stops.Where(stop => stop.Break is not null).GroupBy(stop => stop.Id).Where(group => group.Count() > 1))
                yield return $"vehicle {stated.Vehicle.Id} break {twice.Key}: repeated";
            foreach (var rest in MissingBreaks(stated, timed))
                yield return $"vehicle {stated.Vehicle.Id} break {rest.Id}: missing_break";
            foreach (var wrong in WrongTimes(stated, timed, new(input, stated.Vehicle)))
                yield return $"vehicle {stated.Vehicle.Id} {wrong}";
            if (stated.Cost is { } cost && Math.Abs(cost - timed.Cost) > Tolerance(timed))
                yield return $"vehicle {stated.Vehicle.Id}: cost {cost}, not {Math.Round(timed.Cost)}";
        }
        if (claim.Cost is { } sum && Math.Abs(sum - answer.Timed.Sum(route => route.Cost)) > answer.Timed.Sum(Tolerance))
            yield return $"summary: cost {sum}, not {answer.Cost}";
        if (claim.Unassigned is { } left && left != answer.Unassigned)
            yield return $"summary: unassigned {left}, not {answer.Unassigned}";
    }

    /// <summary>VROOM cuts fractions of a route's cost off; under a speed factor it also rounds each leg in its own way, by less than a second.</summary>
    static double Tolerance(VroomRoute route) =>
        (route.Cost == Math.Floor(route.Cost) ? 0 : 1) + (route.Vehicle.SpeedFactor == 1 ? 0 : route.Steps.Count * route.Vehicle.CostPerHour / 3600.0);

    /// <summary>Due if the route is under way when the window closes, by the times stated or else by ours.</summary>
    static IEnumerable<VroomBreak> MissingBreaks(VroomClaimedRoute stated, VroomRoute timed)
    {
        var (first, last) = (timed.Steps[0], timed.Steps[^1]);
        var leaves = stated.Start?.Arrival ?? first.Arrival;
        var ends = Math.Max(stated.End?.Arrival ?? long.MinValue, last.Arrival + last.Waiting + last.SetUp + last.Service);
        return stated.Vehicle.Breaks.Where(rest => stated.Stops.All(stop => stop.Break != rest) && leaves < rest.Windows[^1].To && ends > rest.Windows[^1].To);
    }

    static IEnumerable<string> WrongTimes(VroomClaimedRoute stated, VroomRoute timed, VroomTravel travel)
    {
        var tolerance = stated.Vehicle.SpeedFactor == 1 ? 0 : 1;
        var steps = timed.Steps.Where(step => step.Stop is not null).ToList();
        // When the last step was over, and the last that was no break, with the breaks since: one may be taken on the way.
        var (place, free, ready) = (stated.Vehicle.Start, stated.Start?.Arrival, stated.Start?.Arrival);
        var isExact = stated.Start is not null;
        if (free < stated.Vehicle.Window?.From)
            yield return $"start: arrival {free}, not before {stated.Vehicle.Window.Value.From}";
        for (var k = 0; k < steps.Count; k++)
        {
            var (stop, time) = (stated.Stops[k], stated.Times[k]);
            var name = $"{VroomAnswer.Word(stop.Kind)} {stop.Id}";
            var way = place is { } from && stop.Task is { } task ? travel.Seconds(from, task.Place) : 0;
            var earliest = stop.Task is null ? free : Later(free, ready + way);
            if (time.Arrival + tolerance < earliest || (isExact && stop.Task is not null && time.Arrival > earliest + tolerance))
                yield return $"{name}: arrival {time.Arrival}, not {earliest}";
            var begin = (time.Arrival ?? earliest) + (time.Waiting ?? 0);
            var windows = stop.Break is { } rest ? rest.Windows : stop.Task!.Windows;
            if (time is { Arrival: not null, Waiting: not null } && begin is { } at && windows.Count > 0 && steps[k].Violations.Count == 0
                && !windows.Any(window => window.From <= at && at <= window.To))
                yield return $"{name}: begins at {at}, outside its windows";
            free = begin + steps[k].SetUp + steps[k].Service;
            ready = stop.Task is null ? ready + steps[k].Service : free;
            isExact = stop.Task is not null && time is { Arrival: not null, Waiting: not null };
            place = stop.Task?.Place ?? place;
        }
        var home = place is { } last && stated.Vehicle.End is { } end ? travel.Seconds(last, end) : 0;
        var back = Later(free, ready + home);
        if (stated.End?.Arrival + tolerance < back || (isExact && stated.End?.Arrival > back + tolerance))
            yield return $"end: arrival {stated.End?.Arrival}, not {back}";
        if (stated.End?.Arrival > stated.Vehicle.Window?.To && timed.Violations.Count == 0)
            yield return $"end: arrival {stated.End?.Arrival}, after {stated.Vehicle.Window?.To}";
    }

    static long? Later(long? one, long? other) => one is null ? other : other is null ? one : Math.Max(one.Value, other.Value);
}
