namespace Logistics.Cli.Tests;

public sealed class DemoCommandTests
{
    [Fact]
    public async Task The_demonstration_day_can_be_planned_on_the_sketch()
    {
        using var run = new Run();
        Assert.Equal(ExitCode.Done, await run.Logistics("demo", "--out", run.PathOf("day.json")));
        Assert.Contains("Données inventées", run.Output);
        var exit = await run.Logistics("plan", run.PathOf("day.json"), "--work", "300", "--no-solver", "--out", run.PathOf("plan"));
        Assert.True(exit is ExitCode.Done or ExitCode.UrgentUnmet, run.Notes);
        Assert.Contains("croquis", run.Output);
        Assert.Equal(ExitCode.Done, await run.Logistics("check", run.PathOf("plan/plan.json"), run.PathOf("day.json")));
    }

    [Fact]
    public async Task The_same_seed_writes_the_same_bytes()
    {
        using var run = new Run();
        await run.Logistics("demo", "--seed", "7", "--out", run.PathOf("a.json"));
        await run.Logistics("demo", "--seed", "7", "--out", run.PathOf("b.json"));
        await run.Logistics("demo", "--seed", "8", "--out", run.PathOf("c.json"));
        var bytes = await File.ReadAllBytesAsync(run.PathOf("a.json"), TestContext.Current.CancellationToken);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(run.PathOf("b.json"), TestContext.Current.CancellationToken));
        Assert.NotEqual(bytes, await File.ReadAllBytesAsync(run.PathOf("c.json"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("--sites", "3")]
    [InlineData("--needs", "-5")]
    [InlineData("--lots", "2000000000")]
    [InlineData("--date", "1900-01-01")]
    [InlineData("--date", "20-11-2026")]
    public async Task A_size_or_date_that_makes_no_day_is_refused(string option, string value)
    {
        using var run = new Run();
        Assert.Equal(ExitCode.BadInput, await run.Logistics("demo", option, value, "--out", run.PathOf("day.json")));
        Assert.False(File.Exists(run.PathOf("day.json")));
    }
}
