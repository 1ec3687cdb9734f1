using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Notices;
using Logistics.Host.Push;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Logistics.Host.Tests;

/// <summary>Notices on devices: by a push service that opens what it gets as a browser would, looks at who asks, and fails as it is told to.</summary>
public sealed partial class PushTests
{
    const string Bruno = "bruno@autre.example";

    static readonly ApplicationKeys keys = ApplicationKeys.Make();

    static readonly PushSettings usual = new("mailto:operator@ramasse.example", keys, [IPNetwork.Parse("127.0.0.0/8")]);

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_chosen_is_told_sealed_short_and_once_by_whoever_holds_the_keys()
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync();
        using var browser = new Browser();
        var page = WebUtility.HtmlDecode(await at.Amina.GetStringAsync("/compte", Stop));
        Assert.Contains("data-device=\"" + keys.PublicText, page);
        // What a page says of itself stays true.
        Assert.DoesNotContain("sans appel à l'extérieur", page);
        Assert.Equal(HttpStatusCode.NoContent, (await at.SubscribeAsync(at.Amina, browser.Subscription(service.Address("amina")))).StatusCode);
        await at.ChooseAsync(("rappel-appareil", "oui"));

        await at.Worker.WriteDueAsync(Stop);
        await at.Worker.WriteDueAsync(Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(service.Asked.Count > 0 && at.Store.Told.Waiting.Count == 0), "the notice");

