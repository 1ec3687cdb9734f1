using Logistics.Routing.Bounds;
using Logistics.Routing.Columns;

namespace Logistics.Routing.Search;

/// <summary>
/// Several searches side by side, one on each thread. A large plan is cut into parts that lie side by side, newly at each round, so that threads share the work;
/// on a small one each island searches the whole, and they meet now and then. Rounds end at set shares of the budget, so under a work limit all repeats.
/// </summary>
/// <remarks>
/// Routes met on the way are pooled, and OR-Tools picks the best combination of them in its own process: under a clock the search goes on meanwhile and takes the
/// answer when it is there; under a work limit it waits.
/// </remarks>
sealed class Islands : IDisposable
{
    /// <summary>Rounds of the whole budget. More let the cuts move more often, fewer waste less time at the barriers. Each ends with a report.</summary>
    const int Rounds = 100;

    /// <summary>Rounds after which islands that search the whole all go on from the best.</summary>
    const int MeetEvery = 20;

    /// <summary>A part below this many activities is searched through soon; then whole plans find more than parts.</summary>
    const int FewestActivities = 150;
    const int FewestTours = 4;

    /// <summary>Shares of the budget from which a bound is looked for: for a plan that leaves nothing out, and at the latest, for a later one may.</summary>
    const double ProveFrom = 0.1;
    const double ProveAtLatest = 0.35;

    /// <summary>Share of the budget after which weighing every plan is given up.</summary>
    const double WeighUntil = 0.4;

    /// <summary>Shares of the budget at which the pool is recombined.</summary>
    static readonly double[] RecombineAt = [0.45, 0.65, 0.8, 0.9];

    readonly Model model;
    readonly Budget[] budgets;
    readonly RuinAndRecreate[] islands;
    readonly Reporter reporter;
    readonly Snapshot best;
    readonly Rng rng;
    readonly Recombination? recombination;
    readonly Prover prover;
    readonly CancellationToken cancellation;
    readonly int mostWeighed;
    readonly IStoppingCriterion stop;
    ExactSmall.Answer? weighed;

    public Islands(Model model, SolverOptions options, IStoppingCriterion stop, Reporter reporter, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        this.model = model;
        this.reporter = reporter;
        this.cancellation = cancellation;
        mostWeighed = options.MostWeighed;
        this.stop = stop;
        rng = new Rng(options.Seed ^ 0x49736c616e6473);
        best = new Snapshot(model.Vehicles);
        var neighbours = new Neighbours(model);
        budgets = [.. Enumerable.Range(0, options.Threads).Select(_ => new Budget(stop, options.Threads, cancellation))];
        // With one island its own best is the plan's; with several it may be a part's.
        islands = [.. budgets.Select((budget, i) => new RuinAndRecreate(
            model, neighbours, SeedOf(options.Seed, i), budget, options.Threads == 1 ? ReportOnly : null))];
        prover = new(model, options.Engine, stop is WorkLimit, cancellation);
        recombination = options.Engine is { } engine ? new(model, engine, stop is WorkLimit, cancellation) : null;
    }

    /// <summary>Far apart, so that no island of one seed draws as another of the next.</summary>
    static ulong SeedOf(ulong seed, int island) => unchecked(seed + (ulong)island * 0x9E3779B97F4A7C15UL);

    public long Iterations => budgets.Sum(budget => budget.Iterations);

    public Snapshot Best => best;

    RoutePool[] Pools => [.. islands.Select(island => island.Pool)];

    bool IsOver => Spent >= 1 || cancellation.IsCancellationRequested;

    double Spent => budgets.Min(budget => budget.Spent);

    public void Construct(StartingTours start)
    {
        islands[0].Construct(start);
        best.Keep(islands[0].Current);
        foreach (var island in islands)
            island.Load(best);
        Report(SolverPhase.Construction, best);
    }

