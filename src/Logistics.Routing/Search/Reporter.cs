namespace Logistics.Routing.Search;

/// <summary>Tells the caller how far the search is, each time better than before or later.</summary>
sealed class Reporter(Model model, IProgress<SolverProgress>? progress)
{
    public void Report(SolverPhase phase, double spent, long iterations, Snapshot best)
    {
        if (progress is null)
            return;
        var served = 0;
        for (var v = 0; v < model.Vehicles; v++)
            foreach (var node in best.NodesOf(v)[1..^1])
                if (node < model.FirstReload && ((node & 1) == 0 || !model.HasPickup[node >> 1]))
                    served++;
        progress.Report(new(
            phase, spent, iterations, best.Used, model.Requests - served, model.Objective == Objective.Cost ? best.Cost / Model.Share : best.Cost));
    }
}
