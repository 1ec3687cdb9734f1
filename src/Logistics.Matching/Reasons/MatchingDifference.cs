using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>What one partner receives in two sharings of a day.</summary>
public sealed record PartyDifference(PartyId Party, Mass Before, Mass After);

/// <summary>What two sharings of a day differ in: who gains, who loses, and how much is given in all.</summary>
public sealed record MatchingDifference
{
    /// <summary>Each partner that receives more in the second, in the order of their codes.</summary>
    public required ValueList<PartyDifference> Gains { get; init; }

    /// <summary>Each partner that receives less in the second, in the order of their codes.</summary>
    public required ValueList<PartyDifference> Losses { get; init; }

    public required Mass GivenBefore { get; init; }

    public required Mass GivenAfter { get; init; }

    /// <param name="day">Either day: both have the same partners and needs.</param>
    public static MatchingDifference Between(DayIndex day, MatchingResult before, MatchingResult after)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        Dictionary<PartyId, Mass> first = Received(day, before), second = Received(day, after);
        var changed = first.Keys.Union(second.Keys).OrderBy(x => day[x].Code, StringComparer.Ordinal)
            .Select(x => new PartyDifference(x, first.GetValueOrDefault(x), second.GetValueOrDefault(x))).ToList();
        return new MatchingDifference
        {
            Gains = [.. changed.Where(x => x.After > x.Before)],
            Losses = [.. changed.Where(x => x.After < x.Before)],
            GivenBefore = Sum(first),
            GivenAfter = Sum(second),
        };
    }

    static Dictionary<PartyId, Mass> Received(DayIndex day, MatchingResult result) => result.Allocations
        .GroupBy(x => day[x.Need].Recipient).ToDictionary(x => x.Key, x => new Mass(x.Sum(y => y.Quantity.Grams)));

    static Mass Sum(Dictionary<PartyId, Mass> received) => new(received.Values.Sum(x => x.Grams));
}
