using System.Text;
using Logistics.Roads.Osm;

namespace Logistics.Roads.Graph;

/// <summary>A named place as the graph file keeps it.</summary>
/// <param name="FirstName">Its name, in UTF-8, goes on to the next place's first; a place that is none stands behind the last.</param>
/// <param name="Kind">A <see cref="PlaceKind"/>.</param>
readonly record struct PlaceRecord(int Longitude, int Latitude, int FirstName, int Kind);

/// <summary>Gathers the places that a map names: nodes tagged <c>place=*</c> with a name.</summary>
/// <remarks>
/// https://wiki.openstreetmap.org/wiki/Key:place. Left out are spots where nobody lives (<c>locality</c>), of which there are more than of all
/// others together, and what is larger than a town and its parts. Places drawn as areas only are not seen.
/// </remarks>
sealed class PlaceReader
{
    public const string Key = "place";

    readonly List<NamedPlace> places = [];

    /// <summary>Keeps the node if it names a place that a map shows.</summary>
    public void Add(int longitude, int latitude, Tags tags)
    {
        if (KindOf(tags[Key]) is { } kind && tags["name"]?.Trim() is { Length: > 0 } name)
            places.Add(new(new(longitude, latitude), name, kind));
    }

    /// <summary>By kind, then by name and place, whatever the map's order.</summary>
    public IReadOnlyList<NamedPlace> ToList() =>
        [.. places.OrderBy(place => place.Kind).ThenBy(place => place.Name, StringComparer.Ordinal).ThenBy(place => place.Position.LongitudeE7).ThenBy(place => place.Position.LatitudeE7)];

    public static (PlaceRecord[] Places, byte[] Names) Pack(IReadOnlyList<NamedPlace> places)
    {
        var records = new PlaceRecord[places.Count + 1];
        var names = new List<byte>();
        for (var i = 0; i < places.Count; i++)
        {
            records[i] = new(places[i].Position.LongitudeE7, places[i].Position.LatitudeE7, names.Count, (int)places[i].Kind);
            names.AddRange(Encoding.UTF8.GetBytes(places[i].Name));
        }
        records[^1] = new(0, 0, names.Count, 0);
        return (records, [.. names]);
    }

    public static NamedPlace[] Unpack(ReadOnlySpan<PlaceRecord> records, ReadOnlySpan<byte> names)
    {
        var places = new NamedPlace[records.Length - 1];
        for (var i = 0; i < places.Length; i++)
            places[i] = new(
                new(records[i].Longitude, records[i].Latitude), Encoding.UTF8.GetString(names[records[i].FirstName..records[i + 1].FirstName]), (PlaceKind)records[i].Kind);
        return places;
    }

    static PlaceKind? KindOf(string? tag) => tag switch
    {
        "city" => PlaceKind.City,
        "town" => PlaceKind.Town,
        "village" => PlaceKind.Village,
        "suburb" => PlaceKind.Suburb,
        "hamlet" => PlaceKind.Hamlet,
        "quarter" => PlaceKind.Quarter,
        "neighbourhood" => PlaceKind.Neighbourhood,
        "isolated_dwelling" => PlaceKind.IsolatedDwelling,
        _ => null,
    };
}
