using Logistics.Matching.Model;

namespace Logistics.Matching.Shares;

/// <summary>
/// People carry crates, not grams: where a lot comes in crates and every taker has at least one, shares are rounded to whole crates, the
/// largest remainders up, and only one taker has the part crate. What is given of the lot stays the same, and so does what each
/// class of urgency has of it. It costs fairness less than a crate per taker, which the ledger of the next days makes good.
/// </summary>
/// <remarks>Left as it was where a need, a storage or a smallest share would be broken.</remarks>
static class WholeCrates
{
    public static long[] Tidy(Problem problem, long[] grams, Limits limits)
    {
        var ledger = new Ledger(problem, grams);
        for (var lot = 0; lot < problem.Lots.Length; lot++)
        {
            var row = problem.Lots[lot];
            if (row.Crates < 2 || row.Indivisible || row.Grams < row.Crates)
                continue;
            var takers = Enumerable.Range(problem.FirstPair[lot], problem.FirstPair[lot + 1] - problem.FirstPair[lot]).Where(p => ledger.Grams[p] > 0 && limits.Promised(p) == 0);
            foreach (var ofClass in takers.GroupBy(p => problem.Needs[problem.Pairs[p].Need].Urgency).Select(x => x.ToArray()).Where(x => x.Length > 1).ToList())
                TidyOne(problem, ledger, ofClass, row.Lot.Quantity.Expected.Grams / row.Crates);
        }
        return ledger.Grams;
    }

    static void TidyOne(Problem problem, Ledger ledger, int[] takers, long crate)
    {
        var before = Array.ConvertAll(takers, p => ledger.Grams[p]);
        if (before.Min() < crate)
            return;
        var after = Array.ConvertAll(before, grams => grams / crate * crate);
        var spare = before.Sum() - after.Sum();
        // Needs are in stable order, so remainders that are equal are too.
        var order = Enumerable.Range(0, takers.Length).OrderByDescending(i => before[i] - after[i]).ToArray();
        foreach (var i in order)
            if (spare >= crate && before[i] > after[i] && after[i] + crate <= before[i] + ledger.Room(takers[i]))
            {
                after[i] += crate;
                spare -= crate;
            }
        foreach (var i in order)
            if (spare > 0 && spare < crate && after[i] + spare <= before[i] + ledger.Room(takers[i]))
            {
                after[i] += spare;
                spare = 0;
            }
        if (spare > 0 || after.Where((grams, i) => grams < problem.LeastOf(takers[i])).Any())
            return;

        Move(sign: 1);
        // Two takers may fill one storage or one recipient's need together: then the room counted above was counted twice.
        if (takers.Any(p => ledger.Room(p) < 0))
            Move(sign: -1);

        void Move(int sign)
        {
            for (var i = 0; i < takers.Length; i++)
                ledger.Add(takers[i], sign * (after[i] - before[i]));
        }
    }
}
