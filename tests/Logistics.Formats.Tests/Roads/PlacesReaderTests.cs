using System.Globalization;
using System.Text;
using Logistics.Formats.Roads;
using Logistics.Measures;

namespace Logistics.Formats.Tests.Roads;

public sealed class PlacesReaderTests
{
    static PlacesReading Read(string csv) => PlacesReader.Read(Encoding.UTF8.GetBytes(csv), CultureInfo.GetCultureInfo("en-GB"));

    [Theory]
    [InlineData("3.5,43.25\n4,44")]
    [InlineData("\uFEFFlon,lat\r\n3.5,43.25\r\n4,44\r\n")]
    [InlineData("longitude;latitude;name\n\n# a shop\n3.5;43.25;Épicerie\n4;44;\n")]
    [InlineData("\"3.5\"\t\"43.25\"\n 4 \t 44 ")]
    public void Places_are_read_whatever_parts_their_columns(string csv) =>
        Assert.Equal([Position.FromDegrees(3.5, 43.25), Position.FromDegrees(4, 44)], Assert.IsType<PlacesReading.Accepted>(Read(csv)).Places);

    [Theory]
    [InlineData("lon,lat\nlon,lat\n3,43", "R0101", "L2")] // a heading stands once, at the top
    [InlineData("3,43\n3", "R0101", "L2")]
    [InlineData("3,43\n3,NaN", "R0101", "L2")]
    [InlineData("3,43\n3,1e2", "R0101", "L2")]
    [InlineData("181,43", "R0102", "L1")]
    [InlineData("3,-90.1", "R0102", "L1")]
    [InlineData("lon,lat\n\n# nothing", "R0103", "")]
    [InlineData("", "R0103", "")]
    public void What_is_no_place_is_refused_with_its_line(string csv, string code, string pointer)
    {
        var problem = Assert.Single(Assert.IsType<PlacesReading.Rejected>(Read(csv)).Problems);
        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
        Assert.False(string.IsNullOrWhiteSpace(problem.Cause) || string.IsNullOrWhiteSpace(problem.Action));
    }

    [Fact]
    public void Every_bad_line_is_told_at_once()
    {
        var csv = string.Join('\n', Enumerable.Range(1, 2000).Select(i => i % 2 == 0 ? "3,43" : $"{i}"));
        var problems = Assert.IsType<PlacesReading.Rejected>(Read(csv)).Problems;
        Assert.Equal(1000, problems.Count);
        Assert.Equal(["L1", "L3", "L5"], problems.Take(3).Select(problem => problem.Pointer));
    }

    [Fact]
    public void More_places_than_a_table_can_hold_are_refused() =>
        Assert.Equal("R0104", Assert.Single(Assert.IsType<PlacesReading.Rejected>(Read(string.Join('\n', Enumerable.Repeat("3,43", PlacesReader.Most + 1)))).Problems).Code);
}
