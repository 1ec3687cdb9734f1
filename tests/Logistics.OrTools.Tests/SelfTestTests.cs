namespace Logistics.OrTools.Tests;

public sealed class SelfTestTests(WarmPool pool)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Three_known_optima_are_found()
    {
        Assert.Null(await SelfTest.RunAsync(pool.Require(), Cancellation));
    }

    [Fact]
    public async Task Without_a_companion_it_says_so()
    {
        Assert.Equal("CP-SAT self-test: expected 90, got no companion", await SelfTest.RunAsync(new NoSolver(), Cancellation));
    }
}
