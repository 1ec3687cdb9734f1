namespace Logistics.Routing.Search;

/// <summary>
/// Adjacent string removal: takes strings of neighbouring stops out of a few tours near a random stop
/// (Christiaens and Vanden Berghe 2020, "Slack induction by string removals", Transportation Science, doi 10.1287/trsc.2019.0914, section 4.1).
/// A request loses both its ends when one of them lies in a string. Where tours have several trips, a string lies in one trip, and each trip counts as a tour.
/// </summary>
sealed class Ruin(Model model, Neighbours neighbours, Rng rng)
{
    /// <summary>The paper's c-bar: activities taken out on average.</summary>
    const double AverageRemoved = 10;

    /// <summary>The paper's L-max.</summary>
    const double LongestString = 10;

    /// <summary>
    /// Pairs hold long tours together at both their ends, and few others change place unless more come out: both numbers grow with the activities of a tour, up to so many times.
    /// Measured on Li and Lim 400 and 600 with 50 to 100 activities in a tour: 9 to 15 % less distance in the same time; with deliveries alone it does harm.
    /// </summary>
    const double LongTour = 30;
    const double MostForPairs = 2.2;

    /// <summary>Now and then so many times as much is taken out: where tours are long, what ten stops out of one cannot mend.</summary>
    const int Large = 4;
    const double LargeRate = 0.03;

    const double SplitRate = 0.5;

    /// <summary>The paper's beta: chance that the preserved middle of a split string grows by one more.</summary>
    const double PreserveMore = 0.01;

    readonly bool mostlyPairs = 2 * Enumerable.Range(0, model.Requests).Count(r => model.HasPickup[r] && model.HasDelivery[r]) > model.Requests;
    readonly int[] ruinedIn = new int[model.Vehicles];
    readonly TripExchange exchange = new(model, rng);
    readonly int[] tripRuinedIn = new int[model.AnyReloads ? model.Halves : 0];
    int round;

    public void Apply(State state)
    {
        if (state.UsedCount == 0)
            return;
        round++;
        exchange.Apply(state);
        var averageLength = AverageLength(state);
        var more = (rng.NextDouble() < LargeRate ? Large : 1) * (mostlyPairs ? Math.Clamp(averageLength / LongTour, 1, MostForPairs) : 1);
        var longest = Math.Min(more * LongestString, averageLength); // equation 5
        var most = 4 * more * AverageRemoved / (1 + longest) - 1; // equation 6
        var strings = (int)(rng.NextDouble() * most + 1); // equation 7

        foreach (var node in neighbours.Of(Seed(state)))
        {
            var vehicle = state.RouteOf[node >> 1];
            if (vehicle < 0 || ruinedIn[vehicle] == round || model.Pins.IsClosed(vehicle))
                continue;
            var route = state.Routes[vehicle];
            var position = route.PositionOf(node);
            var (first, count) = (1, route.Count);
            if (model.AnyReloads && route.Trips is { } trips)
            {
                if (tripRuinedIn[node >> 1] == round)
                    continue;
                (first, count) = (trips.First[position] + 1, trips.Last[position] - trips.First[position]);
                for (var k = first; k < first + count; k++)
                    tripRuinedIn[route.Nodes[k] >> 1] = round;
            }
            else
                ruinedIn[vehicle] = round;
            var length = (int)(rng.NextDouble() * Math.Min(count, longest) + 1); // equations 8 and 9
            RemoveString(state, route, position, Math.Min(length, count), first, count);
            if (--strings <= 0)
                return;
        }
    }

    /// <summary>An end of a drawn request of the part of the plan that is searched.</summary>
    int Seed(State state)
    {
        var request = rng.Next(model.Requests);
        while (state.RouteOf[request] == State.Elsewhere)
            request = rng.Next(model.Requests);
        if (!model.HasPickup[request])
            return 2 * request + 1;
        return model.HasDelivery[request] && rng.Next(2) == 1 ? 2 * request + 1 : 2 * request;
    }

    /// <summary>Takes out a string of some length that holds a position, of the stretch of <paramref name="count"/> positions from <paramref name="start"/> on.</summary>
    void RemoveString(State state, Route route, int position, int length, int start, int count)
    {
        var preserved = 0;
        if (length > 1 && length < count && rng.NextDouble() < SplitRate)
        {
            preserved = 1;
            while (length + preserved < count && rng.NextDouble() < PreserveMore)
                preserved++;
        }
        var span = length + preserved;
        var earliest = Math.Max(start, position - span + 1);
        var latest = Math.Min(position, start + count - span);
        var first = earliest + rng.Next(latest - earliest + 1);
        var keepFrom = preserved == 0 ? int.MaxValue : first + 1 + rng.Next(length - 1);
        for (var k = first; k < first + span; k++)
            if ((k < keepFrom || k >= keepFrom + preserved) && state.RouteOf[route.Nodes[k] >> 1] >= 0 && !model.Pins.IsPinned(route.Nodes[k] >> 1))
                state.TakeOut(route.Nodes[k] >> 1);
        state.Settle(route.Vehicle);
    }

    /// <summary>Activities of a trip, mostly the only one of its tour.</summary>
    static double AverageLength(State state)
    {
        var (activities, trips) = (0, 0);
        for (var u = 0; u < state.UsedCount; u++)
        {
            var route = state.Routes[state.Used[u]];
            var reloads = route.Trips is null ? 0 : route.Trips.Count - 1;
            activities += route.Count - reloads;
            trips += 1 + reloads;
        }
        return (double)activities / trips;
    }
}
