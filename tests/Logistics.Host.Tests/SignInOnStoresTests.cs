using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Push;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Host.Worker;
using Logistics.Storage.Embedding;
using Logistics.Storage.Tests;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>From the access key to a partner who enters, sees its own page and leaves, on the stores and with the letters of real life.</summary>
// One after the other: making two embedded databases at once takes longer than a busy machine has patience for.
[Collection("real stores")]
public sealed class SignInOnStoresTests
{
    const string Dispatcher = "diane@regulation.example", Partner = "amina@epicerie.example", Never = "never@epicerie.example";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task People_come_and_go_on_the_embedded_store()
    {
        if (!Directory.Exists(Path.Combine(CompanionFolder.Find("embedded") ?? "", "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
        await ComeAndGoAsync(database: null);
    }

    [Fact]
    public async Task People_come_and_go_on_a_server()
    {
        await using var database = await ScratchDatabase.CreateAsync("people");
        await ComeAndGoAsync(database.ConnectionString);
    }

    static async Task ComeAndGoAsync(string? database)
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        await using var service = await PushService.StartAsync();
        using var phone = new Browser();
        var push = new PushSettings("mailto:operator@ramasse.example", ApplicationKeys.Make(), [IPNetwork.Parse("127.0.0.0/8")]);
        await using var host = await RunningHost.StartAsync((settings, folder) => new PostgisOpener(settings, folder, clock, new CountedIds("store")), database, clock, adjust: x => x with { Push = push });
        await host.ReadyAsync(TimeSpan.FromMinutes(5));

        // The operator's key invites the first dispatcher of an instance that knows nothing yet.
        var keeper = host.Visitor();
        await host.PostAsync(keeper, "/entrer", ("cle", host.Key.Text));
        Assert.Contains("Personne n'est encore invité", WebUtility.HtmlDecode(await keeper.GetStringAsync("/personnes", Stop)));
        await InviteAsync(host, keeper, Dispatcher, Roles.Dispatcher, Grants.Instance);
        var dispatcher = await EnterAsync(host, await LinkToAsync(host, Dispatcher));
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.GetAsync("/", Stop)).StatusCode);

        // A day is declared; the dispatcher invites one of its partners, and somebody who will not come.
        var day = SmallDemo.Day(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(1)));
        await host.Services.GetRequiredService<StoreDoor>().Store.DeclareAsync(day, Stop);
        var shelf = host.Services.GetRequiredService<DayShelf>();
        await RunningHost.EventuallyAsync(async () => await shelf.DefaultDayAsync(Stop) is not null, "the day to be planned");
        // Somebody who is promised something: the same day is told again further down.
        var planned = (await shelf.ByIdAsync((await shelf.DefaultDayAsync(Stop))!.Current!.Value, Stop))!;
        var party = planned.Index[planned.Plan.Allocations.GroupBy(x => planned.Index[x.Need].Recipient).MaxBy(x => x.Count())!.Key];
        await InviteAsync(host, dispatcher, Partner, Roles.Association, $"organisation:{party.Id.Value}");
        await InviteAsync(host, dispatcher, Never, Roles.Association, $"organisation:{party.Id.Value}");
        Assert.Equal("/personnes?fait=incompatible", await InviteAsync(host, dispatcher, Partner, Roles.Operator, Grants.Instance));
        Assert.Equal("/personnes?fait=incompatible", await InviteAsync(host, dispatcher, Partner, Roles.Association, Grants.Instance));

