using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;

namespace Logistics.Matching.Eligibility;

/// <summary>Nobody is given its own surplus back. Its own stock may move from its depot to another of its sites.</summary>
sealed class OwnGoodsRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (pair.Lot.Donor != pair.Need.Recipient)
            return null;
        var fromStock = pair.Lot.Source == SourceKind.Stock && pair.Lot.Site != pair.Need.Site;
        return fromStock ? null : new Refusal.OwnGoods();
    }
}