    /// <summary>
    /// A cheap plan with as many vehicles as it likes, for the fleet to be reduced from: one that is reduced from any plan ends in tours so full and so far from
    /// cheap ones that no later search untangles them.
    /// </summary>
    /// <param name="share">Of what is left of the budget.</param>
    public void Shape(double share)
    {
        if (Carriage.LeftOutByAll(model) != 0)
            return; // the fleet will not be reduced
        var (from, until) = Stretch(share);
        var cooling = Cooling.OfShaping(islands[0].Current, from, until);
        var current = new Snapshot(model.Vehicles);
        current.Keep(islands[0].Current);
        foreach (var island in islands)
        {
            island.FewestFirst = false;
            island.Load(current);
        }
        var cuts = islands.Length > 1 && IsWorthCutting(current);
        foreach (var end in Ends(from, until))
        {
            if (cuts)
            {
                var scopes = SearchParts(current, cooling, end);
                current.Assemble(islands.Select((island, i) => (island.CurrentPlan(), scopes[i])));
            }
            else
                Each(island => island.Improve(cooling, end));
            Report(SolverPhase.Fleet, best);
            if (IsOver)
                break;
        }
        foreach (var island in islands)
        {
            if (!cuts)
                current.CopyFrom(island.Best);
            island.FewestFirst = true;
            island.Load(current);
        }
        TakeBest();
    }

    /// <summary>
    /// Fewer vehicles first. Each island tries with its own draws; who falls behind goes on from the leader. In the second half the leader may be the plan that the fleet
    /// phase began with, where no shaped one came down as far.
    /// </summary>
    /// <param name="share">Of what is left of the budget.</param>
    public void ReduceFleet(double share)
    {
        var (from, until) = Stretch(share);
        var cooling = Cooling.OfFleet(islands[0].Current, from, until);
        foreach (var end in Ends(from, until))
        {
            Each(island => island.ReduceFleet(cooling, end));
            TakeBest();
            var leader = 2 * end > from + until ? best : islands.Select(island => island.Best).MinBy(Fleet)!;
            foreach (var island in islands)
                if (Fleet(island.Best).CompareTo(Fleet(leader)) > 0)
                    island.Load(leader);
            Report(SolverPhase.Fleet, best);
            if (best.Used <= 1 || best.LeftOut != 0 || IsOver)
                break;
        }
        foreach (var island in islands)
            island.Load(best);
    }

    static (Int128 LeftOut, int Used) Fleet(Snapshot plan) => (plan.LeftOut, plan.Used);

    /// <summary>From what is spent already, by construction too, to a share of the rest.</summary>
    (double From, double Until) Stretch(double share)
    {
        var from = Math.Min(1, Math.Max(Spent, stop.Spent(Iterations)));
        return (from, from + share * (1 - from));
    }

    /// <summary>Less cost.</summary>
    public void Improve()
    {
        var from = Spent;
        var cooling = Cooling.Of(islands[0].Current, from, 1);
        var current = new Snapshot(model.Vehicles);
        current.Keep(islands[0].Current);
        var round = 0;
        foreach (var until in Ends(from, 1))
        {
            if (islands.Length > 1 && IsWorthCutting(current))
                ImproveParts(current, cooling, until);
            else
            {
                Each(island => island.Improve(cooling, until));
                TakeBest();
                if (islands.Length > 1 && ++round % MeetEvery == 0)
                    foreach (var island in islands)
                        island.Load(best);
            }
            Recombine(current, until);
            if (!prover.HasStarted && until >= (best.LeftOut == Carriage.LeftOutByAll(model) ? ProveFrom : ProveAtLatest))
                prover.Start(best, Pools);
            Report(SolverPhase.Improvement, best);
            if (IsOver)
                break;
        }
    }

    /// <summary>Takes the place of the search where every plan of a small day can be weighed; false where it cannot, or not in time.</summary>
    public bool TrySolveExactly()
    {
        if (model.Requests > mostWeighed || stop.Spent(0) >= 1 || Weigh() is not { Plan: { } plan } exact)
            return false;
        best.CopyFrom(plan);
        weighed = exact;
        Report(SolverPhase.Enumeration, best);
        return true;
    }

