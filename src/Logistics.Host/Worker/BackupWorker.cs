using System.Globalization;
using Logistics.Host.Start;
using Logistics.Storage.Backups;

namespace Logistics.Host.Worker;

/// <summary>
/// Writes one archive a day and lets the oldest go. Whether today's is there is asked of the folder, so a host that was down at the hour
/// makes it when it is back, and a restart makes no second one.
/// </summary>
public sealed class BackupWorker(BackupSettings settings, DataFolder data, StoreDoor door, TimeProvider clock, ILogger<BackupWorker> logger) : BackgroundService
{
    static readonly TimeSpan pause = TimeSpan.FromMinutes(10);

    const string prefix = "ramasse-";
    const string suffix = ".tar";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                // While the store is still opening there is nothing to wait ten minutes for.
                await Task.Delay(door.IsOpen ? pause : TimeSpan.FromSeconds(5), clock, stoppingToken);
                if (door.IsOpen)
                    await BackUpIfDueAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to stop: an archive that was begun is deleted, and made at the next start.
        }
    }

    /// <returns>The archive that was written now; null: none was due, or it failed, which is logged and tried again.</returns>
    public async Task<string?> BackUpIfDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetLocalNow();
        var path = Path.Combine(settings.Folder, $"{prefix}{now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}{suffix}");
        if (now.Hour < settings.Hour || File.Exists(path))
            return null;
        try
        {
            var manifest = await ArchiveFile.WriteAsync(path, archive => door.Store.BackUpAsync(InstanceFiles.Read(data.Path), archive, cancellation), cancellation);
            Log.BackedUp(logger, Path.GetFileName(path), manifest.Tables.Sum(x => x.Rows), new FileInfo(path).Length);
            LetOldGo();
            return path;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException or StoreAwayException)
        {
            Log.BackupFailed(logger, Path.GetFileName(path), failure.Message);
            return null;
        }
    }

    /// <summary>Only files with the name of ours and a date; anything else in the folder is somebody else's.</summary>
    void LetOldGo()
    {
        var ours = Directory.EnumerateFiles(settings.Folder, $"{prefix}*{suffix}")
            .Where(x => DateOnly.TryParseExact(Path.GetFileName(x)[prefix.Length..^suffix.Length], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            .OrderDescending(StringComparer.Ordinal);
        foreach (var old in ours.Skip(settings.Keep))
            File.Delete(old);
    }
}
