using Logistics.Domain.Needs;
using Logistics.Domain.Policies;
using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// Changes to a sharing that are tried and kept or taken back. Before and after are compared as <see cref="Score"/> would, looking only
/// at what changed: sums by their differences, and levels by those touched, since a leximin does not depend on whom it does not concern.
/// </summary>
sealed class Trial(Problem problem, Ledger ledger, Goals goals)
{
    readonly List<(int Pair, long Grams)> changes = [];
    readonly List<int> recipients = [], families = [], links = [];
    readonly List<long> pointsBefore = [], gramsBefore = [], carriedBefore = [];
    readonly List<long> before = [], after = [];

    public void Add(int pair, long grams)
    {
        var row = problem.Pairs[pair];
        var need = problem.Needs[row.Need];
        Note(recipients, pointsBefore, need.Recipient, ledger.Received);
        Note(families, gramsBefore, Problem.Share(need.Recipient, need.Family), ledger.ByFamily);
        Note(links, carriedBefore, row.Link, ledger.LinkGrams);
        ledger.Add(pair, grams);
        changes.Add((pair, grams));
    }

    static void Note(List<int> touched, List<long> values, int row, long[] now)
    {
        if (touched.Contains(row))
            return;
        touched.Add(row);
        values.Add(now[row]);
    }

    /// <summary>Keeps the changes if they make the sharing better, else takes them back.</summary>
    public bool KeepIfBetter()
    {
        var better = IsBetter();
        if (!better)
            for (var i = changes.Count - 1; i >= 0; i--)
                ledger.Add(changes[i].Pair, -changes[i].Grams);
        foreach (var list in (ReadOnlySpan<List<int>>)[recipients, families, links])
            list.Clear();
        foreach (var list in (ReadOnlySpan<List<long>>)[pointsBefore, gramsBefore, carriedBefore])
            list.Clear();
        changes.Clear();
        return better;
    }

    bool IsBetter()
    {
        Span<long> urgent = stackalloc long[3], saved = stackalloc long[3];
        Int128 wishes = 0, farther = 0, lost = 0;
        foreach (var (p, grams) in changes)
        {
            var pair = problem.Pairs[p];
            if (problem.Needs[pair.Need].Urgency is not Urgency.Ordinary and var urgency)
                urgent[(int)urgency - 1] += grams;
            saved[(int)problem.Lots[pair.Lot].Freshness] += grams;
            wishes += (Int128)grams * pair.Wish;
            lost += (Int128)grams * pair.Loss;
            farther += (Int128)grams * pair.Distance;
        }
        if (First(urgent) is not 0 and var first)
            return first > 0;
        foreach (var aim in problem.Terms.Order)
        {
            var difference = aim switch
            {
                Aim.Waste => First(saved),
                Aim.Equity => Levels() is not 0 and var fairness ? fairness : FamilyLevels() is not 0 and var fuller ? fuller : -Int128.Sign(lost),
                Aim.Kilometres => -Charge(),
                _ => (long)Int128.Sign(wishes),
            };
            if (difference != 0)
                return difference > 0;
        }
        return Levels(uncapped: true) is not 0 and var fairer ? fairer > 0 : farther < 0;
    }

    static long First(ReadOnlySpan<long> differences)
    {
        foreach (var difference in differences)
            if (difference != 0)
                return difference;
        return 0;
    }

    long Charge()
    {
        long charge = 0;
        for (var i = 0; i < links.Count; i++)
            charge += ((ledger.LinkGrams[links[i]] > 0 ? 1 : 0) - (carriedBefore[i] > 0 ? 1 : 0)) * problem.Links[links[i]].Charge.Microeuros;
        return charge;
    }

    int Levels(bool uncapped = false)
    {
        before.Clear();
        after.Clear();
        for (var i = 0; i < recipients.Count; i++)
        {
            var (row, most) = (problem.Recipients[recipients[i]], uncapped ? long.MaxValue : goals.Levels[recipients[i]]);
            before.Add(Math.Min(most, Entitlement.Level(row, pointsBefore[i])));
            after.Add(Math.Min(most, Entitlement.Level(row, ledger.Received[recipients[i]])));
        }
        return Compare();
    }

    int FamilyLevels()
    {
        before.Clear();
        after.Clear();
        for (var i = 0; i < families.Count; i++)
        {
            var most = goals.FamilyLevels[families[i]];
            before.Add(Math.Min(most, Goals.FamilyLevel(problem, families[i], gramsBefore[i])));
            after.Add(Math.Min(most, Goals.FamilyLevel(problem, families[i], ledger.ByFamily[families[i]])));
        }
        return Compare();
    }

    int Compare()
    {
        before.Sort();
        after.Sort();
        for (var i = 0; i < before.Count; i++)
            if (after[i].CompareTo(before[i]) is not 0 and var difference)
                return difference;
        return 0;
    }
}
