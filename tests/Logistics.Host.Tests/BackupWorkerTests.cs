using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Storage.Backups;
using Logistics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Logistics.Host.Tests;

public sealed class BackupWorkerTests : IDisposable
{
    readonly string root = Directory.CreateTempSubdirectory("ramasse-backups-").FullName;
    readonly MemoryStore store = new();
    readonly FakeClock clock = new(new DateTimeOffset(2026, 3, 10, 0, 0, 0, TimeSpan.Zero));

    string Folder => Path.Combine(root, "backups");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_a_day_is_written_that_can_be_read_back_and_the_oldest_go()
    {
        using var data = DataFolder.Hold(Path.Combine(root, "data"));
        using var worker = Worker(data, hour: 0, keep: 3);
        Directory.CreateDirectory(Folder);
        foreach (var others in new[] { "ramasse-before-the-move.tar", "ramasse-2020-01-01.tar.gz", "notes.txt" })
            await File.WriteAllTextAsync(Path.Combine(Folder, others), "somebody else's", Cancellation);
        for (var day = 0; day < 5; day++)
        {
            var written = await worker.BackUpIfDueAsync(Cancellation);
            Assert.NotNull(written);
            await using (var archive = File.OpenRead(written))
                Assert.Empty((await BackupArchive.VerifyAsync(archive, Cancellation)).Problems);
            clock.Advance(TimeSpan.FromMinutes(10));
            Assert.Null(await worker.BackUpIfDueAsync(Cancellation));
            clock.Advance(TimeSpan.FromDays(1));
        }
        Assert.Equal(
            ["notes.txt", "ramasse-2020-01-01.tar.gz", "ramasse-2026-03-12.tar", "ramasse-2026-03-13.tar", "ramasse-2026-03-14.tar", "ramasse-before-the-move.tar"],
            Directory.EnumerateFiles(Folder).Select(x => Path.GetFileName(x)!).Order(StringComparer.Ordinal));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(Folder, "ramasse-2026-03-14.tar")));
    }

    [Fact]
    public async Task It_waits_for_its_hour_and_tries_again_what_failed()
    {
        using var data = DataFolder.Hold(Path.Combine(root, "data"));
        var now = clock.GetLocalNow().Hour;
        using var worker = Worker(data, hour: now + 1, keep: 3);
        Assert.Null(await worker.BackUpIfDueAsync(Cancellation));
        clock.Advance(TimeSpan.FromHours(1));
        store.IsAway = true;
        Assert.Null(await worker.BackUpIfDueAsync(Cancellation));
        Assert.Empty(Directory.EnumerateFiles(Folder));
        store.IsAway = false;
        Assert.NotNull(await worker.BackUpIfDueAsync(Cancellation));
    }

    [Theory]
    [InlineData("LOGISTICS__BACKUP__HOUR", "24")]
    [InlineData("LOGISTICS__BACKUP__KEEP", "0")]
    [InlineData("LOGISTICS__BACKUP__KEEP", "all")]
    public void A_setting_that_cannot_be_is_said(string setting, string value)
    {
        var problems = new List<string>();
        BackupSettings.Read(name => name == setting ? value : null, problems);
        Assert.Contains(setting, Assert.Single(problems));
    }

    BackupWorker Worker(DataFolder data, int hour, int keep)
    {
        var door = new StoreDoor();
        door.Open(store);
        return new BackupWorker(new BackupSettings(Folder, hour, keep), data, door, clock, NullLogger<BackupWorker>.Instance);
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}
