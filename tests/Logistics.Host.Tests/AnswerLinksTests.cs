using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Measures;

namespace Logistics.Host.Tests;

/// <summary>Who is asked is written to, once a day, and answers from the letter without an account. That the order of answers changes nothing is proven in Planning (AnswersTests).</summary>
public sealed partial class AnswerLinksTests
{
    const string Amina = "amina@epicerie.example", Bruno = "bruno@autre.example", Never = "never@epicerie.example";

    static readonly DateOnly tomorrow = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1);
    static readonly CountedIds ids = new("answers");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_letter_a_day_leads_to_all_that_is_asked_and_an_answer_is_a_form()
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        await using var host = await RunningHost.StartAsync(store, today: tomorrow, post: post);
        var (own, other) = await AskedAsync(host, store);
        await JoinAsync(host, store, Amina, own);
        await JoinAsync(host, store, Bruno, other);
        await InviteAsync(store, Never, own);
        await PlanAnewAsync(store);

        var link = await LinkToAsync(post, Amina);
        var theirs = await LinkToAsync(post, Bruno);
        var letter = post.Letters.Single(x => x.Recipient == Amina && x.Subject.Contains("prenez-vous", StringComparison.Ordinal));
        Assert.Contains("répondre avant", letter.Body);
        Assert.DoesNotContain(post.Letters, x => x.Recipient == Never && x.Subject.Contains("prenez-vous", StringComparison.Ordinal));

        // A scanner looks at it, twice: nothing is said, and nothing is used up.
        var put = await OpenAsync(store, own);
        for (var i = 0; i < 2; i++)
        {
            using var scanner = host.Visitor();
            var page = WebUtility.HtmlDecode(await scanner.GetStringAsync(link, Stop));
            Assert.All(put, x => Assert.Contains(x.Id.Value.ToString(), page));
            Assert.Contains("Vous avez demandé", page);
            Assert.Contains("à vol d'oiseau", page);
            Assert.Contains("Aucune livraison reçue", page);
            Assert.Contains("Répondre avant", page);
            using var head = new HttpRequestMessage(HttpMethod.Head, link);
            Assert.True((await scanner.SendAsync(head, Stop)).IsSuccessStatusCode);
        }
        Assert.Equal(put, await OpenAsync(store, own));

        using var phone = host.Visitor();
        var mine = put[0];
        var foreign = (await OpenAsync(store, other))[0];
        Assert.Contains("n'est pas la vôtre", await AnswerAsync(host, phone, link, foreign.Id.Value, "0"));
        Assert.Contains("kilogrammes", await AnswerAsync(host, phone, link, mine.Id.Value, "beaucoup"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(put, await OpenAsync(store, own));
        Assert.Contains("C'est noté", await AnswerAsync(host, phone, link, mine.Id.Value, "1,5", "plus de place"));
        var kept = (await store.ProposalsAsync(tomorrow, Stop)).Single(x => x.Proposal.Id == mine.Id).Answer!;
        Assert.Equal((new Mass(1500), "plus de place", false), (kept.Takes, kept.Motive, kept.BySilence));
        Assert.Contains("Le temps de répondre est passé", await AnswerAsync(host, phone, link, mine.Id.Value, "0"));
        // The same from the other's link, from no link, and from one that was made up.
        Assert.Contains("n'est pas la vôtre", await AnswerAsync(host, phone, theirs, mine.Id.Value, "0"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(phone, "/p", ("proposition", mine.Id.Value.ToString()), ("prend", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(phone, "/p", ("jeton", "guess"), ("proposition", mine.Id.Value.ToString()), ("prend", "0"))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/p/{Token.New().Text}", Stop)).StatusCode);
        // The link opens this page and no other.
        Assert.Equal(HttpStatusCode.Unauthorized, (await phone.GetAsync("/association", Stop)).StatusCode);

        // Another plan of the same day asks again, and no letter tells so.
        await PlanAnewAsync(store);
        Assert.Single(post.Letters, x => x.Recipient == Amina && x.Subject.Contains("prenez-vous", StringComparison.Ordinal));
        Assert.Contains("Vous avez demandé", WebUtility.HtmlDecode(await phone.GetStringAsync(link, Stop)));

        // Who speaks for the partner no more has a link to nothing.
        foreach (var member in (await store.People.MembersAsync(null, Stop)).Where(x => x.Email == Amina))
            Assert.True(await store.People.EndAsync(member.Membership, null, null, Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(link, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(theirs, Stop)).StatusCode);
    }

    /// <summary>Two partners that are asked for tomorrow.</summary>
    static async Task<(Guid, Guid)> AskedAsync(RunningHost host, MemoryStore store)
    {
        await host.ReadyAsync();
        await RunningHost.EventuallyAsync(async () => (await store.ProposalsAsync(tomorrow, Stop)).Count > 1, "proposals");
        var parties = (await store.ProposalsAsync(tomorrow, Stop)).Select(x => x.Proposal.Recipient.Value).Distinct().Order().ToList();
        return (parties[0], parties[1]);
    }

    /// <summary>What a partner is asked by the plan in force and has not answered.</summary>
    static async Task<List<Proposal>> OpenAsync(MemoryStore store, Guid party)
    {
        var current = (await store.DaysAsync(Stop)).Single(x => x.Date == tomorrow).Current;
        return [.. (await store.ProposalsAsync(tomorrow, Stop)).Where(x => x.Proposal.Recipient.Value == party && x.Proposal.Plan == current && x.Answer is null).Select(x => x.Proposal)];
    }

    /// <summary>Declares something more, so that all are asked again.</summary>
    static async Task PlanAnewAsync(MemoryStore store)
    {
        var before = (await store.DaysAsync(Stop)).Single(x => x.Date == tomorrow).Current;
        var (day, _) = (await store.DeclarationsAsync(tomorrow, Stop))!.Value;
        var lot = day.Lots[0];
        await store.DeclareAsync(day with { Lots = [lot with { Quantity = new(lot.Quantity.Low + new Mass(500), lot.Quantity.Expected + new Mass(500), lot.Quantity.High + new Mass(500)) }, .. day.Lots.Skip(1)] }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).Single(x => x.Date == tomorrow) is { NeedsPlan: false } now && now.Current != before, "another plan");
    }

    static async Task InviteAsync(MemoryStore store, string address, Guid party)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(address, null, "fr", new(ids.Next(), Roles.Association, party, null, address), null), new(token.Digest, DateTimeOffset.MaxValue), new(address, "", token.Text), Stop);
    }

    static async Task JoinAsync(RunningHost host, MemoryStore store, string address, Guid party)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(address, null, "fr", new(ids.Next(), Roles.Association, party, null, address), null), new(token.Digest, DateTimeOffset.MaxValue), new(address, "", ""), Stop);
        using var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
    }

    static async Task<string> LinkToAsync(KeptPost post, string address)
    {
        await RunningHost.EventuallyAsync(() => Task.FromResult(post.Letters.Any(x => x.Recipient == address && Link().IsMatch(x.Body))), $"a letter that asks {address}");
        return new Uri(Link().Match(post.Letters.Last(x => x.Recipient == address && Link().IsMatch(x.Body)).Body).Value).AbsolutePath;
    }

    static async Task<string> AnswerAsync(RunningHost host, HttpClient visitor, string link, Guid proposal, string takes, string? motive = null)
    {
        var answer = await host.PostAsync(visitor, "/p", ("jeton", link.Split('/')[^1]), ("proposition", proposal.ToString()), ("prend", takes), ("motif", motive ?? ""));
        Assert.Equal(link, answer.RequestMessage!.RequestUri!.AbsolutePath);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    [GeneratedRegex(@"http://\S+/p/\S+")]
    private static partial Regex Link();
}
