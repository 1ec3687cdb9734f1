using System.IO.Compression;
using System.Text;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Osm;

public sealed class XmlMapReaderTests
{
    static RoadNetwork Read(string xml) => RoadNetwork.Read(new MemoryStream(Encoding.UTF8.GetBytes(xml)), Profile.Default, cancellation: TestContext.Current.CancellationToken);

    static string Street(string more = "", string root = "<osm version='0.6'>") =>
        $"{root}\n<node id='1' lon='3.8' lat='43.5'/>\n<node id='2' lon='3.81' lat='43.5'/>\n<way id='9'><nd ref='1'/><nd ref='2'/><tag k='highway' v='residential'/></way>\n{more}</osm>";

    [Theory]
    [InlineData("<note>hello <b>there</b></note>")]
    [InlineData("<!-- a comment --><?process it?>")]
    [InlineData("<changeset id='1'/><node id='3' lon='0' lat='0' visible='false'/>")]
    [InlineData("<node id='3' action='delete' lat='0' lon='0'/>")]
    public void What_is_not_ours_is_passed_over(string more) => Assert.Equal(2, Read(Street(more)).Report.Arcs);

    [Fact]
    public void Whitespace_and_a_byte_order_mark_come_first_sometimes()
    {
        Assert.Equal(2, Read("\uFEFF" + Street()).Report.Arcs);
        Assert.Equal(2, Read("\n  " + Street()).Report.Arcs);
    }

    [Theory]
    [InlineData("<osm><node id='1' lon='3.8' lat='43.5'/>", "well-formed")]
    [InlineData("<gpx></gpx>", "root is <gpx>")]
    [InlineData("<!DOCTYPE osm [<!ENTITY a 'b'>]><osm></osm>", "well-formed")]
    public void A_broken_or_foreign_file_is_refused_with_its_line(string xml, string because)
    {
        var refusal = Assert.Throws<MapDataException>(() => Read(xml));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("line", refusal.Where!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<node id='x' lon='3' lat='4'/>", "not a whole number")]
    [InlineData("<node id='5' lon='3'/>", "no attribute lat")]
    [InlineData("<node id='5' lon='181' lat='4'/>", "not an angle within 180")]
    [InlineData("<node id='5' lon='NaN' lat='4'/>", "not an angle within 180")]
    [InlineData("<way id='5'><nd/></way>", "no attribute ref")]
    [InlineData("<way id='5'><tag k='highway'/></way>", "no attribute v")]
    [InlineData("<relation id='5'><member type='street' ref='1'/><tag k='restriction' v='no_exit'/></relation>", "unknown type 'street'")]
    public void A_broken_element_is_refused_with_its_line(string more, string because)
    {
        var refusal = Assert.Throws<MapDataException>(() => Read(Street(more)));
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Equal("line 5", refusal.Where);
    }

    [Fact]
    public void A_gzip_cut_short_is_refused()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Street(string.Concat(Enumerable.Range(10, 2000).Select(i => $"<node id='{i}' lon='3.{i}' lat='43.{i * 7919 % 10007}'/>")))));
        var bytes = packed.ToArray();
        foreach (var length in new[] { 3, 12, bytes.Length / 2, bytes.Length - 100 })
            Assert.Throws<MapDataException>(() => RoadNetwork.Read(new MemoryStream(bytes[..length]), Profile.Default, cancellation: TestContext.Current.CancellationToken));
        bytes[bytes.Length / 2] ^= 0x55;
        Assert.Throws<MapDataException>(() => RoadNetwork.Read(new MemoryStream(bytes), Profile.Default, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_callers_stream_stays_open()
    {
        var stream = new MemoryStream(Encoding.UTF8.GetBytes(Street()));
        RoadNetwork.Read(stream, Profile.Default, cancellation: TestContext.Current.CancellationToken);
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void The_day_of_the_data_is_known_when_the_file_says_it() =>
        Assert.Equal(new DateOnly(2026, 11, 20), Read(Street(root: "<osm version='0.6' timestamp='2026-11-20T05:00:00Z'>")).Source.AsOf);
}
