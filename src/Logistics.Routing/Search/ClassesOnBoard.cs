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
        masks[0] = 0;
        for (var k = 1; k < nodes.Length - 1; k++)
            if ((nodes[k] & 1) == 1 && !model.HasPickup[nodes[k] >> 1])
                masks[0] |= Change(model, nodes[k], 1);
        var kept = Keeps(model, masks[0]);
        for (var k = 1; k < nodes.Length - 1; k++)
        {
            var goods = Change(model, nodes[k], (nodes[k] & 1) == 0 ? 1 : -1);
            masks[k] = counts[model.ClassOf[nodes[k] >> 1]] == 0 ? masks[k - 1] & ~goods : masks[k - 1] | goods;
            kept &= Keeps(model, masks[k]);
        }
        return kept;
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
