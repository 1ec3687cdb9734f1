using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Domain.Routes;
using Logistics.Host.Access;
using Logistics.Host.Photos;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>What is told over the API is in the ledger, and each partner reads its own part of it, on the stores of real life.</summary>
// One after the other: making two embedded databases at once takes longer than a busy machine has patience for.
[Collection("real stores")]
public sealed class ProofsOnStoresTests
{
    static readonly CountedIds ids = new("proofs-on-stores");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_round_is_told_and_its_ledger_read_on_the_embedded_store()
    {
        if (!Directory.Exists(Path.Combine(CompanionFolder.Find("embedded") ?? "", "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
        await TellAndReadAsync(database: null);
    }

    [Fact]
    public async Task A_round_is_told_and_its_ledger_read_on_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("proofs");
        await TellAndReadAsync(database.ConnectionString);
    }

    static async Task TellAndReadAsync(string? database)
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var host = await RunningHost.StartAsync((settings, folder) => new PostgisOpener(settings, folder, clock, new CountedIds("store")), database, clock);
        await host.ReadyAsync(TimeSpan.FromMinutes(5));
        await host.Services.GetRequiredService<StoreDoor>().Store.DeclareAsync(SmallDemo.Day(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(1))), Stop);
        var day = await DayAsync(host);
        var keeper = host.Visitor();
        await host.PostAsync(keeper, "/entrer", ("cle", host.Key.Text));
        // One lot, from where it is taken to where it is brought: all its ways on one route.
        var (route, taken, given) = day.Plan.Routes.Select(x => (Route: x, Pickup: x.Stops.First(y => y.Activities.Any(z => z.Kind == ActivityKind.Pickup)))).Select(x =>
        {
            var activity = x.Pickup.Activities.First(y => y.Kind == ActivityKind.Pickup);
            return (x.Route, (x.Pickup.Site, activity), x.Route.Stops.SelectMany(y => y.Activities.Select(z => (y.Site, z))).First(y => y.z.Kind == ActivityKind.Delivery && y.z.Allocation == activity.Allocation));
        }).First();
        var allocation = day.Plan.Carriable().First(x => x.Id == taken.activity.Allocation);
        var (lot, recipient) = (day.Index[allocation.Lot], day.Index[allocation.Need].Recipient);

        var results = await TellAsync(host, keeper, With(Proof(day, route, given.Site, given.z, "given"), ("signature", "M10 10L500 300")), Proof(day, route, taken.Site, taken.activity, "taken"));

        Assert.Equal(["recorded", "recorded"], results.Select(OutcomeOf));
        var kinds = (await ItemsAsync(keeper, "movements")).Where(x => x.GetProperty("lot").GetGuid() == lot.Id.Value).ToDictionary(x => x.GetProperty("kind").GetString()!, x => x.GetProperty("quantityG").GetInt64());
        Assert.Equal((lot.Quantity.Expected.Grams, taken.activity.Expected.Grams, given.z.Expected.Grams), (kinds["declared"], kinds["picked-up"], kinds["delivered"]));
        Assert.Equal(
            lot.Quantity.Expected.Grams - taken.activity.Expected.Grams,
            (await ItemsAsync(keeper, $"stock?site={lot.Site.Value}&")).Where(x => x.GetProperty("lot").GetGuid() == lot.Id.Value).Sum(x => x.GetProperty("quantityG").GetInt64()));

        // What was signed stands beside the proof.
        var signed = $"/api/v1/proofs/{results[0].GetProperty("id").GetString()}/signature";
        Assert.Contains("d=\"M10 10L500 300\"", await keeper.GetStringAsync(signed, Stop), StringComparison.Ordinal);

        // A photo goes where this kind of instance keeps them, and comes back.
        var photo = Pictures.Jpeg();
        var address = $"/api/v1/proofs/{results[0].GetProperty("id").GetString()}/photo";
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, keeper, address, photo)).StatusCode);
        Assert.Equal(Picture.Read(photo)!.Content, await keeper.GetByteArrayAsync(address, Stop));
        Assert.Equal(database is null ? 1 : 0, Directory.EnumerateFiles(host.Folder.Photos).Count());
        Assert.Equal(database is null, await host.Services.GetRequiredService<StoreDoor>().Store.Photos.OpenAsync(Picture.Read(photo)!.Id, Stop) is null);

        // Who received sees that; a stranger, and who is bound to another territory, does not.
        var partner = await EnteredAsync(host, Roles.Association, recipient.Value, null);
        var stranger = await EnteredAsync(host, Roles.Association, ids.Next(), null);
        var elsewhere = await EnteredAsync(host, Roles.Auditor, null, ids.Next());
        var here = await EnteredAsync(host, Roles.Auditor, null, lot.Territory.Value);
        var trace = await partner.GetFromJsonAsync<JsonElement>($"/api/v1/ledger/lots/{lot.Id.Value}/trace", Stop);
        Assert.Equal(recipient.Value, Assert.Single(trace.GetProperty("received").EnumerateArray()).GetProperty("party").GetGuid());
        Assert.NotEmpty(await ItemsAsync(partner, "movements"));
        Assert.NotEmpty(await ItemsAsync(here, "movements"));
        foreach (var visitor in (HttpClient[])[stranger, elsewhere])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/v1/ledger/lots/{lot.Id.Value}/trace", Stop)).StatusCode);
            foreach (var question in (string[])["movements", "stock?", $"stock?party={recipient.Value}&", $"stock?site={lot.Site.Value}&"])
                Assert.Empty(await ItemsAsync(visitor, question));
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(address, Stop)).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync(signed, Stop)).StatusCode);
            Assert.Equal(0, (await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/proofs/{day.Plan.Date:yyyy-MM-dd}", Stop)).GetArrayLength());
        }

        // The photo of a surplus is beside it: the hourly job leaves it alone while the surplus is declared and its time not over.
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, keeper, LotPhotoDesk.AddressOf(day.Plan.Date, lot.Code), Pictures.Png())).StatusCode);
        clock.Advance(TimeSpan.FromDays(2));
        await host.Services.GetRequiredService<Forgetting>().ForgetAsync(Stop);
        Assert.Equal(Picture.Read(Pictures.Png())!.Content, (await host.Services.GetRequiredService<LotPhotoDesk>().OpenAsync(day.Plan.Date, lot.Id, Stop))?.Content);
        Assert.Equal(database is null ? 2 : 0, Directory.EnumerateFiles(host.Folder.Photos).Count());

        // Its time is over: it is nowhere any more, and the proof is.
        clock.Advance(Storage.People.Retention.Photos + TimeSpan.FromDays(2));
        await host.Services.GetRequiredService<Forgetting>().ForgetAsync(Stop);
        Assert.Empty(Directory.EnumerateFiles(host.Folder.Photos));
        foreach (var gone in (byte[][])[photo, Pictures.Png()])
            Assert.Null(await host.Services.GetRequiredService<StoreDoor>().Store.Photos.OpenAsync(Picture.Read(gone)!.Id, Stop));
        // What was signed stays as long as the note that it stands on.
        var proofs = host.Services.GetRequiredService<StoreDoor>().Store.Proofs;
        Assert.NotNull(await proofs.SignatureOfAsync(new(results[0].GetProperty("id").GetGuid()), Stop));
        clock.Advance(Storage.People.Retention.Signatures);
        await host.Services.GetRequiredService<Forgetting>().ForgetAsync(Stop);
        Assert.Null(await proofs.SignatureOfAsync(new(results[0].GetProperty("id").GetGuid()), Stop));
        Assert.Equal(2, (await host.Services.GetRequiredService<StoreDoor>().Store.Proofs.OfDateAsync(day.Plan.Date, null, Stop)).Count);
    }

    /// <summary>All pages, two lines at a time.</summary>
    static async Task<List<JsonElement>> ItemsAsync(HttpClient visitor, string question)
    {
        var items = new List<JsonElement>();
        for (string? after = ""; after is not null;)
        {
            var page = await visitor.GetFromJsonAsync<JsonElement>($"/api/v1/ledger/{question}{(question.Contains('?', StringComparison.Ordinal) ? "" : "?")}limit=2&after={after}", Stop);
            items.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString();
        }
        return items;
    }

    internal static async Task<HttpClient> EnteredAsync(RunningHost host, string role, Guid? organisation, Guid? territory)
    {
        var token = Token.New();
        var address = $"{ids.Next():N}@people.example";
        await host.Services.GetRequiredService<StoreDoor>().Store.People.InviteAsync(
            new(address, null, "fr", new Capacity(ids.Next(), role, organisation, territory, role), null), new(token.Digest, DateTimeOffset.MaxValue.AddYears(-1)), new(address, "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        return visitor;
    }
}
