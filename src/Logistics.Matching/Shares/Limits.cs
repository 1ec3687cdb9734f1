using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>The least and the most, in grams, that each pair of a problem may carry: how whole-number decisions are told to the flows.</summary>
sealed class Limits
{
    public Limits(Problem problem)
    {
        Least = new long[problem.Pairs.Length];
        Most = [.. problem.Pairs.Select(x => problem.Lots[x.Lot].Grams)];
    }

    public long[] Least { get; }

    public long[] Most { get; }

    public void Close(int pair) => (Least[pair], Most[pair]) = (0, 0);

    public void Fix(int pair, long grams) => (Least[pair], Most[pair]) = (grams, grams);
}
