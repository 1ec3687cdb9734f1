using Logistics.Host.Start;

namespace Logistics.Host.Worker;

/// <summary>Looks every few seconds whether partners have put tables into the folder, and writes those for other programs once a day.</summary>
public sealed class ExchangeWorker(ExchangeSettings settings, StoreDoor door, TableIntake intake, TableGift gift, TimeProvider clock, ILogger<ExchangeWorker> logger)
    : RecurringWorker(door, TimeSpan.FromSeconds(5), clock)
{
    DateOnly? given;

    protected override async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await ExchangeAsync(cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            Log.FolderUnreadable(logger, failure.Message);
        }
    }

    public async Task ExchangeAsync(CancellationToken cancellation)
    {
        if (settings.In is { } folder)
            await intake.TakeInAsync(Directory.CreateDirectory(folder).FullName, cancellation);
        var now = Clock.GetLocalNow();
        if (settings.Out is not { } to || now.Hour < settings.Hour)
            return;
        // In the evening the day that ends, in the small hours the one that has ended.
        var day = DateOnly.FromDateTime(now.DateTime).AddDays(settings.Hour < 12 ? -1 : 0);
        if (given == day)
            return;
        await gift.WriteAsync(Directory.CreateDirectory(to).FullName, day, cancellation);
        given = day;
    }
}
