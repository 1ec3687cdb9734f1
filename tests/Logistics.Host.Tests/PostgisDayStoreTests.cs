using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Territories;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests;
using Logistics.Testing.Days;

namespace Logistics.Host.Tests;

/// <summary>The host on the stores that it has in real life: what a file says is what the worker plans and what a page shows.</summary>
// One after the other: making two embedded databases at once takes longer than a busy machine has patience for.
[Collection("real stores")]
public sealed class PostgisDayStoreTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_with_batches_goes_from_its_file_to_the_plan_whole_on_the_embedded_store()
    {
        if (!Directory.Exists(Path.Combine(CompanionFolder.Find("embedded") ?? "", "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
        await FromFileToPlanAsync(database: null);
    }

    [Fact]
    public async Task A_day_with_batches_goes_from_its_file_to_the_plan_whole_on_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("host");
        await FromFileToPlanAsync(database.ConnectionString);
    }

    static async Task FromFileToPlanAsync(string? database)
    {
        var path = Directory.CreateTempSubdirectory("ramasse-").FullName;
        try
        {
            var settings = new HostSettings { Demo = false, Urls = [], DataFolder = path, Database = database };
            using var folder = DataFolder.Hold(path);
            await using var store = await new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("day-store")).OpenAsync(_ => { }, Stop);
            var day = await ReadAsync(RandomDay.Make(3, DaySize.Small, new RandomDayOptions(Batches: true)));
            Assert.NotEmpty(day.Recipes);
            Assert.NotEmpty(day.Crews);

            await store.DeclareAsync(day, Stop);

            var (declared, version) = (await store.DeclarationsAsync(day.Date, Stop))!.Value;
            Assert.True(day == declared);
            var plan = new SmallEngine().Plan(declared, new Surroundings([], null), Sharing.Fair, TimeSpan.Zero, DateTimeOffset.UnixEpoch, new Progress<Planning.PlanningProgress>(), Stop);
            await store.SaveAsync(plan, declared, version, Asking.Nobody, Stop);
            Assert.True(day == (await store.PlanAsync(plan.Id, Stop))!.Declarations);

            // The same file again asks for no plan; one recipe less, or one person, does.
            await store.DeclareAsync(day, Stop);
            Assert.False(await NeedsPlanAsync());
            await store.DeclareAsync(day with { Recipes = [.. day.Recipes.Skip(1)] }, Stop);
            Assert.True(await NeedsPlanAsync());
            await store.DeclareAsync(day, Stop);
            await PlannedAsync(plan with { Id = new PlanId(Guid.Empty) });
            await store.DeclareAsync(day with { Crews = [day.Crews[0] with { Persons = day.Crews[0].Persons + 1 }, .. day.Crews.Skip(1)] }, Stop);
            Assert.True(await NeedsPlanAsync());

            // A code that another donor used on another date is refused, by whichever way it comes.
            var donor = day.Parties.First(x => x.Id != day.Lots[0].Donor).Id;
            var stranger = day with { Date = day.Date.AddDays(1), Lots = [day.Lots[0] with { Donor = donor }, .. day.Lots.Skip(1)] };
            foreach (var declare in (Func<Task>[])[() => store.DeclareAsync(stranger, Stop), () => store.Edits.ReplaceAsync([new(null, stranger, 0, [], [])], Stop)])
                Assert.Equal([(day.Lots[0].Code, day.Date)], (await Assert.ThrowsAsync<CodesTakenException>(declare)).Taken.Select(x => (x.Code, x.Date)));
            await store.DeclareAsync(stranger with { Lots = day.Lots }, Stop);
            Assert.Equal(2, (await store.DaysAsync(Stop)).Count);
            return;

            async Task<bool> NeedsPlanAsync() => Assert.Single(await store.DaysAsync(Stop)).NeedsPlan;
            async Task PlannedAsync(DayPlan another)
            {
                await store.SaveAsync(another, day, (await store.DeclarationsAsync(day.Date, Stop))!.Value.Version, Asking.Nobody, Stop);
                Assert.False(await NeedsPlanAsync());
            }
        }
        finally
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>The day as the host reads it from a file that says the same.</summary>
    static async Task<DayDeclarations> ReadAsync(DayDeclarations told)
    {
        using var file = new MemoryStream();
        TerritoryWriter.Write(told, file);
        file.Position = 0;
        var (day, problems) = await new TerritoryFiles().ReadAsync(file, Stop);
        Assert.Empty(problems);
        return day!;
    }
}
