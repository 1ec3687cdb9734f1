using Logistics.Host.Worker;

namespace Logistics.Host.Mail;

/// <summary>Empties the outbox. What cannot be sent is tried again, each time later, and in the end given up; the instance stays ready meanwhile.</summary>
public sealed class Postman(StoreDoor door, IPost post, TimeProvider clock, ILogger<Postman> logger) : BackgroundService
{
    /// <summary>How long after each failure the next attempt is made; after the last one none is.</summary>
    public static readonly IReadOnlyList<TimeSpan> Waits =
    [
        TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1),
    ];

    static readonly TimeSpan pause = TimeSpan.FromSeconds(2);

    /// <summary>Longer than sending may take, so that no other host takes the same letter meanwhile.</summary>
    static readonly TimeSpan hold = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await EmptyAsync(stoppingToken);
                await Task.Delay(pause, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not sent is taken again when its hold is over.
        }
    }

    async Task EmptyAsync(CancellationToken cancellation)
    {
        try
        {
            while (door.IsOpen && await door.Store.Outbox.TakeAsync(hold, cancellation) is { } taken)
                await SendAsync(door.Store.Outbox, taken, cancellation);
        }
        catch (StoreAwayException)
        {
            // The worker says so and keeps trying; the letters are safe.
        }
    }

    async Task SendAsync(IOutbox outbox, Outgoing taken, CancellationToken cancellation)
    {
        try
        {
            await post.SendAsync(taken.Letter, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // One letter that cannot be sent must stop neither the others nor the host. Only our own post promises to name nobody.
            var reason = e is PostException ? e.Message : e.GetType().Name;
            if (taken.Attempts > Waits.Count)
            {
                Log.MailGivenUp(logger, taken.Id, taken.Attempts, reason);
                await outbox.GiveUpAsync(taken.Id, cancellation);
            }
            else
            {
                Log.MailNotSent(logger, taken.Id, taken.Attempts, reason);
                await outbox.RetryAsync(taken.Id, Waits[taken.Attempts - 1], cancellation);
            }
            return;
        }
        await outbox.SentAsync(taken.Id, cancellation);
    }
}
