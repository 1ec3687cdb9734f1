using System.Globalization;
using System.Text;
using Logistics.Measures;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests;

/// <summary>A map written in metres east and north of a corner near 3.8 E, 43.5 N, for tests that fit on a sheet of paper.</summary>
sealed class TinyMap
{
    public const double UnitsPerMetre = 1e7 / 111_195.08;

    /// <summary>A van that takes every bend at its speed, for tests that walk the map's own segments.</summary>
    public static Profile Unbent { get; } = Profile.Default with { Rules = Profile.Default.Rules with { Bends = null } };

    public List<(long Id, int Longitude, int Latitude, string[] Tags)> Nodes { get; } = [];
    public List<(long Id, long[] Nodes, string[] Tags)> Ways { get; } = [];
    public List<(long Id, MapMember[] Members, string[] Tags)> Relations { get; } = [];
    public string Generator { get; init; } = "tiny";

    public static Position At(double east, double north) => new(
        38_000_000 + (int)Math.Round(east * UnitsPerMetre / Math.Cos(43.5 * Math.PI / 180)), 435_000_000 + (int)Math.Round(north * UnitsPerMetre));

    public TinyMap Node(long id, double east, double north, params string[] tags)
    {
        var place = At(east, north);
        Nodes.Add((id, place.LongitudeE7, place.LatitudeE7, tags));
        return this;
    }

    public TinyMap Way(long id, long[] nodes, params string[] tags)
    {
        Ways.Add((id, nodes, tags));
        return this;
    }

    /// <summary>A street open both ways at 25 km/h unless tags say more.</summary>
    public TinyMap Street(long id, long[] nodes, params string[] tags) => Way(id, nodes, ["highway", "residential", .. tags]);

    public TinyMap Restriction(long id, string rule, long from, long via, long to, params string[] tags)
    {
        Relations.Add((id, Members(from, via, to), ["type", "restriction", "restriction", rule, .. tags]));
        return this;
    }

    public static MapMember[] Members(long from, long via, long to) =>
        [new(MemberKind.Way, from, "from"), new(MemberKind.Node, via, "via"), new(MemberKind.Way, to, "to")];

    /// <summary>A restriction with ways in its middle.</summary>
    public TinyMap Along(long id, string rule, long from, long[] vias, long to)
    {
        Relations.Add((id, [new(MemberKind.Way, from, "from"), .. vias.Select(via => new MapMember(MemberKind.Way, via, "via")), new(MemberKind.Way, to, "to")],
            ["type", "restriction", "restriction", rule]));
        return this;
    }

    public string ToXml()
    {
        var xml = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<osm version=\"0.6\" generator=\"{Generator}\">");
        foreach (var (id, longitude, latitude, tags) in Nodes)
            xml.Append(CultureInfo.InvariantCulture, $"<node id=\"{id}\" lon=\"{longitude / 1e7:0.0000000}\" lat=\"{latitude / 1e7:0.0000000}\">{Xml(tags)}</node>\n");
        foreach (var (id, nodes, tags) in Ways)
            xml.Append(CultureInfo.InvariantCulture, $"<way id=\"{id}\">{string.Concat(nodes.Select(node => $"<nd ref=\"{node}\"/>"))}{Xml(tags)}</way>\n");
        foreach (var (id, members, tags) in Relations)
            xml.Append(CultureInfo.InvariantCulture, $"<relation id=\"{id}\">{string.Concat(members.Select(m => $"<member type=\"{m.Kind.ToString().ToLowerInvariant()}\" ref=\"{m.Id}\" role=\"{m.Role}\"/>"))}{Xml(tags)}</relation>\n");
        return xml.Append("</osm>").ToString();
    }

    public RoadNetwork Read(Profile? profile = null, ReadOptions? options = null) =>
        RoadNetwork.Read(new MemoryStream(Encoding.UTF8.GetBytes(ToXml())), profile ?? Profile.Default, options);

    /// <summary>The graph of one slice, without a network around it.</summary>
    internal Logistics.Roads.Graph.RoadGraph Graph(Profile profile, string slice) =>
        Logistics.Roads.Graph.Importer.Import(
            MapFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(ToXml())), 1), profile, profile.Slice(slice), null, CancellationToken.None).Graph;

    static string Xml(string[] tags) =>
        string.Concat(Enumerable.Range(0, tags.Length / 2).Select(i => $"<tag k=\"{tags[2 * i]}\" v=\"{System.Security.SecurityElement.Escape(tags[2 * i + 1])}\"/>"));
}
