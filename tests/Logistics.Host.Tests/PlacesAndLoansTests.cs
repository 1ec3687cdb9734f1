using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Where things are and what territories lend each other, over the API and on the stores of real life.</summary>
[Collection("real stores")]
public sealed class PlacesAndLoansTests
{
    /// <summary>From Sète to the Cévennes: around all of the demo's first territory, and a hole in the sea.</summary>
    const string Ground = """
        { "type": "FeatureCollection", "features": [{ "type": "Feature", "properties": {}, "geometry": { "type": "Polygon", "coordinates": [
          [[2.5, 42.9], [4.9, 42.9, 12], [4.9, 44.9], [2.5, 44.9], [2.5, 42.9]], [[4, 43], [4.1, 43], [4.1, 43.1], [4, 43]]] } }] }
        """;

    static readonly CountedIds ids = new("places-and-loans");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_the_embedded_store()
    {
        if (!Directory.Exists(Path.Combine(CompanionFolder.Find("embedded") ?? "", "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
        await AskAsync(database: null);
    }

    [Fact]
    public async Task On_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("places");
        await AskAsync(database.ConnectionString);
    }

    static async Task AskAsync(string? database)
    {
        await using var host = await RunningHost.StartAsync((settings, folder) => new PostgisOpener(settings, folder, TimeProvider.System, new CountedIds("store")), database, TimeProvider.System);
        await host.ReadyAsync(TimeSpan.FromMinutes(5));
        var store = host.Services.GetRequiredService<StoreDoor>().Store;
        var date = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(30);
        var day = SmallDemo.Day(date);
        await store.DeclareAsync(day, Stop);
        var (here, there) = (day.Territories[0], day.Territories.First(x => day.Equipment.Any(y => y.Territory == day.Territories[0].Id) && x.Id != day.Territories[0].Id));
        var (lender, borrower, anybody) = (await DispatcherAsync(store, host, here.Id.Value), await DispatcherAsync(store, host, there.Id.Value), await DispatcherAsync(store, host, null));

        // The nearest first, with distances that agree with ours, and a tag.
        var own = day.Sites.Where(x => x.Territory == here.Id).ToList();
        var from = own[0].Position;
        var address = FormattableString.Invariant($"/api/v1/territories/{here.Code}/sites.geojson?date={date:yyyy-MM-dd}&near={from.Longitude},{from.Latitude}&limit=3");
        var answer = await lender.GetAsync(address, Stop);
        Assert.Equal("application/geo+json", answer.Content.Headers.ContentType?.MediaType);
        var features = (await JsonAsync(answer)).GetProperty("features").EnumerateArray().ToList();
        Assert.Equal(own.Select(x => (long)x.Position.DistanceTo(from).Metres).Order().Take(3).Select(x => (double)x), features.Select(x => (double)x.GetProperty("properties").GetProperty("metres").GetInt64()), new Near(1));
        Assert.Equal(own[0].Position.Longitude, features[0].GetProperty("geometry").GetProperty("coordinates")[0].GetDouble(), 6);
        Assert.False(features[0].GetProperty("properties").TryGetProperty("inside", out _));
        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await lender.SendAsync(again, Stop)).StatusCode);
        Assert.Equal(own.Count, (await JsonAsync(await lender.GetAsync($"/api/v1/territories/{here.Code}/sites.geojson", Stop))).GetProperty("features").GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await lender.GetAsync($"/api/v1/territories/{there.Code}/sites.geojson", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await lender.GetAsync($"/api/v1/territories/{here.Code}/sites.geojson?near=north", Stop)).StatusCode);

        // Its ground, once it is drawn, and what is wrong with a drawing.
        var outline = $"/api/v1/territories/{here.Code}/outline.geojson";
        Assert.Equal(HttpStatusCode.NotFound, (await lender.GetAsync(outline, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(lender, outline, Ground)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(borrower, outline + "?source=x", Ground)).StatusCode);
        var crossing = await PutAsync(lender, outline + "?source=x", """{"type":"Polygon","coordinates":[[[0,0],[1,1],[1,0],[0,1],[0,0]]]}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, crossing.StatusCode);
        Assert.Contains("Self-intersection", await crossing.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(lender, outline + "?source=IGN", Ground)).StatusCode);
        var drawn = await JsonAsync(await lender.GetAsync(outline, Stop));
        Assert.Equal("IGN", drawn.GetProperty("properties").GetProperty("source").GetString());
        Assert.Equal(2, drawn.GetProperty("geometry").GetProperty("coordinates")[0].GetArrayLength());
        Assert.All(
            (await JsonAsync(await lender.GetAsync(address, Stop))).GetProperty("features").EnumerateArray(),
            x => Assert.Equal(own[0].Position.Latitude is > 42.9 and < 44.9, x.GetProperty("properties").GetProperty("inside").GetBoolean()));
        // Who dispatches all territories sees whoever has a place there; who is bound to one, its own.
        var within = $"/api/v1/territories/{here.Code}/sites.geojson?date={date:yyyy-MM-dd}&within=true";
        var inside = day.Sites.Where(x => x.Position.Longitude is > 2.5 and < 4.9 && x.Position.Latitude is > 42.9 and < 44.9).ToList();
        Assert.Equal(inside.Count, (await JsonAsync(await anybody.GetAsync(within, Stop))).GetProperty("features").GetArrayLength());
        Assert.Equal(inside.Count(x => x.Territory == here.Id), (await JsonAsync(await lender.GetAsync(within, Stop))).GetProperty("features").GetArrayLength());

        // A loan: offered, agreed, read, withdrawn.
        var equipment = day.Equipment.First(x => x.Territory == here.Id);
        var offer = new { borrower = there.Code, kind = "equipment", code = equipment.Code, from = date, until = date.AddDays(2) };
        Assert.Equal(HttpStatusCode.BadRequest, (await anybody.PostAsJsonAsync("/api/v1/loans", offer, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lender.PostAsJsonAsync("/api/v1/loans", new { offer.borrower, offer.kind, code = "rien", offer.from }, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await lender.PostAsJsonAsync("/api/v1/loans", new { offer.borrower, offer.kind, offer.code, offer.from, until = date.AddDays(-1) }, Stop)).StatusCode);
        var made = await lender.PostAsJsonAsync("/api/v1/loans", offer, Stop);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        var consent = $"/api/v1/loans/{(await JsonAsync(made)).GetProperty("id").GetGuid()}/consent";
        Assert.Empty(await LentAsync());
        Assert.Equal(HttpStatusCode.NoContent, (await borrower.PutAsync(consent, null, Stop)).StatusCode);
        Assert.Equal([equipment.Code], (await LentAsync()).Select(x => x.GetProperty("code").GetString()));
        Assert.True((await JsonAsync(await borrower.GetAsync("/api/v1/loans", Stop))).GetProperty("items")[0].GetProperty("stands").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await lender.DeleteAsync($"/api/v1/loans/{ids.Next()}/consent", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await lender.DeleteAsync(consent, Stop)).StatusCode);
        Assert.Empty(await LentAsync());
        Assert.Equal(HttpStatusCode.Conflict, (await borrower.PutAsync(consent, null, Stop)).StatusCode);

        async Task<List<JsonElement>> LentAsync() => [.. (await JsonAsync(await borrower.GetAsync($"/api/v1/lent/{date:yyyy-MM-dd}", Stop))).GetProperty("equipment").EnumerateArray()];
    }

    /// <summary>A person who dispatches one territory, or all; keys do not lend.</summary>
    static async Task<HttpClient> DispatcherAsync(IDayStore store, RunningHost host, Guid? territory)
    {
        var token = Token.New();
        var address = $"{ids.Next():N}@people.example";
        await store.People.InviteAsync(
            new(address, null, "fr", new Capacity(ids.Next(), Roles.Dispatcher, null, territory, "dispatcher"), null), new(token.Digest, TimeProvider.System.GetUtcNow().AddDays(1)), new(address, "", ""), Stop);
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text));
        visitor.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
        return visitor;
    }

    static Task<HttpResponseMessage> PutAsync(HttpClient visitor, string path, string body) => visitor.PutAsync(path, new StringContent(body, Encoding.UTF8, "application/geo+json"), Stop);

    static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Stop);
        Assert.True(answer.IsSuccessStatusCode, text);
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    sealed class Near(double most) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= most;

        public int GetHashCode(double obj) => 0;
    }
}
