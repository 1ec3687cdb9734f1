using System.Net;
using Logistics.Host.Access;
using Logistics.Host.Tests.Fakes;

namespace Logistics.Host.Tests;

public sealed class AccessKeyTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_key_is_made_once_and_only_its_owner_may_read_it()
    {
        var folder = Directory.CreateTempSubdirectory("ramasse-");
        var path = Path.Combine(folder.FullName, "access.key");

        var first = AccessKey.OfFile(path);
        var second = AccessKey.OfFile(path);

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(43, first.Text.Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_link_shows_a_page_and_only_its_button_opens_the_door()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        await host.ReadyAsync();
        var visitor = host.Visitor();

        // What a mail scanner does with a link changes nothing.
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync($"/entrer?cle={host.Key.Text}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/", Stop)).StatusCode);

        await host.PostAsync(visitor, "/entrer", ("cle", host.Key.Text));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/", Stop)).StatusCode);

        await host.PostAsync(visitor, "/sortir");
        Assert.Equal(HttpStatusCode.Unauthorized, (await visitor.GetAsync("/", Stop)).StatusCode);
    }

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        var answer = await host.PostAsync(host.Visitor(follows: false), "/entrer", ("cle", host.Key.Text));

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), text => text.StartsWith("ramasse=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("wrong")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_wrong_key_is_refused(string key)
    {
        await using var host = await RunningHost.StartAsync(new MemoryStore(), demo: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.PostAsync(host.Visitor(), "/entrer", ("cle", key))).StatusCode);
    }
}
