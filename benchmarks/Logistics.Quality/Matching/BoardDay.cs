using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Matching;
using Logistics.Matching.Model;

namespace Logistics.Quality.Matching;

/// <summary>One day as a rule meets it: the state is what this rule did on the days before.</summary>
/// <param name="divisible">True: every lot can be split to the gram.</param>
sealed class BoardDay(Period period, int number, IReadOnlyList<HeldLot> atHand, IReadOnlyList<FamilyMasses> received, bool divisible = false)
{
    MatchingInput? input;
    Problem? problem;

    public Period Period => period;

    public Town Town => period.Town;

    public int Number => number;

    /// <summary>Where nothing was voted.</summary>
    public MatchingInput Input => input ??= Under(SharingTerms.Default);

    public Problem Problem => problem ??= Problem.Build(Input);

    /// <param name="memory">False: what was received on the days before is not told.</param>
    public MatchingInput Under(SharingTerms terms, bool memory = true)
    {
        var known = memory ? received : null;
        return new()
        {
            Day = new DayIndex(Declaring.Day(period, number, atHand, known, divisible, terms)),
            Transfers = Town,
            // Another each day, so that ties do not always fall alike.
            Seed = Town.Seed * 1_000L + number,
            ExactWork = 0,
            Ahead = [.. Enumerable.Range(number + 1, Math.Min(terms.LookAheadDays, period.Days - 1 - number))
                .Select(day => new DayIndex(Declaring.Day(period, day, Expected.Lots(period, number, day), known, divisible, terms)))],
        };
    }

    /// <summary>The association of a recipient of the problem.</summary>
    public TownAssociation AssociationOf(int pair) => Town.AssociationOf(Problem.Recipients[Problem.Needs[Problem.Pairs[pair].Need].Recipient].Id);

}

/// <summary>What a look ahead may know: openings and what they use up are calendars, goods are those of the same weekday a week before.</summary>
static class Expected
{
    const int Week = 7;

    /// <summary>In the first week nobody remembers another: the lots of the last day that is known stand in.</summary>
    public static IEnumerable<HeldLot> Lots(Period period, int today, int day)
    {
        var known = day - Week >= 0 ? day - Week : today;
        return period.LotsOf(known).Select(lot => new HeldLot(lot with
        {
            Id = new LotId(NameBasedId.Derive(lot.Id.Value, "expected")),
            First = day,
            Last = lot.Last + day - known,
        }, lot.Grams));
    }
}

/// <summary>So much of a lot to an association.</summary>
readonly record struct Part(LotId Lot, PartyId Recipient, Family Family, long Grams);

/// <param name="Broken">What the verifier found wrong, for rules that are the product.</param>
/// <param name="BelowGreedy">True when neediest-first, from the same state, gives more to urgent needs, or as much there and saves more.</param>
sealed record Shared(IReadOnlyList<Part> Parts, int Broken = 0, bool BelowGreedy = false);

/// <summary>A way to share a day. One instance lives through one period, and may remember.</summary>
interface IShareRule
{
    Shared Share(BoardDay day);
}

/// <summary>A way to share a day that is told in grams by pair of the problem.</summary>
abstract class PairRule : IShareRule
{
    public Shared Share(BoardDay day)
    {
        var problem = day.Problem;
        var grams = Grams(day);
        return new Shared([.. Enumerable.Range(0, grams.Length).Where(p => grams[p] > 0).Select(p =>
        {
            var need = problem.Needs[problem.Pairs[p].Need];
            return new Part(problem.Lots[problem.Pairs[p].Lot].Id, problem.Recipients[need.Recipient].Id, need.Need.Family, grams[p]);
        })]);
    }

    protected abstract long[] Grams(BoardDay day);

    /// <summary>Lots in the order in which they are declared, the oldest first.</summary>
    protected static IEnumerable<int> AsDeclared(Problem problem) => Enumerable.Range(0, problem.Lots.Length).OrderBy(i => problem.Lots[i].Lot.Code, StringComparer.Ordinal);

    /// <summary>Lots that die first before the others.</summary>
    protected static IEnumerable<int> ByExpiry(Problem problem) => AsDeclared(problem).OrderBy(i => problem.Lots[i].Freshness).ThenBy(i => problem.Lots[i].Lot.Date.Date);

    protected static IEnumerable<int> PairsOf(Problem problem, int lot) => Enumerable.Range(problem.FirstPair[lot], problem.FirstPair[lot + 1] - problem.FirstPair[lot]);
}
