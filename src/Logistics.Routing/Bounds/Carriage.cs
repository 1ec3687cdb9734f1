using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>Who may carry what at all.</summary>
static class Carriage
{
    public static bool IsPossible(Model model, int request)
    {
        for (var v = 0; v < model.Vehicles; v++)
            if (model.HoldsFor(request, v) != 0)
                return true;
        return false;
    }

    /// <summary>The weight of the requests that every plan leaves out, because no vehicle may carry them.</summary>
    public static Int128 LeftOutByAll(Model model)
    {
        Int128 weight = 0;
        for (var r = 0; r < model.Requests; r++)
            if (!IsPossible(model, r))
                weight += model.LeftOutWeight[r];
        return weight;
    }
}
