using Logistics.Measures;
using Logistics.Planning.Travel;

namespace Logistics.Planning.Tests.Travel;

public sealed class SpeedProfilesTests
{
    [Fact]
    public void A_cargo_bike_takes_four_minutes_for_a_kilometre_however_fast_the_road()
    {
        // 1 km at 15 km/h = 240 s.
        Assert.Equal(Duration.FromSeconds(240), SpeedProfiles.Adapt("cargo-bike", Duration.FromSeconds(60), Distance.FromMetres(1000)));
        // On a road slower than the bike the road decides; whole seconds, rounded up.
        Assert.Equal(Duration.FromSeconds(301), SpeedProfiles.Adapt("cargo-bike", new Duration(300_001), Distance.FromMetres(1000)));
    }

    [Fact]
    public void A_van_takes_the_road_as_it_is() =>
        Assert.Equal(Duration.FromSeconds(60), SpeedProfiles.Adapt("van", Duration.FromSeconds(60), Distance.FromMetres(1000)));
}
