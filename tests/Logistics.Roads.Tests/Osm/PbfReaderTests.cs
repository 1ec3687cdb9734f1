using System.Diagnostics;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Testing;
using static Logistics.Roads.Tests.Osm.PbfWriter;

namespace Logistics.Roads.Tests.Osm;

public sealed class PbfReaderTests
{
    const long Big = 12_000_000_000; // ids passed 12 billion

    static TinyMap Map() => new TinyMap()
        .Node(Big + 1, 0, 0).Node(Big + 5, 500, 0, "highway", "traffic_signals").Node(3, 1000, 0, "natural", "tree").Node(-7, 1000, 1000)
        .Street(Big + 100, [Big + 1, Big + 5, 3], "name", "rue de l’Été").Street(101, [3, -7])
        .Restriction(200, "no_u_turn", 101, 3, 101);

    static List<MapBlock> Read(byte[] file, MapQuery query) =>
        [.. MapFile.Open(new MemoryStream(file), 2).Read(query, TestContext.Current.CancellationToken)];

    static RoadNetwork Network(byte[] file, int threads = 2) =>
        RoadNetwork.Read(new MemoryStream(file), Profile.Default, new() { Threads = threads }, TestContext.Current.CancellationToken);

    static void Refused(string because, params byte[][] file)
    {
        var refusal = Assert.Throws<MapDataException>(() => Network(Join(file)));
        Assert.Contains(because, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(refusal.Where);
    }

    [Theory]
    [InlineData(true, 100)]
    [InlineData(false, 100)]
    [InlineData(true, 1)]
    public void What_was_written_is_read(bool dense, int granularity)
    {
        var map = Map();
        var block = Assert.Single(Read(Write(map, dense, granularity), new(NodeKeys: ["highway"], WayKeys: ["highway"], RelationKeys: ["restriction"])));
        Assert.Equal(map.Nodes.Select(node => node.Id), block.NodeIds);
        Assert.Equal(map.Nodes.Select(node => node.Longitude), block.Longitudes);
        Assert.Equal(map.Nodes.Select(node => node.Latitude), block.Latitudes);
        // The tree is not asked for, so its tags stay behind.
        var (index, tags) = Assert.Single(block.TaggedNodes);
        Assert.Equal((1, "traffic_signals"), (index, tags["highway"]));
        Assert.Equal([Big + 1, Big + 5, 3], block.Ways[0].Nodes);
        Assert.Equal("rue de l’Été", block.Ways[0].Tags["name"]);
        Assert.Equal(Big + 100, block.Ways[0].Id);
        Assert.Equal([new(MemberKind.Way, 101, "from"), new(MemberKind.Node, 3, "via"), new(MemberKind.Way, 101, "to")], block.Relations.Single().Members);
    }

    [Fact]
    public void Pbf_and_xml_give_the_same_graph()
    {
        RoadNetwork pbf = Network(Write(Map())), xml = Map().Read();
        Assert.Equal(xml.Graph.ArcWeight, pbf.Graph.ArcWeight);
        Assert.Equal(xml.Graph.ArcHead, pbf.Graph.ArcHead);
        Assert.Equal(xml.Graph.Longitudes, pbf.Graph.Longitudes);
        Assert.Equal(xml.Graph.EdgeWay, pbf.Graph.EdgeWay);
        Assert.Equal(xml.Graph.ForbiddenTurns.Order(), pbf.Graph.ForbiddenTurns.Order());
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void The_graph_does_not_depend_on_the_number_of_threads(string name)
    {
        var file = File.ReadAllBytes(SharedData.Require($"osm/{name}.osm.pbf"));
        RoadNetwork one = Network(file, threads: 1), many = Network(file, threads: 5);
        Assert.Equal(one.Graph.ArcWeight, many.Graph.ArcWeight);
        Assert.Equal(one.Graph.ArcHead, many.Graph.ArcHead);
        Assert.Equal(one.Graph.Latitudes, many.Graph.Latitudes);
    }

    [Fact]
    public void Unknown_kinds_of_blob_and_unknown_fields_are_passed_over()
    {
        var file = Write(Map());
        var header = Header();
        Network(Join(header, Frame("OSMNews", Raw([1, 2, 3])), file[header.Length..]));
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_all_the_same()
    {
        using var pipe = new System.IO.Compression.BrotliStream(new MemoryStream(Brotli(Write(Map()))), System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(Network(Write(Map())).Graph.ArcWeight, RoadNetwork.Read(pipe, Profile.Default, cancellation: TestContext.Current.CancellationToken).Graph.ArcWeight);
    }

    [Fact]
    public void An_empty_file_is_refused() =>
        Assert.Contains("empty", Assert.Throws<MapDataException>(() => Network([])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_file_of_something_else_is_refused() => Refused("not OpenStreetMap PBF", "PK this is a zip"u8.ToArray());

    [Fact]
    public void Bzip2_is_refused_with_advice() =>
        Assert.Contains("bzip2", Assert.Throws<MapDataException>(() => Network("BZh91AY&SY"u8.ToArray())).Message, StringComparison.Ordinal);

    [Fact]
    public void A_required_feature_that_is_not_known_is_refused_by_name() => Refused("HistoricalInformation", Header("HistoricalInformation"));

    [Fact]
    public void Data_before_a_header_is_refused() => Refused("OSMHeader", Frame("OSMData", Raw([])));

    [Fact]
    public void A_header_beyond_64_KiB_is_refused() => Refused("bounds", [0, 1, 0, 1]);

    [Fact]
    public void A_blob_beyond_32_MiB_is_refused_before_it_is_read() => Refused("bounds", Header(), Frame("OSMData", [], claimedSize: (32 << 20) + 1));

    [Fact]
    public void A_negative_length_is_refused() => Refused("bounds", Header(), Frame("OSMData", [], claimedSize: -1));

    [Fact]
    public void A_blob_that_promises_beyond_64_MiB_is_refused() => Refused("bounds", Header(), Frame("OSMData", Zlib([1], claimedSize: (64 << 20) + 1)));

    [Fact]
    public void A_promise_that_no_deflate_can_keep_is_refused_before_memory_is_taken() => Refused("cannot inflate", Header(), Frame("OSMData", Zlib([1], claimedSize: 60 << 20)));

    [Fact]
    public void A_bomb_that_inflates_beyond_its_promise_is_refused() => Refused("promised", Header(), Frame("OSMData", Zlib(new byte[8 << 20], claimedSize: 100)));

    [Fact]
    public void Other_compressions_are_refused_with_advice() => Refused("zlib", Header(), Frame("OSMData", Bytes(7, [1, 2, 3])));

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01 }, "64 bits")]
    [InlineData(new byte[] { 0x80 }, "cut short")]
    [InlineData(new byte[] { 0x12, 0x7F, 1 }, "beyond its message")]
    [InlineData(new byte[] { 0x03 }, "valid number")]
    [InlineData(new byte[] { 0x1B }, "unknown type")]
    [InlineData(new byte[] { 0x88, 0x01, 0x00 }, "makes no sense")] // granularity 0
    public void Broken_wire_bytes_are_refused(byte[] block, string because) => Refused(because, Header(), Frame("OSMData", Raw(block)));

    [Fact]
    public void A_tag_outside_the_table_of_strings_is_refused()
    {
        var way = Join(Number(1, 1), Bytes(2, Packed([9])), Bytes(3, Packed([0])));
        Refused("table of strings", Header(), Frame("OSMData", Raw(Bytes(2, Bytes(3, way)))));
    }

    [Fact]
    public void Fewer_coordinates_than_ids_are_refused()
    {
        var nodes = Join(Bytes(1, Packed([2, 2])), Bytes(8, Packed([0])), Bytes(9, Packed([0, 0])));
        var street = Write(Map())[Header().Length..];
        Refused("as many coordinates", Header(), street, Frame("OSMData", Raw(Bytes(2, Bytes(2, nodes)))));
    }

    [Fact]
    public void A_node_outside_the_globe_is_refused()
    {
        var node = Join(Number(1, 2), Number(8, ZigZag(900_000_001)), Number(9, 0));
        Refused("outside the globe", Header(), Write(Map())[Header().Length..], Frame("OSMData", Raw(Bytes(2, Bytes(1, node)))));
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused_or_ends_at_a_blob()
    {
        var file = Write(Map());
        for (var length = 1; length < file.Length; length++)
            if (length != Header().Length)
                Assert.Throws<MapDataException>(() => Network(file[..length]));
    }

    [Theory]
    [InlineData("saint-barthelemy-2014")]
    public void A_damaged_extract_is_read_or_refused_in_bounded_time_and_never_fails_otherwise(string name)
    {
        var file = File.ReadAllBytes(SharedData.Require($"osm/{name}.osm.pbf"));
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 300; round++)
        {
            var bytes = file.ToArray();
            if (round % 3 == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            // The first bytes hold lengths and types: they deserve more than their share.
            for (var flips = round % 3 == 0 ? 0 : 1 + random.Next(4); flips > 0; flips--)
                bytes[random.Next(2) == 0 ? random.Next(Math.Min(300, bytes.Length)) : random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var watch = Stopwatch.StartNew();
            try
            {
                Network(bytes);
            }
            catch (MapDataException)
            {
                refused++;
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, round {round}: {other}");
            }
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"seed {seed}, round {round}: {watch.Elapsed}");
        }
        Assert.True(refused > 200, $"seed {seed}: only {refused} of 300 damaged files were refused");
    }

    /// <summary>The checksum of zlib hides most damage from the decoder; without it, every message is reached.</summary>
    [Fact]
    public void Damage_inside_uncompressed_blocks_is_read_or_refused_too()
    {
        Damage(7_624_236); // made arcs so long that their sums overflowed
        Damage(Environment.TickCount);
    }

    static void Damage(int seed)
    {
        var random = new Random(seed);
        var header = Header();
        var inner = InnerBlock(Write(Map()), header.Length);
        for (var round = 0; round < 3_000; round++)
        {
            var bytes = inner.ToArray();
            for (var flips = 1 + random.Next(3); flips > 0; flips--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                Network(Join(header, Frame("OSMData", Raw(bytes))));
            }
            catch (MapDataException)
            {
            }
            catch (Exception other)
            {
                Assert.Fail($"seed {seed}, round {round}: {other}");
            }
        }
    }

    static byte[] InnerBlock(byte[] file, int headerLength)
    {
        // Skip the frame: 4 bytes, the blob header, the raw size and the field of the packed bytes, up to zlib's own first byte.
        var start = file.AsSpan(headerLength).IndexOf((byte)0x78) + headerLength;
        var inflated = new MemoryStream();
        using (var inflater = new System.IO.Compression.ZLibStream(new MemoryStream(file[start..]), System.IO.Compression.CompressionMode.Decompress))
            inflater.CopyTo(inflated);
        return inflated.ToArray();
    }

    static byte[] Brotli(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var pipe = new System.IO.Compression.BrotliStream(packed, System.IO.Compression.CompressionLevel.Fastest))
            pipe.Write(bytes);
        return packed.ToArray();
    }
}
