using System.Net;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;
using Logistics.Testing;

namespace Logistics.Host.Tests;

/// <summary>The way in by a mailed link, on a store in memory; <see cref="SignInOnStoresTests"/> goes the whole way on real ones.</summary>
public sealed class SignInTests
{
    const string Known = "amina@epicerie.example";

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_known_address_and_an_unknown_one_are_answered_alike()
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await KnowAsync(store);

        var known = await host.PostAsync(host.Visitor(follows: false), "/entrer/adresse", ("adresse", $" {Known.ToUpperInvariant()} "));
        var unknown = await host.PostAsync(host.Visitor(follows: false), "/entrer/adresse", ("adresse", "nobody@epicerie.example"));

        Assert.Equal((known.StatusCode, known.Headers.Location), (unknown.StatusCode, unknown.Headers.Location));
        Assert.Equal(await known.Content.ReadAsStringAsync(Stop), await unknown.Content.ReadAsStringAsync(Stop));
        Assert.Equal(known.Headers.Select(header => header.Key), unknown.Headers.Select(header => header.Key));
        await post.LinkToAsync(Known, count: 2);
        Assert.DoesNotContain(post.Letters, letter => letter.Recipient != Known);
    }

    [Theory]
    [InlineData("")]
    [InlineData("amina")]
    [InlineData("Amina <amina@epicerie.example>")]
    [InlineData("amina@epicerie.example\r\nBcc: all@epicerie.example")]
    [InlineData("amina@epicerie.example,bruno@epicerie.example")]
    public void What_is_no_address_alone_is_no_address(string text) => Assert.Null(EmailAddress.Read(text));

    [Fact]
    public async Task A_scanner_that_opens_the_link_uses_nothing_up_and_the_button_does_once()
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await KnowAsync(store);
        var link = await post.LinkToAsync(Known);
        var visitor = host.Visitor();

        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync(link.AbsolutePath, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/", Stop)).StatusCode);

        await host.PostAsync(visitor, "/entrer/lien", ("jeton", link.Segments[^1]));
        Assert.Contains(Known, WebUtility.HtmlDecode(await visitor.GetStringAsync("/compte", Stop)));

        var late = await host.PostAsync(host.Visitor(follows: false), "/entrer/lien", ("jeton", link.Segments[^1]));
        Assert.Equal("/entrer?envoi=perime", late.Headers.Location?.OriginalString);
        await host.PostAsync(visitor, "/sortir");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/compte", Stop)).StatusCode);
    }

    [Fact]
    public async Task An_address_that_is_asked_for_too_often_gets_no_more_until_the_next_hour_and_nothing_tells_so()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var (store, post) = (new MemoryStore { Clock = clock }, new KeptPost());
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await KnowAsync(store);

        for (var i = 0; i < Limits.LinksPerHour + 3; i++)
            Assert.Equal("/entrer?envoi=fait", (await AskAsync(host)).Headers.Location?.OriginalString);
        await post.LinkToAsync(Known, count: Limits.LinksPerHour + 1);
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        Assert.Equal(Limits.LinksPerHour + 1, post.Letters.Count); // with the invitation

        clock.Advance(TimeSpan.FromHours(1));
        await AskAsync(host);
        await post.LinkToAsync(Known, count: Limits.LinksPerHour + 2);
    }

    [Fact]
    public async Task Guessing_is_slowed_down_by_the_minute_and_by_the_hour()
    {
        var clock = new FakeClock(TimeProvider.System.GetUtcNow());
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, demo: false);
        await host.ReadyAsync();
        Task<HttpResponseMessage> GuessAsync() => host.PostAsync(host.Visitor(follows: false), "/entrer/lien", ("jeton", Token.New().Text));

        for (var i = 0; i < Limits.PerMinute; i++)
            Assert.Equal(HttpStatusCode.Redirect, (await GuessAsync()).StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, (await GuessAsync()).StatusCode);

        // Another host on the same store has a minute of its own, not an hour.
        await using var other = await RunningHost.StartAsync(store, demo: false);
        await other.ReadyAsync();
        for (var i = 0; i < Limits.PerMinute; i++)
            await other.PostAsync(other.Visitor(follows: false), "/entrer/lien", ("jeton", Token.New().Text));
        await using var third = await RunningHost.StartAsync(store, demo: false);
        await third.ReadyAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await third.PostAsync(third.Visitor(follows: false), "/entrer/adresse", ("adresse", Known))).StatusCode);
    }

    [Theory]
    [InlineData("/entrer/adresse")]
    [InlineData("/entrer/lien")]
    [InlineData("/agir")]
    [InlineData("/personnes/inviter")]
    [InlineData("/personnes/terminer")]
    [InlineData("/compte/effacer")]
    [InlineData("/sortir")]
    public async Task A_change_asked_from_another_site_is_refused(string path)
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await KnowAsync(store);
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer/lien", ("jeton", (await post.LinkToAsync(Known)).Segments[^1]));

        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent([KeyValuePair.Create("oui", "oui")]) };
        request.Headers.Add("Origin", "http://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SendAsync(request, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/compte", Stop)).StatusCode);
    }

    [Fact]
    public async Task A_cookie_of_another_key_or_of_a_demo_opens_nothing()
    {
        var data = Directory.CreateTempSubdirectory("ramasse-").FullName;
        var cookies = new List<string>();
        await using (var demo = await RunningHost.StartAsync(new MemoryStore(), data: data))
        {
            await demo.ReadyAsync();
            cookies.Add(CookieOf(await demo.Visitor().GetAsync("/", Stop)));
        }
        await using (var host = await RunningHost.StartAsync(new MemoryStore(), demo: false, data: data))
        {
            cookies.Add(CookieOf(await host.PostAsync(host.Visitor(follows: false), "/entrer", ("cle", host.Key.Text))));
            File.Delete(host.Folder.AccessKey);
        }
        await using (var host = await RunningHost.StartAsync(new MemoryStore(), demo: false, data: data))
        {
            await host.ReadyAsync();
            foreach (var cookie in cookies)
            {
                var request = new HttpRequestMessage(HttpMethod.Get, "/");
                request.Headers.Add("Cookie", cookie);
                using var visitor = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host.Address };
                Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.SendAsync(request, Stop)).StatusCode);
            }
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task While_the_store_is_away_a_person_is_told_so_and_nobody_is_let_in()
    {
        var (store, post) = (new MemoryStore(), new KeptPost());
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await KnowAsync(store);
        var visitor = host.Visitor();
        await host.PostAsync(visitor, "/entrer/lien", ("jeton", (await post.LinkToAsync(Known)).Segments[^1]));

        store.IsAway = true;
        var answer = await visitor.GetAsync("/compte", Stop);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("<h1>", await answer.Content.ReadAsStringAsync(Stop));

        store.IsAway = false;
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/compte", Stop)).StatusCode);
    }

    static string CookieOf(HttpResponseMessage answer) => answer.Headers.GetValues("Set-Cookie").First(text => text.StartsWith("ramasse=", StringComparison.Ordinal)).Split(';')[0];

    static Task<HttpResponseMessage> AskAsync(RunningHost host) => host.PostAsync(host.Visitor(follows: false), "/entrer/adresse", ("adresse", Known));

    /// <summary>Invites somebody as a facilitator; the letter's link enters.</summary>
    static async Task KnowAsync(MemoryStore store)
    {
        var token = Token.New();
        await store.People.InviteAsync(
            new(Known, "Amina", "fr", new(new CountedIds("sign-in").Next(), Roles.Facilitator, null, null, "Toute l'instance"), null),
            new(token.Digest, DateTimeOffset.MaxValue), new(Known, "Invitation", $"http://localhost/entrer/lien/{token.Text}"), Stop);
    }
}
