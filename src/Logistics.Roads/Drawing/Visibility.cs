namespace Logistics.Roads.Drawing;

/// <summary>From which zoom on things are seen. A screen shows some 100 km across at zoom 8 and 6 km at zoom 12.</summary>
static class Visibility
{
    /// <summary>
    /// Names of streets, one-way streets and streets closed to traffic that passes begin here. Two zooms earlier nobody could read them, and they
    /// make tiles of Montpellier three times as heavy.
    /// </summary>
    public const int NamesFrom = 14;

    public static int From(RoadClass road) => road switch
    {
        RoadClass.Motorway => 0,
        RoadClass.Trunk => 5,
        RoadClass.Primary => 6,
        RoadClass.Secondary => 7,
        RoadClass.Tertiary => 9,
        RoadClass.Minor => 11,
        _ => 13,
    };

    public static int From(PlaceKind place) => place switch
    {
        PlaceKind.City => 4,
        PlaceKind.Town => 7,
        PlaceKind.Village => 10,
        PlaceKind.Suburb => 11,
        PlaceKind.Hamlet or PlaceKind.Quarter => 13,
        _ => 14,
    };
}
