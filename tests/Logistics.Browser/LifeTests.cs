namespace Logistics.Browser;

/// <summary>The host's life as an operator sees it: a start that says its steps, a second start that keeps the data, a clean stop.</summary>
public sealed class LifeTests
{
    [Fact]
    public async Task A_second_start_keeps_the_data_and_both_stop_cleanly()
    {
        Assert.SkipUnless(DemoInBrowser.IsPossible, "the long tests of the page are skipped here");
        await using var first = await HostProcess.StartDemoAsync();
        Assert.Contains("1/6", first.Terminal);
        Assert.Contains("6/6", first.Terminal);

        var held = await Assert.ThrowsAsync<InvalidOperationException>(() => HostProcess.StartDemoAsync(first.Data));
        Assert.Contains("Une autre instance utilise déjà le dossier", held.Message);
        Assert.Equal(0, await first.StopAsync());

        var second = await HostProcess.StartDemoAsync(first.Data);
        Assert.Contains("rien n'est rechargé", second.Terminal);
        Assert.Contains("déjà en place", second.Terminal);
        Assert.Equal(0, await second.StopAsync());
    }
}
