using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>The next day, opened from those before it.</summary>
public sealed class DayOpeningTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_next_day_is_opened_once_holds_by_the_rules_of_files_and_is_planned()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        using var dispatcher = await host.DispatcherAsync();
        var last = (await store.DaysAsync(Stop)).Max(x => x.Date);
        var before = (await store.DeclarationsAsync(last, Stop))!.Value.Day;
        var next = last.AddDays(1);

        var answer = await OpenAsync(host, dispatcher, next, new { needs = true });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var told = await answer.Content.ReadFromJsonAsync<JsonElement>(Stop);
        var day = (await store.DeclarationsAsync(next, Stop))!.Value.Day;
        Assert.Equal((day.Lots.Count, day.Needs.Count, day.Shifts.Count), (told.GetProperty("lots").GetInt32(), told.GetProperty("needs").GetInt32(), told.GetProperty("shifts").GetInt32()));
        Assert.Equal(before.Needs.Count(x => x.Event is null), day.Needs.Count);
        Assert.NotEmpty(day.Shifts);

        // A second opinion: the same day by way of a file, with every id made of its code anew.
        using var file = new MemoryStream();
        TerritoryWriter.Write(day, file);
        var read = Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(file.ToArray(), CultureInfo.InvariantCulture));
        Assert.Equal(day, read.Day);

        // Who received more yesterday starts with more today.
        var plan = (await store.PlanAsync((await store.DaysAsync(Stop)).Single(x => x.Date == last).Current!.Value, Stop))!;
        var best = plan.Plan.Allocations.GroupBy(x => plan.Declarations.Needs.First(y => y.Id == x.Need).Recipient).MaxBy(x => x.Sum(y => y.Quantity.Grams))!;
        Assert.True(Received(day, best.Key) > Received(before, best.Key), "what the plan gave is in the next day's balance");

        Assert.Equal(HttpStatusCode.Conflict, (await OpenAsync(host, dispatcher, next, new { needs = false })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await OpenAsync(host, dispatcher, last.AddDays(-40), new { needs = false })).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await OpenAsync(host, dispatcher, next.AddDays(1), new { wishes = 1 })).StatusCode);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).Single(x => x.Date == next).Current is not null, "the opened day to be planned");

        static long Received(DayDeclarations day, Domain.PartyId party) => day.Parties.Single(x => x.Id == party) is var one ? one.ReceivedByFamily.Total.Grams + one.ReceivedEarlier.Grams : 0;
    }

    [Fact]
    public async Task A_dispatcher_opens_a_day_on_the_page_and_is_told_when_it_is_there_already()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        using var dispatcher = await host.DispatcherAsync();
        var next = (await store.DaysAsync(Stop)).Max(x => x.Date).AddDays(1);

        var page = await dispatcher.GetStringAsync("/jours", Stop);
        Assert.Contains($"value=\"{next:yyyy-MM-dd}\"", page);
        // Counts of invented days say so.
        Assert.Contains("class=\"notice\"", page);
        var done = await host.PostAsync(dispatcher, "/jours", ("jour", $"{next:yyyy-MM-dd}"));
        Assert.Contains("role=\"status\"", await done.Content.ReadAsStringAsync(Stop));
        Assert.Empty((await store.DeclarationsAsync(next, Stop))!.Value.Day.Needs);
        Assert.Contains("role=\"alert\"", await (await host.PostAsync(dispatcher, "/jours", ("jour", $"{next:yyyy-MM-dd}"))).Content.ReadAsStringAsync(Stop));
        Assert.Contains("role=\"alert\"", await (await host.PostAsync(dispatcher, "/jours", ("jour", "demain"))).Content.ReadAsStringAsync(Stop));
    }

    static Task<HttpResponseMessage> OpenAsync(RunningHost host, HttpClient visitor, DateOnly date, object wish)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/days/{date:yyyy-MM-dd}/opening") { Content = JsonContent.Create(wish) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request, Stop);
    }
}
