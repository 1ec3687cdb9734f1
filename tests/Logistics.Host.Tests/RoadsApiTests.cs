using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

public sealed class RoadsApiTests
{
    const string Tiles = "/api/v1/roads/tiles";

    // Where the street of the small engine is: 3.81 E, 43.51 N at zoom 14.
    const string Street = Tiles + "/14/8365/5988.mvt";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static async Task<(RunningHost Host, HttpClient Visitor)> StartAsync(SmallEngine? engine = null)
    {
        var host = await RunningHost.StartAsync(new MemoryStore(), engine: engine);
        await host.ReadyAsync();
        return (host, await host.DispatcherAsync());
    }

    [Fact]
    public async Task What_tiles_there_are_is_told_with_whom_to_credit()
    {
        var (host, visitor) = await StartAsync();
        await using var _ = host;
        using var json = JsonDocument.Parse(await visitor.GetStringAsync($"{Tiles}/tiles.json", Stop));
        Assert.Contains("OpenStreetMap", json.RootElement.GetProperty("attribution").GetString(), StringComparison.Ordinal);
        var template = json.RootElement.GetProperty("tiles")[0].GetString()!;
        var answer = await visitor.GetAsync(template.Replace("{z}/{x}/{y}", "14/8365/5988", StringComparison.Ordinal), Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        // Its address names its version; and it is for those who signed in.
        Assert.Equal((TimeSpan.FromDays(7), true), (answer.Headers.CacheControl?.MaxAge, answer.Headers.CacheControl?.Private));
    }

    [Fact]
    public async Task A_tile_is_sent_once_and_small()
    {
        var (host, visitor) = await StartAsync();
        await using var _ = host;
        var request = new HttpRequestMessage(HttpMethod.Get, Street);
        request.Headers.AcceptEncoding.Add(new("gzip"));
        var answer = await visitor.SendAsync(request, Stop);
        Assert.Equal((HttpStatusCode.OK, "application/vnd.mapbox-vector-tile"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(["gzip"], answer.Content.Headers.ContentEncoding);
        Assert.Equal("no-cache", answer.Headers.GetValues("Cache-Control").Single());

        foreach (var known in (EntityTagHeaderValue[])[answer.Headers.ETag!, new(answer.Headers.ETag!.Tag, isWeak: true)])
        {
            var again = new HttpRequestMessage(HttpMethod.Get, Street);
            again.Headers.IfNoneMatch.Add(known);
            Assert.Equal(HttpStatusCode.NotModified, (await visitor.SendAsync(again, Stop)).StatusCode);
        }
        var other = new HttpRequestMessage(HttpMethod.Get, Street);
        other.Headers.IfNoneMatch.Add(new("\"other\""));
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendAsync(other, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/14/8364/5988.mvt", HttpStatusCode.NoContent)] // no road there
    [InlineData("/0/0/0.mvt", HttpStatusCode.NoContent)] // nothing to be seen from there
    [InlineData("/15/16730/11964.mvt", HttpStatusCode.NotFound)] // closer than tiles are drawn
    [InlineData("/3/8/0.mvt", HttpStatusCode.NotFound)]
    [InlineData("/3/-1/0.mvt", HttpStatusCode.NotFound)]
    public async Task Other_tiles_are_empty_or_do_not_exist(string tile, HttpStatusCode status)
    {
        var (host, visitor) = await StartAsync();
        await using var _ = host;
        Assert.Equal(status, (await visitor.GetAsync(Tiles + tile, Stop)).StatusCode);
    }

    [Theory]
    [InlineData("/tiles.json")]
    [InlineData("/3/1/1.mvt")]
    public async Task Before_the_roads_are_read_there_is_nothing_to_draw(string path)
    {
        var (host, visitor) = await StartAsync(new SmallEngine { HasRoads = false });
        await using var _ = host;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await visitor.GetAsync(Tiles + path, Stop)).StatusCode);
    }
}
