using Logistics.Storage;
using Logistics.Storage.Embedding;
using Logistics.Testing;

namespace Logistics.Cli.Tests;

/// <summary>The round trip of tables is the store's own test; here is what the person who keeps the server types and reads.</summary>
public sealed class BackupCommandTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_instance_is_backed_up_and_comes_back_in_another_folder()
    {
        RequireEmbedded();
        using var run = new Run();
        Directory.CreateDirectory(run.PathOf("first/keys"));
        run.Write("first/access.key", "the key");
        run.Write("first/keys/one.xml", "<key/>");
        await using (var server = await EmbeddedServer.StartAsync(new EmbeddedOptions { DataFolder = run.PathOf("first/database"), Password = "of-the-test" }, Cancellation))
        await using (var store = Store.Open(server.ConnectionString))
        {
            await Migrator.MigrateAsync(store, Cancellation);
            await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day, run.Clock.GetUtcNow()), Cancellation);
            // A host has the folder: the copy would be worthless, so it is refused and nothing is left behind.
            Assert.Equal(ExitCode.Failed, await run.Logistics("backup", run.PathOf("early.tar"), "--data", run.PathOf("first")));
            Assert.Contains("in use", run.Notes);
            Assert.Empty(run.Folder.GetFiles("early*"));
        }

        Assert.Equal(ExitCode.Done, await run.Logistics("backup", run.PathOf("all.tar"), "--data", run.PathOf("first")));
        Assert.Contains("relue", run.Output);
        Assert.Equal(ExitCode.BadInput, await run.Logistics("backup", run.PathOf("all.tar"), "--data", run.PathOf("first")));
        Assert.Contains("existe déjà", run.Notes);
        Assert.Equal(ExitCode.Done, await run.Logistics("restore", run.PathOf("all.tar"), "--verify"));
        Assert.Contains("est entière", run.Output);

        Assert.Equal(ExitCode.Done, await run.Logistics("restore", run.PathOf("all.tar"), "--data", run.PathOf("second")));
        Assert.Equal("the key", await File.ReadAllTextAsync(run.PathOf("second/access.key"), Cancellation));
        Assert.Equal("<key/>", await File.ReadAllTextAsync(run.PathOf("second/keys/one.xml"), Cancellation));
        // A second time there is something in it.
        Assert.Equal(ExitCode.BadInput, await run.Logistics("restore", run.PathOf("all.tar"), "--data", run.PathOf("second")));
        Assert.Contains("n'est pas vide", run.Notes);
        await using var restored = await EmbeddedServer.StartAsync(new EmbeddedOptions { DataFolder = run.PathOf("second/database"), Password = "of-the-test" }, Cancellation);
        await using var again = Store.Open(restored.ConnectionString);
        Assert.Equal(Bellerive.Day, await again.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, Bellerive.Day.Date), Cancellation));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_before_anything_is_opened()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("restore", run.Write("notes.tar", "dear diary"), "--data", run.PathOf("nowhere")));
        Assert.Contains("ce n'est pas une sauvegarde", run.Notes);
        Assert.False(Directory.Exists(run.PathOf("nowhere")));
        Assert.Equal(ExitCode.BadInput, await run.Logistics("restore", run.PathOf("missing.tar")));
        Assert.Contains("missing.tar", run.Notes);
    }

    [Fact]
    public async Task A_connection_string_that_cannot_be_read_is_not_repeated()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("backup", run.PathOf("all.tar"), "--data", run.PathOf("data"), "--database", "Hots=db;Password=secret"));
        Assert.Contains("ne se lit pas", run.Notes);
        Assert.DoesNotContain("secret", run.Notes);
        Assert.DoesNotContain("secret", run.Output);
    }

    internal static void RequireEmbedded()
    {
        if (CompanionFolder.Find("embedded") is not { } folder || !Directory.Exists(Path.Combine(folder, "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
    }
}
