using Logistics.Routing.Columns;

namespace Logistics.Routing.Search;

/// <summary>
/// The search of one island, on one thread: ruin a few neighbouring tours, recreate them, keep the result by simulated annealing
/// (Christiaens and Vanden Berghe 2020, "Slack induction by string removals").
/// </summary>
sealed class RuinAndRecreate
{
    /// <summary>The paper's beta. In a small problem greedy insertion always makes the same few plans, so blinks must be more frequent there.</summary>
    const double BlinkRate = 0.01;
    const double BlinkRateOfFew = 0.3;

    const int Patience = 40;

    /// <summary>Iterations of the fleet phase between two guided ejections, which cost about as much as twenty of them.</summary>
    const int EjectEvery = 40;

    /// <summary>Routes are kept for recombination from this share of the cooling on: those of a hot plan are no use.</summary>
    const double PoolFrom = 0.4;

    readonly Model model;
    readonly Budget budget;
    readonly Rng rng;
    readonly State state;
    readonly Ruin ruin;
    readonly Recreate recreate;
    readonly Inserter inserter;
    readonly GroupInserter groups;
    readonly Ejection ejection;
    readonly TailExchange tails;
    readonly long[] absences;
    readonly Snapshot currentPlan;
    readonly Action<SolverPhase>? onBetter;

    /// <param name="model">The problem; several islands share it.</param>
    /// <param name="neighbours">Shared too.</param>
    /// <param name="seed">Of this island's draws.</param>
    /// <param name="budget">Of this island.</param>
    /// <param name="onBetter">Told of each better plan.</param>
    public RuinAndRecreate(Model model, Neighbours neighbours, ulong seed, Budget budget, Action<SolverPhase>? onBetter = null)
    {
        this.model = model;
        this.budget = budget;
        this.onBetter = onBetter;
        rng = new Rng(seed);
        var scheduler = new Scheduler();
        state = new State(model, scheduler);
        inserter = new Inserter(model, scheduler) { Patience = Patience };
        ruin = new Ruin(model, neighbours, rng);
        groups = new GroupInserter(model, scheduler, inserter, rng);
        recreate = new Recreate(model, neighbours, inserter, groups, rng);
        ejection = new Ejection(model, scheduler, inserter, rng);
        tails = new TailExchange(model, neighbours, rng);
        FewestFirst = model.Objective == Objective.Hierarchical;
        absences = new long[model.Halves];
        Best = new Snapshot(model.Vehicles);
        currentPlan = new Snapshot(model.Vehicles);
        Pool = new RoutePool(model);
    }

    /// <summary>Of the part of the plan that this island searches.</summary>
    public Snapshot Best { get; }

    public RoutePool Pool { get; }

    /// <summary>Where it stands; not always at its best.</summary>
    public State Current => state;

    /// <summary>Fewer tours come before less cost, and no plan opens one more; <see cref="Load"/> must follow a change.</summary>
    public bool FewestFirst
    {
        get => recreate.OpenOnlyWhenNeeded;
        set => recreate.OpenOnlyWhenNeeded = value;
    }

    /// <summary>A copy of where it stands, good until it is asked again.</summary>
    public Snapshot CurrentPlan()
    {
        currentPlan.Keep(state);
        return currentPlan;
    }

    /// <summary>A first plan: what there is to begin with, and the rest by greedy insertion.</summary>
    public void Construct(StartingTours start)
    {
        if (!start.IsEmpty)
            state.Restore(start.Snapshot(model));
        inserter.Patience = int.MaxValue;
        recreate.Apply(state, budget.Cancellation);
        state.Commit();
        inserter.Patience = Patience;
        Keep(SolverPhase.Construction);
    }

    /// <summary>Goes on from a plan, or from a part of it.</summary>
    public void Load(Snapshot plan, Scope? scope = null)
    {
        state.Restore(plan, scope);
        state.Commit();
        Best.Keep(state);
        SetMostTours();
        recreate.BlinkRate = Math.Clamp(1.0 / Math.Max(1, model.Requests), BlinkRate, BlinkRateOfFew);
    }

