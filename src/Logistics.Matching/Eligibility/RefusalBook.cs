using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// Which pairs of one family are refused, and why. Of every pair one byte is kept, the kind of its refusal; the refusals themselves, with their
/// figures, are kept as long as they are few, and asked of the rules again once they are not.
/// </summary>
/// <param name="lots">By row.</param>
/// <param name="needs">By row.</param>
/// <param name="mostListed">How many refusals are kept with their figures.</param>
sealed class RefusalBook(RuleContext context, Lot[] lots, Need[] needs, int mostListed = RefusalBook.MostListed)
{
    /// <summary>A day with more refusals tells how many there are of each kind and does not list them: a list of ten million takes two gigabytes.</summary>
    public const int MostListed = 600_000;

    readonly ILookup<Family, int> lotsOf = Enumerable.Range(0, lots.Length).ToLookup(i => lots[i].Family);

    readonly ILookup<Family, int> needsOf = Enumerable.Range(0, needs.Length).ToLookup(j => needs[j].Family);
    readonly int[] placeOf = Places(needs);

    /// <summary>By lot, then by place of the need among those of its family: 0 where no rule refuses, else one more than the place in <see cref="kinds"/>.</summary>
    readonly byte[]?[] kindOf = new byte[]?[lots.Length];

    readonly List<Type> kinds = [];
    readonly Tally all = new();
    List<RefusedPair>? listed = [];

    /// <summary>False once there are too many.</summary>
    public bool AreListed => listed is not null;

    /// <summary>Each refusal, by lot then need; worked out as they are read where they are not listed.</summary>
    public IEnumerable<RefusedPair> All => listed ?? Enumerable.Range(0, lots.Length).SelectMany(OfLot);

    public void Add(int lot, int need, Refusal refusal)
    {
        var kind = kinds.IndexOf(refusal.GetType());
        if (kind < 0)
        {
            kind = kinds.Count;
            kinds.Add(refusal.GetType());
        }
        (kindOf[lot] ??= new byte[needsOf[lots[lot].Family].Count()])[placeOf[need]] = (byte)(kind + 1);
        all.Count(kind, lot, need, this);
        if (listed is null)
            return;
        listed.Add(new RefusedPair(lots[lot].Id, needs[need].Id, refusal));
        if (listed.Count > mostListed)
            listed = null;
    }

    public IEnumerable<RefusedPair> OfLot(int lot)
    {
        foreach (var need in needsOf[lots[lot].Family])
            if (Kind(lot, need) > 0)
                yield return new RefusedPair(lots[lot].Id, needs[need].Id, Ask(lot, need));
    }

    /// <summary>All of them by kind: the most frequent first.</summary>
    public Domain.ValueList<RefusalCount> Count() => InOrder(all);

    /// <summary>Those of a lot by kind, the most frequent first; empty when nothing refuses it.</summary>
    /// <remarks>Where there are any within the territory, only those count: that strangers have no agreement explains nothing to neighbours.</remarks>
    public Domain.ValueList<RefusalCount> CountOfLot(int lot)
    {
        Tally near = new(), any = new();
        foreach (var need in needsOf[lots[lot].Family])
            Count(lot, need, near, any);
        return InOrder(near.IsEmpty ? any : near);
    }

    /// <summary>The same of a need.</summary>
    public Domain.ValueList<RefusalCount> CountOfNeed(int need)
    {
        Tally near = new(), any = new();
        foreach (var lot in lotsOf[needs[need].Family])
            Count(lot, need, near, any);
        return InOrder(near.IsEmpty ? any : near);
    }

    void Count(int lot, int need, Tally near, Tally any)
    {
        if (Kind(lot, need) is not (> 0 and var kind))
            return;
        any.Count(kind - 1, lot, need, this);
        if (lots[lot].Territory == needs[need].Territory)
            near.Count(kind - 1, lot, need, this);
    }

    /// <summary>Of a pair of one family.</summary>
    int Kind(int lot, int need) => kindOf[lot] is { } row ? row[placeOf[need]] : 0;

    static int[] Places(Need[] needs)
    {
        var next = new Dictionary<Family, int>();
        return Array.ConvertAll(needs, x => next[x.Family] = next.GetValueOrDefault(x.Family, -1) + 1);
    }

    /// <summary>Kinds that are as frequent stand in the order of their names; of each, the refusal that comes first by codes is shown.</summary>
    Domain.ValueList<RefusalCount> InOrder(Tally tally) =>
    [
        .. tally.Kinds.OrderByDescending(x => x.Count).ThenBy(x => kinds[x.Kind].Name, StringComparer.Ordinal)
            .Select(x => new RefusalCount(Ask(x.Lot, x.Need), x.Count)),
    ];

    Refusal Ask(int lot, int need) => RuleBook.Judge(context, lots[lot], needs[need]).Refusal!;

    bool ComesBefore(int lot, int need, int otherLot, int otherNeed)
    {
        var byLot = lot == otherLot ? 0 : string.CompareOrdinal(lots[lot].Code, lots[otherLot].Code);
        return byLot < 0 || (byLot == 0 && string.CompareOrdinal(needs[need].Code, needs[otherNeed].Code) < 0);
    }

    /// <summary>How many there are of each kind, and which of them is the first.</summary>
    sealed class Tally
    {
        readonly List<(int Kind, int Count, int Lot, int Need)> found = [];

        public bool IsEmpty => found.Count == 0;

        public IEnumerable<(int Kind, int Count, int Lot, int Need)> Kinds => found;

        public void Count(int kind, int lot, int need, RefusalBook book)
        {
            for (var i = 0; i < found.Count; i++)
                if (found[i] is var x && x.Kind == kind)
                {
                    found[i] = book.ComesBefore(lot, need, x.Lot, x.Need) ? (kind, x.Count + 1, lot, need) : x with { Count = x.Count + 1 };
                    return;
                }
            found.Add((kind, 1, lot, need));
        }
    }
}
