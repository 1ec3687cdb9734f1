using Logistics.Host.Mail;
using Logistics.Host.Worker;
using Logistics.Storage.People;

namespace Logistics.Host.Push;

/// <summary>Tells devices what waits for them. What fails is tried again, each time later, until it would be too late; a device that its service calls gone is forgotten. The instance stays ready meanwhile.</summary>
public sealed class PushPostman(StoreDoor door, IEnumerable<PushSender> browsers, IEnumerable<NtfySender> topics, Start.HostSettings settings, TimeProvider clock, ILogger<PushPostman> logger) : BackgroundService
{
    /// <summary>No service is left alone for longer, whatever it asks.</summary>
    static readonly TimeSpan longestWait = TimeSpan.FromDays(1);

    static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    /// <summary>Longer than sending may take, so that no other host takes the same meanwhile.</summary>
    static readonly TimeSpan hold = TimeSpan.FromMinutes(5);

    /// <summary>So many at once: a service that does not answer keeps the others' waiting no longer than it must.</summary>
    const int lanes = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.WhenAll(Enumerable.Range(0, lanes).Select(_ => EmptyAsync(stoppingToken)));
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not told is taken again when its hold is over.
        }
    }

    async Task EmptyAsync(CancellationToken cancellation)
    {
        try
        {
            while (door.IsOpen && await door.Store.Devices.TakeAsync(settings.DeviceKeys, hold, cancellation) is { } taken)
                await TellAsync(door.Store.Devices, taken, cancellation);
        }
        catch (StoreAwayException)
        {
            // The worker says so and keeps trying; what waits is safe.
        }
    }

    async Task TellAsync(IDevices devices, TakenPush taken, CancellationToken cancellation)
    {
        switch (taken.Key is null ? await topics.Single().SendAsync(taken, cancellation) : await browsers.Single().SendAsync(taken, cancellation))
        {
            case PushOutcome.Taken:
                await devices.ToldAsync(taken, cancellation);
                break;
            case PushOutcome.Gone:
                Log.DeviceGone(logger, taken.Device);
                await devices.GoneAsync(taken, cancellation);
                break;
            case PushOutcome.Refused(var reason):
                await GiveUpAsync(reason);
                break;
            case PushOutcome.Failed(var reason, _) when taken.Attempts > Postman.Waits.Count:
                await GiveUpAsync(reason);
                break;
            case PushOutcome.Failed(var reason, var asked):
                var wait = Postman.Waits[taken.Attempts - 1];
                if (asked is { } longer && longer > wait)
                    wait = longer < longestWait ? longer : longestWait;
                if (clock.GetUtcNow() + wait >= taken.Expires)
                {
                    await GiveUpAsync(reason);
                    break;
                }
                Log.PushNotTold(logger, taken.Note, taken.Attempts, reason);
                await devices.RetryAsync(taken, wait, cancellation);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }

        Task GiveUpAsync(string reason)
        {
            Log.PushGivenUp(logger, taken.Note, taken.Attempts, reason);
            return devices.GiveUpAsync(taken, cancellation);
        }
    }
}
