using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>The least and the most, in grams, that each pair of a problem may carry: how whole-number decisions and promises are told to the flows.</summary>
sealed class Limits
{
    readonly long[] promised;

    /// <param name="promised">What must be kept, by pair; null: nothing was promised.</param>
    public Limits(Problem problem, long[]? promised = null)
    {
        this.promised = promised ?? new long[problem.Pairs.Length];
        Least = [.. this.promised];
        Most = [.. problem.Pairs.Select((x, p) => Math.Max(this.promised[p], Math.Min(x.Most, problem.Lots[x.Lot].Grams)))];
    }

    public long[] Least { get; }

    public long[] Most { get; }

    public long Promised(int pair) => promised[pair];

    /// <summary>Nothing may go this way; what was promised still does, and no more.</summary>
    public void Close(int pair) => (Least[pair], Most[pair]) = (promised[pair], promised[pair]);
}
