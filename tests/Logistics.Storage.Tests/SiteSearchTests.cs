using Logistics.Domain;
using Logistics.Domain.Proofs;
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
    public async Task Sites_on_a_territory_s_ground_are_those_inside_its_polygon_and_not_in_its_holes(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2035, 1, 2);
        var ground = new TerritoryId(NameBasedId.Derive(NameBasedId.Root, "site-search-tests/ground"));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day with { Date = date }, default), Cancellation);
        Assert.Empty(await WithinAsync());

        // From 3.865 to 3.905 east: the depot (3.87), the market (3.90) and the grocery (3.89); the street (3.86), the shop (3.92) and the kitchen (3.93) lie outside.
        await DrawAsync("""{"type":"MultiPolygon","coordinates":[[[[3.865,43.5],[3.905,43.5],[3.905,43.7],[3.865,43.7],[3.865,43.5]]]]}""");
        Assert.Equal([Bellerive.Depot, Bellerive.Grocery, Bellerive.Market], await WithinAsync());
        // Drawn anew, with a hole around the market.
        await DrawAsync("""{"type":"MultiPolygon","coordinates":[[[[3.865,43.5],[3.905,43.5],[3.905,43.7],[3.865,43.7],[3.865,43.5]],[[3.895,43.605],[3.902,43.605],[3.902,43.615],[3.895,43.615],[3.895,43.605]]]]}""");
        Assert.Equal([Bellerive.Depot, Bellerive.Grocery], await WithinAsync());

        Task<IReadOnlyList<SiteId>> WithinAsync() => store.RunAsync(Scope.Service, unit => SiteSearch.WithinAsync(unit, date, ground), Cancellation);
        async Task DrawAsync(string geometry) => Assert.Null(await store.RunAsync(Scope.Service, unit => SiteMap.DrawAsync(unit, ground, geometry, "made up", default), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task How_far_food_came_is_weighted_by_what_was_received_and_less_what_was_taken_back(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = new ToldStops("food distances", new DateOnly(2035, 1, 3));
        await day.SaveAsync(store, ToldStops.Noon);
        Proof[] told =
        [
            day.At(Bellerive.Market, ToldStops.Line(Bellerive.GreensToGrocery, Deed.Taken, 90)), day.At(Bellerive.Grocery, ToldStops.Line(Bellerive.GreensToGrocery, Deed.Given, 90)),
            day.At(Bellerive.Shop, ToldStops.Line(Bellerive.DairyToGrocery, Deed.Taken, 30)), day.At(Bellerive.Grocery, ToldStops.Line(Bellerive.DairyToGrocery, Deed.Given, 30)),
        ];
        await store.RunAsync(Scope.Service, unit => ProofStore.RecordAsync(unit, told, ToldStops.Noon), Cancellation);

        var found = Assert.Single(await store.RunAsync(Scope.Service, unit => SiteSearch.FoodDistancesAsync(unit, Bellerive.Town, day.Day.Date, day.Day.Date), Cancellation));

        // 90 kg from the market and 30 kg from the shop: three parts of one distance and one of the other.
        double market = Far(Bellerive.Market), shop = Far(Bellerive.Shop);
        Assert.Equal((Bellerive.SocialGrocery, 120_000L), (found.Party, found.Received.Grams));
        Assert.Equal((3 * market + shop) / 4, (double)found.Mean.Metres, tolerance: 0.5);

        double Far(SiteId site) => (double)day.Day.Sites.First(x => x.Id == site).Position.DistanceTo(day.Day.Sites.First(x => x.Id == Bellerive.Grocery).Position).Metres;
    }
}
