using System.Text;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

public sealed class OutlineReaderTests
{
    const string Square = "[[0,0],[1,0],[1,1.5],[0,0]]";

    [Theory]
    [InlineData($$"""{"type":"Polygon","coordinates":[{{Square}}]}""")]
    [InlineData($$"""{"type":"MultiPolygon","coordinates":[[{{Square}}]]}""")]
    [InlineData($$$"""{"type":"Feature","properties":{"nom":"Ici"},"geometry":{"type":"Polygon","coordinates":[{{{Square}}}]}}""")]
    [InlineData("""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0,12],[1,0,12],[1,1.50,12],[0.0,0,12]]]}}]}""")]
    public void Whatever_holds_one_polygon_is_the_same_ground(string file)
    {
        var (geometry, problems) = Read(file);
        Assert.Empty(problems);
        Assert.Equal("""{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1.5],[0,0]]]]}""", geometry!.Replace("1.50", "1.5", StringComparison.Ordinal).Replace("0.0", "0", StringComparison.Ordinal));
    }

    [Fact]
    public void Several_are_put_together_and_holes_stay()
    {
        var (geometry, _) = Read($$$"""{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[[{{{Square}}},{{{Square}}}],[{{{Square}}}]]}},{"type":"Feature","geometry":{"type":"Polygon","coordinates":[{{{Square}}}]}}]}""");
        Assert.Equal($$"""{"type":"MultiPolygon","coordinates":[[{{Square}},{{Square}}],[{{Square}}],[{{Square}}]]}""", geometry);
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_where_it_is()
    {
        var (geometry, problems) = Read("""
            {"type":"FeatureCollection","features":[
              {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}},
              {"type":"Feature","geometry":null},
              {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}},
              {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}},
              {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[43.6,3.9],[3.9,143.6],[1,1],[43.6,3.9]]]}}]}
            """);
        Assert.Null(geometry);
        Assert.Equal(
            [
                new(OutlineFault.NoPolygon, "/features/0/geometry"), new(OutlineFault.NoPolygon, "/features/1/geometry"), new(OutlineFault.BadRing, "/features/2/geometry/coordinates/0"),
                new(OutlineFault.BadRing, "/features/3/geometry/coordinates/0"), new OutlineProblem(OutlineFault.BadPosition, "/features/4/geometry/coordinates/0/1"),
            ],
            problems);
    }

    [Theory]
    [InlineData("{", OutlineFault.NotJson)]
    [InlineData("[]", OutlineFault.NoPolygon)]
    [InlineData("""{"type":"FeatureCollection","features":[]}""", OutlineFault.NoPolygon)]
    [InlineData("""{"type":"Polygon","coordinates":"here"}""", OutlineFault.BadRing)]
    public void What_is_no_drawing_is_no_ground(string file, OutlineFault fault) => Assert.Equal([new OutlineProblem(fault, file.Contains("coordinates", StringComparison.Ordinal) ? "/coordinates" : "")], Read(file).Problems);

    [Fact]
    public void A_drawing_has_an_end() =>
        Assert.Equal([new OutlineProblem(OutlineFault.TooLong, "")], Read($$"""{"type":"Polygon","coordinates":[[{{string.Join(',', Enumerable.Repeat("[0,0]", OutlineReader.MostPositions + 1))}}]]}""").Problems);

    static (string? Geometry, IReadOnlyList<OutlineProblem> Problems) Read(string file) => OutlineReader.Read(Encoding.UTF8.GetBytes(file));
}
