using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Logistics.Measures;
using Logistics.Roads.Files;
using Logistics.Roads.Graph;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Files;

public sealed class RoadFileTests : IDisposable
{
    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("roads");

    public void Dispose() => folder.Delete(recursive: true);

    string At(string name) => Path.Combine(folder.FullName, name);

    /// <summary>Flips a bit of a section, which the table names.</summary>
    static void Corrupt(byte[] file, string section)
    {
        for (var at = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(32)); ; at += RoadFile.EntrySize)
            if (Encoding.ASCII.GetString(file, at, RoadFile.NameSize).TrimEnd('\0') == section)
            {
                file[BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(at + RoadFile.NameSize))] ^= 1;
                return;
            }
    }

    static TinyMap Square() => new TinyMap()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 1000, 1000).Node(4, 0, 1000)
        .Street(10, [1, 2], "maxspeed", "fast").Street(11, [2, 3], "access", "customers").Street(12, [3, 4]).Street(13, [4, 1], "oneway", "yes");

    [Fact]
    public void A_network_from_its_file_answers_as_the_one_read_from_the_map()
    {
        var read = Sketch.Network;
        read.Save(At("sketch.roads"));
        var opened = RoadNetwork.Open(At("sketch.roads"));
        var places = Extracts.Places(read, 30, new Random(7));
        var (expected, actual) = (read.Matrix(places, TestContext.Current.CancellationToken), opened.Matrix(places, TestContext.Current.CancellationToken));
        for (var from = 0; from < places.Count; from++)
            for (var to = 0; to < places.Count; to++)
                Assert.Equal((expected.Duration(from, to), expected.Distance(from, to)), (actual.Duration(from, to), actual.Distance(from, to)));
        for (var i = 1; i < places.Count; i++)
        {
            var (one, other) = (read.Path(places[i - 1], places[i])!, opened.Path(places[i - 1], places[i])!);
            Assert.Equal((one.Duration, one.Distance), (other.Duration, other.Distance));
            Assert.Equal(one.Geometry, other.Geometry);
            Assert.Equal(read.Snap(places[i]), opened.Snap(places[i]));
        }
        Assert.Equal(read.Lines().Select(line => (line.Class, line.Geometry.Count)), opened.Lines().Select(line => (line.Class, line.Geometry.Count)));
        Assert.Equal((read.Source, read.Bounds, read.ProfileName, read.Generation), (opened.Source, opened.Bounds, opened.ProfileName, opened.Generation));
        Assert.Equal(read.Report with { Oddities = [] }, opened.Report with { Oddities = [] });
    }

    [Fact]
    public void What_is_held_of_a_file_can_be_read_when_its_network_is_forgotten()
    {
        Sketch.Network.Save(At("held.roads"));
        var held = HeldOf(At("held.roads"));
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(Sketch.Network.Roads.Edges.ToArray(), held.Edges.ToArray()); // an unmapped page would end the process

        // Not inlined: the network must be nowhere on this method's stack.
        [MethodImpl(MethodImplOptions.NoInlining)]
        static CompiledRoads HeldOf(string path) => RoadNetwork.Open(path).Roads;
    }

    [Fact]
    public void What_was_odd_in_the_map_is_told_by_the_file_too()
    {
        Square().Read().Save(At("tiny.roads"));
        var oddity = Assert.Single(RoadNetwork.Open(At("tiny.roads")).Report.Oddities);
        Assert.Equal(2, oddity.Count); // once for each direction
        Assert.Equal("way 10: maxspeed=fast", oddity.Examples[0]);
    }

    [Theory, MemberData(nameof(Extracts.Names), MemberType = typeof(Extracts))]
    public void The_same_extract_gives_the_same_bytes_for_any_number_of_threads(string name)
    {
        var bytes = File.ReadAllBytes(Testing.SharedData.Require($"osm/{name}.osm.pbf"));
        foreach (var threads in (int[])[1, 2, 7])
            RoadNetwork.Read(new MemoryStream(bytes), Profile.Default, new() { Threads = threads }, TestContext.Current.CancellationToken).Save(At($"{threads}"));
        Assert.Equal(File.ReadAllBytes(At("1")), File.ReadAllBytes(At("2")));
        Assert.Equal(File.ReadAllBytes(At("1")), File.ReadAllBytes(At("7")));
    }

    [Fact]
    public void A_running_plan_keeps_its_network_while_a_new_file_takes_the_name()
    {
        var path = At("region.roads");
        Square().Read().Save(path);
        var running = RoadNetwork.Open(path);
        var before = running.Path(TinyMap.At(0, 0), TinyMap.At(500, 0))!.Duration;
        Square().Read(Profile.Default with { TopSpeedKilometresPerHour = 10 }).Save(path);
        Assert.Equal(before, running.Path(TinyMap.At(0, 0), TinyMap.At(500, 0))!.Duration);
        var next = RoadNetwork.Open(path);
        Assert.True(next.Path(TinyMap.At(0, 0), TinyMap.At(500, 0))!.Duration > before);
        Assert.NotEqual(running.Generation, next.Generation);
    }

    [Fact]
    public void A_file_that_cannot_be_written_leaves_the_old_one_and_nothing_beside_it()
    {
        Directory.CreateDirectory(At("region.roads")); // a folder stands where the file should go
        Assert.ThrowsAny<Exception>(() => Square().Read().Save(At("region.roads")));
        Assert.Equal([At("region.roads")], Directory.GetFileSystemEntries(folder.FullName));
        Assert.ThrowsAny<IOException>(() => Square().Read().Save(At("no/such/folder.roads")));
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused_and_says_so()
    {
        var path = At("tiny.roads");
        Square().Read().Save(path);
        var whole = File.ReadAllBytes(path);
        foreach (var length in Enumerable.Range(0, whole.Length / 37).Select(i => 37 * i))
        {
            File.WriteAllBytes(path, whole[..length]);
            var failure = Assert.Throws<MapDataException>(() => RoadNetwork.Open(path));
            Assert.Contains("cut short", failure.Message, StringComparison.Ordinal);
            Assert.Contains("logistics roads build", failure.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Any_flipped_bit_is_refused_or_lies_in_a_gap_that_nobody_reads()
    {
        var path = At("tiny.roads");
        var network = Square().Read();
        network.Save(path);
        var whole = File.ReadAllBytes(path);
        var harmless = 0;
        for (var at = 0; at < whole.Length; at++)
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= (byte)(1 << at % 8);
            File.WriteAllBytes(path, bytes);
            try
            {
                Assert.Equal(network.Generation, RoadNetwork.Open(path).Generation);
                harmless++;
            }
            catch (MapDataException failure)
            {
                Assert.True(failure.Message.Contains("Build it anew", StringComparison.Ordinal) || failure.Message.Contains("newer program", StringComparison.Ordinal), failure.Message);
            }
        }
        // Twenty-nine sections with at most 63 bytes of gap, and what the header and the table leave.
        Assert.InRange(harmless, 1, 31 * 63);
    }

    [Fact]
    public void The_corrupt_section_is_named()
    {
        var path = At("tiny.roads");
        Square().Read().Save(path);
        var bytes = File.ReadAllBytes(path);
        var word = Encoding.Latin1.GetString(bytes).IndexOf("\"profile\"", StringComparison.Ordinal);
        bytes[word] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("section 'meta' is corrupt", Assert.Throws<MapDataException>(() => RoadNetwork.Open(path)).Message, StringComparison.Ordinal);
        bytes[word] ^= 1; // as it was
        Corrupt(bytes, "hubsback/0");
        File.WriteAllBytes(path, bytes);
        Assert.Contains("section 'hubsback/0' is corrupt", Assert.Throws<MapDataException>(() => RoadNetwork.Open(path)).Message, StringComparison.Ordinal);
    }

    /// <summary>The square with a school street for its eastern side.</summary>
    static RoadNetwork Week() => new TinyMap()
        .Node(1, 0, 0).Node(2, 1000, 0).Node(3, 1000, 1000).Node(4, 0, 1000)
        .Street(10, [1, 2]).Street(11, [2, 3], "motor_vehicle:conditional", "no @ (Mo-Fr 07:30-09:00)").Street(12, [3, 4]).Street(13, [4, 1])
        .Read(options: new() { Slices = ["day", "school_run", "weekend", "night"] });

    [Fact]
    public void Every_slice_is_in_the_file_and_answers_for_its_hour()
    {
        var read = Week();
        read.Save(At("week.roads"));
        var opened = RoadNetwork.Open(At("week.roads"));
        Assert.Equal(["day", "school_run", "weekend", "night"], opened.Slices);
        Assert.Equal(read.Generation, opened.Generation);
        Position from = TinyMap.At(900, 0), to = TinyMap.At(900, 1000);
        foreach (var slice in read.Slices)
            Assert.Equal((read.At(slice).Path(from, to)!.Duration, read.At(slice).Path(from, to)!.Distance), (opened.At(slice).Path(from, to)!.Duration, opened.At(slice).Path(from, to)!.Distance));
        Assert.Equal(1200, opened.Path(from, to)!.Distance.Metres, 2.0);
        Assert.Equal(2800, opened.At("school_run").Path(from, to)!.Distance.Metres, 2.0);
        Assert.True(opened.At("night").Path(from, to)!.Duration < opened.Path(from, to)!.Duration);
        Assert.Equal("school_run", opened.At("school_run").Slice);
        Assert.Same(opened, opened.At("school_run").At("day"));
        Assert.Contains("day, school_run, weekend, night", Assert.Throws<ArgumentException>(() => opened.At("evening_peak")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_is_built_into_the_same_file_as_is_read_and_saved()
    {
        var map = Encoding.UTF8.GetBytes(Square().ToXml());
        var options = new ReadOptions { Slices = Profile.Default.Week };
        RoadNetwork.Build(new MemoryStream(map), Profile.Default, At("built"), options, TestContext.Current.CancellationToken);
        RoadNetwork.Read(new MemoryStream(map), Profile.Default, options, TestContext.Current.CancellationToken).Save(At("saved"));
        Assert.Equal(File.ReadAllBytes(At("saved")), File.ReadAllBytes(At("built")));
        Assert.Contains("graph file", Assert.Throws<MapDataException>(() => RoadNetwork.Read(new MemoryStream(File.ReadAllBytes(At("built"))), Profile.Default, options, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        // A build that fails leaves the file that was there.
        Assert.Throws<MapDataException>(() => RoadNetwork.Build(new MemoryStream(map[..200]), Profile.Default, At("built"), options, TestContext.Current.CancellationToken));
        Assert.Equal([At("built"), At("saved")], Directory.GetFileSystemEntries(folder.FullName).Order());
        Assert.Equal(File.ReadAllBytes(At("saved")), File.ReadAllBytes(At("built")));
    }

    [Fact]
    public void A_day_goes_through_its_slices_from_midnight_to_midnight()
    {
        var week = Week();
        var tuesday = week.Day(new DateOnly(2026, 11, 24));
        Assert.Equal(
            [("night", 0, 0), ("day", 5, 30), ("school_run", 7, 30), ("day", 9, 0), ("school_run", 16, 0), ("day", 16, 30), ("night", 22, 0)],
            tuesday.Select(span => (((RoadNetwork)span.Roads).Slice, span.From.Hour, span.From.Minute)));
        Assert.Equal(["night", "day", "weekend", "night"], week.Day(new DateOnly(2026, 11, 22)).Select(span => ((RoadNetwork)span.Roads).Slice));
        IRoads crow = new StraightLine();
        Assert.Same(crow, Assert.Single(crow.Day(new DateOnly(2026, 11, 24))).Roads);
    }

    [Fact]
    public void What_a_slice_shares_with_the_first_is_written_once_and_a_corrupt_slice_is_refused_only_when_it_is_asked()
    {
        var path = At("week.roads");
        Week().Save(path);
        var bytes = File.ReadAllBytes(path);
        var names = Encoding.Latin1.GetString(bytes);
        Assert.Contains("linkcost/1", names, StringComparison.Ordinal);
        Assert.DoesNotContain("/2", names, StringComparison.Ordinal); // the weekend is as the day
        Assert.Contains("linkcost/3", names, StringComparison.Ordinal);
        Assert.DoesNotContain("edges/3", names, StringComparison.Ordinal); // only the times differ by night
        Corrupt(bytes, "hubsback/3");
        File.WriteAllBytes(path, bytes);
        var opened = RoadNetwork.Open(path);
        Assert.NotNull(opened.At("school_run").Path(TinyMap.At(900, 0), TinyMap.At(900, 1000)));
        Assert.Contains("'hubsback/3' is corrupt", Assert.Throws<MapDataException>(() => opened.At("night")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_forged_file_whose_checksums_are_right_but_whose_ranks_are_not_is_refused()
    {
        var network = Square().Read();
        var roads = network.Roads;
        var up = roads.Hierarchy.Up.ToArray();
        up[0] = up[0] with { To = 1_000_000 };
        var hubs = roads.Hubs.Onwards.ToArray();
        hubs[^1] = hubs[^1] with { Rank = 1_000_000 };
        CompiledRoads[] forgeries = [roads with { Hierarchy = roads.Hierarchy with { Up = up } }, roads with { Hubs = roads.Hubs with { Onwards = hubs } }];
        Assert.True(roads.Hierarchy.IsSound() && roads.Hubs.IsSound());
        foreach (var forged in forgeries)
        {
            RoadFile.Write(At("forged.roads"), [forged], () => new() { Source = network.Source, Profile = network.ProfileName, Bounds = Box.Empty, Slices = [new("day", "24/7", network.Report)] });
            Assert.Contains("nodes that do not exist", Assert.Throws<MapDataException>(RoadNetwork.Open(At("forged.roads")).Verify).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_newer_version_is_refused_with_what_to_do()
    {
        var path = At("tiny.roads");
        Square().Read().Save(path);
        var bytes = File.ReadAllBytes(path);
        bytes[8] = RoadFile.Version + 1;
        File.WriteAllBytes(path, bytes);
        var message = Assert.Throws<MapDataException>(() => RoadNetwork.Open(path)).Message;
        Assert.Contains($"version {RoadFile.Version + 1}", message, StringComparison.Ordinal);
        Assert.Contains("newer program", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transfer_in_text_mode_is_recognised()
    {
        var path = At("tiny.roads");
        Square().Read().Save(path);
        File.WriteAllBytes(path, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(File.ReadAllBytes(path)).Replace("\r\n", "\n", StringComparison.Ordinal)));
        Assert.Contains("text mode", Assert.Throws<MapDataException>(() => RoadNetwork.Load(path, Profile.Default, cancellation: TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_and_a_graph_file_are_told_apart_by_their_content()
    {
        File.WriteAllText(At("map.roads"), Square().ToXml());
        Square().Read().Save(At("graph.osm"));
        var (map, graph) = (RoadNetwork.Load(At("map.roads"), Profile.Default, cancellation: TestContext.Current.CancellationToken), RoadNetwork.Load(At("graph.osm"), Profile.Default, cancellation: TestContext.Current.CancellationToken));
        Assert.Equal(map.Generation, graph.Generation);
        Assert.Contains("does not begin like one", Assert.Throws<MapDataException>(() => RoadNetwork.Open(At("map.roads"))).Message, StringComparison.Ordinal);
    }
}
