using System.Net;
using System.Net.Http.Headers;
using Logistics.Host.Photos;
using Logistics.Host.Tests.Fakes;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

public sealed class PhotosApiTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_photo_is_put_and_seen_by_who_drives_the_route_and_by_no_stranger()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var (own, other) = (day.Plan.Routes[0], day.Plan.Routes.First(x => x.Driver != day.Plan.Routes[0].Driver));
        var driver = await AsAsync(host, $"driver:{day.Index[own.Driver].Code}");
        var told = Pickup(day, own);
        await TellAsync(host, driver, told);
        var address = $"/api/v1/proofs/{told["id"]}/photo";
        HttpClient[] strangers =
        [
            await AsAsync(host, $"driver:{day.Index[other.Driver].Code}"),
            await AsAsync(host, $"association:{day.Index.Day.Parties.First(x => day.Index.Day.Needs.Any(y => y.Recipient == x.Id) && !day.Plan.Carriable().Any(y => day.Index[y.Need].Recipient == x.Id && own.Stops.Any(z => z.Activities.Any(w => w.Allocation == y.Id)))).Code}"),
        ];

        foreach (var stranger in strangers)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(host, stranger, address, Pictures.Png())).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Stop)).StatusCode);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await driver.GetAsync(address, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(host, driver, address, Pictures.Jpeg())).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await PutAsync(host, driver, address, Pictures.Jpeg())).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PutAsync(host, driver, address, Pictures.Png())).StatusCode);
        foreach (var reader in (HttpClient[])[driver, await host.DispatcherAsync()])
        {
            var answer = await reader.GetAsync(address, Stop);
            Assert.Equal("image/jpeg", answer.Content.Headers.ContentType?.MediaType);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal(Picture.Read(Pictures.Jpeg())!.Content, await answer.Content.ReadAsByteArrayAsync(Stop));
        }
        foreach (var stranger in strangers)
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(address, Stop)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_photo_or_too_large_or_has_a_path_for_a_name_is_refused_and_leaves_nothing()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var dispatcher = await host.DispatcherAsync();
        var told = Pickup(day, day.Plan.Routes[0]);
        await TellAsync(host, dispatcher, told);
        var address = $"/api/v1/proofs/{told["id"]}/photo";

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PutAsync(host, dispatcher, address, "<script>alert(1)</script>"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PutAsync(host, dispatcher, address, new byte[Picture.Largest + 1])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(host, dispatcher, $"/api/v1/proofs/{Guid.Empty}/photo", Pictures.Png())).StatusCode);
        foreach (var path in (string[])["..%2F..%2Faccess.key", "..", "%00", "a%5C..%5Cb"])
            Assert.NotEqual(HttpStatusCode.NoContent, (await PutAsync(host, dispatcher, $"/api/v1/proofs/{path}/photo", Pictures.Png())).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(host.Folder.Photos));
    }

    internal static Task<HttpResponseMessage> PutAsync(RunningHost host, HttpClient visitor, string path, byte[] content)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/svg+xml");
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request, Stop);
    }
}
