using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>A sharing in the making: what each pair carries and what room that leaves everywhere. Grams.</summary>
sealed class Ledger
{
    readonly Problem problem;

    public Ledger(Problem problem, long[]? grams = null)
    {
        this.problem = problem;
        Grams = new long[problem.Pairs.Length];
        LotLeft = Array.ConvertAll(problem.Lots, x => x.Grams);
        NeedLeft = Array.ConvertAll(problem.Needs, x => x.Wanted);
        StorageLeft = Array.ConvertAll(problem.Storages, x => x.Room);
        Received = new long[problem.Recipients.Length];
        for (var p = 0; p < (grams?.Length ?? 0); p++)
            if (grams![p] != 0)
                Add(p, grams[p]);
    }

    public long[] Grams { get; }

    public long[] LotLeft { get; }

    public long[] NeedLeft { get; }

    public long[] StorageLeft { get; }

    public long[] Received { get; }

    public void Add(int pair, long grams)
    {
        var row = problem.Pairs[pair];
        Grams[pair] += grams;
        LotLeft[row.Lot] -= grams;
        NeedLeft[row.Need] -= grams;
        StorageLeft[row.Storage] -= grams;
        Received[problem.Needs[row.Need].Recipient] += grams;
    }

    /// <summary>Room of the pair's need and of its storage, whatever the lot has left.</summary>
    public long Room(int pair) => Math.Min(NeedLeft[problem.Pairs[pair].Need], StorageLeft[problem.Pairs[pair].Storage]);

    /// <summary>The most that can be added to the pair such that its share is a useful one; zero when it would stay too small.</summary>
    public long CanAdd(int pair)
    {
        var lot = problem.Lots[problem.Pairs[pair].Lot];
        var most = Math.Min(LotLeft[problem.Pairs[pair].Lot], Room(pair));
        return most > 0 && Grams[pair] + most >= lot.Smallest ? most : 0;
    }
}
