namespace Logistics.Routing.Search;

/// <summary>
/// The search of one thread: ruin a few neighbouring tours, recreate them, keep the result by simulated annealing
/// (Christiaens and Vanden Berghe 2020, "Slack induction by string removals").
/// </summary>
sealed class RuinAndRecreate
{
    /// <summary>The paper's beta. In a small problem greedy insertion always makes the same few plans, so blinks must be more frequent there.</summary>
    const double BlinkRate = 0.01;
    const double BlinkRateOfFew = 0.3;

    /// <summary>First and last temperature, in mean costs of a hop of the plan it begins with. Measured on Li and Lim 200: below 3 it freezes too early.</summary>
    const double HeatShare = 4;
    const double CoolShare = 0.02;

    const int Patience = 40;

    readonly Model model;
    readonly Budget budget;
    readonly Rng rng;
    readonly State state;
    readonly Ruin ruin;
    readonly Recreate recreate;
    readonly Inserter inserter;
    readonly GroupInserter groups;
    int leftOutOfBest;

    public RuinAndRecreate(Model model, ulong seed, Budget budget)
    {
        this.model = model;
        this.budget = budget;
        rng = new Rng(seed);
        var scheduler = new Scheduler();
        state = new State(model, scheduler);
        inserter = new Inserter(model, scheduler);
        var neighbours = new Neighbours(model);
        ruin = new Ruin(model, neighbours, rng);
        groups = new GroupInserter(model, scheduler, inserter, rng);
        recreate = new Recreate(model, neighbours, inserter, groups, rng) { OpenOnlyWhenNeeded = model.Objective == Objective.Hierarchical };
        Best = new Snapshot(model.Vehicles);
    }

    public Snapshot Best { get; }

    /// <summary>A first plan by greedy insertion.</summary>
    public void Construct()
    {
        recreate.Apply(state, budget.Cancellation);
        state.Commit();
        inserter.Patience = Patience;
        recreate.BlinkRate = Math.Clamp(1.0 / Math.Max(1, model.Requests), BlinkRate, BlinkRateOfFew);
        Keep(SolverPhase.Construction);
    }

    /// <summary>
    /// Empties one tour after another while every request still finds a place. Requests often absent weigh more,
    /// so the search learns to place the hard ones first (section 4.4 of the paper).
    /// </summary>
    public void ReduceFleet(double until)
    {
        if (Best.LeftOut != 0 || Best.Used <= 1)
            return;
        var absences = new long[model.Halves];
        var (heat, cool) = Temperatures();
        var began = budget.Spent;
        DropTour(absences);
        while (state.UsedCount > 0 && budget.Continues(until))
        {
            var temperature = heat * Math.Pow(cool / heat, (budget.Spent - began) / (until - began));
            var (cost, sum) = (state.Cost, Sum(absences));
            state.Begin();
            ruin.Apply(state);
            recreate.Apply(state);
            var newSum = Sum(absences);
            for (var a = 0; a < state.AbsentCount; a++)
                absences[state.Absent[a]]++;

            if (newSum < sum || (newSum == sum && state.Cost < cost - temperature * Math.Log(1 - rng.NextDouble())))
                state.Commit();
            else
                state.Rollback();
            if (state.AbsentCount == 0)
            {
                Keep(SolverPhase.Fleet);
                DropTour(absences);
            }
            Report(SolverPhase.Fleet, always: false);
        }
        state.Restore(Best);
        state.Commit();
    }

    /// <summary>Simulated annealing on cost, cooling with the share of the budget spent.</summary>
    public void Improve()
    {
        var (heat, cool) = Temperatures();
        var began = budget.Spent;
        if (recreate.OpenOnlyWhenNeeded && Best.LeftOut == 0)
            recreate.MostTours = Best.Used;
        while (budget.Continues())
        {
            var temperature = heat * Math.Pow(cool / heat, (budget.Spent - began) / (1 - began));
            var (cost, leftOut) = (state.Cost, state.LeftOut);
            state.Begin();
            ruin.Apply(state);
            recreate.Apply(state);
            if (state.IsAsBefore())
                state.Rollback();
            else if (state.LeftOut < leftOut || (state.LeftOut == leftOut && state.Cost < cost - temperature * Math.Log(1 - rng.NextDouble())))
            {
                state.Commit();
                if (IsBetterThanBest())
                    Keep(SolverPhase.Improvement);
            }
            else
                state.Rollback();
            Report(SolverPhase.Improvement, always: false);
        }
    }

    /// <summary>Goes back to the best plan and puts in whatever still fits: nothing is left out that could simply be added.</summary>
    public void Finish()
    {
        state.Restore(Best);
        state.Commit();
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
        if (recreate.OpenOnlyWhenNeeded && state.UsedCount != Best.Used)
            return state.UsedCount < Best.Used;
        return state.Cost < Best.Cost;
    }

    void Keep(SolverPhase phase)
    {
        Best.Keep(state);
        leftOutOfBest = state.AbsentCount;
        if (recreate.OpenOnlyWhenNeeded && Best.LeftOut == 0)
            recreate.MostTours = Best.Used;
        Report(phase, always: true);
    }

    void Report(SolverPhase phase, bool always) =>
        budget.Report(phase, Best, leftOutOfBest, model.Objective == Objective.Cost ? Best.Cost / Model.Share : Best.Cost, always);

    void DropTour(long[] absences)
    {
        recreate.MostTours = state.UsedCount - 1;
        var (least, chosen) = (long.MaxValue, -1);
        for (var u = 0; u < state.UsedCount; u++)
        {
            var route = state.Routes[state.Used[u]];
            var sum = 0L;
            for (var k = 1; k <= route.Count; k++)
                sum += absences[route.Nodes[k] >> 1];
            if (sum < least || (sum == least && route.Count < state.Routes[chosen].Count))
                (least, chosen) = (sum, route.Vehicle);
        }
        state.Begin();
        state.TakeOutAll(chosen);
        state.Commit();
    }

    long Sum(long[] absences)
    {
        var sum = 0L;
        for (var a = 0; a < state.AbsentCount; a++)
            sum += absences[state.Absent[a]] + 1;
        return sum;
    }

    /// <summary>First and last temperature, from the mean cost of a hop in the first plan.</summary>
    (double Heat, double Cool) Temperatures()
    {
        var hops = 0L;
        var cost = 0.0;
        for (var u = 0; u < state.UsedCount; u++)
        {
            var route = state.Routes[state.Used[u]];
            hops += route.Count + 1;
            cost += route.Cost - model.Fixed[model.TypeOf[route.Vehicle]];
        }
        var mean = hops == 0 ? 1 : Math.Max(1, cost / hops);
        return (mean * HeatShare, mean * CoolShare);
    }
}
