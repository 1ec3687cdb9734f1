using Logistics.Domain.Policies;
using Logistics.Matching;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.OrTools;

namespace Logistics.Quality.Matching.Rules;

/// <summary>The product itself under voted terms, without the companion. Every matching is verified, and put beside neediest-first from the same state.</summary>
/// <param name="memory">False: what was received on the days before is not told.</param>
sealed class OurRule(SharingTerms terms, bool memory = true) : IShareRule
{
    readonly Matcher matcher = new(new NoSolver());

    public Shared Share(BoardDay day)
    {
        var input = day.Under(terms, memory);
        var result = matcher.Match(input);
        var index = input.Day;
        var parts = result.Allocations.Select(x => new Part(x.Lot, index[x.Need].Recipient, index[x.Need].Family, x.Quantity.Grams)).ToList();
        var broken = MatchingVerifier.Verify(index, input.Transfers, result).Count;
        return new Shared(parts, broken, memory && FirstTiers.Of(day.Problem, result).CompareTo(FirstTiers.Of(day.Problem, GreedyNeediest.Solve(day.Problem))) < 0);
    }
}

/// <summary>Urgent grams by class, then saved grams by freshness: counted here anew, apart from the product's own score.</summary>
sealed class FirstTiers : IComparable<FirstTiers>
{
    readonly long[] grams = new long[6];

    public static FirstTiers Of(Problem problem, ReadOnlySpan<long> byPair)
    {
        var tiers = new FirstTiers();
        for (var p = 0; p < byPair.Length; p++)
            tiers.Add(problem.Needs[problem.Pairs[p].Need], problem.Lots[problem.Pairs[p].Lot], byPair[p]);
        return tiers;
    }

    public static FirstTiers Of(Problem problem, MatchingResult result)
    {
        var needs = problem.Needs.ToDictionary(x => x.Id);
        var lots = problem.Lots.ToDictionary(x => x.Id);
        var tiers = new FirstTiers();
        foreach (var allocation in result.Allocations)
            tiers.Add(needs[allocation.Need], lots[allocation.Lot], allocation.Quantity.Grams);
        return tiers;
    }

    public int CompareTo(FirstTiers? other) => other is null ? 1 : grams.AsSpan().SequenceCompareTo(other.grams);

    void Add(NeedRow need, LotRow lot, long more)
    {
        if (need.Urgency > 0)
            grams[(int)need.Urgency - 1] += more;
        grams[3 + (int)lot.Freshness] += more;
    }
}
