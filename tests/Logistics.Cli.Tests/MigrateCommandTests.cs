using Logistics.Storage;
using Logistics.Storage.Embedding;

namespace Logistics.Cli.Tests;

/// <summary>That nothing stays of a rehearsal is the store's own test; here is what the person who keeps the server types and reads.</summary>
public sealed class MigrateCommandTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_upgrade_is_tried_first_and_then_done()
    {
        if (CompanionFolder.Find("embedded") is not { } folder || !Directory.Exists(Path.Combine(folder, "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
        using var run = new Run();
        await using (var server = await EmbeddedServer.StartAsync(new EmbeddedOptions { DataFolder = run.PathOf("data/database"), Password = "of-the-test" }, Cancellation))
        await using (var store = Store.Open(server.ConnectionString))
            await Migrator.MigrateAsync(store, upTo: Migrator.Known - 1, Cancellation);

        Assert.Equal(ExitCode.Done, await run.Logistics("migrate", "--dry-run", "--data", run.PathOf("data")));
        Assert.Contains($"Du schéma {Migrator.Known - 1} au schéma {Migrator.Known}", run.Output);
        Assert.Contains($"  {Migrator.Known:000}  ", run.Output);
        Assert.Contains("rien n'a changé", run.Output);
        Assert.Equal(ExitCode.Done, await run.Logistics("migrate", "--data", run.PathOf("data")));
        Assert.Contains($"Scripts passés : {Migrator.Known}.", run.Output);
        Assert.Equal(ExitCode.Done, await run.Logistics("migrate", "--dry-run", "--data", run.PathOf("data")));
        Assert.Contains("à jour", run.Output);
    }

    [Fact]
    public async Task A_folder_without_an_instance_does_not_become_one()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("migrate", "--dry-run", "--data", run.PathOf("nowhere")));
        Assert.Contains("ne contient pas de base", run.Notes);
        Assert.False(Directory.Exists(run.PathOf("nowhere")));
    }
}
