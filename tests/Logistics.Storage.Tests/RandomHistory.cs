using Logistics.Domain.Ledgers;

namespace Logistics.Storage.Tests;

/// <summary>Any number of things that can happen to goods, each possible when it happens, with the stock counted beside them in the simplest way.</summary>
sealed class RandomHistory
{
    static readonly string?[] Places = ["market", "depot", "kitchen", null];

    readonly Dictionary<(string Lot, string? Site), long> stock = [];
    readonly List<Movement> entries = [];
    readonly LedgerBook book;
    readonly Random random;
    int named;

    public RandomHistory(int seed, LedgerBook book, int length)
    {
        this.book = book;
        random = new Random(seed);
        while (entries.Count < length)
            Step();
    }

    public IReadOnlyList<Movement> Entries => entries;

    public IReadOnlyList<string> Lots => [.. stock.Keys.Select(x => x.Lot).Distinct()];

    public IEnumerable<StockLevel> Stock => stock.Where(x => x.Value != 0).Select(x => book.Level(x.Key.Lot, x.Key.Site, x.Value));

    void Step()
    {
        var there = stock.Where(x => x.Value > 0).Select(x => x.Key).ToList();
        if (there.Count == 0 || random.Next(6) == 0)
        {
            Write((lot, site, grams) => book.Declared(lot, site!, grams), ($"lot {++named}", Places[random.Next(2)]), random.Next(1, 50_000), sign: 1);
            return;
        }
        var (lot, site) = there[random.Next(there.Count)];
        var all = stock[(lot, site)];
        var some = random.Next(3) == 0 ? all : random.NextInt64(1, all + 1);
        switch (random.Next(8))
        {
            case 0 when site is not null:
                Write((x, at, grams) => book.PickedUp(x, at!, grams), (lot, site), some, sign: -1);
                stock[(lot, null)] = stock.GetValueOrDefault((lot, null)) + some;
                break;
            case 0:
                Write((x, _, grams) => book.SetDown(x, "depot", grams), (lot, null), some, sign: -1);
                stock[(lot, "depot")] = stock.GetValueOrDefault((lot, "depot")) + some;
                break;
            case 1:
                Write((x, at, grams) => at is null ? book.Delivered(x, $"association {random.Next(3)}", grams) : book.Fetched(x, at, "association 3", grams), (lot, site), some, sign: -1);
                break;
            case 2:
                Write((x, at, grams) => book.Lost(x, at, grams), (lot, site), some, sign: -1);
                break;
            case 3 when site is null:
                Write((x, _, grams) => book.Returned(x, "donor", grams), (lot, null), some, sign: -1);
                break;
            case 3 when random.Next(2) == 0:
                Write((x, at, grams) => book.WeighedMore(x, at!, grams), (lot, site), random.Next(1, 500), sign: 1);
                break;
            case 3:
                Write((x, at, grams) => book.WeighedLess(x, at!, grams), (lot, site), some, sign: -1);
                break;
            case 4:
                var part = $"part {++named}";
                Write((x, at, grams) => book.Split(x, at, part, grams), (lot, site), some, sign: -1);
                stock[(part, site)] = some;
                break;
            case 5:
                var batch = $"{++named}";
                Write((x, at, grams) => book.IntoBatch(x, at, batch, grams), (lot, site), some, sign: -1);
                if (random.Next(4) != 0)
                    Write((x, at, grams) => book.OutOfBatch(x, at!, batch, grams), ($"jars {batch}", "kitchen"), Math.Max(1, some * 8 / 10), sign: 1);
                break;
            case 6:
                // A mistake that is noticed at once: told, and taken back.
                entries.Add(book.Lost(lot, site, some));
                entries.Add(book.TakenBack(entries[^1]));
                break;
        }
    }

    void Write(Func<string, string?, long, Movement> entry, (string Lot, string? Site) where, long grams, int sign)
    {
        entries.Add(entry(where.Lot, where.Site, grams));
        stock[where] = stock.GetValueOrDefault(where) + sign * grams;
    }
}
