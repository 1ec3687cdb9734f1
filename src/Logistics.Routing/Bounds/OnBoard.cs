using System.Numerics;
using Logistics.Routing.Search;

namespace Logistics.Routing.Bounds;

/// <summary>
/// Whether a set of goods can be on board together: room in the whole vehicle, and some way to lay them in its compartments. That they may be laid anew at each stop is
/// the only thing in which this is easier than the truth. Answers are remembered.
/// </summary>
/// <param name="model">The problem.</param>
/// <param name="vehicle">Which one.</param>
/// <param name="requests">What the bits of a set stand for; at most 64.</param>
sealed class OnBoard(Model model, int vehicle, IReadOnlyList<int> requests)
{
    /// <summary>More goods than this are judged by the whole vehicle alone: the ways to lay them are too many to try.</summary>
    const int MostLaid = 12;

    readonly Dictionary<ulong, bool> known = [];

    public bool Fits(ulong set)
    {
        if (!known.TryGetValue(set, out var fits))
            known[set] = fits = TryLay(set);
        return fits;
    }

    bool TryLay(ulong set)
    {
        var goods = new List<int>(BitOperations.PopCount(set));
        for (var rest = set; rest != 0; rest &= rest - 1)
            goods.Add(requests[BitOperations.TrailingZeroCount(rest)]);
        if (goods.Any(r => model.HoldsFor(r, vehicle) == 0))
            return false;
        return goods.Count > MostLaid ? Weighs(goods) : TryLay(new Room(model, vehicle), goods, 0);
    }

    bool Weighs(List<int> goods)
    {
        var capacity = model.Capacity[model.TypeOf[vehicle]];
        for (var d = 0; d < model.Dimensions; d++)
            if (goods.Sum(r => (long)model.Load[r * model.Dimensions + d]) > capacity[d])
                return false;
        return true;
    }

    bool TryLay(Room room, List<int> goods, int at)
    {
        if (at == goods.Count)
            return true;
        for (var (hold, holds) = (0, model.HoldsFor(goods[at], vehicle)); holds != 0; hold++, holds >>= 1)
            if ((holds & 1) != 0 && room.TryTake(goods[at], hold))
            {
                if (TryLay(room, goods, at + 1))
                    return true;
                room.GiveBack(goods[at], hold);
            }
        return false;
    }
}
