using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Matching.Model;
using Logistics.Matching.Shares;
using Logistics.Measures;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests;

/// <summary>Days of a few grams, small enough to try every sharing there is.</summary>
static class Tiny
{
    /// <param name="shares">True: some lots have a smallest share, some cannot be split.</param>
    /// <param name="crossings">True: needs may be answered by two classes, and needs may share a storage.</param>
    public static DayDeclarations Day(int seed, bool shares = false, bool crossings = false)
    {
        var random = new Random(seed);
        var day = new DayBuilder(everybodyConsents: false);
        var donors = new[] { day.Donor("shop", 1, 0), day.Donor("farm", -2, 3) };
        var recipients = Enumerable.Range(0, 3).Select(i => day.Recipient($"house{i}", random.Next(0, 4), random.Next(-5, 6), random.Next(-5, 6),
            party: x => x with { ReceivedEarlier = new Mass(random.Next(0, 6)) },
            site: x => x with { StorageLeft = new StorageLeft(new Mass(random.Next(1, 7)), new Mass(random.Next(1, 4)), new Mass(3)) })).ToArray();
        foreach (var donor in donors)
            foreach (var recipient in recipients)
                if (random.Next(3) > 0)
                    day.Consent(donor.Party, recipient.Party);
        for (var i = 0; i < 3; i++)
        {
            var grams = random.Next(1, 5);
            day.Lot($"lot{i}", donors[random.Next(2)], grams / 1000m, (Family)random.Next(2), x => x with
            {
                Date = new DateMark.KeepsUntil(day.Date.AddDays(random.Next(3) * 3)),
                Temperature = crossings ? (TemperatureClass)random.Next(2) : (TemperatureClass)(int)x.Family,
                SmallestShare = new Mass(shares && random.Next(2) == 0 ? random.Next(1, grams + 1) : 0),
                Indivisible = shares && random.Next(3) == 0,
            });
        }
        for (var i = 0; i < 4; i++)
            day.Need($"need{i}", recipients[crossings ? random.Next(3) : i % 3], random.Next(1, 6) / 1000m, (Family)random.Next(2), (Urgency)(random.Next(3) == 0 ? random.Next(4) : 0));
        day.Van("van", donors[0]);
        return day.Build();
    }

    /// <summary>Every sharing that keeps every limit; null when there are too many to try.</summary>
    public static IEnumerable<long[]>? AllSharings(Problem problem)
    {
        double count = 1;
        foreach (var pair in problem.Pairs)
            count *= Math.Min(problem.Lots[pair.Lot].Grams, problem.Needs[pair.Need].Wanted) + 1;
        return count <= 20_000 ? From(0, new Ledger(problem)) : null;

        IEnumerable<long[]> From(int pair, Ledger ledger)
        {
            if (pair == problem.Pairs.Length)
            {
                yield return [.. ledger.Grams];
                yield break;
            }
            var lot = problem.Lots[problem.Pairs[pair].Lot];
            var most = Math.Min(ledger.LotLeft[problem.Pairs[pair].Lot], ledger.Room(pair));
            for (var grams = 0L; grams <= most; grams++)
            {
                if (grams > 0 && grams < lot.Smallest)
                    continue;
                ledger.Add(pair, grams);
                foreach (var sharing in From(pair + 1, ledger))
                    yield return sharing;
                ledger.Add(pair, -grams);
            }
        }
    }
}
