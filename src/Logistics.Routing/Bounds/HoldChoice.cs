using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>Lays the goods of a route that is given in its compartments, by trying all ways.</summary>
sealed class HoldChoice
{
    readonly Model model;
    readonly int vehicle;
    readonly int[] events;
    readonly byte[] holdOf;
    readonly Room room;

    HoldChoice(Model model, int vehicle, int[] nodes)
    {
        (this.model, this.vehicle) = (model, vehicle);
        // Goods without a pickup are on board from the start: they are laid first.
        events = [.. nodes.Where(node => (node & 1) == 1 && !model.HasPickup[node >> 1]).Select(node => node - 1), .. nodes];
        holdOf = new byte[model.Requests];
        room = new Room(model, vehicle);
    }

    /// <summary>One for each node, or null when there is no way.</summary>
    public static byte[]? Of(Model model, int vehicle, int[] nodes)
    {
        var choice = new HoldChoice(model, vehicle, nodes);
        return choice.TryFrom(0) ? [.. nodes.Select(node => choice.holdOf[node >> 1])] : null;
    }

    bool TryFrom(int at)
    {
        if (at == events.Length)
            return true;
        var request = events[at] >> 1;
        if ((events[at] & 1) == 1)
        {
            room.GiveBack(request, holdOf[request]);
            if (TryFrom(at + 1))
                return true;
            if (!room.TryTake(request, holdOf[request]))
                throw new InvalidOperationException($"Goods {request} no longer fit where they were.");
            return false;
        }
        for (var (hold, holds) = (0, model.HoldsFor(request, vehicle)); holds != 0; hold++, holds >>= 1)
            if ((holds & 1) != 0 && room.TryTake(request, hold))
            {
                holdOf[request] = (byte)hold;
                if (TryFrom(at + 1))
                    return true;
                room.GiveBack(request, hold);
            }
        return false;
    }
}
