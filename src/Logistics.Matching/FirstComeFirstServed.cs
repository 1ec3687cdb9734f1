using Logistics.Domain.Allocations;
using Logistics.Matching.Model;
using Logistics.Matching.Reasons;
using Logistics.Matching.Shares;

namespace Logistics.Matching;

/// <summary>
/// The rule of comparison: needs help themselves in the order of the declarations, each from the nearest lot first, as long as something
/// is left. Hard rules, room and smallest shares are respected; urgency, waste and fairness are not asked.
/// </summary>
public static class FirstComeFirstServed
{
    public static MatchingResult Match(MatchingInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var problem = Problem.Build(input, out var refused);
        var row = problem.Needs.Select((x, j) => (x.Id, j)).ToDictionary(x => x.Id, x => x.j);
        var rank = new int[problem.Needs.Length];
        var ledger = new Ledger(problem);
        for (var i = 0; i < input.Day.Day.Needs.Count; i++)
        {
            var need = row[input.Day.Day.Needs[i].Id];
            rank[need] = i + 1;
            foreach (var p in problem.PairsOfNeed[need].OrderBy(p => problem.Pairs[p].Distance).ThenBy(p => p))
                if (ledger.CanAdd(p) is var grams and > 0)
                    ledger.Add(p, grams);
        }

        var explainer = new Explainer(problem, input.Day, ledger.Grams, refused);
        return Results.Of(input, problem, ledger.Grams, refused,
            p => new AllocationReason.FirstCome(rank[problem.Pairs[p].Need]),
            j => explainer.WhyUnmet(j) switch
            {
                { Reason: UnmetReason.SharedFairly or UnmetReason.AfterEntitled or UnmetReason.NoMore { Others: > 0 } } unmet => unmet with { Reason = new UnmetReason.CameLate() },
                var other => other,
            },
            explainer.WhyLeft);
    }
}
