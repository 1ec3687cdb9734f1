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

    [Fact]
    public void All_problems_are_said_at_once()
    {
        Assert.Null(HostSettings.Read(["--dmeo", "--urls", "nonsense"], name => name == "LOGISTICS__PLAN__SECONDS" ? "ten" : Nothing(name), out var problems));
        Assert.Equal(3, problems.Count);
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