        var pushed = Assert.Single(service.Asked);
        var said = JsonDocument.Parse(browser.Open(pushed.Body)).RootElement;
        Assert.Equal("Prévu demain", said.GetProperty("title").GetString());
        Assert.Equal("/association", said.GetProperty("path").GetString());
        // Nothing about anybody, and no secret, even for whoever could open it.
        Assert.All((string[])[at.Party.Name, at.Party.Code, "amina", "kg", "/p/"], x => Assert.DoesNotContain(x, said.ToString(), StringComparison.OrdinalIgnoreCase));
        Assert.Equal(("/push/amina", "aes128gcm", "normal", keys.PublicText), (pushed.Path, pushed.Headers["Content-Encoding"], pushed.Headers["Urgency"], pushed.Key));
        // It lives until what it tells of begins, some hours from this evening on, and a second attempt takes its place.
        Assert.InRange(PushService.Ttl(pushed), 1, 24 * 3600);
        Assert.InRange(pushed.Headers["Topic"].Length, 1, 32);
        Assert.Equal((service.Address("x").GetLeftPart(UriPartial.Authority), usual.Subject), (pushed.Token.GetProperty("aud").GetString(), pushed.Token.GetProperty("sub").GetString()));
        Assert.Equal(at.Clock.GetUtcNow() + ApplicationKeys.TokenLasts, DateTimeOffset.FromUnixTimeSeconds(pushed.Token.GetProperty("exp").GetInt64()));
        // On devices alone: no letter.
        Assert.Empty(at.Letters);
    }

    [Fact]
    public async Task Quiet_hours_hold_on_devices_too()
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync();
        using var browser = new Browser();
        await at.SubscribeAsync(at.Amina, browser.Subscription(service.Address("amina")));
        await at.ChooseAsync(("rappel-appareil", "oui"), ("rappel", "oui"), ("calme-de", "18:00"), ("calme-a", "06:00"));

        await at.Worker.WriteDueAsync(Stop);

        var six = NoticesTests.At(NoticesTests.monday, 6, 0);
        Assert.Equal(six, Assert.Single(at.Store.Told.Waiting).Due);
        Assert.Equal(six, Assert.Single(at.Letters).Due);
        await Task.Delay(TimeSpan.FromSeconds(3), Stop);
        Assert.Empty(service.Asked);
        at.Clock.Advance(six - at.Clock.GetUtcNow());
        await RunningHost.EventuallyAsync(() => Task.FromResult(service.Asked.Count == 1), "the notice after the quiet");
    }

    [Theory]
    [InlineData(HttpStatusCode.Gone)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_device_that_is_gone_is_forgotten_and_the_next_notice_is_a_letter(HttpStatusCode gone)
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync();
        using var browser = new Browser();
        await at.SubscribeAsync(at.Amina, browser.Subscription(service.Address("amina")));
        await at.ChooseAsync(("rappel-appareil", "oui"), ("semaine-appareil", "oui"));
        service.AnswerNext(gone);

        await at.Worker.WriteDueAsync(Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(at.Store.Told.Count == 0), "the device to be forgotten");
        Assert.Empty(at.Store.Told.Waiting);
        Assert.Empty(at.Letters);
        Assert.DoesNotContain("/compte/appareils/retirer", await at.Amina.GetStringAsync("/compte", Stop));

        at.Clock.Advance(NoticesTests.At(NoticesTests.monday, 7, 30) - at.Clock.GetUtcNow());
        await at.Worker.WriteDueAsync(Stop);
        Assert.StartsWith("La semaine", Assert.Single(at.Letters).Letter.Subject);
        Assert.Single(service.Asked);
    }

    [Fact]
    public async Task What_fails_is_tried_again_no_sooner_than_the_service_asks_and_given_up_when_it_would_be_too_late()
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync();
        using var browser = new Browser();
        await at.SubscribeAsync(at.Amina, browser.Subscription(service.Address("amina")));
        await at.ChooseAsync(("rappel-appareil", "oui"));
        service.AnswerNext(HttpStatusCode.TooManyRequests, retryAfter: "900");
        service.AnswerNext(HttpStatusCode.ServiceUnavailable);
        service.AnswerNext(HttpStatusCode.Found);

        await at.Worker.WriteDueAsync(Stop);
        var start = at.Clock.GetUtcNow();
        // 429 asks for a quarter of an hour, which is more than our ten seconds; 503 asks for nothing: thirty seconds; where a redirect leads nobody goes: two minutes.
        foreach (var (attempt, wait) in new[] { (1, TimeSpan.FromSeconds(900)), (2, Postman.Waits[1]), (3, Postman.Waits[2]) })
        {
            await RunningHost.EventuallyAsync(() => Task.FromResult(at.Store.Told.Waiting is [{ Push.Attempts: var tried, Due: var due }] && tried == attempt && due == start + wait), $"attempt {attempt}");
            Assert.Equal(attempt, service.Asked.Count);
            at.Clock.Advance(wait);
            start += wait;
        }
        await RunningHost.EventuallyAsync(() => Task.FromResult(at.Store.Told.Waiting.Count == 0), "the notice to be taken");
        Assert.Equal(4, service.Asked.Count);
        Assert.Single(service.Asked.Select(x => x.Headers["Topic"]).Distinct());

        // One that the service wants told after the fact is not.
        service.AnswerNext(HttpStatusCode.TooManyRequests, retryAfter: "604800");
        at.Store.Told.Put(new PushNote([keys.Public], "t", "b", "/", PushUrgency.Low, start.AddHours(1)), at.Person, start);
        await RunningHost.EventuallyAsync(() => Task.FromResult(service.Asked.Count == 5 && at.Store.Told.Waiting.Count == 0), "the late notice to be given up");
        Assert.Equal(1, at.Store.Told.Count);
    }

    [Fact]
    public async Task Without_keys_nothing_is_offered_kept_or_asked_and_who_chose_devices_gets_letters()
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync(push: null);
        using var browser = new Browser();

        var page = WebUtility.HtmlDecode(await at.Amina.GetStringAsync("/compte", Stop));
        Assert.DoesNotContain("data-device", page);
        Assert.Contains("sans appel à l'extérieur", page);
        Assert.Equal(HttpStatusCode.NotFound, (await at.SubscribeAsync(at.Amina, browser.Subscription(service.Address("amina")))).StatusCode);
        // Chosen while the instance had keys, on a device that is still known.
        var person = at.Person;
        await at.Store.Devices.AddAsync(new(new CountedIds("left").Next(), service.Address("amina").AbsoluteUri, browser.Key, browser.Secret), person, null, keys.Public, Stop);
        await at.ChooseAsync(("rappel-appareil", "oui"));
        await at.Worker.WriteDueAsync(Stop);

        Assert.StartsWith("Demain", Assert.Single(at.Letters).Letter.Subject);
        Assert.Empty(at.Store.Told.Waiting);
        Assert.DoesNotContain(at.Host.Services.GetServices<IHostedService>(), x => x is PushPostman);
        Assert.Null(at.Host.Services.GetService<PushSender>());
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task Nobody_switches_anything_for_another()
    {
        await using var service = await PushService.StartAsync();
        await using var at = await Evening.StartAsync();
        using var bruno = await NoticesTests.JoinAsync(at.Host, at.Store, at.Party, Bruno);
        using var browser = new Browser();
        using var another = new Browser();
        var address = service.Address("amina");
        await at.SubscribeAsync(at.Amina, browser.Subscription(address));
        var amina = at.Person;
        var device = Assert.Single(await at.Store.Devices.OfPersonAsync(amina, [keys.Public], Stop)).Id;

        // A stranger, and the operator's key, behind which there is no person.
        using var stranger = at.Host.Visitor();
        Assert.Equal(HttpStatusCode.Unauthorized, (await at.SubscribeAsync(stranger, another.Subscription(service.Address("stranger")))).StatusCode);
        using var keeper = at.Host.Visitor();
        await at.Host.PostAsync(keeper, "/entrer", ("cle", at.Host.Key.Text));
        Assert.Equal(HttpStatusCode.NotFound, (await at.SubscribeAsync(keeper, another.Subscription(service.Address("keeper")))).StatusCode);
        // From another site, in the name of who is signed in.
        using var elsewhere = new HttpRequestMessage(HttpMethod.Post, "/compte/appareils") { Content = JsonContent.Create(another.Subscription(service.Address("elsewhere"))) };
        elsewhere.Headers.Add("Origin", "https://elsewhere.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await at.Amina.SendAsync(elsewhere, Stop)).StatusCode);

        // Somebody else who knows the address, but not what only the browser knows; or the device's id; or a person's.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await at.SubscribeAsync(bruno, another.Subscription(address))).StatusCode);
        await at.Host.PostAsync(bruno, "/compte/appareils/retirer", ("appareil", device.ToString()));
        await at.SubscribeAsync(bruno, new { person = amina, endpoint = service.Address("bruno"), keys = new { p256dh = ApplicationKeys.Make().PublicText, auth = "BTBZMqHH6r4Tts7J_aSIgg" } });
        Assert.Equal(device, Assert.Single(await at.Store.Devices.OfPersonAsync(amina, [keys.Public], Stop)).Id);

        // The same browser in another's hands is theirs; and whoever has it removes it.
        Assert.Equal(HttpStatusCode.NoContent, (await at.SubscribeAsync(bruno, browser.Subscription(address))).StatusCode);
        Assert.Empty(await at.Store.Devices.OfPersonAsync(amina, [keys.Public], Stop));
        Assert.Equal(2, at.Store.Told.Count);
    }

    [Fact]
    public async Task Bad_input_gets_every_problem_at_once_and_a_long_body_is_not_read()
    {
        await using var at = await Evening.StartAsync(push: usual with { Allowed = [] });
        using var browser = new Browser();

        var refused = await at.SubscribeAsync(at.Amina, new { endpoint = "https://127.0.0.1/push", keys = new { p256dh = "AAAA", auth = 3 } });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        var errors = (await refused.Content.ReadFromJsonAsync<JsonElement>(Stop)).GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["D0101", "D0102", "D0103"], errors.Select(x => x.GetProperty("code").GetString()));
        Assert.All(errors, x => Assert.NotEqual("", x.GetProperty("cause").GetString() + x.GetProperty("action").GetString()));
        foreach (var address in (string[])["http://push.example/x", "https://localhost/x", "https://10.0.0.1/x", "https://[::1]/x"])
            Assert.Equal((address, HttpStatusCode.UnprocessableEntity), (address, (await at.SubscribeAsync(at.Amina, new { endpoint = address, keys = new { p256dh = ApplicationKeys.Make().PublicText, auth = "BTBZMqHH6r4Tts7J_aSIgg" } })).StatusCode));
        foreach (var body in (object[])["text", 3, Array.Empty<object>(), new { endpoint = new string('x', 5000) }, new { keys = "none" }])
            Assert.InRange((int)(await at.SubscribeAsync(at.Amina, body)).StatusCode, 400, 422);
        Assert.Equal(0, at.Store.Told.Count);
        Assert.Equal(HttpStatusCode.NoContent, (await at.SubscribeAsync(at.Amina, browser.Subscription(new("https://push.example/x")))).StatusCode);
    }

    [Fact]
    public void Keys_are_set_whole_or_not_at_all_and_never_shown()
    {
        HostSettings? Read(Dictionary<string, string> set, out IReadOnlyList<string> problems) =>
            HostSettings.Read([], name => name == "LOGISTICS__DATA" ? "data" : set.GetValueOrDefault(name), out problems);
        Dictionary<string, string> whole = new()
        {
            ["LOGISTICS__PUSH__SUBJECT"] = "mailto:operator@ramasse.example",
            ["LOGISTICS__PUSH__PUBLICKEY"] = keys.PublicText,
            ["LOGISTICS__PUSH__PRIVATEKEY"] = keys.PrivateText,
            ["LOGISTICS__PUSH__ALLOW"] = "127.0.0.1, 10.0.0.0/24",
        };

        Assert.Null(Read([], out _)!.Push);
        var settings = Read(whole, out _)!.Push!;
        Assert.Equal((keys.PublicText, 2), (settings.Keys.PublicText, settings.Allowed.Count));
        Assert.DoesNotContain(keys.PrivateText, settings.ToString());
        Assert.DoesNotContain(KnownSettings.Describe(whole.GetValueOrDefault), x => x.Contains(keys.PrivateText, StringComparison.Ordinal));
        Assert.Empty(KnownSettings.Unknown([.. whole.Keys, "LOGISTICS__PUSH__PRIVATEKEY_FILE"]));
        Assert.Null(Read(new() { ["LOGISTICS__PUSH__PUBLICKEY"] = keys.PublicText, ["LOGISTICS__PUSH__ALLOW"] = "everything" }, out var problems));
        Assert.Equal(3, problems.Count);
        foreach (var subject in (string[])["operator@ramasse.example", "http://ramasse.example", "mailto:nobody", "mailto:a@b\" x"])
            Assert.Null(Read(new(whole) { ["LOGISTICS__PUSH__SUBJECT"] = subject }, out _));
    }

    /// <summary>A host on the evening before a day on which something is brought to the partner that Amina speaks for.</summary>
    [Fact]
    public async Task A9_an_ntfy_address_is_made_told_what_was_chosen_and_closed_and_a_server_that_fails_is_asked_again()
    {
        await using var server = await NtfyServer.StartAsync();
        await using var at = await Evening.StartAsync(push: null, new NtfySettings(server.Address, "tk_secret"));
        Assert.DoesNotContain("data-device=", await at.Amina.GetStringAsync("/compte", Stop));
        Assert.EndsWith("fait=ntfy", (await at.Host.PostAsync(at.Amina, "/compte/appareils/ntfy")).RequestMessage!.RequestUri!.Query);
        await at.Host.PostAsync(at.Amina, "/compte/appareils/ntfy");
        var topics = Topic().Matches(await at.Amina.GetStringAsync("/compte", Stop)).Select(x => x.Groups[1].Value).Distinct().ToList();
        Assert.Equal(2, topics.Count);
        await at.ChooseAsync(("rappel-appareil", "oui"));
        // One is closed: nothing goes there.
        var closed = (await at.Store.Devices.OfPersonAsync(at.Person, [new NtfySettings(server.Address, null).Mark], Stop)).Single(x => x.Endpoint.EndsWith(topics[1], StringComparison.Ordinal));
        await at.Host.PostAsync(at.Amina, "/compte/appareils/retirer", ("appareil", closed.Id.ToString()));
        server.AnswerNext(HttpStatusCode.ServiceUnavailable);

        await at.Worker.WriteDueAsync(Stop);
        await RunningHost.EventuallyAsync(() => Task.FromResult(at.Store.Told.Waiting is [{ Push.Attempts: 1, Due: var due }] && due == at.Clock.GetUtcNow() + Postman.Waits[0]), "the first attempt to be put off");
        Assert.Single(server.Asked);
        at.Clock.Advance(Postman.Waits[0]);
        await RunningHost.EventuallyAsync(() => Task.FromResult(server.Asked.Count == 2 && at.Store.Told.Waiting.Count == 0), "the notice");

        Assert.All(server.Asked, x => Assert.Equal("Bearer tk_secret", x.Authorization));
        var said = server.Asked[1].Body;
        Assert.Equal(topics[0], said.GetProperty("topic").GetString());
        Assert.Equal("Prévu demain", said.GetProperty("title").GetString());
        Assert.Equal(3, said.GetProperty("priority").GetInt32());
        Assert.EndsWith("/association", said.GetProperty("click").GetString());
        // All but the topic, whose letters are drawn by chance.
        var words = string.Join(' ', said.EnumerateObject().Where(x => x.Name != "topic").Select(x => x.Value.ToString()));
        Assert.All((string[])[at.Party.Name, at.Party.Code, "amina", "kg", "/p/"], x => Assert.DoesNotContain(x, words, StringComparison.OrdinalIgnoreCase));
        // Where there is no such server nothing is offered, and a visitor who has not entered makes no address.
        await using var none = await Evening.StartAsync(push: null);
        Assert.DoesNotContain("/compte/appareils/ntfy", await none.Amina.GetStringAsync("/compte", Stop));
        Assert.Equal(HttpStatusCode.NotFound, (await none.Host.PostAsync(none.Amina, "/compte/appareils/ntfy")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await at.Host.PostAsync(at.Host.Visitor(follows: false), "/compte/appareils/ntfy")).StatusCode);
    }

    [GeneratedRegex("readonly value=\"http://[^\"/]+/(ramasse-[A-Za-z0-9_-]{43})\"")]
    private static partial Regex Topic();

    sealed class Evening : IAsyncDisposable
    {
        public required RunningHost Host { get; init; }

        public required MemoryStore Store { get; init; }

        public required FakeClock Clock { get; init; }

        public required Party Party { get; init; }

        public required HttpClient Amina { get; init; }

        public required NoticeWorker Worker { get; init; }

        public List<(Letter Letter, DateTimeOffset Due)> Letters =>
            [.. Store.Persons.Written.Where(x => x.Letter.Subject.StartsWith("Demain", StringComparison.Ordinal) || x.Letter.Subject.StartsWith("La semaine", StringComparison.Ordinal))];

        public static Task<Evening> StartAsync() => StartAsync(usual);

        public static async Task<Evening> StartAsync(PushSettings? push, NtfySettings? ntfy = null)
        {
            var clock = new FakeClock(NoticesTests.At(NoticesTests.monday.AddDays(-1), 18, 10));
            var store = new MemoryStore { Clock = clock };
            var host = await RunningHost.StartAsync(store, demo: true, today: NoticesTests.monday, post: new KeptPost(), adjust: x => x with { Push = push, Ntfy = ntfy });
            await host.ReadyAsync();
            var (_, party) = await NoticesTests.ServedAsync(store);
            return new()
            {
                Host = host,
                Store = store,
                Clock = clock,
                Party = party,
                Amina = await NoticesTests.JoinAsync(host, store, party),
                Worker = new(host.Services.GetRequiredService<StoreDoor>(), host.Services.GetRequiredService<PublicAddress>(), host.Services.GetRequiredService<PushNotes>(), clock),
            };
        }

        public Task<HttpResponseMessage> ChooseAsync(params (string, string)[] choice) => Host.PostAsync(Amina, "/compte?handler=avis", choice);

        public async Task<HttpResponseMessage> SubscribeAsync(HttpClient visitor, object subscription)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/compte/appareils") { Content = JsonContent.Create(subscription) };
            request.Headers.Add("Origin", Host.Address.GetLeftPart(UriPartial.Authority));
            return await visitor.SendAsync(request, Stop);
        }

        public Guid Person => Store.Persons.Speakers.First(x => x.Email.StartsWith("amina", StringComparison.Ordinal)).Person;

        public async ValueTask DisposeAsync()
        {
            Worker.Dispose();
            Amina.Dispose();
            await Host.DisposeAsync();
        }
    }
}
