using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Plans;
using Logistics.Matching.Bookings;
using Logistics.Matching.Eligibility;
using Logistics.Matching.Model;
using Logistics.Matching.Reasons;
using Logistics.Matching.Verification;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching;

/// <summary>Decides how much of each lot goes to which need, and who has which equipment when.</summary>
/// <remarks>
/// Hard rules make the pairs; then, each tier among the best of the tiers before: urgent needs by class, least waste with what dies first
/// before the rest, a leximin of points received per entitled share and then of the worst-served families, the fewest and shortest ways within the
/// voted tolerance, wishes. Same input, same result; thread safe.
/// </remarks>
public sealed class Matcher(ISolverClient solver)
{
    public MatchingResult Match(MatchingInput input, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var problem = Problem.Build(input, out var refused);
        var shared = new Pools(input, problem, solver, cancellation).Share(Promises.Fit(problem, input));
        var grams = shared.Grams;
        var explainer = new Explainer(problem, input.Day, grams, refused);
        return Results.Of(input, problem, grams, refused, explainer.WhyGiven, explainer.WhyUnmet, explainer.WhyLeft) with
        {
            Bound = new MatchingBound(Given: new Mass(grams.Sum()), AtMost: new Mass(shared.AtMost)),
            Certificates = [.. shared.Cores.Select(x => Certificates.Of(x.Problem, x.Sharing.Core.Proof))],
            Fallbacks = Reasons.Fallbacks.Of(problem, grams, input.Day),
            Tiers = Figures.Of(problem, grams, shared.Cores),
            Companion = shared.TookPart,
            // Whoever was asked and did not answer is not there; where nobody was asked, only the stand-in is known not to be.
            Note = shared.TookPart ? null : shared.Asked || solver is NoSolver ? MatchingNote.NoCompanion : MatchingNote.NotAsked,
        };
    }
}

/// <summary>Turns rows and grams back into the words of the day, in the order of the declarations.</summary>
static class Results
{
    public static MatchingResult Of(MatchingInput input, Problem problem, long[] grams, RefusalBook refused,
        Func<int, AllocationReason> whyGiven, Func<int, Unmet?> whyUnmet, Func<int, Leftover?> whyLeft)
    {
        var lotOrder = input.Day.Day.Lots.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var needOrder = input.Day.Day.Needs.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var (bookings, unmetRequests) = EquipmentBooking.Solve(input);
        return new MatchingResult
        {
            Allocations =
            [
                .. Enumerable.Range(0, grams.Length).Where(p => grams[p] > 0).Select(p => Allocate(problem, p, grams[p], whyGiven(p)))
                    .OrderBy(x => lotOrder[x.Lot]).ThenBy(x => needOrder[x.Need]),
            ],
            Unmet = [.. Enumerable.Range(0, problem.Needs.Length).Select(whyUnmet).OfType<Unmet>().OrderBy(x => needOrder[x.Need])],
            Leftovers = [.. Enumerable.Range(0, problem.Lots.Length).Select(whyLeft).OfType<Leftover>().OrderBy(x => lotOrder[x.Lot])],
            RefusedPairs = !refused.AreListed ? [] : [.. refused.All.OrderBy(x => lotOrder[x.Lot]).ThenBy(x => needOrder[x.Need])],
            UnlistedRefusals = refused.AreListed ? [] : refused.Count(),
            Bookings = bookings,
            UnmetRequests = unmetRequests,
            Bound = null,
            Companion = false,
        };
    }

    /// <summary>The id is derived from lot, need and amount: the same promise has the same id in every plan, another amount is another promise.</summary>
    static Allocation Allocate(Problem problem, int pair, long grams, AllocationReason reason)
    {
        var (lot, need) = (problem.Lots[problem.Pairs[pair].Lot], problem.Needs[problem.Pairs[pair].Need]);
        var name = string.Create(CultureInfo.InvariantCulture, $"allocation:{need.Id.Value:N}:{grams}");
        return new Allocation
        {
            Id = new AllocationId(NameBasedId.Derive(lot.Id.Value, name)),
            Lot = lot.Id,
            Need = need.Id,
            Quantity = new Mass(grams),
            Transfer = problem.Pairs[pair].Mode,
            Reason = reason,
        };
    }
}
