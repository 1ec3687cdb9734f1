namespace Logistics.Routing.Search;

/// <summary>
/// Finds the tour where a group of requests costs least, all or none: its absent members one after the other at their cheapest places, in a drawn order,
/// tried out on a copy of each tour.
/// </summary>
sealed class GroupInserter(Model model, Scheduler scheduler, Inserter inserter, Rng rng)
{
    readonly Route trial = new();
    readonly int[] members = new int[model.LargestGroup];
    readonly Place[] places = new Place[model.LargestGroup];
    readonly Place[] bestPlaces = new Place[model.LargestGroup];
    int count;
    int home;

    /// <summary>Added cost of the best tour so far, in shares; at first what leaving the group out costs, where that may be cheaper.</summary>
    public long Delta { get; private set; }

    public bool IsFound { get; private set; }

    /// <summary>Looks for the tour where the group is worth its cost.</summary>
    public void Begin(State state, int group)
    {
        BeginAtAnyCost(state, group);
        var (optional, prizes) = (home < 0, 0L);
        for (var m = 0; m < count; m++)
        {
            optional &= model.LeftOutWeight[members[m]] == 0;
            prizes += model.Prize[members[m]];
        }
        if (optional)
            Delta = prizes;
    }

    public void BeginAtAnyCost(State state, int group)
    {
        (count, home, Delta, IsFound) = (0, -1, long.MaxValue, false);
        foreach (var member in model.Groups[group])
            if (state.RouteOf[member] >= 0)
                home = state.RouteOf[member];
            else
                members[count++] = member;
        for (var m = count - 1; m > 0; m--)
        {
            var other = rng.Next(m + 1);
            (members[m], members[other]) = (members[other], members[m]);
        }
    }

    public void Try(Route route)
    {
        // Members that are in a tour already (held there by a lock) draw the others to it.
        if (home >= 0 && home != route.Vehicle)
            return;
        var tour = route;
        for (var m = 0; m < count; m++)
        {
            places[m] = Place.None;
            inserter.Try(tour, members[m], ref places[m]);
            if (places[m].Vehicle < 0)
                return;
            if (m == 0)
                trial.CopySequence(route);
            tour = trial;
            trial.Insert(members[m], places[m]);
            if (!trial.Update(model, scheduler))
                return;
        }
        if (tour.Cost - route.Cost >= Delta)
            return;
        (Delta, IsFound) = (tour.Cost - route.Cost, true);
        Array.Copy(places, bestPlaces, count);
    }

    /// <summary>Puts the members into the best tour found.</summary>
    public void Insert(State state)
    {
        for (var m = 0; m < count; m++)
            state.Insert(members[m], bestPlaces[m]);
    }
}
