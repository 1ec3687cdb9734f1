using Logistics.Matching.Model;

namespace Logistics.Matching.Transformations;

/// <summary>
/// Batches one after another: each time the one that saves most, what dies first before the rest, then the shortest, the earliest. Then some are
/// given up and others tried in their place, as long as that saves more. Complete without the companion, and where the exact search begins;
/// nothing is proven.
/// </summary>
/// <remarks>
/// Were there no smallest batch, the first part would save at least 1 - 1/e of the most possible: Nemhauser, Wolsey, Fisher 1978. The second is ruin
/// and recreate, Schrimpf et al. 2000. The rounds are counted, not timed: the answer repeats.
/// </remarks>
sealed class GreedySchedule(Draft draft, Candidate[] candidates, LotAtRisk[] risks, int seed, CancellationToken cancellation)
{
    /// <summary>Rounds without gain after which the search ends.</summary>
    const int Patience = 500;

    const int MostRounds = 2_500;

    /// <summary>At most so many batches are given up in a round, when not all those of one piece of equipment are.</summary>
    const int MostGivenUp = 6;

    /// <summary>Of so many candidates one is passed over, so that a round does not repeat the last.</summary>
    const int PassedOver = 6;

    readonly Random random = new(seed);
    readonly (Freshness Freshness, long Grams)[] most =
        [.. candidates.SelectMany(x => x.Inputs).Select(x => x.Row).Distinct().GroupBy(x => risks[x].Freshness, x => risks[x].Left).Select(x => (x.Key, x.Sum()))];

    public static Schedule Solve(MatchingInput input, Candidate[] candidates, LotAtRisk[] risks, CancellationToken cancellation)
    {
        var draft = new Draft(input, candidates, risks);
        var greedy = new GreedySchedule(draft, candidates, risks, (int)(input.Seed & int.MaxValue), cancellation);
        greedy.Fill(passOver: false);
        greedy.Search();
        return new Schedule([.. draft.Batches], Requests: null);
    }

    void Fill(bool passOver)
    {
        while (Best(passOver) is { } best)
            draft.Take(best);
    }

    PlannedBatch? Best(bool passOver)
    {
        cancellation.ThrowIfCancellationRequested();
        PlannedBatch? best = null;
        for (var candidate = 0; candidate < candidates.Length; candidate++)
            if (draft.HasRoom(candidate) && !(passOver && random.Next(PassedOver) == 0)
                && draft.Fill(candidate, spare: passOver) is { } batch && (best is null || Compare(batch, best) > 0))
                best = batch;
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

    void Search()
    {
        var best = new Schedule([.. draft.Batches], Requests: null);
        for (int round = 0, idle = 0; round < MostRounds && idle < Patience && best.Batches.Length > 0 && !SavesAll(best); round++, idle++)
        {
            foreach (var batch in GivenUp())
                draft.GiveUp(batch);
            Fill(passOver: true);
            // What was passed over by chance may fit still.
            Fill(passOver: false);
            var tried = new Schedule([.. draft.Batches], Requests: null);
            if (tried.CompareSaved(best) is var gain && gain > 0)
                idle = 0;
            if (gain >= 0)
                best = tried;
            else
                Restore(best);
        }
    }

    bool SavesAll(Schedule schedule) => most.All(x => schedule.Saved(x.Freshness) == x.Grams);

    /// <summary>All that one or two pieces of equipment do, or a few batches at random.</summary>
    List<PlannedBatch> GivenUp()
    {
        var all = draft.Batches.ToList();
        var first = all[random.Next(all.Count)];
        if (random.Next(2) == 0)
        {
            var second = all[random.Next(all.Count)];
            return [.. all.Where(x => x.Candidate.Equipment.Id == first.Candidate.Equipment.Id || x.Candidate.Equipment.Id == second.Candidate.Equipment.Id)];
        }
        var order = all.ToArray();
        random.Shuffle(order);
        return [.. order.Take(1 + random.Next(MostGivenUp))];
    }

    void Restore(Schedule schedule)
    {
        foreach (var batch in draft.Batches.Except(schedule.Batches, ReferenceEqualityComparer.Instance).Cast<PlannedBatch>().ToList())
            draft.GiveUp(batch);
        foreach (var batch in schedule.Batches.Except(draft.Batches, ReferenceEqualityComparer.Instance).Cast<PlannedBatch>().ToList())
            draft.Take(batch);
    }
}
