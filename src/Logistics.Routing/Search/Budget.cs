namespace Logistics.Routing.Search;

/// <summary>Counts iterations, asks whether to go on, and tells how far the search is.</summary>
sealed class Budget(IStoppingCriterion stop, IProgress<SolverProgress>? progress, CancellationToken cancellation)
{
    /// <summary>Iterations between two questions to the criterion, which may read a clock.</summary>
    const int Interval = 16;

    double nextReport;

    public long Iterations { get; private set; }

    /// <summary>As of the last question.</summary>
    public double Spent { get; private set; }

    public CancellationToken Cancellation => cancellation;

    /// <summary>Counts one iteration; false when the share <paramref name="until"/> of the budget is spent or the caller cancelled.</summary>
    public bool Continues(double until = 1)
    {
        if (Iterations % Interval == 0)
            Spent = Math.Min(1, stop.Spent(Iterations));
        if (Spent >= until || cancellation.IsCancellationRequested)
            return false;
        Iterations++;
        return true;
    }

    public void Report(SolverPhase phase, Snapshot best, int leftOut, long shares, bool always)
    {
        if (progress is null || (!always && Spent < nextReport))
            return;
        nextReport = Spent + 0.01;
        progress.Report(new(phase, Spent, Iterations, best.Used, leftOut, shares));
    }
}
