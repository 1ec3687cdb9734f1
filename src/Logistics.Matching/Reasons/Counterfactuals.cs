using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Eligibility;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Reasons;

/// <summary>The smallest single change found that would have given a need some, or more, of a lot. It was matched again in full, and does.</summary>
public sealed record Counterfactual
{
    public required LotId Lot { get; init; }

    public required NeedId Need { get; init; }

    public required Change Change { get; init; }

    /// <summary>What the need has of the lot as things are, and what it would have.</summary>
    public required Mass Before { get; init; }

    public required Mass After { get; init; }

    /// <summary>What it would cost others, and what the network would gain.</summary>
    public required MatchingDifference Difference { get; init; }

    /// <summary>How often the whole day was matched again to find it.</summary>
    public required int Rematches { get; init; }

    public required string PolicyVersion { get; init; }

    public required long Seed { get; init; }
}

/// <summary>Answers "what would have given it to me?" by the smallest single change, in the order and the steps that the members voted.</summary>
/// <remarks>
/// Rules, and the flow of the divisible goods, propose; whatever is shown has been matched again in full, with the same seed and the same work
/// limit, and gives the need what it lacked. Never sought on whole shares directly: that question is beyond NP (Kurtz, Birbil, den Hertog,
/// EJOR 2026), so a smaller change that the flow does not propose may exist. Pure; the same input gives the same answer whatever the order of its lists.
/// </remarks>
public static class Counterfactuals
{
    /// <summary>More of a lot that the need already has some of is worth telling from one kilogram on.</summary>
    public static readonly Mass Telling = new(1_000);

    /// <param name="result">What the input was matched to.</param>
    /// <param name="rematches">How often, at most, the whole day is matched again.</param>
    /// <returns>Null when no single change within reach gives the need (more of) the lot, or none was found in so many matchings.</returns>
    public static Counterfactual? Find(MatchingInput input, MatchingResult result, LotId lot, NeedId need, ISolverClient solver,
        int rematches = 8, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(result);
        return new Search(input, result, input.Day[lot], input.Day[need], solver, rematches, cancellation).Find();
    }

    /// <summary>Whether a need that had so much of a lot has, with so much, what it asked about.</summary>
    public static bool Flips(Mass before, Mass after) => before == Mass.Zero ? after > Mass.Zero : after >= before + Telling;

    sealed class Search(MatchingInput input, MatchingResult result, Lot lot, Need need, ISolverClient solver, int rematches, CancellationToken cancellation)
    {
        readonly Mass before = Of(result, lot.Id, need.Id);
        readonly Matcher matcher = new(solver);
        readonly Policy policy = input.Day[lot.Territory].Policy;
        int used;

        public Counterfactual? Find()
        {
            foreach (var cure in InOrderOfSize(Cures()))
            {
                if (used >= rematches)
                    return null;
                if (Smallest(cure) is { } found)
                    return found with { Rematches = used };
            }
            return null;
        }

        IEnumerable<Cure> Cures()
        {
            var cures = new Cures(input, lot, need, Reasons.Cures.CrateOf(lot));
            if (result.RefusalOf(input, lot.Id, need.Id) is { } refusal)
                return cures.Of(refusal);
            return lot.Family == need.Family ? WhatBinds(cures) : [];
        }

        /// <summary>
        /// No rule refuses: only what is full, or a share too large for what is left, stands between the need and the lot. Whatever else keeps it
        /// away is that others are worse served, and no change of a fact about this pair alters that.
        /// </summary>
        IEnumerable<Cure> WhatBinds(Cures cures)
        {
            var day = input.Day;
            var fills = result.Allocations.Where(x => day[x.Need].Site == need.Site && day[x.Lot].Temperature == lot.Temperature).Sum(x => x.Quantity.Grams);
            var received = result.Allocations.Where(x => x.Need == need.Id).Sum(x => x.Quantity.Grams);
            var room = day[need.Site].StorageLeft[lot.Temperature].Grams - fills;
            var missing = need.Wanted.Grams - received;
            var least = before > Mass.Zero ? Telling.Grams : Math.Max(1, Math.Max(SmallestShareRule.Of(lot).Grams, day[need.Site].LeastShare.Grams));
            var full = room < Math.Min(least, Math.Max(1, missing));
            return [.. full ? cures.Room() : [], .. before == Mass.Zero ? cures.SmallerShare() : []];
        }

        /// <summary>The fewest steps of a cure that flip: the least first, then the most, then by halving between them.</summary>
        Counterfactual? Smallest(Cure cure)
        {
            if (Try(cure.At(cure.Least)) is { } least)
                return least;
            if (cure.Most == cure.Least || Try(cure.At(cure.Most)) is not { } found)
                return null;
            var (fails, flips) = (cure.Least, cure.Most);
            while (flips - fails > 1 && used < rematches)
            {
                var middle = (fails + flips) / 2;
                if (Try(cure.At(middle)) is { } smaller)
                    (found, flips) = (smaller, middle);
                else
                    fails = middle;
            }
            return found;
        }

        Counterfactual? Try(Change change)
        {
            var changed = input.With(change);
            if (used >= rematches || !FlowGives(changed))
                return null;
            used++;
            var again = matcher.Match(changed, cancellation);
            var after = Of(again, lot.Id, need.Id);
            return !Flips(before, after) ? null : new Counterfactual
            {
                Lot = lot.Id,
                Need = need.Id,
                Change = change,
                Before = before,
                After = after,
                Difference = MatchingDifference.Between(input.Day, result, again),
                Rematches = used,
                PolicyVersion = policy.Version,
                Seed = input.Seed,
            };
        }

        /// <summary>
        /// False when the flow of the divisible goods says that the change gives nothing. Where a lot has a smallest share the flow cannot know, and
        /// the whole matching is asked.
        /// </summary>
        bool FlowGives(MatchingInput changed)
        {
            var problem = Problem.Build(changed);
            var pair = Array.FindIndex(problem.Pairs, x => problem.Lots[x.Lot].Id == lot.Id && problem.Needs[x.Need].Id == need.Id);
            if (pair < 0)
                return false;
            return problem.LeastOf(pair) > 0
                || DivisibleCore.Solve(problem, new Limits(problem), cancellation, repairs: 1) is { } grams && grams[pair] > before.Grams;
        }

        IEnumerable<Cure> InOrderOfSize(IEnumerable<Cure> cures) => cures.OrderBy(x => Rank(x.At(x.Least).Kind)).ThenBy(x => x.Least);

        /// <summary>Kinds stand in the voted order; what no vote ranks comes last.</summary>
        int Rank(ChangeKind? kind)
        {
            var order = policy.Sharing.Steps.Order;
            for (var i = 0; i < order.Count; i++)
                if (order[i] == kind)
                    return i;
            return order.Count;
        }
    }

    static Mass Of(MatchingResult result, LotId lot, NeedId need) =>
        new(result.Allocations.Where(x => x.Lot == lot && x.Need == need).Sum(x => x.Quantity.Grams));
}
