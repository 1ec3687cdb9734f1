using Logistics.Routing;

namespace Logistics.Quality.Routing;

/// <summary>So many seconds of processor time of this process, all threads together: fair on a machine that others use, and how the peers were measured.</summary>
sealed class CpuLimit(double seconds) : IStoppingCriterion
{
    /// <summary>Asking the system costs more than an iteration; ask every so many calls.</summary>
    const int Every = 8;

    readonly double start = Environment.CpuUsage.TotalTime.TotalSeconds;
    int calls;
    double spent;

    public double Spent(long iterations)
    {
        if (Interlocked.Increment(ref calls) % Every == 1)
            Volatile.Write(ref spent, Used / seconds);
        return Volatile.Read(ref spent);
    }

    public double Used => Environment.CpuUsage.TotalTime.TotalSeconds - start;
}
