using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Matching.Reasons;

/// <summary>Who is asked next when a taker declines: by the order that shares, among those who still have room.</summary>
static class Fallbacks
{
    /// <summary>More than two or three who are told of the same goods and then sent away would rather not be told.</summary>
    const int Longest = 3;

    /// <returns>In the order of the declarations; lots that nobody else could take have an empty list.</returns>
    public static ValueList<Fallback> Of(Problem problem, long[] grams, DayIndex day)
    {
        var ledger = new Ledger(problem, grams);
        var rowOf = problem.Lots.Index().ToDictionary(x => x.Item.Id, x => x.Index);
        return [.. day.Day.Lots.Select(x => rowOf[x.Id]).Where(i => ledger.LotLeft[i] < problem.Lots[i].Grams).Select(i => new Fallback(problem.Lots[i].Id, Next(problem, ledger, i)))];
    }

    static ValueList<NeedId> Next(Problem problem, Ledger ledger, int lot) =>
    [
        .. Enumerable.Range(problem.FirstPair[lot], problem.FirstPair[lot + 1] - problem.FirstPair[lot])
            .Where(p => ledger.Grams[p] == 0 && ledger.Room(p) >= Math.Max(1, problem.LeastOf(p)))
            .OrderBy(p => problem.Needs[problem.Pairs[p].Need].Urgency is Urgency.Ordinary ? int.MaxValue : (int)problem.Needs[problem.Pairs[p].Need].Urgency)
            .ThenBy(p => Entitlement.Level(problem.Recipients[problem.RecipientOf(p)], ledger.Received[problem.RecipientOf(p)]))
            .ThenBy(p => problem.Links[problem.Pairs[p].Link].Charge.Microeuros).ThenBy(p => p)
            .Take(Longest).Select(p => problem.Needs[problem.Pairs[p].Need].Id),
    ];
}
