using Logistics.Host.Mail;
using Logistics.Host.Photos;
using Logistics.Host.Worker;

namespace Logistics.Host.Access;

/// <summary>Every hour forgets what was kept as long as docs/legal.md says.</summary>
public sealed class Forgetting(StoreDoor door, DropFolder mails, PhotoShelf photos, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromHours(1), whileClosed = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
                await Task.Delay(await TryAsync(stoppingToken) ? pause : whileClosed, clock, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: the next start goes on.
        }
    }

    /// <summary>Forgets now.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        await door.Store.People.ForgetAsync(cancellation);
        mails.Forget(clock.GetUtcNow());
        // What was put just now may belong to a proof or a lot in the next moment.
        var wanted = (await door.Store.Proofs.PhotosAsync(cancellation)).Union(await door.Store.LotPhotos.AllAsync(cancellation)).ToHashSet();
        await photos.KeepOnlyAsync(wanted, clock.GetUtcNow().AddDays(-1), cancellation);
    }

    async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            await ForgetAsync(cancellation);
            return true;
        }
        catch (StoreAwayException)
        {
            // Not open yet, or away for a while.
            return false;
        }
    }
}
