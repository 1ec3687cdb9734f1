using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Logistics.Domain;
using Logistics.Storage.Backups;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests.Embedding;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Storage.Tests.Backups;

public sealed class BackupTests
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded, StoreKind.Server)]
    [InlineData(StoreKind.Server, StoreKind.Embedded)]
    public async Task What_one_store_kept_the_other_restores_with_every_table_s_hash_equal(StoreKind from, StoreKind into)
    {
        await using var source = await EmptyStore.MakeAsync(from, "backup_from");
        await using var target = await EmptyStore.MakeAsync(into, "backup_into");
        await FillAsync(source.Store);
        using var archive = new MemoryStream();
        var files = new[] { ("keys/key.xml", "a key"u8.ToArray()), ("access.key", "another"u8.ToArray()) };
        var written = await Backup.WriteAsync(source.Store, files, Noon, archive, Cancellation);

        var (manifest, problems) = await BackupArchive.VerifyAsync(archive, Cancellation);
        Assert.Empty(problems);
        Assert.Equal(written, manifest);
        Assert.True(manifest!.Tables.Count(x => x.Rows > 0) >= 15, string.Join(" ", manifest.Tables.Where(x => x.Rows == 0).Select(x => x.Name)));
        Assert.Null(await Restore.ObstacleAsync(target.Store, manifest, Cancellation));
        await Restore.TablesAsync(target.Store, manifest, archive, Cancellation);

        using var again = new MemoryStream();
        Assert.Equal(manifest.Tables, (await Backup.WriteAsync(target.Store, [], Noon, again, Cancellation)).Tables);
        var restored = new Dictionary<string, string>();
        await foreach (var (name, content) in Restore.FilesAsync(manifest, archive, Cancellation))
            restored[name] = Encoding.UTF8.GetString(content);
        Assert.Equal(new Dictionary<string, string> { ["access.key"] = "another", ["keys/key.xml"] = "a key" }, restored);

        // It is not only equal, it works: days are read, and what is added goes on after what was there.
        Assert.Equal(Bellerive.Day, await target.Store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, Bellerive.Day.Date), Cancellation));
        var last = (await target.Store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, 0, 100), Cancellation))[^1];
        Assert.True(await target.Store.RunAsync(Scope.Service, unit => EventLog.AppendAsync(unit, Said("after")), Cancellation) > last.Id);
        await Assert.ThrowsAnyAsync<Exception>(() => target.Store.RunAsync(Scope.Service, unit => unit.ExecuteAsync("DELETE FROM event"), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_database_with_something_in_it_is_left_as_it_is(StoreKind kind)
    {
        await using var store = await EmptyStore.MakeAsync(kind, "backup_full");
        await FillAsync(store.Store);
        using var archive = new MemoryStream();
        var manifest = await Backup.WriteAsync(store.Store, [], Noon, archive, Cancellation);

        Assert.Equal(RestoreObstacle.NotEmpty, await Restore.ObstacleAsync(store.Store, manifest, Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Restore.TablesAsync(store.Store, manifest, archive, Cancellation));

        using var after = new MemoryStream();
        Assert.Equal(manifest.Tables, (await Backup.WriteAsync(store.Store, [], Noon, after, Cancellation)).Tables);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_archive_of_an_older_schema_is_restored_and_brought_up(StoreKind kind)
    {
        await using var old = await EmptyStore.MakeAsync(kind, "backup_old", upTo: 3);
        await old.Store.RunAsync(Scope.Owner, unit => EventLog.AppendAsync(unit, Said("long-ago")), Cancellation);
        using var archive = new MemoryStream();
        var manifest = await Backup.WriteAsync(old.Store, [], Noon, archive, Cancellation);
        Assert.Equal(3, manifest.Schema);

        await using var target = await EmptyStore.MakeAsync(kind, "backup_new", upTo: 0);
        await Restore.TablesAsync(target.Store, manifest, archive, Cancellation);

        Assert.Equal(Migrator.Known, await Migrator.VersionAsync(target.Store, Cancellation));
        Assert.Equal("long-ago", Assert.Single(await target.Store.RunAsync(Scope.Service, unit => EventLog.ReadAfterAsync(unit, 0, 10), Cancellation)).Event.Kind);
    }

    [Fact]
    public async Task A_restore_that_breaks_off_leaves_a_database_that_can_be_restored()
    {
        await using var source = await EmptyStore.MakeAsync(StoreKind.Server, "backup_whole");
        await FillAsync(source.Store);
        using var archive = new MemoryStream();
        var manifest = await Backup.WriteAsync(source.Store, [], Noon, archive, Cancellation);
        await using var target = await EmptyStore.MakeAsync(StoreKind.Server, "backup_broken", upTo: 0);

        // The last table's rows name a day that is not in the archive any more.
        using var broken = await EditAsync(archive, (name, text) => name == "tables/day.jsonl.gz" ? "" : text);
        await Assert.ThrowsAnyAsync<Exception>(() => Restore.TablesAsync(target.Store, manifest, broken, Cancellation));

        Assert.Null(await Restore.ObstacleAsync(target.Store, manifest, Cancellation));
        await Restore.TablesAsync(target.Store, manifest, archive, Cancellation);
    }

    [Fact]
    public async Task Everything_that_is_wrong_with_an_archive_is_said_at_once()
    {
        await using var source = await EmptyStore.MakeAsync(StoreKind.Server, "backup_damaged");
        await FillAsync(source.Store);
        using var archive = new MemoryStream();
        await Backup.WriteAsync(source.Store, [("access.key", "secret"u8.ToArray())], Noon, archive, Cancellation);

        using var edited = await EditAsync(archive, (name, text) => name switch
        {
            "tables/event.jsonl.gz" => text.Replace("declared", "decoyed", StringComparison.Ordinal),
            "tables/lot.jsonl.gz" => null,
            _ => text,
        }, extra: "files/../escape.gz");
        var (manifest, problems) = await BackupArchive.VerifyAsync(edited, Cancellation);

        Assert.Null(manifest);
        Assert.Equal(
            [new(BackupFault.Changed, "tables/event.jsonl.gz"), new(BackupFault.Missing, "tables/lot.jsonl.gz"), new(BackupFault.Unknown, "files/../escape.gz")],
            problems);
    }

    [Fact]
    public void Photos_are_read_with_the_keys_and_what_is_half_written_is_not()
    {
        using var folder = new Embedding.TemporaryFolder();
        var (photo, key) = ($"photos/{new string('a', 64)}", "keys/key.xml");
        foreach (var name in (string[])[photo, $"{photo}.x.part", key, "access.key", "photos/holiday.jpg"])
            InstanceFiles.Write(folder.Path, name, [1, 2, 3]);

        Assert.Equal(["access.key", key, photo], InstanceFiles.Read(folder.Path).Select(x => x.Name));
        Assert.True(InstanceFiles.IsInTheWay(folder.Path, photo, [1]));
        Assert.False(InstanceFiles.IsInTheWay(folder.Path, photo, [1, 2, 3]));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public async Task An_archive_that_was_cut_off_is_refused(double part)
    {
        await using var source = await EmptyStore.MakeAsync(StoreKind.Server, "backup_cut");
        await FillAsync(source.Store);
        using var archive = new MemoryStream();
        await Backup.WriteAsync(source.Store, [], Noon, archive, Cancellation);
        using var cut = new MemoryStream(archive.ToArray()[..(int)(archive.Length * part)]);

        var (manifest, problems) = await BackupArchive.VerifyAsync(cut, Cancellation);

        Assert.Null(manifest);
        Assert.Contains(Assert.Single(problems).Fault, new[] { BackupFault.Unreadable, BackupFault.NoManifest });
    }

    [Theory]
    [InlineData("keys/a.xml", true)]
    [InlineData("access.key", true)]
    [InlineData("", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("../access.key", false)]
    [InlineData("keys/../../a", false)]
    [InlineData("keys//a", false)]
    [InlineData("keys\\..\\a", false)]
    [InlineData("C:a", false)]
    public void No_name_leads_out_of_the_data_folder(string name, bool stays) => Assert.Equal(stays, BackupArchive.StaysInside(name));

    static async Task FillAsync(Store store)
    {
        var random = RandomDay.Make(7, DaySize.Small);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day, Noon), Cancellation);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, random, Noon), Cancellation);
        var plan = Bellerive.Plan with { Notice = "c'est « inventé »,\tavec \"tout\" \\ ce qui gêne\n" };
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await PlanStore.SaveAsync(unit, plan, Noon);
                await DayBook.SaveSourceAsync(unit, plan.Id, Bellerive.Day, 1);
                await EventLog.AppendAsync(unit, Said("declared"));
                await EventLog.AppendAsync(unit, Said("planned") with { Territory = null });
                // More than goes into one page of rows.
                var photo = new byte[900_000];
                for (var i = 0; i < 6; i++)
                {
                    new Random(i).NextBytes(photo);
                    await PhotoStore.PutAsync(unit, new string((char)('a' + i), 64), photo, Noon);
                }
            },
            Cancellation);
    }

    static NewEvent Said(string kind) => new(Noon, Bellerive.Town, kind, NameBasedId.Derive(NameBasedId.Root, kind), """{"kg": 1.50, "a": [null, "é\""]}""");

    /// <summary>The same archive with other contents; null leaves an entry out.</summary>
    static async Task<MemoryStream> EditAsync(MemoryStream archive, Func<string, string, string?> edit, string? extra = null)
    {
        archive.Position = 0;
        var edited = new MemoryStream();
        await using (var into = new TarWriter(edited, TarEntryFormat.Pax, leaveOpen: true))
        {
            if (extra is not null)
                await into.WriteEntryAsync(Entry(extra, Packed("from elsewhere")), Cancellation);
            await using var from = new TarReader(archive, leaveOpen: true);
            while (await from.GetNextEntryAsync(copyData: true, Cancellation) is { } entry)
            {
                var packed = entry.Name.EndsWith(".gz", StringComparison.Ordinal);
                using var text = new StreamReader(packed ? new GZipStream(entry.DataStream ?? Stream.Null, CompressionMode.Decompress) : entry.DataStream ?? Stream.Null);
                if (edit(entry.Name, await text.ReadToEndAsync(Cancellation)) is { } content)
                    await into.WriteEntryAsync(Entry(entry.Name, packed ? Packed(content) : Encoding.UTF8.GetBytes(content)), Cancellation);
            }
        }
        edited.Position = 0;
        return edited;

        static PaxTarEntry Entry(string name, byte[] content) => new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) };

        static byte[] Packed(string text)
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
                gzip.Write(Encoding.UTF8.GetBytes(text));
            return packed.ToArray();
        }
    }
}

