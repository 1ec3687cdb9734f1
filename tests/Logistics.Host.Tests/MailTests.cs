using System.Net;
using System.Net.Sockets;
using System.Text;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Start;
using Logistics.Host.Tests.Fakes;
using Logistics.Testing;

namespace Logistics.Host.Tests;

public sealed class MailTests
{
    static readonly Letter letter = new("amina@epicerie.example", "Votre lien à usage unique", "Bonjour,\n\nhttp://localhost:8080/entrer/lien/" + new string('x', 43) + "\n");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_that_cannot_be_sent_is_tried_again_later_each_time_and_given_up_in_the_end_while_the_host_stays_ready()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 3, 10, 5, 0, 0, TimeSpan.Zero));
        var (store, post) = (new MemoryStore { Clock = clock }, new KeptPost { IsAway = true });
        await using var host = await RunningHost.StartAsync(store, demo: false, post: post);
        await host.ReadyAsync();
        await store.People.InviteAsync(
            new(letter.Recipient, null, "fr", new(new CountedIds("letter").Next(), Roles.Facilitator, null, null, ""), null), new(Token.New().Digest, DateTimeOffset.MaxValue), letter, Stop);

        foreach (var (attempts, wait) in Postman.Waits.Index())
        {
            await RunningHost.EventuallyAsync(() => Task.FromResult(store.Persons.Retried == attempts + 1), $"attempt {attempts + 1}");
            clock.Advance(wait);
        }
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.Persons.GivenUp.Count == 1), "the letter to be given up");
        Assert.Equal(Postman.Waits.Count + 1, post.Refused);
        Assert.Equal(HttpStatusCode.OK, (await host.Visitor().GetAsync("/readyz", Stop)).StatusCode);

        // The next one is sent as soon as the server is back.
        post.IsAway = false;
        await host.PostAsync(host.Visitor(), "/entrer/adresse", ("adresse", letter.Recipient));
        await post.LinkToAsync(letter.Recipient);
        await RunningHost.EventuallyAsync(() => Task.FromResult(store.Persons.Sent.Count == 1), "the letter to be sent");
    }

    [Fact]
    public async Task A_letter_in_the_folder_can_be_read_and_its_link_copied()
    {
        var data = Directory.CreateTempSubdirectory("ramasse-").FullName;
        using (var folder = DataFolder.Hold(data))
        {
            await new DropFolder(folder).SendAsync(letter, Stop);
            var text = await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(folder.Mail, "*.eml")), Stop);
            Assert.Contains("http://localhost:8080/entrer/lien/" + new string('x', 43), text);
            Assert.Contains("To: amina@epicerie.example", text);
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder.Mail));
        }
        Directory.Delete(data, recursive: true);
    }

    [Fact]
    public async Task A_mail_server_gets_the_letter()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HearAsync(listener, rejects: false);

        await new SmtpPost(SettingsFor(listener)).SendAsync(letter, Stop);

        var session = await heard;
        Assert.Contains("MAIL FROM:<ramasse@instance.example>", session);
        Assert.Contains("RCPT TO:<amina@epicerie.example>", session);
        Assert.Contains("Auto-Submitted: auto-generated", session);
    }

    [Fact]
    public async Task What_a_mail_server_refuses_is_said_without_the_recipient()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var heard = HearAsync(listener, rejects: true);

        var refused = await Assert.ThrowsAsync<PostException>(() => new SmtpPost(SettingsFor(listener)).SendAsync(letter, Stop));
        Assert.DoesNotContain("amina", refused.ToString());
        listener.Stop();
        await heard;

        Assert.DoesNotContain("amina", (await Assert.ThrowsAsync<PostException>(() => new SmtpPost(SettingsFor(listener)).SendAsync(letter, Stop))).ToString());
    }

    [Fact]
    public void Mail_is_configured_whole_or_not_at_all()
    {
        static HostSettings? Read(Dictionary<string, string> set, out IReadOnlyList<string> problems) =>
            HostSettings.Read([], name => name == "LOGISTICS__DATA" ? "data" : set.GetValueOrDefault(name), out problems);

        Assert.Null(Read([], out _)!.Mail);
        var secret = Path.GetTempFileName();
        File.WriteAllText(secret, "of the tests\n");
        Assert.Equal(
            new MailSettings("mail.example", 2525, "ramasse", "of the tests", "ramasse@instance.example", Tls: false),
            Read(
                new()
                {
                    ["LOGISTICS__MAIL__HOST"] = "mail.example",
                    ["LOGISTICS__MAIL__PORT"] = "2525",
                    ["LOGISTICS__MAIL__USER"] = "ramasse",
                    ["LOGISTICS__MAIL__PASSWORD_FILE"] = secret,
                    ["LOGISTICS__MAIL__FROM"] = "ramasse@instance.example",
                    ["LOGISTICS__MAIL__TLS"] = "none",
                },
                out _)!.Mail);
        File.Delete(secret);
        Assert.Null(Read(new() { ["LOGISTICS__MAIL__PORT"] = "0", ["LOGISTICS__MAIL__TLS"] = "perhaps", ["LOGISTICS__MAIL__PASSWORD_FILE"] = secret }, out var problems));
        Assert.Equal(5, problems.Count);
        Assert.Equal(new Uri("https://ramasse.example"), Read(new() { ["LOGISTICS__URL"] = "https://ramasse.example/" }, out _)!.PublicUrl);
        Assert.Null(Read(new() { ["LOGISTICS__URL"] = "ramasse.example" }, out problems));
        Assert.Single(problems);
    }

    static MailSettings SettingsFor(TcpListener listener) =>
        new("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, null, null, "ramasse@instance.example", Tls: false);

    /// <summary>As little of RFC 5321 as one letter needs.</summary>
    static async Task<string> HearAsync(TcpListener listener, bool rejects)
    {
        var session = new StringBuilder();
        using var client = await listener.AcceptTcpClientAsync(Stop);
        using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 tests");
        var inLetter = false;
        while (await reader.ReadLineAsync(Stop) is { } line)
        {
            session.Append(line).Append('\n');
            if (inLetter && line != ".")
                continue;
            inLetter = line == "DATA";
            if (rejects && line.StartsWith("RCPT", StringComparison.Ordinal))
                await writer.WriteLineAsync("550 no amina here");
            else
                await writer.WriteLineAsync(inLetter ? "354 go on" : line == "QUIT" ? "221 bye" : "250 ok");
        }
        return session.ToString();
    }
}
