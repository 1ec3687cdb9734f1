using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>Counts the changes of a plan under search against a fixed one, as <see cref="PlanChanges"/> defines them, without allocating.</summary>
sealed class ChangeMeter
{
    readonly Model model;
    readonly int[] vehicleBefore;
    readonly int[] positionBefore;
    readonly int[] positions;
    readonly bool[] kept;

    public ChangeMeter(Model model, IReadOnlyList<TourOrder> previous)
    {
        this.model = model;
        vehicleBefore = new int[2 * model.Requests];
        positionBefore = new int[vehicleBefore.Length];
        positions = new int[vehicleBefore.Length];
        kept = new bool[vehicleBefore.Length];
        Array.Fill(vehicleBefore, -1);
        foreach (var order in previous)
        {
            var position = 0;
            foreach (var node in order.Steps.Where(step => step.Kind is VisitKind.Pickup or VisitKind.Delivery).Select(Pins.NodeOf))
                if (vehicleBefore[node] < 0)
                    (vehicleBefore[node], positionBefore[node]) = (order.Vehicle, position++);
        }
    }

    /// <summary>The vehicle that had the request before; -1 when none had.</summary>
    public int HomeOf(int request) => model.HasPickup[request] ? vehicleBefore[2 * request] : vehicleBefore[2 * request + 1];

    /// <summary>Stops moved or reordered, and stops left out that were served before.</summary>
    public (int Moves, int LeftOut) Count(State state)
    {
        var (moves, leftOut) = (0, 0);
        for (var u = 0; u < state.UsedCount; u++)
            moves += Moves(state.Routes[state.Used[u]]);
        for (var a = 0; a < state.AbsentCount; a++)
        {
            var pickup = 2 * state.Absent[a];
            leftOut += (vehicleBefore[pickup] < 0 ? 0 : 1) + (vehicleBefore[pickup + 1] < 0 ? 0 : 1);
        }
        return (moves, leftOut);
    }

    int Moves(Route route)
    {
        var (moved, stayed) = (0, 0);
        for (var k = 1; k <= route.Count; k++)
        {
            var node = route.Nodes[k];
            if (node >= 2 * model.Requests || vehicleBefore[node] < 0)
                continue;
            if (vehicleBefore[node] == route.Vehicle)
                positions[stayed++] = positionBefore[node];
            else
                moved++;
        }
        return moved + stayed - KeptOrder.Mark(positions.AsSpan(0, stayed), kept);
    }
}
