using Logistics.Routing.Columns;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>Writes a bound in the search's own terms out as levels of the objective.</summary>
static class BoundWriter
{
    /// <remarks>A plan's money is rounded for each tour, so up to half a microeuro a vehicle is taken off.</remarks>
    public static ObjectiveValue ValueOf(Model model, PlanValue bound)
    {
        var levels = new List<long>();
        var rest = bound.LeftOut;
        foreach (var group in Enumerable.Range(model.Objective == Objective.Cost ? 1 : 0, Request.Required + (model.Objective == Objective.Cost ? 0 : 1)).Reverse())
        {
            // Each priority weighs more than all lower ones together, so the counts can be read off.
            var any = model.Problem.Requests.Index().FirstOrDefault(x => x.Item.Priority == group, (-1, null!)).Index;
            var weight = any < 0 ? 0 : model.LeftOutWeight[any];
            levels.Add(weight == 0 ? 0 : (long)(rest / weight));
            rest -= levels[^1] * weight;
        }
        if (model.Objective == Objective.Hierarchical)
            levels.Add(bound.Vehicles);
        levels.Add(model.Objective == Objective.Cost ? Math.Max(0, bound.Cost / Model.Share - (model.Vehicles + 1) / 2) : bound.Cost);
        return new(levels);
    }
}
