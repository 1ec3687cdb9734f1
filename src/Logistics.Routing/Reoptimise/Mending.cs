using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>
/// The search of <see cref="Reoptimiser"/>: descent by small exchanges. Each takes a few requests out of one tour, puts a request there that wants in (left out, away
/// from home, or any), and places the rest anew; what is not better is taken back.
/// </summary>
sealed class Mending
{
    const int MostTakenOut = 3;

    readonly Model model;
    readonly ReoptimiseOptions options;
    readonly ChangeMeter meter;
    readonly Budget budget;
    readonly Rng rng;
    readonly State state;
    readonly Inserter inserter;
    readonly GroupInserter groups;
    readonly Recreate recreate;
    readonly int[] movable;
    readonly int[] restless;
    Worth worth;

    public Mending(Model model, ReoptimiseOptions options, ChangeMeter meter, Budget budget)
    {
        (this.model, this.options, this.meter, this.budget) = (model, options, meter, budget);
        rng = new Rng(options.Seed);
        var scheduler = new Scheduler();
        state = new State(model, scheduler);
        inserter = new Inserter(model, scheduler);
        groups = new GroupInserter(model, scheduler, inserter, rng);
        recreate = new Recreate(model, new Neighbours(model), inserter, groups, rng) { OpenOnlyWhenNeeded = model.Objective == Objective.Hierarchical, NearOnly = false };
        movable = [.. Enumerable.Range(0, model.Requests).Where(r => !model.Pins.IsPinned(r))];
        restless = new int[model.Requests];
        Best = new Snapshot(model.Vehicles);
    }

    /// <summary>Compared from left to right; less is better. Moves and LeftOut are what <see cref="ChangeMeter"/> counts.</summary>
    readonly record struct Worth(Int128 Missing, long Changes, int Vehicles, long Cost, int Moves)
    {
        public bool IsBetterThan(in Worth other) =>
            (Missing, Changes, Vehicles, Cost).CompareTo((other.Missing, other.Changes, other.Vehicles, other.Cost)) < 0;
    }

    public Snapshot Best { get; }

    public void Begin(StartingTours start)
    {
        if (!start.IsEmpty)
            state.Restore(start.Snapshot(model));
        state.Commit();
        worth = Now();
    }

    /// <summary>Each request in no tour at its cheapest place, those of higher priority first, while the moves allow.</summary>
    public void PlaceAbsent()
    {
        foreach (var request in state.Absent.Take(state.AbsentCount).OrderByDescending(r => model.LeftOutWeight[r]).ThenBy(r => r).ToList())
        {
            if (budget.Cancellation.IsCancellationRequested)
                break;
            if (model.GroupOf[request] >= 0)
                continue;
            state.Begin();
            if (recreate.Cheapest(state, request) is { Vehicle: >= 0 } place)
                Insert(request, place);
            Settle();
        }
        if (model.Groups.Length > 0)
        {
            state.Begin();
            recreate.Apply(state, budget.Cancellation);
            Settle();
        }
        Best.Keep(state);
    }

    public void Improve()
    {
        while (movable.Length > 0 && budget.Continues())
        {
            var request = Draw();
            if (request < 0)
                break;
            state.Begin();
            Exchange(request);
            recreate.Apply(state);
            if (Settle())
                Best.Keep(state);
        }
        state.Restore(Best);
        state.Commit();
    }

    /// <summary>After <see cref="Improve"/>.</summary>
    public IReadOnlyList<Unassigned> Explain()
    {
        var explanation = new Explanation(model, state, inserter, groups);
        return [.. Enumerable.Range(0, model.Requests).Where(r => state.RouteOf[r] < 0).Select(r => new Unassigned(r, explanation.Of(r)))];
    }

    /// <summary>Mostly one that is not where it was; any other only where a saving may pay for a change. -1 when there is nothing to gain.</summary>
    int Draw()
    {
        var count = 0;
        foreach (var r in movable)
            if (state.RouteOf[r] < 0 || state.RouteOf[r] != meter.HomeOf(r))
                restless[count++] = r;
        if (count > 0 && (options.PenaltyPerChange is null || rng.Next(2) == 0))
            return restless[rng.Next(count)];
        return options.PenaltyPerChange is null && worth.Moves == 0 ? -1 : movable[rng.Next(movable.Length)];
    }

    /// <summary>Takes the request out, and a few others from a tour it may go to (as often as not the one it was in before), and tries it there first.</summary>
    void Exchange(int request)
    {
        var home = meter.HomeOf(request);
        var target = home >= 0 && rng.Next(2) == 0 ? home : rng.Next(model.Vehicles);
        if (state.RouteOf[request] is >= 0 and var vehicle)
        {
            state.TakeOut(request);
            state.Settle(vehicle);
        }
        var route = state.Routes[target];
        var taken = route.Count == 0 ? 0 : rng.Next(MostTakenOut + 1);
        for (var (k, first) = (0, taken == 0 ? 0 : 1 + rng.Next(route.Count)); k < taken && first + k <= route.Count; k++)
            if (route.Nodes[first + k] < 2 * model.Requests && route.Nodes[first + k] >> 1 is var other && state.RouteOf[other] >= 0 && !model.Pins.IsPinned(other))
                state.TakeOut(other);
        if (taken > 0)
            state.Settle(target);
        var place = Place.None;
        if (model.GroupOf[request] < 0)
            inserter.Try(state.Routes[target], request, ref place);
        if (place.Vehicle >= 0)
            Insert(request, place);
    }

    void Insert(int request, in Place place)
    {
        var at = Array.IndexOf(state.Absent, request, 0, state.AbsentCount);
        state.Absent[at] = state.Absent[--state.AbsentCount];
        state.Insert(request, place);
    }

    bool Settle()
    {
        var now = Now();
        if (now.IsBetterThan(worth) && now.Moves <= Math.Max(options.MostMoves ?? int.MaxValue, worth.Moves))
        {
            worth = now;
            state.Commit();
            return true;
        }
        state.Rollback();
        return false;
    }

    Worth Now()
    {
        var (moves, leftOut) = meter.Count(state);
        var unit = model.Objective == Objective.Cost ? Model.Share : 1;
        var vehicles = model.Objective == Objective.Hierarchical ? state.UsedCount : 0;
        return options.PenaltyPerChange is { } penalty
            ? new(state.LeftOut, 0, vehicles, state.Cost + penalty * unit * (moves + leftOut), moves)
            : new(state.LeftOut, moves + leftOut, vehicles, state.Cost, moves);
    }
}
