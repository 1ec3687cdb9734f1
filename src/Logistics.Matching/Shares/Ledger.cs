using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>A sharing in the making: what each pair carries and what room that leaves everywhere. Grams; what recipients hold in points too.</summary>
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
        DoorLeft = Array.ConvertAll(problem.Doors, x => x.Room);
        Received = new long[problem.Recipients.Length];
        ByFamily = new long[problem.EarlierByFamily.Length];
        LinkGrams = new long[problem.Links.Length];
        for (var p = 0; p < (grams?.Length ?? 0); p++)
            if (grams![p] != 0)
                Add(p, grams[p]);
    }

    public long[] Grams { get; }

    public long[] LotLeft { get; }

    public long[] NeedLeft { get; }

    public long[] StorageLeft { get; }

    public long[] DoorLeft { get; }

    /// <summary>Points today, by recipient.</summary>
    public long[] Received { get; }

    /// <summary>Grams today, by recipient and family.</summary>
    public long[] ByFamily { get; }

    /// <summary>Grams that go each way.</summary>
    public long[] LinkGrams { get; }

    public void Add(int pair, long grams)
    {
        var row = problem.Pairs[pair];
        var need = problem.Needs[row.Need];
        Grams[pair] += grams;
        LotLeft[row.Lot] -= grams;
        NeedLeft[row.Need] -= grams;
        StorageLeft[row.Storage] -= grams;
        if (problem.Storages[row.Storage].Door is var door and >= 0)
            DoorLeft[door] -= grams;
        Received[need.Recipient] += grams * problem.Points(need.Family);
        ByFamily[Problem.Share(need.Recipient, need.Family)] += grams;
        LinkGrams[row.Link] += grams;
    }

    /// <summary>Room of the pair's need, of its storage, of the site's people and of what is taken of the lot in part, whatever the lot has left.</summary>
    public long Room(int pair)
    {
        var row = problem.Pairs[pair];
        var room = Math.Min(Math.Min(NeedLeft[row.Need], StorageLeft[row.Storage]), Math.Max(0, row.Most - Grams[pair]));
        return problem.Storages[row.Storage].Door is var door and >= 0 ? Math.Min(room, DoorLeft[door]) : room;
    }

    /// <summary>The most that can be added to the pair such that its share is a useful one; zero when it would stay too small.</summary>
    public long CanAdd(int pair)
    {
        var most = Math.Min(LotLeft[problem.Pairs[pair].Lot], Room(pair));
        return most > 0 && Grams[pair] + most >= problem.LeastOf(pair) ? most : 0;
    }
}
