using Logistics.OrTools.Companions;

namespace Logistics.OrTools.Tests.Companions;

public sealed class NodeRuntimeTests
{
    [Theory]
    [InlineData("v20.19.0")]
    [InlineData("v22.12.3")]
    [InlineData("v25.0.0-nightly20260101abcdef")]
    public void New_enough_is_found(string said) => Assert.IsType<NodeRuntime.Found>(NodeRuntime.Judge("node", said));

    [Theory]
    [InlineData("v20.18.3", "found 20.18.3")]
    [InlineData("v18.20.4", "found 18.20.4")]
    [InlineData("Python 3.13.1", "it says 'Python 3.13.1'")]
    [InlineData("", "is not Node.js")]
    public void Too_old_or_something_else_says_what_to_install(string said, string found)
    {
        var missing = Assert.IsType<NodeRuntime.Missing>(NodeRuntime.Judge("node", said));
        Assert.StartsWith("Node.js 20.19 or newer is needed", missing.Reason, StringComparison.Ordinal);
        Assert.Contains(found, missing.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', missing.Reason);
    }

    [Fact]
    public void A_program_that_is_not_there_says_what_to_install()
    {
        var missing = Assert.IsType<NodeRuntime.Missing>(NodeRuntime.Find("no-such-node"));
        Assert.Contains("'no-such-node' cannot be started", missing.Reason, StringComparison.Ordinal);
        Assert.Contains("install it from", missing.Reason, StringComparison.Ordinal);
    }
}
