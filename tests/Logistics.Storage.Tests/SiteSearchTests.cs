using Logistics.Measures;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Storage.Tests;

public sealed class SiteSearchTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_nearest_are_those_that_measuring_every_one_finds(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = RandomDay.Make(5, DaySize.Large) with { Date = new DateOnly(2035, 1, 1) };
        var random = new Random(5);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, default), Cancellation);

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                for (var i = 0; i < 25; i++)
                {
                    var from = DayBuilder.Place(random.Next(-60, 60), random.Next(-60, 60));
                    var found = await SiteSearch.NearestAsync(unit, day.Date, from, 7);

                    var all = day.Sites.Select(site => site.Position.DistanceTo(from).Metres).Order().Take(7).ToList();
                    Assert.Equal(all.Count, found.Count);
                    foreach (var (expected, actual) in all.Zip(found))
                        Assert.Equal((double)expected, (double)actual.Distance.Metres, tolerance: 0.2);
                    // And each is at the distance that PostGIS itself gives for its site.
                    foreach (var one in found)
                        Assert.Equal(
                            await unit.SingleAsync<double>(
                                "SELECT ST_Distance(position, @from::geography, false) FROM site WHERE service_date = @date AND id = @id",
                                new { date = day.Date, id = one.Site.Value, from }),
                            (double)one.Distance.Metres,
                            tolerance: 0.1);
                }
                Assert.Empty(await SiteSearch.NearestAsync(unit, day.Date, DayBuilder.Centre, 7, Bellerive.Town));
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_question_is_answered_from_the_index(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        var plan = await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await unit.ExecuteAsync("SET LOCAL enable_seqscan = off");
                await unit.ExecuteAsync("SET LOCAL enable_sort = off");
                return string.Join('\n', await unit.QueryAsync<string>(
                    "EXPLAIN SELECT id FROM site ORDER BY position <-> @from::geography LIMIT 5", new { from = Position.FromDegrees(3.6, 43.65) }));
            },
            Cancellation);

        Assert.Contains("site_by_position", plan, StringComparison.Ordinal);
    }
}
