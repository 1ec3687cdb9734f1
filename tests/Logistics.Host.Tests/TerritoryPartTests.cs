using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Views;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests;

/// <summary>Who is bound to a territory sees its part of a day that was planned with others.</summary>
public sealed class TerritoryPartTests
{
    static readonly CountedIds ids = new("territory-part");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_names_nothing_that_it_does_not_hold_and_the_parts_hold_the_whole()
    {
        var (host, store) = await StartAsync();
        await using var _ = host;
        var whole = await PlannedAsync(store);
        Assert.True(whole.Plan.Territories.Count > 2);

        var parts = whole.Plan.Territories.Select(x => TerritoryPart.Of(whole, x)!).ToList();
        foreach (var (part, territory) in parts.Zip(whole.Plan.Territories))
        {
            Assert.Equal(territory, part.Declared.Day.Territories[0].Id);
            Assert.All(part.Plan.Routes, x => Assert.Equal(territory, x.Territory));
            Assert.All(part.Declared.Day.Parties.Where(x => x.Territory != territory), x => Assert.Null(x.Phone));
            Assert.DoesNotContain(part.Declared.Day.Drivers, x => x.Territory != territory);
            // Whatever is shown looks up all that is named: nothing may be missing.
            var screen = new DayScreen(part, null, new Phrases(new("fr-FR"), part.Zone));
            Assert.Equal(part.Plan.Routes.Count, screen.Lanes.Count);
            Assert.Equal(part.Plan.Unmet.Count, screen.Unmet().Count);
            Assert.True(screen.Leftovers().Count + screen.Batches().Count + screen.Untransformed().Count >= 0);
        }
        Assert.Contains(parts, x => new DayScreen(x, null, new Phrases(new("fr-FR"), x.Zone)).Recipients().Count > 0);
        Assert.Equal(Sorted(whole.Plan.Routes.Select(x => x.Id.Value)), Sorted(parts.SelectMany(x => x.Plan.Routes).Select(x => x.Id.Value)));
        Assert.Equal(Sorted(whole.Plan.Allocations.Select(x => x.Id.Value)), Sorted(parts.SelectMany(x => x.Plan.Allocations).Select(x => x.Id.Value).Distinct()));
        Assert.Equal(Sorted(whole.Declared.Day.Lots.Select(x => x.Id.Value)), Sorted(parts.SelectMany(x => x.Declared.Day.Lots).Select(x => x.Id.Value).Distinct()));
        Assert.Null(TerritoryPart.Of(whole, new TerritoryId(Guid.Empty)));

        static List<Guid> Sorted(IEnumerable<Guid> all) => [.. all.Order()];
    }

    [Fact]
    public async Task A_dispatcher_of_one_territory_reads_nothing_of_the_others_by_page_plan_drawing_sheet_or_proposal()
    {
        var (host, store) = await StartAsync();
        await using var _ = host;
        var whole = await PlannedAsync(store);
        var own = whole.Plan.Routes[0].Territory;
        var token = Token.New();
        await store.People.InviteAsync(
            new("bound@people.example", null, "fr", new(ids.Next(), Roles.Dispatcher, null, own.Value, "own"), null), new(token.Digest, DateTimeOffset.MaxValue), new("bound@people.example", "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        var day = whole.Declared.Day;
        var theirs = whole.Plan.Routes.First(x => x.Territory != own);

        var page = await visitor.GetStringAsync($"/?jour={whole.Plan.Date:yyyy-MM-dd}", Stop);
        var plan = await visitor.GetStringAsync($"/api/v1/plans/{whole.Plan.Id.Value}", Stop);
        var drawing = await visitor.GetStringAsync($"/api/v1/plans/{whole.Plan.Id.Value}/routes.geojson", Stop);
        var proposals = await visitor.GetStringAsync($"/api/v1/proposals/{whole.Plan.Date:yyyy-MM-dd}", Stop);

        foreach (var driver in day.Drivers.Where(x => x.Territory != own))
            Assert.All(new[] { page, plan, drawing }, text => Assert.DoesNotContain(driver.Name, text));
        var mine = whole.Plan.Routes.First(x => x.Territory == own);
        Assert.Contains(whole.Index[mine.Driver].Name, page);
        Assert.Equal(whole.Plan.Routes.Count(x => x.Territory == own), JsonDocument.Parse(plan).RootElement.GetProperty("routes").GetArrayLength());
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/routes/{mine.Id.Value}/sheet", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/routes/{theirs.Id.Value}/sheet", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/api/v1/territories/{whole.Index[theirs.Territory].Code}/plans/{whole.Plan.Date:yyyy-MM-dd}", Stop)).StatusCode);
        // The board and its changes are all territories': a part of a day has none.
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/plan/{whole.Plan.Date:yyyy-MM-dd}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync($"/plan/{whole.Plan.Date:yyyy-MM-dd}/imprimer", Stop)).StatusCode);
        var foreign = (await store.ProposalsAsync(whole.Plan.Date, Stop)).Where(x => x.Proposal.Territory != own).ToList();
        Assert.NotEmpty(foreign);
        Assert.All(foreign, x => Assert.DoesNotContain(x.Proposal.Id.Value.ToString(), proposals));
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(host, visitor, foreign[0].Proposal.Id)).StatusCode);
    }

    static Task<HttpResponseMessage> AnswerAsync(RunningHost host, HttpClient visitor, ProposalId id)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/proposals/{id.Value}/answer") { Content = JsonContent.Create(new { takesKg = 0 }) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return visitor.SendAsync(request, Stop);
    }

    static async Task<(RunningHost, MemoryStore)> StartAsync()
    {
        var store = new MemoryStore();
        // Nobody is asked about goods that can be fetched no more: of a day to come something is left at any hour.
        var host = await RunningHost.StartAsync(store, today: DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(2));
        await host.ReadyAsync();
        return (host, store);
    }

    static async Task<PlannedDay> PlannedAsync(MemoryStore store)
    {
        var state = (await store.DaysAsync(Stop)).Where(x => x.Current is not null).MaxBy(x => x.Date)!;
        var stored = (await store.PlanAsync(state.Current!.Value, Stop))!;
        return new(new DayIndex(stored.Declarations), stored.Plan, stored.Version);
    }
}
