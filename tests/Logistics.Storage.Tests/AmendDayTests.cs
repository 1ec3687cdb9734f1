using Logistics.Domain.Days;

namespace Logistics.Storage.Tests;

/// <summary>Writing what differs leaves the same as writing all, whatever differs.</summary>
public sealed class AmendDayTests(Stores stores)
{
    static readonly DateTimeOffset noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_amended_step_by_step_is_the_day_saved_whole(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        for (var seed = 0; seed < 12; seed++)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
            var dice = new Random(seed);
            var day = ArbitraryFacts.WholeDay(9_000 + seed, new DateOnly(2046, 1, 1).AddDays(seed));
            await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, noon), Cancellation);
            for (var step = 0; step < 6; step++)
            {
                var after = Changed(day, dice);
                var revision = await RevisionAsync(store, day.Date);
                var changed = (await store.RunAsync(Scope.Service, unit => DayBook.ReplaceAsync(unit, [new(day, after, revision)], noon), Cancellation))[0];
                Assert.Equal(revision + changed!.Count, await RevisionAsync(store, day.Date));
                Assert.Equal(after == day, changed.Count == 0);
                Assert.Equal(after, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, day.Date), Cancellation));
                // The digests are right too: the whole day saved over it changes nothing.
                Assert.Empty(await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, after, noon), Cancellation));
                day = after;
            }
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_days_replaced_together_only_those_stay_out_that_somebody_changed(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        List<DayDeclarations> days = [.. Enumerable.Range(0, 4).Select(i => ArbitraryFacts.WholeDay(9_100 + i, new DateOnly(2046, 6, 4).AddDays(-i)))];
        foreach (var day in days)
            await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, noon), Cancellation);
        List<DayReplacement> wanted = [];
        foreach (var (day, i) in days.Select((day, i) => (day, i)))
            wanted.Add(new(i == 3 ? null : day, day with { Notice = i == 2 ? day.Notice : $"notice {i}", Lots = [.. day.Lots.Select(lot => lot with { Product = $"new {i}" })] }, await RevisionAsync(store, day.Date)));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, days[1] with { Notice = "somebody else's" }, noon), Cancellation);

        var changed = await store.RunAsync(Scope.Service, unit => DayBook.ReplaceAsync(unit, wanted, noon), Cancellation);

        Assert.Equal([false, true, false, false], changed.Select(territories => territories is null));
        for (var i = 0; i < days.Count; i++)
            Assert.Equal(i == 1 ? days[1] with { Notice = "somebody else's" } : wanted[i].After, await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, days[i].Date), Cancellation));
    }

    static DayDeclarations Changed(DayDeclarations day, Random dice)
    {
        DayDeclarations One(DayDeclarations x) => dice.Next(8) switch
        {
            0 => x with { Lots = [.. x.Lots, x.Lots[dice.Next(x.Lots.Count)] with { Id = new(IdOf(dice)), Code = $"more-{dice.Next()}" }] },
            1 => x with { Lots = [.. x.Lots.Select((lot, i) => i == 0 ? lot with { Product = $"other {dice.Next()}" } : lot)] },
            2 => x with { Needs = [.. x.Needs, x.Needs[dice.Next(x.Needs.Count)] with { Id = new(IdOf(dice)), Code = $"more-{dice.Next()}" }] },
            3 => x with { Drivers = [.. x.Drivers.Select((driver, i) => i == x.Drivers.Count - 1 ? driver with { Name = $"other {dice.Next()}" } : driver)] },
            4 when x.Lots.FirstOrDefault(lot => x.Lots.Count > 1 && x.Declines.All(no => no.Lot != lot.Id)) is { } gone => x with { Lots = [.. x.Lots.Where(lot => lot.Id != gone.Id)] },
            5 => x with { Declines = [.. x.Declines, new Domain.Needs.Decline(x.Lots[0].Id, x.Needs[dice.Next(x.Needs.Count)].Id, Measures.Mass.FromKilograms(1 + dice.Next(50)), null)] },
            6 => x with { Notice = $"notice {dice.Next(3)}" },
            _ => x,
        };
        for (var i = dice.Next(4); i >= 0; i--)
            day = One(day);
        return day;
    }

    static Guid IdOf(Random dice)
    {
        var bytes = new byte[16];
        dice.NextBytes(bytes);
        return new(bytes);
    }

    static Task<long> RevisionAsync(Store store, DateOnly date) => store.RunAsync(Scope.Service, unit => DayBook.RevisionAsync(unit, date), Cancellation);
}
