using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Plans;
using Logistics.Matching.Bookings;
using Logistics.Measures;
using Logistics.OrTools;

namespace Logistics.Matching.Transformations;

/// <summary>
/// Decides which batches save what a sharing leaves, on which equipment, at which host, when, together with the requests for the same equipment.
/// What would be lost comes before what is only asked for: what dies first, then what dies soon, then requests, then fair hours.
/// </summary>
/// <remarks>Same input, same plan, whatever the order of its lists; thread safe.</remarks>
public static class TransformationPlanner
{
    /// <param name="first">The sharing without batches: what it leaves is at risk.</param>
    /// <param name="work">Deterministic seconds that OR-Tools may work; zero: it is not asked.</param>
    public static TransformationPlan Plan(MatchingInput input, MatchingResult first, ISolverClient solver, double work, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(solver);
        var risks = LotAtRisk.Among(input, first);
        var book = new CandidateBook(input, risks);
        var schedule = GreedySchedule.Solve(input, book.Candidates, risks, cancellation);
        TransformationBound? bound = null;
        var companion = false;
        if (work > 0 && book.Candidates.Sum(x => x.Inputs.Length) > ExactSchedule.MostPairs)
            bound = ExactSchedule.BoundOf(schedule, risks, book.Candidates);
        else if (work > 0 && new ScheduleModel(input, book.Candidates, risks) is var model && (model.HasBatches || model.Requests.Count > 0))
        {
            var answer = new ExactSchedule(solver, work, (int)(input.Seed & int.MaxValue), cancellation).Improve(model, schedule, risks, book.Candidates);
            (schedule, bound, companion) = (answer.Schedule, answer.Bound, answer.TookPart);
        }

        EquipmentUse[] uses = [.. schedule.Batches.Select(x => x.Use)];
        var (bookings, unmet) = schedule.Requests is { } decided
            ? EquipmentBooking.Explain(input, uses, decided.Select(x => (x.Request, x.Equipment, x.Begin)))
            : EquipmentBooking.Solve(input, uses);
        return new TransformationPlan
        {
            Batches = Batches(input, schedule),
            Untransformed = Untransformed(input, risks, book, schedule),
            Bookings = bookings,
            UnmetRequests = unmet,
            Bound = bound,
            Companion = companion,
        };
    }

    static ValueList<Transformation> Batches(MatchingInput input, Schedule schedule)
    {
        var taken = input.Day.Day.Lots.Select(x => x.Code).Concat(input.Day.Day.Needs.Select(x => x.Code)).ToHashSet();
        return [.. schedule.Batches.OrderBy(x => x.Begin).ThenBy(x => x.Candidate.Key, StringComparer.Ordinal).Select((x, i) => Batch(input, x, Code(x.Candidate, i + 1)))];

        // What is declared may bear such a name already.
        string Code(Candidate candidate, int number)
        {
            var code = string.Create(CultureInfo.InvariantCulture, $"{candidate.Recipe.Code}.{candidate.Equipment.Code}.{number}");
            while (taken.Contains(code) || taken.Contains(BatchedDay.NeedCode(code)))
                code += "x";
            return code;
        }
    }

    static Transformation Batch(MatchingInput input, PlannedBatch batch, string code)
    {
        var (equipment, host, recipe) = (batch.Candidate.Equipment, batch.Candidate.Host, batch.Candidate.Recipe);
        var order = input.Day.Day.Lots.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        var inputs = batch.Candidate.Inputs.Select((x, i) => new TransformationInput(x.Risk.Lot.Id, new Mass(batch.Grams[i]))).Where(x => x.Quantity > Mass.Zero)
            .OrderBy(x => order[x.Lot]).ToValueList();
        return Transformation.Of(input.Day, code, equipment.Id, recipe.Id, host.Id, batch.Period, inputs);
    }

    static ValueList<Untransformed> Untransformed(MatchingInput input, LotAtRisk[] risks, CandidateBook book, Schedule schedule)
    {
        var left = risks.Select(x => x.Left).ToArray();
        foreach (var batch in schedule.Batches)
            for (var i = 0; i < batch.Grams.Length; i++)
                left[batch.Candidate.Inputs[i].Row] -= batch.Grams[i];
        var order = input.Day.Day.Lots.Select((x, i) => (x.Id, i)).ToDictionary(x => x.Id, x => x.i);
        return
        [
            .. Enumerable.Range(0, risks.Length).Where(i => left[i] > 0).Select(i => new Untransformed(risks[i].Lot.Id, new Mass(left[i]), Why(i)))
                .OrderBy(x => order[x.Lot]),
        ];

        UntransformedReason Why(int row)
        {
            if (book.NearestOf(row) is not UntransformedReason.Taken taken)
                return book.NearestOf(row);
            // With what the batches leave, none of the recipes would have enough.
            var nearest = book.Candidates.Where(x => x.Inputs.Any(y => y.Row == row))
                .Select(x => (x.Recipe, Missing: x.Smallest - x.Inputs.Sum(y => left[y.Row]))).MinBy(x => (x.Missing, x.Recipe.Id.Value));
            return nearest.Missing > 0 ? new UntransformedReason.BelowSmallestBatch(nearest.Recipe.Id, new Mass(nearest.Missing)) : taken;
        }
    }
}
