namespace Logistics.Routing.Search;

/// <summary>Counts the iterations of one island and asks whether to go on; it takes the others to have done as many.</summary>
sealed class Budget(IStoppingCriterion stop, int islands, CancellationToken cancellation)
{
    /// <summary>Iterations between two questions to the criterion, which may read a clock.</summary>
    const int Interval = 16;

    public long Iterations { get; private set; }

    /// <summary>As of the last question.</summary>
    public double Spent { get; private set; }

    public CancellationToken Cancellation => cancellation;

    /// <summary>Counts one iteration; false when the share <paramref name="until"/> of the budget is spent or the caller cancelled.</summary>
    public bool Continues(double until = 1)
    {
        if (Spent < until && Iterations % Interval == 0)
            Spent = Math.Min(1, stop.Spent(Iterations * islands));
        if (Spent >= until || cancellation.IsCancellationRequested)
            return false;
        Iterations++;
        return true;
    }
}
