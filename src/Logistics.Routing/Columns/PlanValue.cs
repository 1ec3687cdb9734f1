using Logistics.Routing.Search;

namespace Logistics.Routing.Columns;

/// <summary>What a plan is worth to the search, compared exactly: requests left out by weight, then vehicles where they come first, then cost in shares.</summary>
readonly record struct PlanValue(Int128 LeftOut, int Vehicles, long Cost) : IComparable<PlanValue>
{
    public static PlanValue Of(Model model, Snapshot plan) => new(plan.LeftOut, Counted(model, plan.Used), plan.Cost);

    /// <summary>Of chosen columns; requests in none of them are left out.</summary>
    public static PlanValue Of(Model model, IReadOnlyList<Column> chosen)
    {
        var served = new bool[model.Requests];
        var cost = 0L;
        foreach (var column in chosen)
        {
            cost += column.Cost;
            foreach (var request in column.Requests)
                served[request] = true;
        }
        Int128 leftOut = 0;
        for (var r = 0; r < model.Requests; r++)
            if (!served[r])
            {
                leftOut += model.LeftOutWeight[r];
                cost += model.Prize[r];
            }
        return new(leftOut, Counted(model, chosen.Count), cost);
    }

    public int CompareTo(PlanValue other) => LeftOut != other.LeftOut
        ? LeftOut.CompareTo(other.LeftOut)
        : Vehicles != other.Vehicles ? Vehicles.CompareTo(other.Vehicles) : Cost.CompareTo(other.Cost);

    static int Counted(Model model, int vehicles) => model.Objective == Objective.Hierarchical ? vehicles : 0;
}
