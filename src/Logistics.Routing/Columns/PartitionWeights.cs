using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>
/// One sum of 64-bit weights in place of the levels of the objective: cost in a unit coarse enough, a vehicle above any cost where the objective says so, a request
/// left out above any number of vehicles. Costs are rounded to the unit, about one in 10^10, so whoever uses the answer compares it exactly (<see cref="PlanValue"/>).
/// </summary>
sealed class PartitionWeights
{
    const int CostBits = 36;
    const int MostBits = 60;

    readonly long unit;
    readonly long perVehicle;
    readonly long[] leftOut;

    /// <param name="model">The problem.</param>
    /// <param name="columns">All that may be chosen.</param>
    /// <param name="servedNow">By the plan to better.</param>
    public PartitionWeights(Model model, IReadOnlyList<Column> columns, bool[] servedNow)
    {
        // A plan costs the sum over its requests of their share of their column: the dearest share of each bounds every plan.
        var dearest = new long[model.Requests];
        Array.Copy(model.Prize, dearest, dearest.Length);
        foreach (var column in columns)
            foreach (var request in column.Requests)
                dearest[request] = Math.Max(dearest[request], column.Cost / column.Requests.Length + 1);
        Int128 most = 1;
        foreach (var cost in dearest)
            most += cost;

        unit = (long)Int128.Max(1, most >> CostBits);
        // Half a unit of rounding for each column and prize.
        var aboveCost = (long)(most / unit) + model.Requests + 2;
        perVehicle = model.Objective == Objective.Hierarchical ? aboveCost : 0;
        var aboveVehicles = (Int128)aboveCost * (perVehicle == 0 ? 1 : model.Vehicles + 1);

        Int128 all = 1;
        foreach (var weight in model.LeftOutWeight)
            all += weight;
        var exact = all * aboveVehicles >> MostBits == 0;
        leftOut = new long[model.Requests];
        MayLeaveOut = new bool[model.Requests];
        for (var r = 0; r < model.Requests; r++)
        {
            // Where the priorities are too many for 64 bits, nothing served now may be left out for something else.
            MayLeaveOut[r] = exact || !servedNow[r] || model.LeftOutWeight[r] == 0;
            var weight = exact ? model.LeftOutWeight[r] : Int128.Min(1, model.LeftOutWeight[r]);
            leftOut[r] = (long)(weight * aboveVehicles) + Units(model.Prize[r]);
        }
    }

    public bool[] MayLeaveOut { get; }

    public long Of(Column column) => perVehicle + Units(column.Cost);

    public long OfLeavingOut(int request) => leftOut[request];

    long Units(long cost) => (cost + unit / 2) / unit;
}
