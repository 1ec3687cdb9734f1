using Logistics.Formats.Rounds;
using Logistics.Host.Start;

namespace Logistics.Host.Tests;

public sealed class HostSettingsTests
{
    static string? Nothing(string name) => name == "LOGISTICS__DATA" ? "data" : null;

    [Fact]
    public void Without_arguments_it_listens_on_this_machine_only()
    {
        var settings = HostSettings.Read([], Nothing, out var problems);
        Assert.Empty(problems);
        Assert.Equal(["http://localhost:8080"], settings!.Urls);
        Assert.True(settings.OnLoopbackOnly);
        Assert.False(settings.Demo);
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080")]
    [InlineData("http://+:8080")]
    [InlineData("http://[::]:8080")]
    [InlineData("http://192.168.1.10:8080")]
    [InlineData("http://localhost.example:8080")]
    [InlineData("http://localhost:8080;http://0.0.0.0:8081")]
    public void A_demo_that_others_could_reach_is_refused(string urls)
    {
        Assert.Null(HostSettings.Read(["--demo", "--urls", urls], Nothing, out var problems));
        Assert.Single(problems);
        Assert.NotNull(HostSettings.Read(["--urls", urls], Nothing, out _));
    }

    [Theory]
    [InlineData("http://localhost:0")]
    [InlineData("http://127.0.0.1:9000")]
    [InlineData("http://127.1.2.3:9000")]
    [InlineData("http://[::1]:9000")]
    public void A_demo_on_this_machine_is_welcome(string urls) => Assert.NotNull(HostSettings.Read(["--demo", $"--urls={urls}"], Nothing, out _));

    [Theory]
    [InlineData("https://ntfy.example.org", "https://ntfy.example.org/")]
    [InlineData("https://example.org/ntfy/", "https://example.org/ntfy/")]
    [InlineData("http://ntfy:8080", "http://ntfy:8080/")]
    [InlineData("http://192.168.1.4", "http://192.168.1.4/")]
    [InlineData("http://ntfy.example.org", null)]
    [InlineData("http://9.9.9.9", null)]
    [InlineData("https://a:b@ntfy.example.org", null)]
    [InlineData("ntfy.example.org", null)]
    [InlineData(null, null)]
    public void An_ntfy_server_is_asked_with_tls_or_within_the_own_network(string? server, string? asked)
    {
        var settings = HostSettings.Read([], name => name switch { "LOGISTICS__NTFY__SERVER" => server, "LOGISTICS__NTFY__TOKEN" => "tk_secret", _ => Nothing(name) }, out var problems);
        Assert.Equal(asked, settings?.Ntfy?.Server.AbsoluteUri);
        Assert.Equal(asked is null ? 1 : 0, problems.Count);
        Assert.DoesNotContain("tk_secret", $"{settings?.Ntfy} {string.Join(" ", problems)}", StringComparison.Ordinal);
    }

    [Fact]
    public void All_problems_are_said_at_once()
    {
        Assert.Null(HostSettings.Read(["--dmeo", "--urls", "nonsense"], name => name == "LOGISTICS__PLAN__SECONDS" ? "ten" : Nothing(name), out var problems));
        Assert.Equal(3, problems.Count);
    }

    [Theory]
    [InlineData("https://ramasse.test", "http://0.0.0.0:8080", true)]
    [InlineData(null, "http://localhost:8080", true)]
    [InlineData(null, "http://0.0.0.0:8080", false)]
    [InlineData("http://ramasse.test", "http://localhost:8080", false)]
    [InlineData("http://localhost:9000", "http://0.0.0.0:8080", true)]
    public void It_knows_whether_browsers_hold_its_address_for_secure(string? url, string urls, bool secure)
    {
        var settings = HostSettings.Read(["--urls", urls], name => name == "LOGISTICS__URL" ? url : Nothing(name), out var problems);
        Assert.Empty(problems);
        Assert.Equal(secure, settings!.IsSecureContext);
    }

    [Fact]
    public void What_is_asked_at_a_stop_stays_as_usual_but_for_what_is_named()
    {
        var stops = HostSettings.Read([], name => name == "LOGISTICS__STOPS__DELIVERY" ? " signature = required,photo=off" : Nothing(name), out _)!.Stops;
        Assert.Equal(StopAsks.Usual, stops.Pickup);
        Assert.Equal(StopAsks.Usual with { Signature = Ask.Required, Photo = Ask.Off }, stops.Delivery);
        Assert.NotEqual(StopSettings.Usual.Mark, stops.Mark);
    }

    [Theory]
    [InlineData("LOGISTICS__URL", "ramasse.test")]
    [InlineData("LOGISTICS__URL", "https://ramasse.test/below")]
    [InlineData("LOGISTICS__PROXY", "10.0.0.0/24, proxy")]
    [InlineData("LOGISTICS__DATABASE_FILE", "/nowhere/at/all")]
    [InlineData("LOGISTICS__STOPS__PICKUP", "signature=required, phtoo=off")]
    [InlineData("LOGISTICS__STOPS__DELIVERY", "signature=perhaps")]
    [InlineData("LOGISTICS__STOPS__DELIVERY", "signature")]
    [InlineData("LOGISTICS__SOLVER", "cplex")]
    public void A_setting_that_cannot_be_is_said(string setting, string value)
    {
        Assert.Null(HostSettings.Read([], name => name == setting ? value : Nothing(name), out var problems));
        Assert.Single(problems);
    }

    [Fact]
    public void A_misspelt_setting_is_not_ignored_in_silence()
    {
        var problem = Assert.Single(KnownSettings.Unknown(["LOGISTICS__DATABSE", "LOGISTICS__DATA", "LOGISTICS__TLS__PASSWORD_FILE", "LOGISTICS_TEST_POSTGRES", "PATH"]));
        Assert.Contains("LOGISTICS__DATABSE", problem);
        Assert.Contains("LOGISTICS__DATABASE", problem);
    }

    [Fact]
    public void What_is_set_is_shown_without_its_secrets()
    {
        var lines = KnownSettings.Describe(name => name switch
        {
            "LOGISTICS__DATABASE" => "Host=db;Password=secret",
            "LOGISTICS__TLS__PASSWORD_FILE" => "/run/secrets/tls",
            _ => Nothing(name),
        }).ToList();
        Assert.Equal(KnownSettings.Plain.Length + KnownSettings.Secrets.Length, lines.Count);
        Assert.DoesNotContain(lines, x => x.Contains("secret;", StringComparison.Ordinal) || x.Contains("Password=", StringComparison.Ordinal));
        Assert.Contains(lines, x => x.Contains("/run/secrets/tls", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("v20.19.0", true)]
    [InlineData("v22.1.0", true)]
    [InlineData("v24.0.0-nightly2026", true)]
    [InlineData("v20.18.9", false)]
    [InlineData("v18.20.4", false)]
    [InlineData("command not found", false)]
    public void Node_must_be_new_enough(string version, bool will) => Assert.Equal(will, NodeCheck.Judge(version) is null);
}
