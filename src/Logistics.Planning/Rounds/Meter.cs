using Logistics.Routing;

namespace Logistics.Planning.Rounds;

/// <summary>Adds up how far the searches of several territories are, weighted by their shipments. Thread safe.</summary>
sealed class Meter(int shipments, IProgress<PlanningProgress>? progress)
{
    /// <summary>Shares of the whole plan before and after the search.</summary>
    const double Before = 0.1, After = 0.98;

    readonly Lock gate = new();
    double spent;

    public IProgress<SolverProgress> Part(int weight, string territory) => new PartOf(this, weight, territory);

    void Add(double share, string territory, BestRounds best)
    {
        lock (gate)
        {
            spent += share;
            progress?.Report(new(PlanningStage.Routing, Before + (After - Before) * Math.Min(1, spent / shipments), territory, best));
        }
    }

    sealed class PartOf(Meter meter, int weight, string territory) : IProgress<SolverProgress>
    {
        double told;

        public void Report(SolverProgress value)
        {
            var now = Math.Max(told, value.Spent);
            meter.Add((now - told) * weight, territory, new(value.LeftOut, new(value.Cost)));
            told = now;
        }
    }
}