    /// <summary>
    /// Empties one tour after another while every request still finds a place. Requests often absent weigh more,
    /// so the search learns to place the hard ones first (section 4.4 of the paper). Ends where it began: with all served.
    /// </summary>
    public void ReduceFleet(Cooling cooling, double until)
    {
        if (Best.LeftOut != 0 || Best.Used <= 1)
            return;
        var dropped = state.AbsentCount > 0 || DropTour();
        while (dropped && state.UsedCount > 0 && budget.Continues(until))
        {
            var (cost, sum) = (state.Cost, SumOfAbsences());
            state.Begin();
            if (budget.Iterations % EjectEvery == 0)
                ejection.Apply(state, absences);
            else
            {
                ruin.Apply(state);
                recreate.Apply(state);
            }
            var newSum = SumOfAbsences();
            for (var a = 0; a < state.AbsentCount; a++)
                absences[state.Absent[a]]++;

            if (newSum < sum || (newSum == sum && state.Cost < cost - cooling.At(budget.Spent) * Math.Log(1 - rng.NextDouble())))
                state.Commit();
            else
                state.Rollback();
            if (state.AbsentCount == 0)
            {
                Keep(SolverPhase.Fleet);
                dropped = DropTour();
            }
        }
    }

    /// <summary>Simulated annealing on cost.</summary>
    public void Improve(Cooling cooling, double until)
    {
        while (budget.Continues(until))
        {
            var temperature = cooling.At(budget.Spent);
            if (tails.Apply(state, temperature) && IsBetterThanBest())
                Keep(SolverPhase.Improvement);
            var (cost, leftOut) = (state.Cost, state.LeftOut);
            state.Begin();
            ruin.Apply(state);
            recreate.Apply(state);
            if (state.IsAsBefore())
                state.Rollback();
            else if (Accepts(cost, leftOut, temperature))
            {
                state.Commit();
                if (cooling.Done(budget.Spent) > PoolFrom)
                    Pool.Offer(state);
                if (IsBetterThanBest())
                    Keep(SolverPhase.Improvement);
            }
            else
                state.Rollback();
        }
    }

    bool Accepts(long cost, Int128 leftOut, double temperature)
    {
        var loss = -temperature * Math.Log(1 - rng.NextDouble());
        return state.LeftOut < leftOut || (state.LeftOut == leftOut && state.Cost < cost + loss);
    }

    /// <summary>Goes back to the best plan and puts in whatever still fits: nothing is left out that could simply be added.</summary>
    public void Finish(Snapshot plan)
    {
        Load(plan);
        recreate.BlinkRate = 0;
        recreate.NearOnly = false;
        inserter.Patience = int.MaxValue;
        recreate.MostTours = model.Vehicles;
        state.Begin();
        recreate.Apply(state, budget.Cancellation);
        if (IsBetterThanBest())
        {
            state.Commit();
            Keep(SolverPhase.Improvement);
        }
        else
            state.Rollback();
    }

    /// <summary>After <see cref="Finish"/>.</summary>
    public IReadOnlyList<Unassigned> Explain()
    {
        var explanation = new Explanation(model, state, inserter, groups);
        return [.. Enumerable.Range(0, model.Requests).Where(r => state.RouteOf[r] < 0).Select(r => new Unassigned(r, explanation.Of(r)))];
    }

    bool IsBetterThanBest()
    {
        if (state.LeftOut != Best.LeftOut)
            return state.LeftOut < Best.LeftOut;
        if (FewestFirst && state.UsedCount != Best.Used)
            return state.UsedCount < Best.Used;
        return state.Cost < Best.Cost;
    }

    void Keep(SolverPhase phase)
    {
        Best.Keep(state);
        SetMostTours();
        onBetter?.Invoke(phase);
    }

    void SetMostTours() => recreate.MostTours = tails.MostTours = FewestFirst && Best.LeftOut == 0 ? Best.Used : model.Vehicles;

    /// <summary>False when every tour has a locked part.</summary>
    bool DropTour()
    {
        var (least, chosen) = (long.MaxValue, -1);
        for (var u = 0; u < state.UsedCount; u++)
        {
            var route = state.Routes[state.Used[u]];
            if (model.Pins.IsHeld(route.Vehicle))
                continue;
            var sum = 0L;
            for (var k = 1; k <= route.Count; k++)
                sum += absences[route.Nodes[k] >> 1];
            if (sum < least || (sum == least && route.Count < state.Routes[chosen].Count))
                (least, chosen) = (sum, route.Vehicle);
        }
        if (chosen < 0)
            return false;
        recreate.MostTours = state.UsedCount - 1;
        state.Begin();
        state.TakeOutAll(chosen);
        state.Commit();
        return true;
    }

    long SumOfAbsences()
    {
        var sum = 0L;
        for (var a = 0; a < state.AbsentCount; a++)
            sum += absences[state.Absent[a]] + 1;
        return sum;
    }
}
