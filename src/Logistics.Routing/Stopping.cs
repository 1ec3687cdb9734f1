namespace Logistics.Routing;

/// <summary>When the search ends. One instance serves one solve.</summary>
public interface IStoppingCriterion
{
    /// <summary>Spent share of the budget after so many iterations; the search ends at 1 or more. It also sets the pace of cooling.</summary>
    double Spent(long iterations);
}

/// <summary>So many iterations, whatever the clock: the same problem, seed and limit give the same plan.</summary>
public sealed class WorkLimit : IStoppingCriterion
{
    readonly long iterations;

    public WorkLimit(long iterations)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(iterations);
        this.iterations = iterations;
    }

    public double Spent(long iterations) => this.iterations == 0 ? 1 : (double)iterations / this.iterations;
}

/// <summary>So much time on a clock that the caller brings, from the moment of construction.</summary>
public sealed class TimeLimit(TimeSpan limit, TimeProvider clock) : IStoppingCriterion
{
    readonly long start = clock.GetTimestamp();

    public double Spent(long iterations) => limit <= TimeSpan.Zero ? 1 : clock.GetElapsedTime(start) / limit;
}
