namespace Logistics.Routing.Search;

/// <summary>
/// Adjacent string removal: takes strings of neighbouring stops out of a few tours near a random stop
/// (Christiaens and Vanden Berghe 2020, "Slack induction by string removals", Transportation Science, doi 10.1287/trsc.2019.0914, section 4.1).
/// A request loses both its ends when one of them lies in a string.
/// </summary>
sealed class Ruin(Model model, Neighbours neighbours, Rng rng)
{
    /// <summary>The paper's c-bar: activities taken out on average.</summary>
    const double AverageRemoved = 10;

    /// <summary>The paper's L-max.</summary>
    const int LongestString = 10;

    const double SplitRate = 0.5;

    /// <summary>The paper's beta: chance that the preserved middle of a split string grows by one more.</summary>
    const double PreserveMore = 0.01;

    readonly int[] ruinedIn = new int[model.Vehicles];
    int round;

    public void Apply(State state)
    {
        if (state.UsedCount == 0)
            return;
        round++;
        var averageLength = (double)AssignedActivities(state) / state.UsedCount;
        var longest = Math.Min(LongestString, averageLength); // equation 5
        var most = 4 * AverageRemoved / (1 + longest) - 1; // equation 6
        var strings = (int)(rng.NextDouble() * most + 1); // equation 7

        foreach (var node in neighbours.Of(Seed()))
        {
            var vehicle = state.RouteOf[node >> 1];
            if (vehicle < 0 || ruinedIn[vehicle] == round)
                continue;
            ruinedIn[vehicle] = round;
            var route = state.Routes[vehicle];
            var length = (int)(rng.NextDouble() * Math.Min(route.Count, longest) + 1); // equations 8 and 9
            RemoveString(state, route, route.PositionOf(node), Math.Min(length, route.Count));
            if (--strings <= 0)
                return;
        }
    }

    int Seed()
    {
        var request = rng.Next(model.Requests);
        if (!model.HasPickup[request])
            return 2 * request + 1;
        return model.HasDelivery[request] && rng.Next(2) == 1 ? 2 * request + 1 : 2 * request;
    }

    void RemoveString(State state, Route route, int position, int length)
    {
        var preserved = 0;
        if (length > 1 && length < route.Count && rng.NextDouble() < SplitRate)
        {
            preserved = 1;
            while (length + preserved < route.Count && rng.NextDouble() < PreserveMore)
                preserved++;
        }
        var span = length + preserved;
        var earliest = Math.Max(1, position - span + 1);
        var latest = Math.Min(position, route.Count - span + 1);
        var first = earliest + rng.Next(latest - earliest + 1);
        var keepFrom = preserved == 0 ? int.MaxValue : first + 1 + rng.Next(length - 1);
        for (var k = first; k < first + span; k++)
            if ((k < keepFrom || k >= keepFrom + preserved) && route.Nodes[k] < model.FirstReload && state.RouteOf[route.Nodes[k] >> 1] >= 0)
                state.TakeOut(route.Nodes[k] >> 1);
        state.Settle(route.Vehicle);
    }

    static int AssignedActivities(State state)
    {
        var count = 0;
        for (var u = 0; u < state.UsedCount; u++)
            count += state.Routes[state.Used[u]].Count;
        return count;
    }
}
