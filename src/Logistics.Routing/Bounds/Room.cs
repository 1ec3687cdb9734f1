using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>What is left of a vehicle and of its compartments while goods come and go.</summary>
sealed class Room(Model model, int vehicle)
{
    readonly int[] free = (int[])model.Capacity[model.TypeOf[vehicle]].Clone();
    readonly int dimensions = model.Dimensions;

    /// <summary>Takes nothing when it does not fit.</summary>
    public bool TryTake(int request, int hold)
    {
        if (!Has(request, 0) || (HasCompartments && !Has(request, 1 + hold)))
            return false;
        Give(request, hold, -1);
        return true;
    }

    public void GiveBack(int request, int hold) => Give(request, hold, 1);

    bool HasCompartments => free.Length > dimensions;

    bool Has(int request, int row)
    {
        for (var d = 0; d < dimensions; d++)
            if (free[row * dimensions + d] < model.Load[request * dimensions + d])
                return false;
        return true;
    }

    void Give(int request, int hold, int sign)
    {
        for (var d = 0; d < dimensions; d++)
        {
            var amount = sign * model.Load[request * dimensions + d];
            free[d] += amount;
            if (HasCompartments)
                free[(1 + hold) * dimensions + d] += amount;
        }
    }
}
