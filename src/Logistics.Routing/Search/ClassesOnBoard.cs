namespace Logistics.Routing.Search;

/// <summary>Which classes of goods are on board a tour on leaving each position. Kept only where some must not travel together.</summary>
sealed class ClassesOnBoard
{
    readonly int[] counts = new int[64];
    ulong[] masks = [];

    public ulong this[int position] => masks[position];

    /// <summary>By class: those it must not travel with. Null when there are none at all.</summary>
    public static ulong[]? Forbidden(Problem problem)
    {
        if (problem.Apart.Count == 0)
            return null;
        var result = new ulong[64];
        foreach (var (first, second) in problem.Apart)
        {
            result[first] |= 1UL << second;
            result[second] |= 1UL << first;
        }
        return result;
    }

    /// <summary>False when goods travel together that must not.</summary>
    public bool Update(Model model, ReadOnlySpan<int> nodes)
    {
        if (masks.Length < nodes.Length)
            masks = new ulong[2 * nodes.Length];
        Array.Clear(counts);
        LoadTrip(model, nodes, 0);
        var kept = Keeps(model, masks[0]);
        for (var k = 1; k < nodes.Length - 1; k++)
        {
            if (nodes[k] >= model.FirstReload)
            {
                Unload(model, nodes, k);
                LoadTrip(model, nodes, k);
                kept &= Keeps(model, masks[k]);
                continue;
            }
            var goods = Change(model, nodes[k], (nodes[k] & 1) == 0 ? 1 : -1);
            masks[k] = counts[model.ClassOf[nodes[k] >> 1]] == 0 ? masks[k - 1] & ~goods : masks[k - 1] | goods;
            kept &= Keeps(model, masks[k]);
        }
        return kept;
    }

    /// <summary>What was collected in the trip before a reload leaves.</summary>
    void Unload(Model model, ReadOnlySpan<int> nodes, int reload)
    {
        for (var k = reload - 1; k > 0 && nodes[k] < model.FirstReload; k--)
            if ((nodes[k] & 1) == 0 && !model.HasDelivery[nodes[k] >> 1])
                Change(model, nodes[k], -1);
    }

    /// <summary>Loads what the trip that begins at a position delivers, and sees what is on board then.</summary>
    void LoadTrip(Model model, ReadOnlySpan<int> nodes, int first)
    {
        for (var k = first + 1; k < nodes.Length - 1 && nodes[k] < model.FirstReload; k++)
            if ((nodes[k] & 1) == 1 && !model.HasPickup[nodes[k] >> 1])
                Change(model, nodes[k], 1);
        masks[first] = 0;
        for (var goods = 0; goods < counts.Length; goods++)
            if (counts[goods] > 0)
                masks[first] |= 1UL << goods;
    }

    ulong Change(Model model, int node, int by)
    {
        counts[model.ClassOf[node >> 1]] += by;
        return 1UL << model.ClassOf[node >> 1];
    }

    static bool Keeps(Model model, ulong mask)
    {
        for (var rest = mask; rest != 0; rest &= rest - 1)
            if ((model.Apart![System.Numerics.BitOperations.TrailingZeroCount(rest)] & mask) != 0)
                return false;
        return true;
    }
}