        // A scanner opens the link, then the partner does, and sees its own page alone.
        var invitation = await LinkToAsync(host, Partner);
        Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync(invitation, Stop)).StatusCode);
        var partner = await EnterAsync(host, invitation);
        var home = await partner.GetAsync("/", Stop);
        Assert.Equal("/association", home.RequestMessage!.RequestUri!.AbsolutePath);
        Assert.Contains(party.Name, WebUtility.HtmlDecode(await home.Content.ReadAsStringAsync(Stop)));
        var plan = (await shelf.DefaultDayAsync(Stop))!.Current!.Value.Value;
        foreach (var path in (string[])[$"/api/v1/plans/{plan}", "/personnes", "/conducteur"])
            Assert.Equal(HttpStatusCode.Forbidden, (await partner.GetAsync(path, Stop)).StatusCode);

        // With a device switched on, what the partner is asked comes there as well: sealed, and without the link.
        using var subscribe = new HttpRequestMessage(HttpMethod.Post, "/compte/appareils") { Content = JsonContent.Create(phone.Subscription(service.Address("phone"))) };
        subscribe.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
        Assert.Equal(HttpStatusCode.NoContent, (await partner.SendAsync(subscribe, Stop)).StatusCode);
        await AnswerFromMailAsync(host, day.Date.AddDays(1), party.Id);
        await RunningHost.EventuallyAsync(() => Task.FromResult(service.Asked.Count > 0), "the notice on the device");
        var pushed = Assert.Single(service.Asked);
        Assert.Equal("high", pushed.Headers["Urgency"]);
        var told = phone.Open(pushed.Body);
        Assert.Contains("Des dons vous sont proposés", told);
        Assert.All((string[])["/p/", party.Name, "amina"], x => Assert.DoesNotContain(x, told, StringComparison.OrdinalIgnoreCase));

        // The invitation is used up; a link of one's own lasts fifteen minutes, and another's address gets none.
        Assert.False(await OpensAsync(host, invitation));
        await AskAsync(host, Partner);
        await AskAsync(host, "nobody@epicerie.example");
        var late = await LinkToAsync(host, Partner, count: 2);
        clock.Advance(SignInApi.LinkLasts);
        Assert.False(await OpensAsync(host, late));
        await AskAsync(host, Partner);
        var second = await EnterAsync(host, await LinkToAsync(host, Partner, count: 3));
        Assert.Empty(LettersTo(host, "nobody@epicerie.example"));

        // The partner takes its data along and is erased: out at once, in every browser.
        var data = JsonDocument.Parse(await second.GetStringAsync("/compte/donnees.json", Stop)).RootElement;
        Assert.Equal(Partner, data.GetProperty("person").GetProperty("email").GetString());
        Assert.Equal(2, data.GetProperty("sessions").GetArrayLength());
        Assert.Equal(1, data.GetProperty("answerLinks").GetArrayLength());
        Assert.Equal(service.Address("phone").AbsoluteUri, Assert.Single(data.GetProperty("devices").EnumerateArray()).GetProperty("endpoint").GetString());
        await host.PostAsync(second, "/compte/effacer");
        Assert.Equal(HttpStatusCode.OK, (await partner.GetAsync("/association", Stop)).StatusCode);
        await host.PostAsync(second, "/compte/effacer", ("oui", "oui"));
        foreach (var browser in (HttpClient[])[partner, second])
            Assert.Equal(HttpStatusCode.Unauthorized, (await browser.GetAsync("/association", Stop)).StatusCode);
        Assert.DoesNotContain(Partner, await dispatcher.GetStringAsync("/personnes", Stop));
        Assert.Empty(await host.Services.GetRequiredService<StoreDoor>().Store.Devices.OfPersonAsync(data.GetProperty("person").GetProperty("id").GetGuid(), [push.Keys.Public], Stop));

        // What nobody answered is forgotten, letters too; a session ends where its thirty days do.
        Assert.Contains(Never, await dispatcher.GetStringAsync("/personnes", Stop));
        clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(HttpStatusCode.OK, (await dispatcher.GetAsync("/personnes", Stop)).StatusCode);
        clock.Advance(TimeSpan.FromDays(2));
        await host.Services.GetRequiredService<Forgetting>().ForgetAsync(Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, (await dispatcher.GetAsync("/personnes", Stop)).StatusCode);
        Assert.Empty(Directory.EnumerateFiles(host.Folder.Mail));
        await host.PostAsync(keeper, "/entrer", ("cle", host.Key.Text));
        var left = await keeper.GetStringAsync("/personnes", Stop);
        Assert.Contains(Dispatcher, left);
        Assert.DoesNotContain(Never, left);

        // A membership that is ended ends what is being done in it.
        await AskAsync(host, Dispatcher);
        dispatcher = await EnterAsync(host, await LinkToAsync(host, Dispatcher));
        var membership = Assert.Single(await host.Services.GetRequiredService<StoreDoor>().Store.People.MembersAsync(null, Stop)).Membership;
        await host.PostAsync(keeper, "/personnes/terminer", ("appartenance", membership.ToString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await dispatcher.GetAsync($"/api/v1/plans/{plan}", Stop)).StatusCode);
        Assert.Equal("/choisir", (await dispatcher.GetAsync("/", Stop)).RequestMessage!.RequestUri!.AbsolutePath);
        Assert.DoesNotContain("entrer/lien", host.Terminal.ToString());
    }

    /// <summary>What the partner is asked for the next day comes by one letter, with the plan, and is answered by whoever has the link.</summary>
    static async Task AnswerFromMailAsync(RunningHost host, DateOnly date, PartyId party)
    {
        var store = host.Services.GetRequiredService<StoreDoor>().Store;
        await store.DeclareAsync(SmallDemo.Day(date), Stop);
        List<string> Asked() => [.. Directory.EnumerateFiles(host.Folder.Mail, "*.eml").Select(x => File.ReadAllText(x, Encoding.UTF8)).Where(x => x.Contains("/p/", StringComparison.Ordinal))];
        await RunningHost.EventuallyAsync(() => Task.FromResult(Asked().Count > 0), "the letter that asks");
        var letter = Assert.Single(Asked());
        Assert.Contains(Partner, letter);
        var link = new Uri(letter.Split().First(x => x.Contains("/p/", StringComparison.Ordinal))).AbsolutePath;

        using var phone = host.Visitor();
        Assert.Equal(HttpStatusCode.OK, (await phone.GetAsync(link, Stop)).StatusCode);
        async Task<List<PutProposal>> OwnAsync() => [.. (await store.ProposalsAsync(date, Stop)).Where(x => x.Proposal.Recipient == party)];
        var own = await OwnAsync();
        Assert.All(own, x => Assert.Null(x.Answer));
        var answer = await host.PostAsync(phone, "/p", ("jeton", link.Split('/')[^1]), ("proposition", own[0].Proposal.Id.Value.ToString()), ("prend", "0"), ("motif", "plus de place"));
        Assert.Equal($"{link}?fait=note", answer.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.Equal("plus de place", (await OwnAsync()).Single(x => x.Proposal.Id == own[0].Proposal.Id).Answer!.Motive);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/p/{Token.New().Text}", Stop)).StatusCode);
    }

    static async Task<string?> InviteAsync(RunningHost host, HttpClient by, string address, string role, string scope)
    {
        var answer = await host.PostAsync(by, "/personnes/inviter", ("adresse", address), ("nom", ""), ("role", role), ("pour", scope), ("langue", "fr"));
        return answer.RequestMessage!.RequestUri!.PathAndQuery;
    }

    static Task<HttpResponseMessage> AskAsync(RunningHost host, string address) => host.PostAsync(host.Visitor(), "/entrer/adresse", ("adresse", address));

    static async Task<HttpClient> EnterAsync(RunningHost host, Uri link)
    {
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer/lien", ("jeton", link.Segments[^1]));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/compte", Stop)).StatusCode);
        return visitor;
    }

    static async Task<bool> OpensAsync(RunningHost host, Uri link) =>
        (await host.PostAsync(host.Visitor(follows: false), "/entrer/lien", ("jeton", link.Segments[^1]))).Headers.Location?.OriginalString != "/entrer?envoi=perime";

    /// <summary>The link in the latest of so many letters to somebody, as whoever keeps the instance finds them in its folder.</summary>
    static async Task<Uri> LinkToAsync(RunningHost host, string recipient, int count = 1)
    {
        await RunningHost.EventuallyAsync(() => Task.FromResult(LettersTo(host, recipient).Count >= count), $"letter {count} to {recipient}");
        return KeptPost.LinkIn(LettersTo(host, recipient)[^1]);
    }

    static List<string> LettersTo(RunningHost host, string recipient) =>
        [.. new DirectoryInfo(host.Folder.Mail).EnumerateFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc).Select(file => File.ReadAllText(file.FullName, Encoding.UTF8))
            .Where(text => text.Contains(recipient, StringComparison.Ordinal) && text.Contains("/entrer/lien/", StringComparison.Ordinal))];
}
