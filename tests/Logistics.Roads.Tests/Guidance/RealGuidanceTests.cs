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
    public void The_street_that_a_step_names_is_driven_before_the_next_step(string name)
    {
        var (roads, seed) = (Extracts.Read(name), Environment.TickCount);
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var places = Extracts.Places(roads, 200, new Random(seed));
        var named = 0;
        for (var i = 1; i < places.Count; i++)
        {
            var (from, to) = (roads.AnchorOf(places[i - 1])!.Value, roads.AnchorOf(places[i])!.Value);
            if (roads.Trips.Find(from, to) is not { } trip)
                continue;
            // The streets of the trip and where they end, from its beginning; the first and the last arc are driven in part, hence the slack.
            var first = roads.Roads.Arcs[trip.Arcs[0]];
            double at = -(first.IsBackward ? 1 - from.Fraction : from.Fraction) * Weight.Distance(first.Weight).Metres;
            var streets = trip.Arcs.Select(arc => (Name: roads.Roads.LabelOf(roads.Roads.Arcs[arc].Edge).Name, Begin: at, End: at += Weight.Distance(roads.Roads.Arcs[arc].Weight).Metres)).ToList();
            var begin = 0.0;
            foreach (var step in roads.Path(places[i - 1], places[i])!.Steps)
            {
                var end = begin + step.Distance.Metres;
                if (step.Name.Length > 0 && step.Kind != ManoeuvreKind.Arrive)
                {
                    named++;
                    Assert.True(streets.Exists(street => street.Name == step.Name && street.End > begin - 1 && street.Begin < end + 1),
                        $"seed {seed}: {places[i - 1]} to {places[i]}: '{step.Name}' is told for {begin:0} to {end:0} m and not driven there");
                }
                begin = end;
            }
        }
        Assert.True(name == "saint-barthelemy-2014" || named > 200, $"only {named} steps have names");
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
