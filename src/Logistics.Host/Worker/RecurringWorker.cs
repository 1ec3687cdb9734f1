namespace Logistics.Host.Worker;

/// <summary>Looks again and again whether something is due, as long as the host runs and the store can be reached. What was not done then is still due the next time.</summary>
/// <param name="pause">Between the end of one look and the next.</param>
public abstract class RecurringWorker(StoreDoor door, TimeSpan pause, TimeProvider clock) : BackgroundService
{
    protected StoreDoor Door => door;

    protected TimeProvider Clock => clock;

    protected abstract Task LookAsync(CancellationToken cancellation);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(pause, clock, stoppingToken);
                if (!door.IsOpen)
                    continue;
                try
                {
                    await LookAsync(stoppingToken);
                }
                catch (StoreAwayException)
                {
                    // The planning worker says so already; what is due stays due.
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: what was not done yet is due at the next start.
        }
    }
}
