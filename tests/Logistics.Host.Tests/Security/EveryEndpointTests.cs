using System.Net;
using System.Net.Http.Headers;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests.Security;

/// <summary>What must hold at every address of the matrix, asked of each: a row that is added is asked too.</summary>
public sealed class EveryEndpointTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    static IEnumerable<MatrixRow> Changes => Permissions.All.Where(row => row.Method is "POST" or "PUT" or "DELETE" or "PATCH");

    [Fact]
    public async Task A_change_asked_by_a_page_of_another_site_is_refused_whoever_s_cookie_comes_with_it()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var dispatcher = await host.DispatcherAsync();
        var ours = host.Address.GetLeftPart(UriPartial.Authority);
        (string Name, string Value)[][] asSaid =
        [
            [], [("Origin", "http://elsewhere.example")], [("Origin", "null")], [("Origin", ours + ".elsewhere.example")], [("Origin", ours.Replace("http:", "https:", StringComparison.Ordinal))],
            // The browser's own word counts more than what a header claims.
            [("Origin", ours), ("Sec-Fetch-Site", "cross-site")], [("Origin", ours), ("Sec-Fetch-Site", "same-site")], [("Referer", ours + "/")],
        ];
        foreach (var row in Changes)
            foreach (var headers in asSaid)
            {
                var request = new HttpRequestMessage(new(row.Method), PermissionsTests.PathOf(row)) { Content = new FormUrlEncodedContent([KeyValuePair.Create("oui", "oui")]) };
                foreach (var (name, value) in headers)
                    request.Headers.Add(name, value);
                Assert.Equal((row.Pattern, HttpStatusCode.Forbidden), (row.Pattern, (await dispatcher.SendAsync(request, Stop)).StatusCode));
            }
        // No other site may so much as ask whether it might.
        var question = new HttpRequestMessage(HttpMethod.Options, "/api/v1/keys");
        question.Headers.Add("Origin", "http://elsewhere.example");
        question.Headers.Add("Access-Control-Request-Method", "POST");
        Assert.DoesNotContain((await dispatcher.SendAsync(question, Stop)).Headers, header => header.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_answer_says_what_a_browser_may_do_with_it_errors_and_refusals_included()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var visitors = new[] { await host.DispatcherAsync(), host.Visitor(follows: false) };
        var paths = Permissions.All.Where(row => row.Method is "GET" or "*").Select(PermissionsTests.PathOf).Concat(["/ramasse.css", "/no/such/page", "/api/v1/no-such", "/%00", "/..%2f..%2fetc/passwd"]);
        foreach (var path in paths)
            foreach (var visitor in visitors)
            {
                using var answer = await visitor.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, Stop);
                var policy = Of(answer, "Content-Security-Policy");
                // The server itself refuses what is no address at all, before any of ours is asked.
                if (policy is null && answer.StatusCode == HttpStatusCode.BadRequest)
                    continue;
                Assert.True(policy is not null, $"{path} says no policy");
                Assert.Contains("default-src 'none'", policy);
                Assert.Contains("frame-ancestors 'none'", policy);
                Assert.DoesNotContain("unsafe", policy);
                Assert.Equal((path, "nosniff"), (path, Of(answer, "X-Content-Type-Options")));
                Assert.Equal((path, "same-origin"), (path, Of(answer, "Referrer-Policy")));
                Assert.Equal((path, "same-origin"), (path, Of(answer, "Cross-Origin-Resource-Policy")));
                Assert.Null(Of(answer, "Server"));
                Assert.Null(Of(answer, "X-Powered-By"));
            }
    }

    [Fact]
    public async Task A_body_without_end_is_refused_everywhere_and_the_host_goes_on()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore());
        await host.ReadyAsync();
        var dispatcher = await host.DispatcherAsync();
        foreach (var row in Changes)
            foreach (var media in (string[])["application/json", "application/x-www-form-urlencoded"])
            {
                using var request = new HttpRequestMessage(new(row.Method), PermissionsTests.PathOf(row)) { Content = new Endless(40_000_000, media) };
                request.Headers.Add("Origin", host.Address.GetLeftPart(UriPartial.Authority));
                request.Headers.ExpectContinue = true;
                try
                {
                    using var answer = await dispatcher.SendAsync(request, Stop);
                    Assert.True((int)answer.StatusCode < 500, $"{row.Method} {row.Pattern}: {answer.StatusCode}");
                }
                catch (HttpRequestException)
                {
                    // Told before it had said all, and the line was closed.
                }
            }
        Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync("/healthz", Stop)).StatusCode);
    }

    [Fact]
    public async Task Every_door_for_strangers_is_shut_for_a_minute_to_who_knocks_too_often_even_with_the_right_key()
    {
        foreach (var row in Permissions.All.Where(row => row is { Method: "POST", Audience: Audience.Everybody }))
        {
            await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
            await host.ReadyAsync();
            var stranger = host.Visitor(follows: false);
            for (var i = 0; i < Limits.PerMinute; i++)
                Assert.NotEqual((row.Pattern, HttpStatusCode.TooManyRequests), (row.Pattern, (await host.PostAsync(stranger, row.Pattern, ("cle", $"guess {i}"), ("jeton", $"guess {i}"), ("adresse", "x"))).StatusCode));
            Assert.Equal((row.Pattern, HttpStatusCode.TooManyRequests), (row.Pattern, (await host.PostAsync(stranger, row.Pattern, ("cle", "guess"))).StatusCode));
            Assert.Equal(HttpStatusCode.TooManyRequests, (await host.PostAsync(stranger, "/entrer", ("cle", host.Key.Text))).StatusCode);
        }
    }

    [Fact]
    public async Task Keys_that_are_made_up_are_counted_by_where_they_come_from()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), adjust: settings => settings with { RequestsPerMinute = 2 });
        await host.ReadyAsync();
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 21; i++)
        {
            using var program = host.Visitor();
            program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"ram_{i}");
            statuses.Add((await program.GetAsync("/api/v1/days", Stop)).StatusCode);
        }
        // Ten keys' worth from one network.
        Assert.Equal([.. Enumerable.Repeat(HttpStatusCode.Unauthorized, 20), HttpStatusCode.TooManyRequests], statuses);
    }

    static string? Of(HttpResponseMessage answer, string header) => answer.Headers.TryGetValues(header, out var values) ? string.Join(", ", values) : null;

    /// <summary>So many bytes, whatever the server says meanwhile.</summary>
    sealed class Endless : HttpContent
    {
        readonly long length;

        public Endless(long length, string media)
        {
            this.length = length;
            Headers.ContentType = new(media);
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = new byte[64 * 1024];
            Array.Fill(piece, (byte)'a');
            for (var sent = 0L; sent < length; sent += piece.Length)
                await stream.WriteAsync(piece);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = this.length / (64 * 1024) * 64 * 1024 + (this.length % (64 * 1024) > 0 ? 64 * 1024 : 0);
            return true;
        }
    }
}
