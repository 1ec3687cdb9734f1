using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Roads.Tests;
using Logistics.Roads.Tests.Osm;

namespace Logistics.Benchmarks.Roads;

/// <summary>
/// A map made of one town many times over: copies side by side, neighbours joined by fast links. No larger extract is at hand, so figures
/// taken on it say so.
/// </summary>
static class MapCopies
{
    const int LinksPerBorder = 4, PerBlock = 8_000;

    // Beyond any id in use, so that no two copies share one.
    const long IdsPerCopy = 1L << 36;

    /// <param name="side">Copies along each side of the square.</param>
    public static void Write(Stream town, int side, Stream output)
    {
        var map = MapFile.Open(town, 1);
        var ways = map.Read(new(WayKeys: ["highway"]), default).SelectMany(block => block.Ways).ToList();
        var relations = map.Read(new(RelationKeys: ["restriction"]), default).SelectMany(block => block.Relations).ToList();
        var used = ways.SelectMany(way => way.Nodes).ToHashSet();
        var nodes = map.Read(new(NodeKeys: Profile.Default.NodeKeys), default).SelectMany(NodesOf).Where(node => used.Contains(node.Id)).ToList();
        int width = nodes.Max(node => node.Longitude) - nodes.Min(node => node.Longitude) + 20_000; // about 150 m between copies
        int height = nodes.Max(node => node.Latitude) - nodes.Min(node => node.Latitude) + 20_000;

        output.Write(PbfWriter.Header());
        for (var copy = 0; copy < side * side; copy++)
        {
            var shift = copy * IdsPerCopy;
            var all = new TinyMap();
            all.Nodes.AddRange(nodes.Select(node => (node.Id + shift, node.Longitude + copy % side * width, node.Latitude + copy / side * height, node.Tags)));
            all.Ways.AddRange(ways.Select(way => (way.Id + shift, Array.ConvertAll(way.Nodes, node => node + shift), Flat(way.Tags))));
            all.Relations.AddRange(relations.Select(relation => (relation.Id + shift, Array.ConvertAll(relation.Members, member => member with { Id = member.Id + shift }), Flat(relation.Tags))));
            Write(all, output);
        }
        Write(Links(side, ways, nodes), output);
    }

    static TinyMap Links(int side, List<MapWay> ways, List<(long Id, int Longitude, int Latitude, string[] Tags)> nodes)
    {
        // On larger streets, which no island has; in each strip along a border the node nearest to it.
        var large = ways.Where(way => way.Tags["highway"] is "primary" or "secondary" or "tertiary" && way.Tags["oneway"] is null).SelectMany(way => way.Nodes).ToHashSet();
        var places = nodes.Where(node => large.Contains(node.Id)).ToList();
        long[] Border(Func<int, int, int> across, Func<int, int, int> along)
        {
            var sorted = places.OrderBy(node => along(node.Longitude, node.Latitude)).ToList();
            return [.. sorted.Chunk(sorted.Count / LinksPerBorder + 1).Select(strip => strip.MinBy(node => across(node.Longitude, node.Latitude)).Id)];
        }
        long[] wests = Border((x, _) => x, (_, y) => y), easts = Border((x, _) => -x, (_, y) => y), souths = Border((_, y) => y, (x, _) => x), norths = Border((_, y) => -y, (x, _) => x);
        var links = new TinyMap();
        for (var copy = 0; copy < side * side; copy++)
            for (var i = 0; i < LinksPerBorder; i++)
            {
                if (copy % side + 1 < side)
                    Link(easts[i] + copy * IdsPerCopy, wests[i] + (copy + 1) * IdsPerCopy);
                if (copy / side + 1 < side)
                    Link(norths[i] + copy * IdsPerCopy, souths[i] + (copy + side) * IdsPerCopy);
            }
        return links;

        void Link(long from, long to) => links.Way(side * side * IdsPerCopy + links.Ways.Count, [from, to], "highway", "trunk", "maxspeed", "110");
    }

    static void Write(TinyMap map, Stream output)
    {
        foreach (var nodes in map.Nodes.Chunk(PerBlock))
            Block(part => part.Nodes.AddRange(nodes));
        foreach (var ways in map.Ways.Chunk(PerBlock))
            Block(part => part.Ways.AddRange(ways));
        foreach (var relations in map.Relations.Chunk(PerBlock))
            Block(part => part.Relations.AddRange(relations));

        void Block(Action<TinyMap> fill)
        {
            var part = new TinyMap();
            fill(part);
            output.Write(PbfWriter.Write(part).AsSpan(PbfWriter.Header().Length));
        }
    }

    static IEnumerable<(long Id, int Longitude, int Latitude, string[] Tags)> NodesOf(MapBlock block)
    {
        var tags = block.TaggedNodes.ToDictionary(node => node.Index, node => Flat(node.Tags));
        for (var i = 0; i < block.NodeIds.Count; i++)
            yield return (block.NodeIds[i], block.Longitudes[i], block.Latitudes[i], tags.GetValueOrDefault(i, []));
    }

    static string[] Flat(Tags tags) => [.. tags.SelectMany(tag => new[] { tag.Key, tag.Value })];
}
