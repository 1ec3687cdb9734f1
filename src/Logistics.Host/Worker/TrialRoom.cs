using System.Threading.Channels;
using Logistics.Domain.Plans;

namespace Logistics.Host.Worker;

/// <summary>
/// Trials live here and nowhere else: they are computed in memory, a few are kept, none is ever stored. Asking again for the same trial
/// of the same plan, or of one that was made from it by hand, gives the same answer without computing it twice: what people are doing on the board is not
/// slowed down by working out again what their changes have no part in.
/// </summary>
public sealed class TrialRoom
{
    const int Kept = 16;

    readonly Lock door = new();
    readonly LinkedList<Trial> trials = [];
    readonly Channel<Trial> queue = Channel.CreateBounded<Trial>(new BoundedChannelOptions(Kept) { SingleReader = true });

    /// <summary>The trial, found or begun; null when too many wait already.</summary>
    public Trial? Ask(PlannedDay basis, TrialKind kind)
    {
        lock (door)
        {
            if (Find(basis.Plan, kind) is { State: not TrialState.Failed } found)
                return found;
            var trial = new Trial(basis, kind);
            if (!queue.Writer.TryWrite(trial))
                return null;
            trials.AddFirst(trial);
            for (var node = trials.Last; trials.Count > Kept && node is not null; node = node.Previous)
                if (node.Value.IsOver)
                {
                    trials.Remove(node);
                    break;
                }
            return trial;
        }
    }

    /// <summary>The trial if it is remembered.</summary>
    public Trial? Find(DayPlan basis, TrialKind kind)
    {
        lock (door)
            return trials.FirstOrDefault(trial => IsSame(trial.Basis.Plan, basis) && trial.Kind.Code == kind.Code);
    }

    /// <summary>Whether trials of both come out the same: a search knows of changes by hand only what is held.</summary>
    static bool IsSame(DayPlan one, DayPlan other) => one.Id == other.Id || (one.AskedUnder == other.AskedUnder && one.Holds.Count == 0 && other.Holds.Count == 0);

    /// <summary>The trial if it is remembered; one of an earlier plan of the same day is begun anew on this one, since the day was planned again while its visitor waited.</summary>
    /// <returns>Null: nobody asked for it, it was forgotten, or too many wait.</returns>
    public Trial? Follow(PlannedDay basis, TrialKind kind)
    {
        lock (door)
            return Find(basis.Plan, kind)
                ?? (trials.Any(trial => trial.Basis.Plan.Date == basis.Plan.Date && trial.Kind.Code == kind.Code) ? Ask(basis, kind) : null);
    }

    /// <summary>Trials in the order they were asked for, without end.</summary>
    public IAsyncEnumerable<Trial> QueueAsync(CancellationToken cancellation) => queue.Reader.ReadAllAsync(cancellation);
}
