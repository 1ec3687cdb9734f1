using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Eligibility;
using Logistics.Measures;

namespace Logistics.Matching.Model;

/// <summary>
/// A sharing in numbers: who may be given what, within which limits, and what it is worth to whom. Rows stand in stable order (see
/// <see cref="StableOrder"/>), so that nothing computed from a problem can depend on how the declarations were listed. Amounts are grams;
/// what recipients hold is counted in points, that is grams times the points of the family.
/// </summary>
sealed class Problem
{
    public const int Families = 6;

    public required SharingTerms Terms { get; init; }

    public required LotRow[] Lots { get; init; }

    public required NeedRow[] Needs { get; init; }

    public required RecipientRow[] Recipients { get; init; }

    /// <summary>Grams received earlier, by recipient and family: see <see cref="Share"/>.</summary>
    public required long[] EarlierByFamily { get; init; }

    /// <summary>Room left for one temperature class at one site on one day.</summary>
    public required StorageRow[] Storages { get; init; }

    /// <summary>What the people of a site can receive on one day.</summary>
    public required DoorRow[] Doors { get; init; }

    /// <summary>Ways from one site to another: one stop's worth of cost each, however much is brought.</summary>
    public required LinkRow[] Links { get; init; }

    /// <summary>Pairs that every rule allows, sorted by lot then need.</summary>
    public required PairRow[] Pairs { get; init; }

    /// <summary>Pairs of lot i are at positions FirstPair[i] (inclusive) to FirstPair[i + 1] (exclusive).</summary>
    public required int[] FirstPair { get; init; }

    /// <summary>Pairs of need j, as positions in <see cref="Pairs"/>.</summary>
    public required int[][] PairsOfNeed { get; init; }

    public static Problem Build(MatchingInput input) => new ProblemBuilder(input).Build(out _, keepRefusals: false);

    /// <param name="refused">The pairs that a rule forbids.</param>
    public static Problem Build(MatchingInput input, out RefusalBook refused)
    {
        var problem = new ProblemBuilder(input).Build(out var book, keepRefusals: true);
        refused = book!;
        return problem;
    }

    /// <summary>Points per gram of a family; all are 1 where families count alike.</summary>
    public long Points(Family family) => (points ??= PointsOf(Terms.Points))[(int)family];

    /// <summary>True when a gram counts the same whatever its family.</summary>
    public bool CountsAlike => Enum.GetValues<Family>().All(x => Points(x) == 1);

    long[]? points;

    public static long[] PointsOf(FamilyPoints voted)
    {
        var all = Array.ConvertAll(Enum.GetValues<Family>(), x => (long)voted[x]);
        return all.All(x => x == all[0]) ? Array.ConvertAll(all, _ => 1L) : all;
    }

    /// <summary>The position of a recipient's family in <see cref="EarlierByFamily"/> and wherever shares are counted by family.</summary>
    public static int Share(int recipient, Family family) => recipient * Families + (int)family;

    /// <summary>The same, of the need a pair answers.</summary>
    public int ShareOf(int pair) => Share(Needs[Pairs[pair].Need].Recipient, Needs[Pairs[pair].Need].Family);

    /// <summary>The least that the pair may carry, in grams, if it carries anything: by the donor's smallest useful share and by what the recipient comes for.</summary>
    public long LeastOf(int pair) => Math.Max(Lots[Pairs[pair].Lot].Smallest, Pairs[pair].Least);

    public int RecipientOf(int pair) => Needs[Pairs[pair].Need].Recipient;

