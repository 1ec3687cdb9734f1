using System.Globalization;
using Logistics.Storage;
using Logistics.Storage.Checking;
using Logistics.Storage.Embedding;
using Logistics.Testing;

namespace Logistics.Cli.Tests;

/// <summary>What is looked for is the store's own test; here is what the person who keeps the server types and reads.</summary>
public sealed class StoreCheckCommandTests
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_store_that_holds_is_told_so_and_one_that_does_not_ends_with_the_reasons()
    {
        BackupCommandTests.RequireEmbedded();
        using var run = new Run();
        var database = new EmbeddedOptions { DataFolder = run.PathOf("first/database"), Password = "of-the-test" };
        await FillAsync(async store =>
        {
            await Migrator.MigrateAsync(store, Cancellation);
            await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, Bellerive.Day, run.Clock.GetUtcNow()), Cancellation);
        });
        Assert.Equal(ExitCode.Done, await run.Logistics("store", "check", "--data", run.PathOf("first")));
        Assert.Contains("Tout se tient", run.Output);

        // Without the declarations it was made from, and without a word to anybody.
        await FillAsync(store => store.RunAsync(Scope.Service, unit => PlanStore.SaveAsync(unit, Bellerive.Plan, run.Clock.GetUtcNow()), Cancellation));
        Assert.Equal(ExitCode.Failed, await run.Logistics("store", "check", "--data", run.PathOf("first")));
        Assert.Contains($"Un plan n'a pas les déclarations dont il est fait : plan {Bellerive.Plan.Id.Value}", run.Output);
        Assert.Contains("2 choses ne peuvent pas être vraies", run.Output);

        // Nor what it promises, beside declarations of which half is gone.
        await FillAsync(store => store.RunAsync(
            Scope.Service, unit => DayBook.SaveSourceAsync(unit, Bellerive.Plan.Id, Bellerive.Day with { Lots = [.. Bellerive.Day.Lots.Skip(1)] }, 1), Cancellation));
        Assert.Equal(ExitCode.Failed, await run.Logistics("store", "check", "--data", run.PathOf("first")));
        Assert.Contains($"({Bellerive.Plan.Id.Value}) :", run.Output);

        async Task FillAsync(Func<Store, Task> work)
        {
            await using var server = await EmbeddedServer.StartAsync(database, Cancellation);
            await using var store = Store.Open(server.ConnectionString);
            await work(store);
        }
    }

    [Fact]
    public void Every_fault_has_its_words_in_both_languages()
    {
        foreach (var culture in (string[])["fr-FR", "en-GB"])
            foreach (var fault in Enum.GetValues<StoreFault>())
                Assert.EndsWith(":", new Words(CultureInfo.GetCultureInfo(culture))[$"StoreCheck.{fault}"], StringComparison.Ordinal);
    }
}
