using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Domain.Proposals;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

/// <summary>An association answers for itself, a dispatcher for whoever telephones, and a no brings another plan.</summary>
public sealed class ProposalsApiTests
{
    static readonly DateOnly tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_association_sees_and_answers_its_own_and_nobody_else_s()
    {
        var store = new MemoryStore();
        await using var host = await ReadyAsync(store);
        var put = await store.ProposalsAsync(tomorrow, Stop);
        var own = put[0].Proposal;
        var other = put.First(x => x.Proposal.Recipient != own.Recipient).Proposal;
        using var association = await AssociationAsync(host, store, own);

        var listed = await association.GetFromJsonAsync<JsonElement>($"/api/v1/proposals/{tomorrow:yyyy-MM-dd}", Stop);
        Assert.Equal(put.Count(x => x.Proposal.Recipient == own.Recipient), listed.GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(host, association, other.Id.Value, 0));
        Assert.Equal(HttpStatusCode.NotFound, await AnswerAsync(host, association, Guid.Empty, 0));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(host, association, own.Id.Value, own.Quantity.Kilograms + 1));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(host, association, own.Id.Value, -1));
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(host, association, own.Id.Value, own.Quantity.Kilograms));
        // Sent twice by a tired phone: harmless. Another answer is not.
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(host, association, own.Id.Value, own.Quantity.Kilograms));
        Assert.Equal(HttpStatusCode.Conflict, await AnswerAsync(host, association, own.Id.Value, 0));
        using var dispatcher = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(host, dispatcher, other.Id.Value, other.Quantity.Kilograms));
    }

    [Fact]
    public async Task Once_everybody_has_answered_a_no_goes_to_somebody_else_and_a_yes_is_kept()
    {
        var store = new MemoryStore();
        await using var host = await ReadyAsync(store);
        var first = await store.ProposalsAsync(tomorrow, Stop);
        using var dispatcher = await host.DispatcherAsync();
        var declined = first[0].Proposal;
        foreach (var one in first.Skip(1))
            Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(host, dispatcher, one.Proposal.Id.Value, one.Proposal.Quantity.Kilograms));
        Assert.Equal(HttpStatusCode.NoContent, await AnswerAsync(host, dispatcher, declined.Id.Value, 0, "no cold room today"));

        // The memory store does not count answers as the real one does, so the day is declared anew.
        var (day, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        await store.DeclareAsync(day, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).First(x => x.Date == tomorrow).Current != first[0].Proposal.Plan, "another plan");

        var current = (await store.DaysAsync(Stop)).First(x => x.Date == tomorrow).Current!.Value;
        var plan = (await store.PlanAsync(current, Stop))!.Plan;
        Assert.DoesNotContain(plan.Allocations, x => x.Lot == declined.Lot && x.Need == declined.Need);
        Assert.Contains(plan.RefusedPairs, x => x.Lot == declined.Lot && x.Need == declined.Need && x.Refusal == new Domain.Allocations.Refusal.Declined("no cold room today"));
        foreach (var kept in first.Skip(1).Select(x => x.Proposal))
            Assert.True(plan.Allocations.Where(x => x.Lot == kept.Lot && x.Need == kept.Need).Sum(x => x.Quantity.Grams) >= kept.Quantity.Grams);
    }

    [Fact]
    public async Task The_page_offers_and_tells_what_was_answered()
    {
        var store = new MemoryStore();
        await using var host = await ReadyAsync(store);
        var own = (await store.ProposalsAsync(tomorrow, Stop))[0].Proposal;
        using var association = await AssociationAsync(host, store, own);
        var page = await association.GetStringAsync($"/association?jour={tomorrow:yyyy-MM-dd}", Stop);
        Assert.Contains("Nous prenons tout", page);
        Assert.Contains(own.Id.Value.ToString(), page);

        var answer = await host.PostAsync(association, "/reponses", ("proposition", own.Id.Value.ToString()), ("prend", "0"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Vous avez décliné", await association.GetStringAsync($"/association?jour={tomorrow:yyyy-MM-dd}", Stop));
        var nonsense = await host.PostAsync(association, "/reponses", ("proposition", own.Id.Value.ToString()), ("prend", "beaucoup"));
        Assert.Equal(HttpStatusCode.BadRequest, nonsense.StatusCode);
    }

    static async Task<RunningHost> ReadyAsync(MemoryStore store)
    {
        var host = await RunningHost.StartAsync(store, today: tomorrow);
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(async () => (await store.ProposalsAsync(tomorrow, Stop)).Count > 1, "proposals");
        return host;
    }

    static async Task<HttpClient> AssociationAsync(RunningHost host, MemoryStore store, Proposal asked)
    {
        var (day, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        var visitor = await host.DispatcherAsync();
        (await host.PostAsync(visitor, "/role", ("role", $"association:{day.Parties.First(x => x.Id == asked.Recipient).Code}"))).EnsureSuccessStatusCode();
        return visitor;
    }

    static async Task<HttpStatusCode> AnswerAsync(RunningHost host, HttpClient visitor, Guid proposal, decimal kilograms, string? motive = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/proposals/{proposal}/answer") { Content = JsonContent.Create(new { takesKg = kilograms, motive }) };
        request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        return (await visitor.SendAsync(request, Stop)).StatusCode;
    }
}
