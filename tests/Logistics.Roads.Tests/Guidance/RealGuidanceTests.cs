using Logistics.Roads.Guidance;

namespace Logistics.Roads.Tests.Guidance;

/// <summary>Random trips on real networks.</summary>
public sealed class RealGuidanceTests
{
    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Steps_and_parts_sum_to_the_path_and_every_step_can_be_told(string name)
    {
        var (roads, seed) = (Extracts.Read(name), Environment.TickCount);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var places = Extracts.Places(roads, 400, new Random(seed));
        for (var i = 1; i < places.Count; i++)
        {
            var path = roads.Path(places[i - 1], places[i]);
            Assert.True(path is not null, $"seed {seed}: no path from {places[i - 1]} to {places[i]}");
            Told.Sums(path);
            foreach (var step in path.Steps)
            {
                Assert.InRange(step.BearingBefore, 0, 359);
                Assert.InRange(step.BearingAfter, 0, 359);
                Assert.Equal(step.Kind == ManoeuvreKind.Arrive, ReferenceEquals(step, path.Steps[^1]));
                Assert.True(Told.InFrench(step).Length > 0 && Told.Text(step, Told.English).Length > 0, $"seed {seed}: nothing to say at {step.Position}");
            }
        }
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Steps_are_few_enough_to_be_read(string name)
    {
        // Three hundred trips through real streets: on average no more than one step for each hundred metres.
        var (roads, seed) = (Extracts.Read(name), Environment.TickCount);
        var places = Extracts.Places(roads, 300, new Random(seed));
        var paths = places.Skip(1).Select((place, i) => roads.Path(places[i], place)!).ToList();
        var (steps, metres) = (paths.Sum(path => path.Steps.Count - 2), paths.Sum(path => path.Distance.Metres));
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}: {steps} steps over {metres / 1000:0} km, one for each {metres / steps:0} m");
        Assert.True(steps < metres / 100, $"seed {seed}: {steps} steps over {metres:0} m");
    }
}
