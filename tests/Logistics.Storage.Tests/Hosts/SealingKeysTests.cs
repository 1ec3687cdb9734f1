using Logistics.Storage.Hosts;

namespace Logistics.Storage.Tests.Hosts;

public sealed class SealingKeysTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Hosts_that_make_a_key_on_the_same_occasion_end_with_one(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => KeepAsync(store, $"key-{i}", TimeSpan.FromHours(1)), Cancellation)));

        Assert.Single(kept, x => x);
        Assert.Single(await AllAsync(store));
        // A later occasion makes another, and what is no key is always kept.
        await Task.Delay(50, Cancellation);
        Assert.True(await KeepAsync(store, "key-later", TimeSpan.FromMilliseconds(10)));
        Assert.True(await KeepAsync(store, "revocation-1", TimeSpan.FromHours(1)));
        Assert.Equal(["<key-later/>", "<revocation-1/>"], (await AllAsync(store)).Skip(1));
    }

    static Task<bool> KeepAsync(Store store, string name, TimeSpan close) => store.RunAsync(Scope.Service, unit => SealingKeys.KeepAsync(unit, name, $"<{name}/>", close), Cancellation);

    static Task<IReadOnlyList<string>> AllAsync(Store store) => store.RunAsync(Scope.Service, SealingKeys.AllAsync, Cancellation);
}
