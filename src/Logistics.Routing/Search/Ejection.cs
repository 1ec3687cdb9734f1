namespace Logistics.Routing.Search;

/// <summary>
/// Guided ejection: an absent request goes in where one or two others that have been absent less often, taken together, come out of the same tour
/// (Nagata and Kobayashi 2010, "Guided ejection search for the pickup and delivery problem with time windows", EvoCOP, doi 10.1007/978-3-642-12139-5_18).
/// So the sum of absences falls, and the hard ones find room at the price of easy ones.
/// </summary>
sealed class Ejection(Model model, Scheduler scheduler, Inserter inserter, Rng rng)
{
    readonly Route without = new();
    readonly int[] gone = new int[model.Halves];
    int[] requests = new int[16];
    int round;

    (int Vehicle, int First, int Second, long Absences) best;
    Place place;

    /// <summary>Tries each absent request once; true when the plan changed, not yet committed.</summary>
    public bool Apply(State state, long[] absences)
    {
        for (var a = 0; a < state.AbsentCount; a++)
        {
            var request = state.Absent[a];
            if (model.GroupOf[request] >= 0)
                continue;
            best = (-1, -1, -1, absences[request] + 1);
            var offset = rng.Next(state.UsedCount);
            for (var u = 0; u < state.UsedCount; u++)
                Search(state.Routes[state.Used[(u + offset) % state.UsedCount]], request, absences);
            if (best.Vehicle < 0)
                continue;

            state.Absent[a] = state.Absent[--state.AbsentCount];
            state.TakeOut(best.First);
            if (best.Second >= 0)
                state.TakeOut(best.Second);
            state.Settle(best.Vehicle);
            state.Insert(request, place);
            return true;
        }
        return false;
    }

    void Search(Route route, int request, long[] absences)
    {
        // A trip may be empty without those that go, and its reload then goes too: places would be reckoned on another sequence.
        if (model.HoldsFor(request, route.Vehicle) == 0 || route.Trips is { Count: > 1 })
            return;
        var count = ListServed(route, absences);
        for (var i = 0; i < count; i++)
        {
            // In rising order: no later one, alone or as the lesser of two, can be below the best.
            var first = absences[requests[i]] + 1;
            if (first >= best.Absences)
                return;
            Judge(route, request, requests[i], -1, first);
            for (var j = i + 1; j < count && first + absences[requests[j]] + 1 < best.Absences; j++)
                Judge(route, request, requests[i], requests[j], first + absences[requests[j]] + 1);
        }
    }

    int ListServed(Route route, long[] absences)
    {
        round++;
        if (requests.Length < route.Count)
            requests = new int[2 * route.Count];
        var count = 0;
        for (var k = 1; k <= route.Count; k++)
        {
            var (node, request) = (route.Nodes[k], route.Nodes[k] >> 1);
            if (node >= model.FirstReload || gone[request] == round || model.GroupOf[request] >= 0 || model.Pins.IsPinned(request))
                continue;
            gone[request] = round;
            var at = count++;
            for (; at > 0 && absences[requests[at - 1]] > absences[request]; at--)
                requests[at] = requests[at - 1];
            requests[at] = request;
        }
        return count;
    }

    void Judge(Route route, int request, int first, int second, long sum)
    {
        without.CopyWithout(route, first, second);
        if (!without.Update(model, scheduler))
            return;
        var found = Place.None;
        inserter.Try(without, request, ref found);
        if (found.Vehicle < 0)
            return;
        best = (route.Vehicle, first, second, sum);
        place = found;
    }
}
