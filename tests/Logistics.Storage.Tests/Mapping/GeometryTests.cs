using Logistics.Storage.Mapping;
using NetTopologySuite.Geometries;
using Position = Logistics.Measures.Position;

namespace Logistics.Storage.Tests.Mapping;

/// <summary>PostGIS is asked for the truth about every geometry that goes in or comes out.</summary>
public sealed class GeometryTests(Stores stores)
{
    static readonly Position Comedie = Position.FromDegrees(3.8795, 43.6085);

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Our_position_is_its_point(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        await store.RunAsync(Scope.Service, async unit =>
        {
            Assert.True(await unit.SingleAsync<bool>(
                "SELECT ST_Equals(@position::geography::geometry, ST_SetSRID(ST_MakePoint(3.8795, 43.6085), 4326)) AND ST_SRID(@position::geography::geometry) = 4326",
                new { position = Comedie }));
            Assert.Equal(Comedie, await unit.SingleAsync<Position>("SELECT ST_AsEWKB(ST_SetSRID(ST_MakePoint(3.8795, 43.6085), 4326))"));
        }, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Every_ten_millionth_of_a_degree_survives(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var random = new Random(11);

        await store.RunAsync(Scope.Service, async unit =>
        {
            for (var i = 0; i < 200; i++)
            {
                var position = new Position(random.Next(-1_800_000_000, 1_800_000_001), random.Next(-900_000_000, 900_000_001));
                Assert.Equal(position, await unit.SingleAsync<Position>("SELECT ST_AsEWKB(@position::geography::geometry)", new { position }));
            }
        }, TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Our_line_is_its_line(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var line = Geometries.ToLine([Comedie, Position.FromDegrees(3.88, 43.61), Position.FromDegrees(3.89, 43.6)])!;

        await store.RunAsync(Scope.Service, async unit =>
        {
            Assert.True(await unit.SingleAsync<bool>(
                "SELECT ST_OrderingEquals(@line::geometry, 'SRID=4326;LINESTRING(3.8795 43.6085, 3.88 43.61, 3.89 43.6)'::geometry)", new { line }));
            var back = await unit.SingleAsync<LineString>("SELECT ST_AsEWKB(@line::geometry)", new { line });
            Assert.Equal([Comedie, Position.FromDegrees(3.88, 43.61), Position.FromDegrees(3.89, 43.6)], Geometries.ToPositions(back));
            Assert.Equal(4326, back.SRID);
        }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public void One_position_is_no_line() => Assert.Null(Geometries.ToLine([Comedie]));
}