    /// <summary>Under a clock it is given up when the search would have too little left.</summary>
    ExactSmall.Answer? Weigh()
    {
        if (stop is WorkLimit)
            return ExactSmall.Solve(model, best, cancellation);
        using var given = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var weighing = Task.Run(() => ExactSmall.Solve(model, best, given.Token), CancellationToken.None);
        while (!weighing.Wait(TimeSpan.FromMilliseconds(5), CancellationToken.None))
            if (stop.Spent(0) >= WeighUntil)
                given.Cancel();
        return weighing.GetAwaiter().GetResult();
    }

    /// <summary>What is proven about the plan, once it is written.</summary>
    public Bound Prove(ObjectiveValue written) => weighed?.Of(model, best, written) ?? prover.End(best, written);

    /// <summary>Puts in whatever still fits, and says why the rest does not.</summary>
    public IReadOnlyList<Unassigned> Finish()
    {
        recombination?.Abandon();
        islands[0].Finish(best);
        best.Keep(islands[0].Current);
        return islands[0].Explain();
    }

    public void Dispose()
    {
        recombination?.Dispose();
        prover.Dispose();
    }

    bool IsWorthCutting(Snapshot plan)
    {
        var (activities, tours) = (0, 0);
        for (var v = 0; v < model.Vehicles; v++)
        {
            activities += plan.CountOf(v);
            tours += plan.CountOf(v) > 0 ? 1 : 0;
        }
        // Unevenness is a matter of all tours together.
        return model.Balance is null && activities >= FewestActivities * islands.Length && tours >= FewestTours * islands.Length;
    }

    void ImproveParts(Snapshot current, Cooling cooling, double until)
    {
        var scopes = SearchParts(current, cooling, until);
        // The parts' bests together may be the best plan yet; the search goes on from where the parts stand.
        current.Assemble(islands.Select((island, i) => (island.Best, scopes[i])));
        if (IsBetter(current, best))
            best.CopyFrom(current);
        current.Assemble(islands.Select((island, i) => (island.CurrentPlan(), scopes[i])));
    }

    Scope[] SearchParts(Snapshot current, Cooling cooling, double until)
    {
        var scopes = Scope.Cut(model, current, islands.Length, rng);
        for (var i = 0; i < islands.Length; i++)
            islands[i].Load(current, scopes[i]);
        Each(island => island.Improve(cooling, until));
        return scopes;
    }

    void Recombine(Snapshot current, double until)
    {
        if (recombination is null)
            return;
        if (recombination.Answer() is { } better && IsBetter(better, best))
        {
            best.CopyFrom(better);
            Report(SolverPhase.Recombination, best);
            current.CopyFrom(best);
            foreach (var island in islands)
                island.Load(best);
        }
        if (RecombineAt.Any(share => share <= until && share > until - 1.0 / Rounds))
            recombination.Start(Pools, best);
    }

    /// <summary>Where rounds end between two shares of the budget; the last is <paramref name="until"/> itself.</summary>
    static IEnumerable<double> Ends(double from, double until)
    {
        for (var round = (int)(from * Rounds) + 1; (double)round / Rounds < until; round++)
            yield return (double)round / Rounds;
        yield return until;
    }

    /// <summary>Each on a thread of its own: a pool that is busy elsewhere could begin one when the others have ended.</summary>
    void Each(Action<RuinAndRecreate> search)
    {
        var others = islands.Skip(1).Select(island => Task.Factory.StartNew(
            () => search(island), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)).ToArray();
        search(islands[0]);
        foreach (var other in others)
            other.GetAwaiter().GetResult();
    }

    void TakeBest()
    {
        foreach (var island in islands)
            if (IsBetter(island.Best, best))
                best.CopyFrom(island.Best);
    }

    bool IsBetter(Snapshot one, Snapshot other) => PlanValue.Of(model, one).CompareTo(PlanValue.Of(model, other)) < 0;

    /// <summary>Of the only island; what it finds while vehicles do not count, or from there on down, may be no better plan.</summary>
    void ReportOnly(SolverPhase phase)
    {
        if (islands[0].FewestFirst == (model.Objective == Objective.Hierarchical) && !IsBetter(best, islands[0].Best))
            Report(phase, islands[0].Best);
    }

    void Report(SolverPhase phase, Snapshot plan) => reporter.Report(phase, Spent, Iterations, plan);
}
