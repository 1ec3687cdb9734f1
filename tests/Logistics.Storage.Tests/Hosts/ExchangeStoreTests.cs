using Logistics.Storage.Hosts;

namespace Logistics.Storage.Tests.Hosts;

public sealed class ExchangeStoreTests(Stores stores)
{
    static readonly DateOnly Monday = new(2052, 1, 1);

    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_row_is_remembered_as_it_was_taken_last(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await RememberAsync("shop", (Monday, "a", [1]), (Monday, "b", [2]), (Monday.AddDays(1), "a", [3]));
        await RememberAsync("other", (Monday, "a", [9]));
        await RememberAsync("shop", (Monday, "b", [4]));

        var found = await store.RunAsync(Scope.Service, unit => ExchangeStore.TakenAsync(unit, "shop", [Monday, Monday]), Cancellation);

        Assert.Equal([("a", (byte)1), ("b", (byte)4)], found.OrderBy(x => x.Key.Code, StringComparer.Ordinal).Select(x => (x.Key.Code, Assert.Single(x.Value))));

        Task RememberAsync(string profile, params (DateOnly, string, byte[])[] rows) => store.RunAsync(Scope.Service, unit => ExchangeStore.RememberAsync(unit, profile, rows, Noon), Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_many_hosts_one_writes_a_table_and_who_did_not_finish_is_relieved(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        Assert.Single(await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(ClaimAsync, Cancellation))), x => x);
        await store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("UPDATE exported_table SET claimed_until = now() - interval '1 s' WHERE profile = 'shop' AND service_date = @Monday", new { Monday }), Cancellation);
        Assert.True(await ClaimAsync());
        await store.RunAsync(Scope.Service, unit => ExchangeStore.WrittenAsync(unit, "shop", Monday, Noon), Cancellation);
        await store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync("UPDATE exported_table SET claimed_until = now() - interval '1 s' WHERE profile = 'shop' AND service_date = @Monday", new { Monday }), Cancellation);
        Assert.False(await ClaimAsync());
        Assert.True(await store.RunAsync(Scope.Service, unit => ExchangeStore.ClaimAsync(unit, "shop", Monday.AddDays(1)), Cancellation));

        Task<bool> ClaimAsync() => store.RunAsync(Scope.Service, unit => ExchangeStore.ClaimAsync(unit, "shop", Monday), Cancellation);
    }
}
