namespace Logistics.Host.Worker;

/// <summary>The one way to the store: closed until the worker has opened it.</summary>
public sealed class StoreDoor : IAsyncDisposable
{
    volatile IDayStore? store;

    public bool IsOpen => store is not null;

    /// <exception cref="StoreAwayException">It is not open yet.</exception>
    public IDayStore Store => store ?? throw new StoreAwayException(Texts.Get("Store.NotYet"));

    public void Open(IDayStore opened) => store = opened;

    public async ValueTask DisposeAsync()
    {
        if (store is { } open)
            await open.DisposeAsync();
    }
}
