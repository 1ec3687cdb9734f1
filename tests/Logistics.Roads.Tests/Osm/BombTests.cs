using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Logistics.Roads.Osm;
using Logistics.Roads.Profiles;
using Logistics.Testing;
using static Logistics.Roads.Tests.Osm.PbfWriter;

namespace Logistics.Roads.Tests.Osm;

/// <summary>Files that are small and would grow without bounds are refused in bounded time and memory.</summary>
public sealed class BombTests(ITestOutputHelper output)
{
    // What a blob may inflate to.
    const int Full = 64 << 20;

    static readonly MapQuery everything = new(NodeKeys: ["highway"], WayKeys: ["highway"], RelationKeys: ["restriction"]);

    static byte[] Repeated(int length, params byte[] pattern)
    {
        var bytes = new byte[length / pattern.Length * pattern.Length];
        for (var i = 0; i < bytes.Length; i++)
            bytes[i] = pattern[i % pattern.Length];
        return bytes;
    }

    /// <summary>Field and length before a long value; <see cref="Bytes"/> would copy it byte by byte.</summary>
    static byte[] Long(int field, byte[] value) => [.. Varint((ulong)field << 3 | 2), .. Varint((ulong)value.Length), .. value];

    /// <summary>A string table with 0 the empty text, 1 <c>highway</c>, 2 <c>restriction</c>.</summary>
    static byte[] Table() => Bytes(1, Join(Bytes(1, []), Bytes(1, "highway"u8.ToArray()), Bytes(1, "restriction"u8.ToArray())));

    static byte[] Block(byte[] group) => [.. Table(), .. Long(2, group)];

    static byte[] Pairs(int count) => [.. Long(2, Repeated(count, 1)), .. Long(3, Repeated(count, 1))];

    public static TheoryData<string> Kinds => ["strings", "groups", "nodes", "dense nodes", "tags", "tags of dense nodes", "nodes of a way", "members", "ways", "long text"];

