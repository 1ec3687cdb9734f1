using System.Security.Cryptography;
using System.Text;
using Logistics.Roads;

namespace Logistics.Cli.Tests.Fetching;

public sealed class RoadsFetchCommandTests
{
    const string Region = "europe/france/sketch", Name = "sketch-latest.osm.pbf", Tag = "ETag: \"v1\"";

    static readonly byte[] map = Sketch(), half = map[..(map.Length / 2)], rest = map[(map.Length / 2)..];

    static byte[] Sketch()
    {
        using var stream = SketchMap.Open();
        var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    static string RangeOf(int from, int whole) => $"Content-Range: bytes {from}-{whole - 1}/{whole}\r\n{Tag}";

    static string Md5(byte[] bytes) => Convert.ToHexStringLower(Md5Of(bytes));

    static byte[] Md5Of(byte[] bytes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(bytes);
        return hash.GetHashAndReset();
    }

    static Run Hasty() => new() { Clock = new HastyClock() };

    /// <summary>Silence is borne for ten seconds of this machine unless the test is about it: others may be at work.</summary>
    static Task<int> Fetch(Run run, ScriptedServer server, int retries = 5, int stall = 1000, string? folder = null) => run.Logistics(
        "roads", "fetch", Region, "--from", server.Root, "--folder", folder ?? run.Folder.FullName, "--no-build", "--stall", $"{stall}", "--retries", $"{retries}");

    static void Landed(Run run, byte[] expected)
    {
        Assert.Equal(expected, File.ReadAllBytes(run.PathOf(Name)));
        Assert.Equal([run.PathOf(Name)], Directory.GetFiles(run.Folder.FullName)); // nothing left beside it
    }

    [Fact]
    public async Task A_region_is_fetched_checked_credited_and_built()
    {
        await using var server = new ScriptedServer { Md5 = $"{Md5(map)}  {Name}\n" };
        server.Answer("200 OK", Tag, map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "fetch", Region, "--from", server.Root, "--folder", run.Folder.FullName, "--profile", "car"));
        Assert.StartsWith($"GET /{Region}-latest.osm.pbf HTTP/1.1", Assert.Single(server.Requests), StringComparison.Ordinal);
        Assert.Contains($"{server.Root}{Region}-latest.osm.pbf", run.Output, StringComparison.Ordinal);
        Assert.Contains("© OpenStreetMap contributors, ODbL 1.0", run.Output, StringComparison.Ordinal);
        Assert.Contains($"SHA-256 {Convert.ToHexStringLower(SHA256.HashData(map))}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"MD5 {Md5(map)} (celle que publie le serveur)", run.Output, StringComparison.Ordinal);
        Assert.Equal("car", RoadNetwork.Open(run.PathOf("sketch.roads")).ProfileName);
        Assert.Equal(map, File.ReadAllBytes(run.PathOf(Name)));
        Assert.Equal("", run.Notes);
    }

    [Fact]
    public async Task A_cut_transfer_goes_on_where_it_was_cut()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, half, declared: map.Length).Answer("206 Partial Content", RangeOf(half.Length, map.Length), rest);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
        var second = server.Requests.Last();
        Assert.Contains($"Range: bytes={half.Length}-\r\n", second, StringComparison.Ordinal);
        Assert.Contains("If-Range: \"v1\"\r\n", second, StringComparison.Ordinal);
        Assert.Contains("le serveur n'en publie pas", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_asked_again()
    {
        await using var server = new ScriptedServer();
        server.AnswerAndStall("200 OK", Tag, half, declared: map.Length).Answer("206 Partial Content", RangeOf(half.Length, map.Length), rest);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server, stall: 50));
        Landed(run, map);
        Assert.Contains("Plus un octet pendant 50 s.", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_gives_the_whole_anew()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, half, declared: map.Length).Answer("200 OK", Tag, map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
    }

