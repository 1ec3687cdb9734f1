using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Matching.Verification;
using Logistics.Measures;

namespace Logistics.Matching;

/// <summary>What the plan gives beside what the divisible cores could.</summary>
static class Figures
{
    public static TierFigures? Of(Problem problem, long[] grams, List<(Problem Problem, Sharing.Answer Sharing)> cores)
    {
        if (cores.Count == 0)
            return null;
        var plan = new Score(problem, grams);
        long urgent = 0, given = 0, below = 0;
        Cost? atLeast = Cost.Zero;
        var ledger = new Ledger(problem, grams);
        foreach (var (part, sharing) in cores)
        {
            var core = new Score(part, sharing.Core.Grams);
            urgent += core.Urgent[0] + core.Urgent[1] + core.Urgent[2];
            given += core.Given;
            atLeast = atLeast is { } sum && sharing.Core.Proof.ChargeAtLeast is { } charge ? sum + new Cost(charge) : null;
            var most = Enum.GetValues<Domain.Goods.Family>().Max(part.Points);
            var received = Points(part, ledger);
            for (var a = 0; a < part.Recipients.Length; a++)
                below = Math.Max(below, (sharing.Core.Fairest[a] - received[a]) / most);
        }
        return new TierFigures(new Mass(plan.Urgent[0] + plan.Urgent[1] + plan.Urgent[2]), new Mass(urgent), new Mass(plan.Given), new Mass(given),
            new Mass(below), new Cost(plan.Charge), atLeast);
    }

    /// <summary>What recipients hold, in the points of the pool.</summary>
    static long[] Points(Problem part, Ledger ledger) =>
        [.. Enumerable.Range(0, part.Recipients.Length).Select(a => Enum.GetValues<Domain.Goods.Family>().Sum(x => part.Points(x) * ledger.ByFamily[Problem.Share(a, x)]))];
}
