using Logistics.Domain;
using Logistics.Matching.Bookings;
using Logistics.Matching.Model;

namespace Logistics.Matching.Transformations;

/// <summary>
/// Batches one after another: each time the one that saves most, what dies first before the rest, then the shortest, the earliest. Complete
/// without the companion, and where the exact search begins; nothing is proven.
/// </summary>
/// <remarks>Were there no smallest batch, it would save at least 1 - 1/e of the most possible: Nemhauser, Wolsey, Fisher 1978.</remarks>
sealed class GreedySchedule(MatchingInput input, Candidate[] candidates, LotAtRisk[] risks)
{
    readonly long[] left = [.. risks.Select(x => x.Left)];
    readonly EquipmentCalendar calendar = new(input.Day, input.Transfers);
    readonly List<PlannedBatch> batches = [];

    public static Schedule Solve(MatchingInput input, Candidate[] candidates, LotAtRisk[] risks, CancellationToken cancellation)
    {
        var greedy = new GreedySchedule(input, candidates, risks);
        while (greedy.Best(cancellation) is { } best)
            greedy.Take(best);
        return new Schedule([.. greedy.batches], Requests: null);
    }

    PlannedBatch? Best(CancellationToken cancellation)
    {
        PlannedBatch? best = null;
        foreach (var candidate in candidates)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Fill(candidate) is { } batch && (best is null || Compare(batch, best) > 0))
                best = batch;
        }
        return best;
    }

    static int Compare(PlannedBatch one, PlannedBatch other)
    {
        if (one.Of(Freshness.LastChance).CompareTo(other.Of(Freshness.LastChance)) is var last and not 0)
            return last;
        if (one.Of(Freshness.DiesSoon).CompareTo(other.Of(Freshness.DiesSoon)) is var soon and not 0)
            return soon;
        return (other.Period.End - other.Begin).CompareTo(one.Period.End - one.Begin) is var shorter and not 0 ? shorter : other.Begin.CompareTo(one.Begin);
    }

    void Take(PlannedBatch batch)
    {
        batches.Add(batch);
        calendar.Add(batch.Use);
        for (var i = 0; i < batch.Grams.Length; i++)
            left[batch.Candidate.Inputs[i].Row] -= batch.Grams[i];
    }

    /// <summary>As much as fits, lot by lot, what dies first first; null when no batch of any size fits.</summary>
    PlannedBatch? Fill(Candidate candidate)
    {
        var grams = new long[candidate.Inputs.Length];
        PlannedBatch? best = null;
        foreach (var i in Enumerable.Range(0, grams.Length).OrderBy(i => candidate.Inputs[i].Risk.Freshness).ThenByDescending(i => left[candidate.Inputs[i].Row]))
        {
            var some = candidate.Inputs[i];
            var most = Math.Min(left[some.Row], candidate.Largest - grams.Sum());
            if (most < some.Risk.Smallest)
                continue;
            grams[i] = most;
            // Smaller batches are shorter: halve what this lot gives until it fits, but try a batch below the smallest on trust, for others to fill.
            while (grams[i] > 0 && grams.Sum() >= candidate.Smallest && Place(candidate, grams) is null)
                grams[i] = grams[i] / 2 >= some.Risk.Smallest && grams.Sum() - grams[i] + grams[i] / 2 >= candidate.Smallest ? grams[i] / 2 : 0;
            if (grams.Sum() >= candidate.Smallest && Place(candidate, grams) is { } begin)
                best = new PlannedBatch(candidate, begin, [.. grams]);
        }
        return best;
    }

    DateTimeOffset? Place(Candidate candidate, long[] grams)
    {
        DateTimeOffset begin = candidate.Span.Begin, end = candidate.Span.End;
        for (var i = 0; i < grams.Length; i++)
            if (grams[i] > 0)
            {
                begin = begin >= candidate.Inputs[i].Begin ? begin : candidate.Inputs[i].Begin;
                end = end <= candidate.Inputs[i].End ? end : candidate.Inputs[i].End;
            }
        var size = candidate.SizeOf(grams.Sum());
        if (begin + size > end || !calendar.WithinLimits(candidate.Equipment, candidate.Host.Party, candidate.Recipe.DurationOf(new(grams.Sum()))))
            return null;
        // Premises hold one batch at a time: move past whatever stands in the way, of the equipment or of the place.
        while (calendar.Earliest(candidate.Equipment, candidate.Host.Id, new TimeWindow(begin, end), size) is { } found)
        {
            var inTheWay = batches.Where(x => x.Candidate.Host.Id == candidate.Host.Id && x.Period.Begin < found + size && found < x.Period.End)
                .Select(x => (DateTimeOffset?)x.Period.End).Max();
            if (inTheWay is not { } after)
                return found;
            if (after > end)
                return null;
            begin = after;
        }
        return null;
    }
}