    [Fact]
    public async Task A_server_that_names_no_state_of_its_file_is_asked_for_the_whole()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", "ETag: W/\"weak\"", half, declared: map.Length).Answer("200 OK", "", map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
        Assert.DoesNotContain("Range", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_date_of_the_last_change_serves_where_there_is_no_tag()
    {
        await using var server = new ScriptedServer();
        const string Changed = "Last-Modified: Thu, 19 Nov 2026 21:20:00 GMT";
        server.Answer("200 OK", Changed, half, declared: map.Length).Answer("206 Partial Content", $"Content-Range: bytes {half.Length}-{map.Length - 1}/{map.Length}\r\n{Changed}", rest);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
        Assert.Contains("If-Range: Thu, 19 Nov 2026 21:20:00 GMT\r\n", server.Requests.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("200 OK", "ETag: \"v2\"", true)] // as it should be
    [InlineData("206 Partial Content", "Content-Range: bytes 7-9/10\r\nETag: \"v1\"", false)] // another part than asked
    [InlineData("206 Partial Content", "Content-Range: bytes {half}-{last}/{more}\r\nETag: \"v1\"", false)] // another length
    [InlineData("206 Partial Content", "Content-Range: bytes {half}-{last}/{whole}\r\nETag: \"v2\"", false)] // another state
    [InlineData("206 Partial Content", "", false)] // no word on what it is
    [InlineData("416 Range Not Satisfiable", "Content-Range: bytes */7", false)] // a shorter file
    public async Task A_file_that_changed_between_two_requests_is_never_mixed(string status, string headers, bool isWhole)
    {
        await using var server = new ScriptedServer();
        var other = Encoding.UTF8.GetBytes(new string('x', map.Length));
        headers = headers.Replace("{half}", $"{half.Length}", StringComparison.Ordinal).Replace("{last}", $"{map.Length - 1}", StringComparison.Ordinal)
            .Replace("{whole}", $"{map.Length}", StringComparison.Ordinal).Replace("{more}", $"{map.Length + 5}", StringComparison.Ordinal);
        server.Answer("200 OK", Tag, half, declared: map.Length).Answer(status, headers, isWhole ? other : other[half.Length..]);
        if (!isWhole)
            server.Answer("200 OK", "ETag: \"v2\"", other);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, other);
        Assert.True(isWhole || !server.Requests.Last().Contains("Range", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_declared_length_that_is_too_long_is_never_believed_to_be_reached()
    {
        await using var server = new ScriptedServer();
        for (var i = 0; i < 3; i++)
            server.Answer("200 OK", Tag, map, declared: map.Length + 10).Answer("416 Range Not Satisfiable", $"Content-Range: bytes */{map.Length}", []);
        using var run = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(run, server, retries: 3));
        Assert.False(File.Exists(run.PathOf(Name)));
        Assert.Equal(4, server.Requests.Count);
        Assert.Contains("Abandon après 4 essais", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_always_moves_on_is_never_given_up()
    {
        await using var server = new ScriptedServer();
        var step = map.Length / 8;
        server.Answer("200 OK", Tag, map[..step], declared: map.Length);
        for (var i = 1; i < 8; i++)
            server.Answer("206 Partial Content", RangeOf(i * step, map.Length), map[(i * step)..((i + 1) * step)], declared: map.Length - i * step);
        if (8 * step < map.Length)
            server.Answer("206 Partial Content", RangeOf(8 * step, map.Length), map[(8 * step)..]);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server, retries: 1));
        Landed(run, map);
        Assert.True(server.Requests.Count >= 8);
    }

    [Fact]
    public async Task Many_tries_do_not_make_the_wait_too_long_to_count()
    {
        await using var server = new ScriptedServer();
        for (var i = 0; i <= 60; i++)
            server.Answer("503 Service Unavailable", "", []);
        using var run = new Run { Clock = new HastyClock { Haste = 1000 } };
        Assert.Equal(ExitCode.Failed, await Fetch(run, server, retries: 60, stall: 3600));
        Assert.Equal(61, server.Requests.Count);
        Assert.Contains("Abandon après 61 essais", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cut_line_and_a_closed_door_are_told_in_french()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, half, declared: map.Length);
        using var cut = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(cut, server, retries: 0));
        Assert.Contains(": Le transfert a été coupé. Abandon", cut.Notes, StringComparison.Ordinal);

        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var port = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        using var closed = Hasty();
        Assert.Equal(ExitCode.Failed, await closed.Logistics(
            "roads", "fetch", $"http://127.0.0.1:{port}/map.osm.pbf", "--folder", closed.Folder.FullName, "--no-build", "--retries", "0", "--stall", "3600"));
        Assert.Contains(": Le serveur ne répond pas ou refuse la connexion. Abandon", closed.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Passwords_and_keys_in_an_address_are_neither_shown_nor_kept()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, half, declared: map.Length);
        using var run = Hasty();
        var address = server.Root.Replace("://", "://user:secret@", StringComparison.Ordinal) + "maps/sketch.osm.pbf?token=hidden";
        Assert.Equal(ExitCode.Failed, await run.Logistics("roads", "fetch", address, "--folder", run.Folder.FullName, "--no-build", "--retries", "0", "--stall", "1000"));
        var kept = await File.ReadAllTextAsync(run.PathOf("sketch.osm.pbf.part.json"), TestContext.Current.CancellationToken);
        Assert.Contains("token=hidden", Assert.Single(server.Requests), StringComparison.Ordinal); // the server does get it
        foreach (var text in (string[])[run.Output, run.Notes, kept])
        {
            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("hidden", text, StringComparison.Ordinal);
        }
        Assert.Contains($"{server.Root}maps/sketch.osm.pbf", run.Output, StringComparison.Ordinal);
        Assert.Contains("Abandon après 1 essai ;", run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_length_that_is_too_short_is_found_by_the_checksum()
    {
        await using var server = new ScriptedServer { Md5 = Md5(map) };
        server.Answer("200 OK", Tag, map, declared: half.Length);
        using var run = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(run, server));
        Assert.Contains(Md5(half), run.Notes, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(run.Folder.FullName)); // what is damaged is not gone on with
    }

    [Fact]
    public async Task A_server_that_is_busy_is_given_the_time_it_asks_for()
    {
        await using var server = new ScriptedServer();
        server.Answer("503 Service Unavailable", "Retry-After: 7", []).Answer("429 Too Many Requests", "Retry-After: 86400", []).Answer("200 OK", Tag, map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
        Assert.Contains("503 Service Unavailable. Nouvel essai dans 7 s.", run.Notes, StringComparison.Ordinal);
        Assert.Contains("Nouvel essai dans 60 s.", run.Notes, StringComparison.Ordinal); // but not for ever
    }

    [Fact]
    public async Task Redirections_are_followed_a_few_times_and_not_in_circles()
    {
        await using var server = new ScriptedServer();
        server.Answer("302 Found", "Location: /europe/france/sketch-261119.osm.pbf", []).Answer("200 OK", Tag, map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map); // under the name that was asked for
        Assert.StartsWith("GET /europe/france/sketch-261119.osm.pbf", server.Requests.Last(), StringComparison.Ordinal);

        await using var circle = new ScriptedServer();
        for (var i = 0; i < 20; i++)
            circle.Answer("301 Moved Permanently", $"Location: /{i % 2}", []);
        using var lost = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(lost, circle));
        Assert.Equal(6, circle.Requests.Count);

        await using var elsewhere = new ScriptedServer();
        elsewhere.Answer("302 Found", "Location: file:///etc/passwd", []);
        using var refused = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(refused, elsewhere));
        Assert.Contains("file:///etc/passwd", refused.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_is_said_plainly_and_not_asked_for_twice()
    {
        await using var server = new ScriptedServer();
        using var run = Hasty();
        Assert.Equal(ExitCode.BadInput, await Fetch(run, server));
        Assert.Contains("il n'y a rien à cette adresse", run.Notes, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(Directory.GetFiles(run.Folder.FullName));
    }

    [Fact]
    public async Task A_welcome_page_is_no_map()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", "Content-Type: text/html; charset=utf-8", "<html>Pay here</html>"u8.ToArray());
        using var run = Hasty();
        Assert.Equal(ExitCode.BadInput, await Fetch(run, server));
        Assert.Empty(Directory.GetFiles(run.Folder.FullName));
    }

    [Fact]
    public async Task An_interrupted_download_keeps_its_part_and_the_next_call_goes_on()
    {
        await using var server = new ScriptedServer();
        var sent = new TaskCompletionSource();
        server.AnswerAndStall("200 OK", Tag, half, declared: map.Length, sent).Answer("206 Partial Content", RangeOf(half.Length, map.Length), rest);
        using var run = Hasty();
        using var ctrlC = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        string[] words = ["roads", "fetch", Region, "--from", server.Root, "--folder", run.Folder.FullName, "--no-build", "--stall", "3600"];
        var first = run.Logistics(ctrlC.Token, words);
        await sent.Task;
        while (!File.Exists(run.PathOf(Name + ".part")) || new FileInfo(run.PathOf(Name + ".part")).Length < half.Length)
            await Task.Delay(5, TestContext.Current.CancellationToken);
        await ctrlC.CancelAsync();
        Assert.Equal(ExitCode.Failed, await first);
        Assert.Contains("la même commande reprend de là", run.Notes, StringComparison.Ordinal);
        Assert.Equal(half, File.ReadAllBytes(run.PathOf(Name + ".part")));
        Assert.False(File.Exists(run.PathOf(Name)));

        Assert.Equal(ExitCode.Done, await run.Logistics(words));
        Landed(run, map);
    }

    [Fact]
    public async Task What_came_wholly_before_the_last_step_is_not_fetched_again()
    {
        await using var server = new ScriptedServer();
        server.Answer("416 Range Not Satisfiable", $"Content-Range: bytes */{map.Length}", []);
        using var run = Hasty();
        File.WriteAllBytes(run.PathOf(Name + ".part"), map);
        run.Write(Name + ".part.json", $$"""{"AddressSha256":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{server.Root}{Region}-latest.osm.pbf")))}}","Validator":"\"v1\"","Length":{{map.Length}}}""");
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
    }

    [Theory]
    [InlineData("""{"AddressSha256":"http://elsewhere.test/map","Validator":"\"v1\"","Length":9}""")]
    [InlineData("""{"AddressSha256":"http://else""")] // cut short
    [InlineData("null")]
    public async Task A_part_of_something_else_counts_for_nothing(string state)
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, map);
        using var run = Hasty();
        run.Write(Name + ".part", "something");
        run.Write(Name + ".part.json", state);
        Assert.Equal(ExitCode.Done, await Fetch(run, server));
        Landed(run, map);
    }

    [Fact]
    public async Task More_than_the_disk_can_hold_is_not_begun()
    {
        await using var server = new ScriptedServer();
        server.AnswerAndStall("200 OK", Tag, half, declared: 1L << 56);
        using var run = Hasty();
        Assert.Equal(ExitCode.Failed, await Fetch(run, server));
        Assert.Contains("il manque de la place", run.Notes, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(run.Folder.FullName));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_said()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, map);
        using var run = Hasty();
        var file = run.Write("file", "not a folder");
        Assert.Equal(ExitCode.Failed, await Fetch(run, server, folder: Path.Combine(file, "below")));
        Assert.Contains("écriture impossible", run.Notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../secrets")]
    [InlineData("Europe/France")]
    [InlineData("ftp://example.org/map.osm.pbf")]
    [InlineData("europe//france")]
    [InlineData("")]
    public async Task What_is_neither_region_nor_address_is_refused_before_any_call(string asked)
    {
        await using var server = new ScriptedServer();
        using var run = Hasty();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("roads", "fetch", asked, "--from", server.Root, "--folder", run.Folder.FullName));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_whole_address_lands_under_its_last_name_in_the_folder()
    {
        await using var server = new ScriptedServer();
        server.Answer("200 OK", Tag, map);
        using var run = Hasty();
        Assert.Equal(ExitCode.Done, await run.Logistics("roads", "fetch", $"{server.Root}a/..%2F..%2Ftown.osm.pbf?x=1", "--folder", run.Folder.FullName, "--out", run.PathOf("out.roads")));
        Assert.Equal(["out.roads", "town.osm.pbf"], Directory.GetFiles(run.Folder.FullName).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
    }
}