/// <summary>A database of its own of either kind, at the schema a test asks for.</summary>
sealed class EmptyStore : IAsyncDisposable
{
    readonly Stack<IAsyncDisposable> owned = [];
    TemporaryFolder? folder;

    public Store Store { get; private set; } = null!;

    public static async Task<EmptyStore> MakeAsync(StoreKind kind, string purpose, int? upTo = null)
    {
        var made = new EmptyStore();
        string connection;
        if (kind == StoreKind.Embedded)
        {
            Companions.Require();
            made.folder = await Companions.FolderWithDatabaseAsync();
            var server = await EmbeddedServer.StartAsync(Companions.Options(made.folder.Path), TestContext.Current.CancellationToken);
            made.owned.Push(server);
            connection = server.ConnectionString;
        }
        else
        {
            var scratch = await ScratchDatabase.CreateAsync(purpose);
            made.owned.Push(scratch);
            connection = scratch.ConnectionString;
        }
        made.Store = Store.Open(connection);
        made.owned.Push(made.Store);
        if (upTo != 0)
            await Migrator.MigrateAsync(made.Store, upTo ?? Migrator.Known, TestContext.Current.CancellationToken);
        return made;
    }

    public async ValueTask DisposeAsync()
    {
        while (owned.TryPop(out var one))
            await one.DisposeAsync();
        folder?.Dispose();
    }
}
