using Logistics.Matching.Model;
using Logistics.Matching.Shares;

namespace Logistics.Quality.Matching.Rules;

/// <summary>
/// Associations buy with play money that is theirs by need, in sealed bids, and the highest bid pays its price. What is spent in a day is
/// handed out again at night, by need. Each spreads what it has over what it wants today, and bids less for what is far.
/// </summary>
/// <remarks>
/// After the Choice System of Feeding America (Prendergast, Journal of Economic Perspectives 31, 2017; Journal of Political Economy 130, 2022).
/// How food banks really bid is theirs; this is one plain way, told in full, not a claim about them.
/// </remarks>
sealed class AuctionRule : PairRule
{
    /// <summary>At this distance a kilogram is worth half as much to who has to fetch it. Decimetres.</summary>
    const double HalfWorth = 400_000;

    readonly Dictionary<int, double> money = [];

    protected override long[] Grams(BoardDay day)
    {
        foreach (var association in day.Town.Associations.Where(x => !money.ContainsKey(x.Number)))
            money[association.Number] = association.Party.AttestedPersons;

        var problem = day.Problem;
        var ledger = new Ledger(problem);
        var spent = 0.0;
        foreach (var lot in ByExpiry(problem))
        {
            var bidders = PairsOf(problem, lot).ToList();
            while (ledger.LotLeft[lot] > 0 && bidders.Where(p => ledger.CanAdd(p) > 0).OrderByDescending(p => Price(day, ledger, p)).ThenBy(p => p).FirstOrDefault(-1) is var winner and >= 0)
            {
                var grams = ledger.CanAdd(winner);
                var paid = Math.Min(money[day.AssociationOf(winner).Number], Price(day, ledger, winner) * grams);
                money[day.AssociationOf(winner).Number] -= paid;
                spent += paid;
                ledger.Add(winner, grams);
                bidders.Remove(winner);
            }
        }
        var persons = day.Town.Associations.Sum(x => x.Party.AttestedPersons);
        foreach (var association in day.Town.Associations)
            money[association.Number] += spent * association.Party.AttestedPersons / persons;
        return ledger.Grams;
    }

    /// <summary>For a gram.</summary>
    double Price(BoardDay day, Ledger ledger, int pair)
    {
        var problem = day.Problem;
        var recipient = problem.Needs[problem.Pairs[pair].Need].Recipient;
        var wanted = WantedBy(problem, ledger, recipient);
        return wanted == 0 ? 0 : money[day.AssociationOf(pair).Number] / wanted / (1 + problem.Pairs[pair].Distance / HalfWorth);
    }

    static long WantedBy(Problem problem, Ledger ledger, int recipient)
    {
        var sum = 0L;
        for (var j = 0; j < problem.Needs.Length; j++)
            if (problem.Needs[j].Recipient == recipient)
                sum += ledger.NeedLeft[j];
        return sum;
    }
}