    /// <summary>The same rows with fewer pairs and what room others have left of it.</summary>
    /// <param name="rows">Recipients as the terms of the part see them, with what was taken counted as received.</param>
    /// <returns>The smaller problem, and for each of its pairs the position here.</returns>
    public (Problem Part, int[] PairOf) Restrict(SharingTerms terms, Predicate<PairRow> keep, Shares.Ledger taken, RecipientRow[] rows)
    {
        var kept = Enumerable.Range(0, Pairs.Length).Where(p => keep(Pairs[p])).ToArray();
        var part = new Problem
        {
            Terms = terms,
            Lots = [.. Lots.Select((x, i) => x with { Grams = taken.LotLeft[i] })],
            Needs = [.. Needs.Select((x, j) => x with { Wanted = taken.NeedLeft[j] })],
            Recipients = rows,
            EarlierByFamily = [.. EarlierByFamily.Select((x, s) => x + taken.ByFamily[s])],
            Storages = [.. Storages.Select((x, s) => x with { Room = taken.StorageLeft[s] })],
            Doors = [.. Doors.Select((x, d) => x with { Room = taken.DoorLeft[d] })],
            Links = Links,
            Pairs = [.. kept.Select(p => Pairs[p])],
            FirstPair = PositionsOf(kept.Select(p => Pairs[p].Lot), Lots.Length),
            PairsOfNeed = [],
        };
        return (part.WithPairsOfNeed(), kept);
    }

    /// <summary>The same with other amounts of the lots.</summary>
    public Problem With(LotRow[] lots) => Copy(lots, PairsOfNeed);

    Problem WithPairsOfNeed() => Copy(Lots, ByNeed(Pairs, Needs.Length));

    Problem Copy(LotRow[] lots, int[][] pairsOfNeed) => new()
    {
        Terms = Terms,
        Lots = lots,
        Needs = Needs,
        Recipients = Recipients,
        EarlierByFamily = EarlierByFamily,
        Storages = Storages,
        Doors = Doors,
        Links = Links,
        Pairs = Pairs,
        FirstPair = FirstPair,
        PairsOfNeed = pairsOfNeed,
    };

    /// <summary>Where each lot's pairs begin, when pairs are sorted by lot.</summary>
    public static int[] PositionsOf(IEnumerable<int> lotOfPair, int lots)
    {
        var first = new int[lots + 1];
        foreach (var lot in lotOfPair)
            first[lot + 1]++;
        for (var i = 0; i < lots; i++)
            first[i + 1] += first[i];
        return first;
    }

    public static int[][] ByNeed(PairRow[] pairs, int needs)
    {
        var counts = new int[needs];
        foreach (var pair in pairs)
            counts[pair.Need]++;
        var of = Array.ConvertAll(counts, x => new int[x]);
        for (var p = pairs.Length - 1; p >= 0; p--)
            of[pairs[p].Need][--counts[pairs[p].Need]] = p;
        return of;
    }
}

/// <param name="Grams">What is expected.</param>
/// <param name="Smallest">The least anyone may be given; the whole lot when it is indivisible.</param>
sealed record LotRow(LotId Id, long Grams, long Smallest, bool Indivisible, int Crates, Freshness Freshness, Lot Lot);

sealed record NeedRow(NeedId Id, int Recipient, long Wanted, Urgency Urgency, Need Need)
{
    public Family Family => Need.Family;
}

/// <param name="Door">The row of the site's reception limit; -1: nobody set one.</param>
sealed record StorageRow(SiteId Site, TemperatureClass Class, long Room, int Door = -1);

sealed record DoorRow(SiteId Site, long Room);

/// <param name="Charge">What bringing anything this way costs the rounds.</param>
sealed record LinkRow(SiteId From, SiteId To, Cost Charge);

/// <param name="Distance">Decimetres by road.</param>
/// <param name="Link">The row of the way it takes.</param>
/// <param name="Wish">What the recipient's wishes for qualities weigh, for each gram.</param>
/// <param name="Mode">Delivered or collected, as decided.</param>
/// <param name="Most">What the recipient takes of the lot, in grams, where it declined the rest.</param>
/// <param name="Loss">What the hub it goes to is expected to lose in sorting, in thousandths.</param>
/// <param name="Least">What the recipient comes for at least, in grams.</param>
readonly record struct PairRow(int Lot, int Need, int Storage, long Distance, int Link, int Wish = 0, Transfer Mode = Transfer.Delivered, int Loss = 0, long Most = long.MaxValue, long Least = 0);
