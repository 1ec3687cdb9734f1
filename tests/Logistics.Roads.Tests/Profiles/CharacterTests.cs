using Logistics.Roads.Graph;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Profiles;

public sealed class CharacterTests
{
    [Theory]
    [InlineData("highway=primary", RoadTraits.None)]
    [InlineData("highway=primary junction=roundabout", RoadTraits.Roundabout)]
    [InlineData("highway=primary junction=circular", RoadTraits.Roundabout)]
    [InlineData("highway=trunk_link bridge=viaduct", RoadTraits.Link | RoadTraits.Bridge)]
    [InlineData("highway=motorway tunnel=yes toll=yes", RoadTraits.Tunnel | RoadTraits.Toll)]
    [InlineData("highway=residential tunnel=no bridge=no toll=no", RoadTraits.None)]
    [InlineData("highway=track tracktype=grade2", RoadTraits.Unpaved)]
    [InlineData("highway=track tracktype=grade2 surface=asphalt", RoadTraits.None)]
    [InlineData("highway=service surface=gravel", RoadTraits.Unpaved)]
    public void A_stretch_is_of_these_kinds(string tags, object traits) => Assert.Equal(traits, Character.Traits(Tags.Of(Judge.Tags(tags))));

    [Fact]
    public void A_road_is_called_what_its_signs_say()
    {
        var tags = Tags.Of("highway", "motorway_link", "name", "Bretelle d'Æ", "ref", "A 9;E 15", "destination", "Lodève;Millau", "destination:ref", "A 750");
        Assert.Equal(new("Bretelle d'Æ", "A 9;E 15", "A 750;Lodève;Millau"), Character.Label(tags, isOneWay: true));
        // Of a road of two directions nobody knows whom the sign is for.
        Assert.Equal(new("Bretelle d'Æ", "A 9;E 15", ""), Character.Label(tags, isOneWay: false));
        Assert.Equal(RoadLabel.None, Character.Label(Tags.Of("highway", "service"), isOneWay: true));
    }
}
