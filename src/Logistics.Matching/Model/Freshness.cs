using Logistics.Domain.Goods;

namespace Logistics.Matching.Model;

/// <summary>How soon a lot dies: the groups in which waste is counted, the first before the second before the third.</summary>
enum Freshness
{
    /// <summary>Its last day is today or tomorrow: there is no other chance.</summary>
    LastChance,

    /// <summary>Its last day comes within four days.</summary>
    DiesSoon,

    Keeps,
}

static class Lives
{
    /// <remarks>Past a best-before date food may still be given after checks, so such a lot is never counted among the last chances.</remarks>
    public static Freshness FreshnessOn(this DateMark mark, DateOnly today)
    {
        var days = mark.Date.DayNumber - today.DayNumber;
        return days <= 1 && mark is not DateMark.BestBefore ? Freshness.LastChance : days <= 4 ? Freshness.DiesSoon : Freshness.Keeps;
    }
}
