using Logistics.Domain.Allocations;
using Logistics.Host.Worker;
using Logistics.Planning.Explanations;

namespace Logistics.Host.Views;

public enum WhyNotKind
{
    Received,
    Refused,
    WentToOthers,
    NotAsked,

    /// <summary>The plan has too many refusals to list: whether a rule kept the lot from this partner is not written in it.</summary>
    NotWritten,
}

/// <summary>The answer to "why not me?": what the plan stored about this partner and this lot, and nothing made up after the fact.</summary>
/// <param name="Reasons">Sentences without a full stop, one per need concerned; may be empty.</param>
/// <param name="Winners">Who received of it, when others did.</param>
public sealed record WhyNot(WhyNotKind Kind, string Party, string Product, IReadOnlyList<string> Reasons, IReadOnlyList<RecipientShare> Winners)
{
    /// <summary>A partner and a lot worth asking about: who shared in a shortage, and the largest lot of that family that went to others.</summary>
    public static (string? Party, string? Lot) Telling(PlannedDay day)
    {
        foreach (var unmet in day.Plan.Unmet.Where(unmet => unmet.Reason is UnmetReason.SharedFairly).OrderByDescending(unmet => unmet.Missing))
        {
            var need = day.Index[unmet.Need];
            var mine = day.Plan.Allocations.Where(allocation => day.Index[allocation.Need].Recipient == need.Recipient).Select(allocation => allocation.Lot)
                .Concat(day.Plan.RefusedPairs.Where(pair => pair.Need == need.Id).Select(pair => pair.Lot)).ToHashSet();
            var lot = day.Plan.Allocations.Where(allocation => !mine.Contains(allocation.Lot)).Select(allocation => day.Index[allocation.Lot])
                .Where(lot => lot.Family == need.Family).MaxBy(lot => lot.Quantity.Expected);
            if (lot is not null)
                return (day.Index[need.Recipient].Code, lot.Code);
        }
        return (null, null);
    }

    /// <summary>Null when the partner or the lot is not of this day.</summary>
    public static WhyNot? Of(PlannedDay day, string? partyCode, string? lotCode, Explainer explain)
    {
        var party = day.Index.Day.Parties.FirstOrDefault(party => party.Code == partyCode);
        var lot = day.Index.Day.Lots.FirstOrDefault(lot => lot.Code == lotCode);
        if (party is null || lot is null)
            return null;

        var winners = day.Plan.Allocations.Where(allocation => allocation.Lot == lot.Id)
            .GroupBy(allocation => day.Index[allocation.Need].Recipient)
            .Select(group => new RecipientShare(day.Index[group.Key].Name, new(group.Sum(allocation => allocation.Quantity.Grams)), explain.Say(group.First())))
            .OrderByDescending(share => share.Quantity).ToList();
        var needs = day.Declared.Day.Needs.Where(need => need.Recipient == party.Id).Select(need => need.Id).ToHashSet();

        var received = day.Plan.Allocations.Where(allocation => allocation.Lot == lot.Id && needs.Contains(allocation.Need)).ToList();
        if (received.Count > 0)
            return new(WhyNotKind.Received, party.Name, lot.Product, [.. received.Select(x => $"{explain.Amount(x.Quantity)} : {explain.Say(x)}")], winners);

        var refused = day.Plan.RefusedPairs.Where(pair => pair.Lot == lot.Id && needs.Contains(pair.Need)).ToList();
        var sameFamily = day.Declared.Day.Needs.Where(need => needs.Contains(need.Id) && need.Family == lot.Family).Select(need => need.Id).ToHashSet();
        var telling = refused.Where(pair => sameFamily.Contains(pair.Need)).ToList();
        if (telling.Count > 0)
            return new(WhyNotKind.Refused, party.Name, lot.Product, [.. telling.Select(pair => explain.Say(pair.Refusal)).Distinct()], winners);
        if (sameFamily.Count == 0)
            return new(WhyNotKind.NotAsked, party.Name, lot.Product, [explain.Name(lot.Family)], winners);

        var unmet = day.Plan.Unmet.Where(unmet => sameFamily.Contains(unmet.Need)).Select(unmet => explain.Say(unmet, day.Plan)).Distinct().ToList();
        return new(day.Plan.UnlistedRefusals.Count > 0 ? WhyNotKind.NotWritten : WhyNotKind.WentToOthers, party.Name, lot.Product, unmet, winners);
    }
}

public sealed record RecipientShare(string Recipient, Measures.Mass Quantity, string Reason);
