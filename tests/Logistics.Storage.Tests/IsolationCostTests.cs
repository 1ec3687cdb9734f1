using System.Diagnostics;
using Logistics.Testing.Days;

namespace Logistics.Storage.Tests;

/// <summary>What it costs that the database keeps territories apart. Run with <c>-explicit only -showliveoutput</c>; it prints, and promises nothing.</summary>
public sealed class IsolationCostTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory(Explicit = true)]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Reading_a_day_of_sixty_places_in_each_scope(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        // Other days in the table, as in a month of use.
        foreach (var i in Enumerable.Range(0, 30))
            await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Day(i), default), Cancellation);
        var day = Day(7);
        var scopes = new[] { Scope.Owner, Scope.Service, Scope.Of(day.Territories[0].Id) };
        var times = scopes.ToDictionary(scope => scope, _ => new List<double>());
        foreach (var repetition in Enumerable.Range(-20, 320))
            foreach (var scope in scopes)
            {
                var started = Stopwatch.GetTimestamp();
                var loaded = await store.RunAsync(scope, unit => DeclarationStore.LoadDayAsync(unit, day.Date), Cancellation);
                if (repetition >= 0)
                    times[scope].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                Assert.Equal(day.Sites.Count, loaded!.Sites.Count);
            }

        foreach (var (scope, list) in times)
        {
            list.Sort();
            TestContext.Current.TestOutputHelper!.WriteLine($"{kind}, {day.Sites.Count} places, {scope}: median {list[list.Count / 2]:0.00} ms, p95 {list[list.Count * 95 / 100]:0.00} ms");
        }

        static Domain.Days.DayDeclarations Day(int i) =>
            RandomDay.Make(100 + i, new DaySize(Donors: 16, Recipients: 31, Lots: 60, Needs: 70, Vans: 6, Requests: 10)) with { Date = new DateOnly(2041, 1, 1).AddDays(i) };
    }
}
