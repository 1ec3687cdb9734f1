using Logistics.Domain;
using Logistics.Matching.Bookings;

namespace Logistics.Matching.Transformations;

/// <summary>A schedule that is being made: batches come and go, and it knows what is left of the lots and where a batch more fits.</summary>
sealed class Draft
{
    readonly Candidate[] candidates;
    readonly LotAtRisk[] risks;
    readonly EquipmentCalendar calendar;
    readonly List<PlannedBatch> batches = [];
    readonly Dictionary<SiteId, List<PlannedBatch>> atHost = [];
    readonly long[] left;

    /// <summary>Rows of lots, what dies first first, then what is most.</summary>
    readonly int[] order;
    bool ordered;

    /// <summary>Counted up when something comes or goes: what was known of the room for a candidate holds while neither count has moved.</summary>
    readonly Dictionary<EquipmentId, int> equipmentMoves = [];
    readonly Dictionary<SiteId, int> hostMoves = [];
    readonly (int Equipment, int Host, bool Room)[] rooms;
    readonly int[][] inputOfRow;

    public Draft(MatchingInput input, Candidate[] candidates, LotAtRisk[] risks)
    {
        (this.candidates, this.risks) = (candidates, risks);
        calendar = new EquipmentCalendar(input.Day, input.Transfers);
        left = [.. risks.Select(x => x.Left)];
        order = [.. Enumerable.Range(0, risks.Length)];
        rooms = [.. candidates.Select(_ => (-1, -1, true))];
        inputOfRow = [.. candidates.Select(InputOfRow)];

        int[] InputOfRow(Candidate candidate)
        {
            var positions = new int[risks.Length];
            Array.Fill(positions, -1);
            for (var i = 0; i < candidate.Inputs.Length; i++)
                positions[candidate.Inputs[i].Row] = i;
            return positions;
        }
    }

    public IReadOnlyList<PlannedBatch> Batches => batches;

    public void Take(PlannedBatch batch)
    {
        batches.Add(batch);
        AtHost(batch.Candidate.Host.Id).Add(batch);
        calendar.Add(batch.Use);
        Moved(batch, sign: -1);
    }

    public void GiveUp(PlannedBatch batch)
    {
        batches.Remove(batch);
        AtHost(batch.Candidate.Host.Id).Remove(batch);
        calendar.Remove(batch.Use);
        Moved(batch, sign: 1);
    }

    void Moved(PlannedBatch batch, int sign)
    {
        for (var i = 0; i < batch.Grams.Length; i++)
            left[batch.Candidate.Inputs[i].Row] += sign * batch.Grams[i];
        var (equipment, host) = (batch.Candidate.Equipment.Id, batch.Candidate.Host.Id);
        equipmentMoves[equipment] = equipmentMoves.GetValueOrDefault(equipment) + 1;
        hostMoves[host] = hostMoves.GetValueOrDefault(host) + 1;
        ordered = false;
    }

    /// <summary>Whether the smallest batch would fit, were every lot there from the start.</summary>
    public bool HasRoom(int index)
    {
        var candidate = candidates[index];
        var (equipment, host) = (equipmentMoves.GetValueOrDefault(candidate.Equipment.Id), hostMoves.GetValueOrDefault(candidate.Host.Id));
        if (rooms[index].Equipment != equipment || rooms[index].Host != host)
            rooms[index] = (equipment, host, Place(candidate, candidate.Span.Begin, candidate.Span.End, candidate.Smallest) is not null);
        return rooms[index].Room;
    }

    /// <summary>As much as fits, lot by lot, what dies first first; null when no batch of any size fits.</summary>
    /// <param name="spare">What would stay of a lot and be too small for another batch is left larger instead.</param>
    public PlannedBatch? Fill(int index, bool spare)
    {
        if (!ordered)
            Array.Sort(order, (x, y) => risks[x].Freshness.CompareTo(risks[y].Freshness) is var dies and not 0 ? dies
                : left[y].CompareTo(left[x]) is var more and not 0 ? more : x.CompareTo(y));
        ordered = true;
        var candidate = candidates[index];
        var grams = new long[candidate.Inputs.Length];
        var total = 0L;
        var (begin, end) = (candidate.Span.Begin, candidate.Span.End);
        DateTimeOffset? placed = null;
        foreach (var row in order)
        {
            if (total == candidate.Largest)
                break;
            if (inputOfRow[index][row] is var i && i < 0)
                continue;
            var some = candidate.Inputs[i];
            var upper = Math.Min(left[row], candidate.Largest - total);
            if (spare && left[row] - upper is > 0 and var stays && stays < some.Risk.Smallest)
                upper = left[row] - some.Risk.Smallest;
            if (upper < some.Risk.Smallest)
                continue;
            var (from, to) = (Later(begin, some.Begin), Earlier(end, some.End));
            // A batch below the smallest is tried on trust, for others to fill.
            var most = total + upper < candidate.Smallest ? upper : Most(candidate, from, to, total, Math.Max(some.Risk.Smallest, candidate.Smallest - total), upper);
            if (most == 0)
                continue;
            grams[i] = most;
            total += most;
            (begin, end) = (from, to);
            if (total >= candidate.Smallest)
                placed = Place(candidate, begin, end, total);
        }
        return placed is { } at ? new PlannedBatch(candidate, at, grams) : null;
    }

    /// <summary>How many grams more fit, none or from the least to the most: smaller batches are shorter.</summary>
    long Most(Candidate candidate, DateTimeOffset begin, DateTimeOffset end, long total, long least, long most)
    {
        if (Place(candidate, begin, end, total + most) is not null)
            return most;
        if (least >= most || Place(candidate, begin, end, total + least) is null)
            return 0;
        while (most - least > 1)
        {
            var middle = least + (most - least) / 2;
            if (Place(candidate, begin, end, total + middle) is not null)
                least = middle;
            else
                most = middle;
        }
        return least;
    }

    DateTimeOffset? Place(Candidate candidate, DateTimeOffset begin, DateTimeOffset end, long grams)
    {
        var size = candidate.SizeOf(grams);
        if (begin + size > end || !calendar.WithinLimits(candidate.Equipment, candidate.Host.Party, candidate.Recipe.DurationOf(new(grams))))
            return null;
        // Premises hold one batch at a time: move past whatever stands in the way, of the equipment or of the place.
        var here = AtHost(candidate.Host.Id);
        while (calendar.Earliest(candidate.Equipment, candidate.Host.Id, new TimeWindow(begin, end), size) is { } found)
        {
            DateTimeOffset? after = null;
            foreach (var batch in here)
                if (batch.Begin < found + size && batch.Period.End is var over && found < over && (after is null || over > after))
                    after = over;
            if (after is null)
                return found;
            if (after > end)
                return null;
            begin = after.Value;
        }
        return null;
    }

    List<PlannedBatch> AtHost(SiteId host)
    {
        if (!atHost.TryGetValue(host, out var list))
            atHost[host] = list = [];
        return list;
    }

    static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one >= other ? one : other;

    static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one <= other ? one : other;
}
