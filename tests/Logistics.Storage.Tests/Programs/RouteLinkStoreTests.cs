using Logistics.Storage.People;
using Logistics.Storage.Programs;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.Programs;

public sealed class RouteLinkStoreTests(Stores stores)
{
    static readonly DateTimeOffset now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_link_is_opened_often_tells_longer_than_it_shows_and_ends_at_once(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var link = new RouteLinkRow(Id("route link"), Id("link territory"), new(2026, 5, 4), Id("link shift"), now, now.AddDays(1), now.AddDays(14));
        await store.RunAsync(Scope.Service, unit => RouteLinkStore.AddAsync(unit, link, Digest("route link"), null), Cancellation);
        Task<RouteLinkRow?> OpenAsync(string text, DateTimeOffset at) => store.RunAsync(Scope.Service, unit => RouteLinkStore.OpenAsync(unit, Digest(text), at), Cancellation);
        Task<RouteLinkRow?> FindAsync(DateTimeOffset at) => store.RunAsync(Scope.Service, unit => RouteLinkStore.FindAsync(unit, link.Id, at), Cancellation);
        Task<bool> EndAsync(Guid? territory) => store.RunAsync(Scope.Service, unit => RouteLinkStore.EndAsync(unit, link.Id, territory, null, now), Cancellation);

        Assert.Null(await OpenAsync("another", now));
        Assert.Equal(1, (await OpenAsync("route link", now))!.Openings);
        Assert.Equal(link with { Openings = 2, OpenedAt = now.AddHours(2) }, await OpenAsync("route link", now.AddHours(2)));
        Assert.Null(await OpenAsync("route link", now.AddDays(1)));
        Assert.NotNull(await FindAsync(now.AddDays(14).AddTicks(-10)));
        Assert.Null(await FindAsync(now.AddDays(14)));

        await store.RunAsync(Scope.Service, unit => RouteLinkStore.SeeAsync(unit, link.Id, new(Id("link plan")), now.AddHours(3)), Cancellation);
        var listed = await store.RunAsync(Scope.Service, unit => RouteLinkStore.ListAsync(unit, link.Date, link.Shift, now.AddDays(2)), Cancellation);
        Assert.Equal((Id("link plan"), now.AddHours(3)), (Assert.Single(listed).SeenPlan, listed[0].SeenAt!.Value));
        Assert.Contains(listed[0], await store.RunAsync(Scope.Service, unit => RouteLinkStore.OfDateAsync(unit, link.Date, now.AddDays(2)), Cancellation));
        Assert.Empty(await store.RunAsync(Scope.Service, unit => RouteLinkStore.ListAsync(unit, link.Date.AddDays(1), link.Shift, now), Cancellation));

        Assert.False(await EndAsync(Id("another territory")));
        Assert.True(await EndAsync(link.Territory));
        Assert.False(await EndAsync(null));
        Assert.Null(await OpenAsync("route link", now));
        Assert.Null(await FindAsync(now));
    }

    /// <summary>Long before other tests' dates, so that what they keep is not forgotten.</summary>
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_link_is_forgotten_a_while_after_it_tells_nothing(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var long_ago = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await store.RunAsync(
            Scope.Service, unit => RouteLinkStore.AddAsync(unit, new(Id("old link"), Id("t"), new(1980, 1, 1), Id("s"), long_ago, long_ago, long_ago), Digest("old link"), null), Cancellation);
        async Task<bool> IsThereAsync(TimeSpan after)
        {
            await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, long_ago + after), Cancellation);
            return await store.RunAsync(Scope.Service, unit => unit.SingleAsync<bool>("SELECT EXISTS (SELECT FROM route_link WHERE id = @id)", new { id = Id("old link") }), Cancellation);
        }

        Assert.True(await IsThereAsync(Retention.RouteLinks));
        Assert.False(await IsThereAsync(Retention.RouteLinks + TimeSpan.FromMinutes(1)));
    }
}
