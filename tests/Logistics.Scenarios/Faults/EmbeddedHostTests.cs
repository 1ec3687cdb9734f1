using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Domain.Routes;
using Logistics.Storage.Embedding;

namespace Logistics.Scenarios.Faults;

/// <summary>A host on the embedded store is killed in the middle of what it does, and its disk is full: what was acknowledged is there, and all of it hangs together.</summary>
[Collection("faults")]
public sealed class EmbeddedHostTests(ITestOutputHelper output)
{
    /// <summary>What issue 6 allows from a kill to work going on.</summary>
    static readonly TimeSpan recovery = TimeSpan.FromSeconds(15);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_acknowledged_is_lost_when_the_host_is_killed_or_has_no_room_for_photos()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(CompanionFolder.Find("embedded") ?? "", "node_modules", "@electric-sql")), "the npm packages of src/Logistics.Storage/embedded are not installed");
        var dice = Rounds.Dice(output);
        var journal = new Journal();
        await using var life = await HostLife.BeginAsync(database: null);
        using var disk = SmallDisk.Put(Path.Combine(life.Data, "photos"));
        output.WriteLine($"first start {life.Host.StartTook.TotalSeconds:0.0} s");
        var day = Writers.SmallDay(Writers.Today);
        await life.Dispatcher.DeclareAsync(day);

        for (var round = 0; round < Rounds.Count; round++)
        {
            await KilledWhileDeclaringAsync(life, new Writers(journal, day, $"tour{round}"), dice);
            await journal.IsKeptAsync(life.Dispatcher);
            day = await life.Dispatcher.DayAsync(day.Date);
            if (round > 0)
                continue;
            var plan = await life.Dispatcher.PlanAsync(day.Date);
            var told = Told(plan, day.Date);
            await KilledWhileProvingAsync(life, told, journal, dice);
            await journal.IsKeptAsync(life.Dispatcher);
            await NoRoomForPhotosAsync(life, disk, told, journal);
        }
        Assert.Equal(0, await life.Host.StopAsync());
        disk.Dispose();
        await Invariants.HoldAsync(life.Data, database: null);
        output.WriteLine($"{journal.Count} acknowledgements kept");
    }

    async Task KilledWhileDeclaringAsync(HostLife life, Writers writers, Random dice)
    {
        using var stop = new CancellationTokenSource();
        var writing = writers.WriteAsync(4, _ => life.Dispatcher, stop.Token);
        await writers.UntilAsync(20 + dice.Next(20));
        await life.KillAsync();
        var took = await life.RestartAsync();
        output.WriteLine($"killed after {writers.Acknowledged} declarations; back at work after {took.TotalSeconds:0.0} s");
        // The ordinary run shares its machine with other tests, and only prints it.
        if (Rounds.IsLong)
            Assert.True(took < recovery, $"recovery took {took}");
        // Those that nobody answered are asked again, under their keys.
        await writers.UntilAsync(writers.Acknowledged + 4);
        await stop.CancelAsync();
        await writing;
    }

    async Task KilledWhileProvingAsync(HostLife life, List<JsonObject> told, Journal journal, Random dice)
    {
        var sent = 0;
        async Task<int> SendAsync(IEnumerable<JsonObject> proofs)
        {
            var kept = 0;
            foreach (var batch in proofs.Chunk(3))
            {
                Interlocked.Increment(ref sent);
                var answer = await life.Dispatcher.SendAsync(HttpMethod.Post, "/api/v1/proofs", new JsonArray([.. batch.Select(x => x.DeepClone())]));
                if (!answer.IsKept)
                    return kept;
                foreach (var (proof, result) in batch.Zip(answer.Json.AsArray()))
                {
                    Assert.Contains(result!["outcome"]!.ToString(), (string[])["recorded", "known"]);
                    journal.Proof(proof["id"]!.GetValue<Guid>(), Writers.Today);
                    kept++;
                }
            }
            return kept;
        }

        // Two devices tell the same, each in an order of its own.
        var orders = Enumerable.Range(0, 2).Select(_ => told.OrderBy(_ => dice.Next()).ToList()).ToList();
        var sending = Task.WhenAll(orders.Select(order => Task.Run(() => SendAsync(order), Stop)));
        var batches = dice.Next(1, Math.Max(2, told.Count / 3));
        while (Volatile.Read(ref sent) < batches)
            await Task.Delay(1, Stop);
        await life.KillAsync();
        output.WriteLine($"killed while {string.Join(" and ", await sending)} of {told.Count} proofs were acknowledged");
        await life.RestartAsync();
        await journal.IsKeptAsync(life.Dispatcher);
        Assert.Equal(told.Count, await SendAsync(told.OrderBy(_ => dice.Next())));
    }

    async Task NoRoomForPhotosAsync(HostLife life, SmallDisk disk, List<JsonObject> told, Journal journal)
    {
        var refused = 0;
        string Address(int i) => $"/api/v1/proofs/{told[i]["id"]!.GetValue<Guid>()}/photo";
        for (var i = 0; i < Math.Min(8, told.Count) && refused == 0; i++)
        {
            var photo = Photo(i);
            var answer = await life.Dispatcher.SendAsync(HttpMethod.Put, Address(i), content: photo);
            if (answer.IsKept)
                journal.Photo(Address(i), photo);
            else
            {
                refused++;
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json"), (answer.Status, answer.MediaType));
                // It says so, and promises no photo that is not there.
                Assert.Equal(HttpStatusCode.NotFound, (await life.Dispatcher.SendAsync(HttpMethod.Get, Address(i))).Status);
            }
        }
        output.WriteLine($"{(disk.IsMounted ? "a disk of a megabyte" : "no disk at all, since none may be mounted here")}: {(refused > 0 ? "the sender was told" : "not full")}");
        Assert.Equal(1, refused);
        if (disk.IsMounted)
            Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(life.Data, "photos")), x => x.EndsWith(".part", StringComparison.Ordinal));
        await journal.IsKeptAsync(life.Dispatcher);
        disk.Grow();
        var last = told.Count - 1;
        Assert.Equal(HttpStatusCode.NoContent, (await life.Dispatcher.SendAsync(HttpMethod.Put, Address(last), content: Photo(99))).Status);
        journal.Photo(Address(last), Photo(99));
        await journal.IsKeptAsync(life.Dispatcher);
    }

    /// <summary>Every pick-up and every delivery of the plan, each told by itself.</summary>
    static List<JsonObject> Told(DayPlan plan, DateOnly date)
    {
        var told = plan.Routes.SelectMany(route => route.Stops.SelectMany(stop => stop.Activities
            .Where(x => x.Kind is ActivityKind.Pickup or ActivityKind.Delivery)
            .Select(x => new JsonObject
            {
                ["id"] = NameBasedId.Derive(plan.Id.Value, $"{route.Id.Value}/{stop.Site.Value}/{x.Kind}/{x.Allocation.Value}"),
                ["plan"] = plan.Id.Value,
                ["route"] = route.Id.Value,
                ["site"] = stop.Site.Value,
                ["occurredAt"] = $"{date:yyyy-MM-dd}T00:30:00+02:00",
                ["lines"] = new JsonArray(new JsonObject { ["allocation"] = x.Allocation.Value, ["did"] = x.Kind == ActivityKind.Pickup ? "taken" : "given", ["quantityG"] = x.Expected.Grams }),
            }))).ToList();
        Assert.True(told.Count > 8, $"{told.Count} things to tell");
        return told;
    }

    /// <summary>Three hundred kilobytes by form a PNG, each another.</summary>
    static byte[] Photo(int number)
    {
        var pixels = new byte[300_000];
        new Random(number).NextBytes(pixels);
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10, .. Chunk("IDAT", pixels), .. Chunk("IEND", [])];
    }

    static byte[] Chunk(string name, byte[] content)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(name), .. content, 9, 9, 9, 9];
    }
}
