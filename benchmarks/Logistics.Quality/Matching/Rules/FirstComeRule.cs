using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>
/// What French associations have today: each lot is announced to the eight nearest who can still take it, and who claims first takes all it
/// can. Some answer in minutes and some in hours: answers come after an exponential time, whose mean is each association's own.
/// </summary>
sealed class FirstComeRule : PairRule
{
    const int Announced = 8;

    protected override long[] Grams(BoardDay day)
    {
        var problem = day.Problem;
        var ledger = new Ledger(problem);
        foreach (var lot in AsDeclared(problem))
        {
            var near = PairsOf(problem, lot).Where(p => ledger.CanAdd(p) > 0).OrderBy(p => problem.Pairs[p].Distance).ThenBy(p => p).Take(Announced).ToList();
            foreach (var p in near.OrderBy(p => Delay(day, p)).ThenBy(p => p))
                if (ledger.CanAdd(p) is var grams and > 0)
                    ledger.Add(p, grams);
        }
        return ledger.Grams;
    }

    /// <summary>Drawn anew for each lot, association and day.</summary>
    static double Delay(BoardDay day, int pair)
    {
        var association = day.AssociationOf(pair);
        var hash = StableOrder.Hash(day.Problem.Lots[day.Problem.Pairs[pair].Lot].Id.Value, day.Number * 100_000L + association.Number);
        return -Math.Log(((hash >> 11) + 0.5) / (1UL << 53)) * association.Slowness;
    }
}
