using Logistics.Measures;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests;

public sealed class StraightLineTests
{
    static readonly Position montpellier = Position.FromDegrees(3.8767, 43.6108), langogne = Position.FromDegrees(3.8545, 44.7275);

    [Fact]
    public void The_pace_grows_with_the_length_of_the_trip()
    {
        var line = new StraightLine();
        // One degree of latitude is 111.195 km, by road 144.55 km: 3 at 22, 12 at 45 and 129.55 at 70 km/h take 0.1364 + 0.2667 + 1.8508 h.
        var (duration, distance) = line.Estimate(Position.FromDegrees(3.9, 43), Position.FromDegrees(3.9, 44));
        Assert.Equal(144.55, distance.Kilometres, 2);
        Assert.Equal(2.2538, duration.Hours, 3);
        // 2 km by road, all streets.
        Assert.Equal(2 / 22.0, line.Estimate(montpellier, new(montpellier.LongitudeE7, montpellier.LatitudeE7 + (int)(2e7 / 1.3 / 111.195))).Duration.Hours, 4);
    }

    [Fact]
    public void Matrix_and_path_agree_and_say_what_they_are()
    {
        var line = new StraightLine();
        var matrix = line.Matrix([montpellier, langogne], TestContext.Current.CancellationToken);
        var path = line.Path(montpellier, langogne)!;
        Assert.Equal((path.Duration, path.Distance), (matrix.Duration(0, 1), matrix.Distance(0, 1)));
        Assert.Equal(matrix.Duration(0, 1), matrix.Duration(1, 0));
        Assert.Equal(Duration.Zero, matrix.Duration(1, 1));
        Assert.Equal([montpellier, langogne], path.Geometry);
        Assert.Equal(RoadSourceKind.StraightLine, line.Source.Kind);
        Assert.Equal(montpellier, line.Snap(montpellier)!.Position);
    }

    [Fact]
    public void A_cargo_bike_is_slower_by_its_top_speed()
    {
        var bike = new StraightLine(Profile.Default with { Name = "cargo-bike", TopSpeedKilometresPerHour = 18 });
        var (duration, distance) = bike.Estimate(montpellier, langogne);
        Assert.Equal(distance.Kilometres / 18, duration.Hours, 3);
    }

    [Fact]
    public void A_cancelled_matrix_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => new StraightLine().Matrix([montpellier], cancelled.Token));
    }
}