    static byte[] Bomb(string kind)
    {
        const int third = Full / 3 - 64;
        return kind switch
        {
            "strings" => Long(1, Repeated(Full - 64, 0x0A, 0)),
            "groups" => Repeated(Full - 64, 0x12, 0),
            "nodes" => Block(Repeated(Full - 128, 0x0A, 0)),
            "dense nodes" => Block(Long(2, [.. Long(1, new byte[third]), .. Long(8, new byte[third]), .. Long(9, new byte[third])])),
            "tags" => Block(Long(1, Pairs(Full / 2 - 128))),
            "tags of dense nodes" => Block(Long(2, [.. Bytes(1, [2]), .. Bytes(8, [0]), .. Bytes(9, [0]), .. Long(10, [.. Repeated(Full - 256, 1), 0])])),
            "nodes of a way" => Block(Long(3, [.. Bytes(2, [1]), .. Bytes(3, [1]), .. Long(8, new byte[Full - 256])])),
            "members" => Block(Long(4, [.. Bytes(2, [2]), .. Bytes(3, [2]), .. Long(8, new byte[third]), .. Long(9, new byte[third]), .. Long(10, new byte[third])])),
            "ways" => Block(Repeated(Full - 256, 0x1A, 6, 0x12, 1, 1, 0x1A, 1, 1)),
            _ => [.. Bytes(1, [.. Bytes(1, []), .. Bytes(1, "highway"u8.ToArray()), .. Long(1, new byte[1 << 20])]), .. Bytes(2, Bytes(3, Join(Bytes(2, [1]), Bytes(3, [2]))))],
        };
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_block_of_too_many_things_is_refused_in_bounded_time_and_memory(string kind)
    {
        var raw = Bomb(kind);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var refusal = Assert.Throws<MapDataException>(() => PbfBlock.Decode(raw, 7, everything));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{kind}: {raw.Length >> 20} MiB refused after {watch.ElapsedMilliseconds} ms and {taken / 1e6:0.0} MB: {refusal.Message}");
        Assert.Contains("refused", refusal.Message, StringComparison.Ordinal);
        Assert.Equal("blob at byte 7", refusal.Where);
        Assert.True(taken < 200e6 && watch.Elapsed < TimeSpan.FromSeconds(20), $"{taken} bytes, {watch.Elapsed}");
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void Real_blocks_keep_far_below_the_bounds(string name)
    {
        using var file = File.OpenRead(SharedData.Require($"osm/{name}.osm.pbf"));
        var blocks = MapFile.Open(file, 1).Read(everything, TestContext.Current.CancellationToken).ToList();
        var (nodes, elements) = (blocks.Max(block => block.NodeIds.Count), blocks.Max(block => block.Ways.Count + block.Relations.Count));
        var references = blocks.Max(block => block.Ways.Sum(way => way.Nodes.Length));
        output.WriteLine($"{name}: a block holds at most {nodes} nodes, {elements} ways or relations of ours, {references} nodes of these ways");
        Assert.True(nodes <= BlockBudget.MostNodes / 20 && elements <= BlockBudget.MostElements / 20 && references <= BlockBudget.MostReferences / 20);
    }

    [Fact]
    public void A_block_of_zeros_that_packs_a_thousand_to_one_is_refused_at_its_first_byte()
    {
        var file = Join(Header(), Frame("OSMData", Zlib(new byte[Full])));
        Assert.True(file.Length < Full / 900);
        var watch = Stopwatch.StartNew();
        Assert.Throws<MapDataException>(() => RoadNetwork.Read(new MemoryStream(file), Profile.Default, cancellation: TestContext.Current.CancellationToken));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_damaged_real_block_is_read_or_refused()
    {
        var file = File.ReadAllBytes(SharedData.Require("osm/saint-barthelemy-2014.osm.pbf"));
        var blocks = Inflated(file).ToList();
        Assert.NotEmpty(blocks);
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var refused = 0;
        for (var round = 0; round < 400; round++)
        {
            var raw = blocks[random.Next(blocks.Count)].ToArray();
            if (round % 4 == 0)
                raw = raw[..random.Next(raw.Length)];
            for (var flips = random.Next(1, 6); flips > 0 && raw.Length > 0; flips--)
                raw[random.Next(2) == 0 ? random.Next(raw.Length) : random.Next(Math.Min(2_000, raw.Length))] ^= (byte)(1 << random.Next(8));
            var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
            try
            {
                PbfBlock.Decode(raw, 0, everything);
            }
            catch (MapDataException)
            {
                refused++;
            }
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 200_000_000 && watch.Elapsed < TimeSpan.FromSeconds(10), $"seed {seed}, round {round}");
        }
        Assert.True(refused > 50, $"seed {seed}: only {refused} of 400 were refused");
    }

    /// <summary>The first bytes of zlib streams, wherever they lie in the file.</summary>
    static IEnumerable<byte[]> Inflated(byte[] file)
    {
        for (var at = 0; at + 2 < file.Length; at++)
            if (file[at] == 0x78 && file[at + 1] is 0x9C or 0xDA or 0x01 && Inflate(file[at..]) is { Length: > 10_000 } block)
                yield return block;
    }

    static byte[]? Inflate(byte[] packed)
    {
        try
        {
            var inflated = new MemoryStream();
            using var inflater = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
            inflater.CopyTo(inflated);
            return inflated.ToArray();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    const string Node = """<node id="1" lon="3.8" lat="43.6"/>""";

    /// <summary>A part over and over, packed.</summary>
    static byte[] Gz(string start, string part, long bytes, string end)
    {
        var packed = new MemoryStream();
        using (var gz = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gz.Write(Encoding.UTF8.GetBytes(start));
            var run = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, Math.Max(1, 60_000 / part.Length))));
            for (long written = 0; written < bytes; written += run.Length)
                gz.Write(run);
            gz.Write(Encoding.UTF8.GetBytes(end));
        }
        return packed.ToArray();
    }

    [Theory]
    [InlineData("<osm>", " ", "</osm>", "longer than 1 MiB")]
    [InlineData("<osm><way id=\"1\"><tag k=\"highway\" v=\"", "a", "\"/></way></osm>", "longer than 1 MiB")]
    [InlineData("<osm><way id=\"1\"><tag k=\"highway\" v=\"", ">", "\"/></way></osm>", "longer than 1 MiB")]
    [InlineData("<osm><!--", "<", "--></osm>", "times its size")]
    [InlineData("<osm>", Node, "</osm>", "times its size")]
    [InlineData("<osm>", "<a>", "", "deep")]
    [InlineData("<osm><way id=\"1\">", "<nd ref=\"1\"/>", "</way></osm>", "nodes")]
    [InlineData("<osm><way id=\"1\">", "<tag k=\"a\" v=\"b\"/>", "</way></osm>", "tags")]
    public void A_packed_file_that_grows_a_thousandfold_is_refused(string start, string part, string end, string because)
    {
        var file = Gz(start, part, 100 << 20, end);
        Assert.True(file.Length < 1 << 20);
        var query = new MapQuery(NodeKeys: ["highway"], WayKeys: ["highway"], RelationKeys: []);
        var (watch, before) = (Stopwatch.StartNew(), GC.GetAllocatedBytesForCurrentThread());
        var refusal = Assert.Throws<MapDataException>(() => MapFile.Open(new MemoryStream(file), 1).Read(query, TestContext.Current.CancellationToken).Count());
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine($"{file.Length / 1000} kB of {start} {part[..Math.Min(9, part.Length)]} refused after {watch.ElapsedMilliseconds} ms and {taken / 1e6:0.0} MB: {refusal.Message}");
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        // Taken in all; what is read of one block is forgotten at the next.
        Assert.True(taken < 1e9 && watch.Elapsed < TimeSpan.FromSeconds(60), $"{taken} bytes, {watch.Elapsed}");
    }

    [Fact]
    public void A_packed_map_that_repeats_itself_as_maps_do_is_read()
    {
        var nodes = string.Concat(Enumerable.Range(1, 20_000).Select(i => $"  <node id=\"{i}\" lon=\"3.{i:000000}\" lat=\"43.6\" version=\"1\" visible=\"true\"/>\n"));
        Assert.Equal(20_000, MapFile.Open(new MemoryStream(Gz("<osm>", nodes, 1, "</osm>")), 1)
            .Read(new(NodeKeys: []), TestContext.Current.CancellationToken).Sum(block => block.NodeIds.Count));
    }
}
