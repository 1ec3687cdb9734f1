using System.Net;
using Logistics.Domain.Routes;
using Logistics.Host.Tests.Fakes;
using static Logistics.Host.Tests.ProofsApiTests;

namespace Logistics.Host.Tests;

/// <summary>All that was told of a round, on one page.</summary>
public sealed class RoundReportTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_what_was_told_of_each_halt_with_reasons_corrections_photos_and_signatures()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var route = day.Plan.Routes[0];
        var dispatcher = await host.DispatcherAsync();
        var before = await ReadAsync(dispatcher, route.Id.Value);
        Assert.Equal(route.Stops.Count(x => x.Activities.Count > 0), before.Split("Rien n&#x27;a encore").Length - 1);

        var wrong = Pickup(day, route);
        await TellAsync(host, dispatcher, wrong);
        var allocation = route.Stops.SelectMany(x => x.Activities).First(x => x.Kind == ActivityKind.Pickup).Allocation;
        var right = With(
            Pickup(day, route), ("corrects", wrong["id"]), ("signature", "M10 10L500 300"), ("note", "Portail <vert>"),
            ("lines", new[] { new { allocation = allocation.Value, did = "refused", quantityG = 2000, reason = "Abîmé" } }));
        Assert.Equal("recorded", OutcomeOf(Assert.Single(await TellAsync(host, dispatcher, right))));
        Assert.Equal(HttpStatusCode.NoContent, (await PhotosApiTests.PutAsync(host, dispatcher, $"/api/v1/proofs/{right["id"]}/photo", Pictures.Jpeg())).StatusCode);

        var page = await ReadAsync(dispatcher, route.Id.Value);
        Assert.Equal(route.Stops.Count(x => x.Activities.Count > 0) - 1, page.Split("Rien n&#x27;a encore").Length - 1);
        Assert.Contains("corrigé depuis", page, StringComparison.Ordinal);
        Assert.Contains("Abîmé", page, StringComparison.Ordinal);
        Assert.Contains("Portail &lt;vert&gt;", page, StringComparison.Ordinal);
        Assert.Contains("<b>2&#xA0;kg</b>", page, StringComparison.Ordinal);
        Assert.Single(page.Split('\n'), x => x.Contains($"/api/v1/proofs/{right["id"]}/signature", StringComparison.Ordinal));
        Assert.Contains($"src=\"/api/v1/proofs/{right["id"]}/photo\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"/api/v1/proofs/{wrong["id"]}", page, StringComparison.Ordinal);

        var drawing = await dispatcher.GetAsync($"/api/v1/proofs/{right["id"]}/signature", Stop);
        Assert.Equal("image/svg+xml", drawing.Content.Headers.ContentType?.MediaType);
        Assert.Contains("d=\"M10 10L500 300\"", await drawing.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await dispatcher.GetAsync($"/api/v1/proofs/{wrong["id"]}/signature", Stop)).StatusCode);
        // Another round knows nothing of it.
        Assert.DoesNotContain("Abîmé", await ReadAsync(dispatcher, day.Plan.Routes.First(x => x.Driver != route.Driver).Id.Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_that_is_none_is_refused_with_its_cause()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        var day = await DayAsync(host);
        var refused = Assert.Single(await TellAsync(host, await host.DispatcherAsync(), With(Pickup(day, day.Plan.Routes[0]), ("signature", "M0 0<script>"))));
        Assert.Equal("refused", OutcomeOf(refused));
        Assert.Equal("signature", Assert.Single(refused.GetProperty("problems").EnumerateArray()).GetProperty("about").GetString());
    }

    static async Task<string> ReadAsync(HttpClient visitor, Guid route) => await visitor.GetStringAsync($"/routes/{route}/compte-rendu", Stop);
}
