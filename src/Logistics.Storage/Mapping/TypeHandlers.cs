using System.Data;
using Dapper;
using Logistics.Domain;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Position = Logistics.Measures.Position;

namespace Logistics.Storage.Mapping;

/// <summary>Teaches Dapper the types that it and Npgsql do not share.</summary>
static class TypeHandlers
{
    static readonly Lock Once = new();
    static bool registered;

    public static void Register()
    {
        lock (Once)
        {
            if (registered)
                return;
            SqlMapper.AddTypeHandler(new GeometryHandler<Point>());
            SqlMapper.AddTypeHandler(new GeometryHandler<LineString>());
            SqlMapper.AddTypeHandler(new PositionHandler());
            SqlMapper.AddTypeHandler(new DateHandler());
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.AddTypeHandler(new InstantHandler());
            registered = true;
        }
    }
}

/// <summary>
/// Geometry as EWKB, the binary form that PostGIS reads from and casts to <c>bytea</c>: write <c>@path::geometry</c> and read
/// <c>ST_AsEWKB(path)</c> (a geography is cast to geometry first).
/// </summary>
/// <remarks>OGC 06-103r4, section 8 (WKB); the SRID is PostGIS's extension of it.</remarks>
sealed class GeometryHandler<T> : SqlMapper.TypeHandler<T> where T : Geometry
{
    public override void SetValue(IDbDataParameter parameter, T? value) =>
        parameter.Value = value is null ? DBNull.Value : Ewkb.Write(value);

    public override T Parse(object value) => (T)Ewkb.Read((byte[])value);
}

/// <summary>A <see cref="Position"/> as <c>geography(Point,4326)</c>, by EWKB as well: <c>@position::geography</c>.</summary>
sealed class PositionHandler : SqlMapper.TypeHandler<Position>
{
    public override void SetValue(IDbDataParameter parameter, Position value) => parameter.Value = Ewkb.Write(Geometries.ToPoint(value));

    public override Position Parse(object value) => Geometries.ToPosition((Point)Ewkb.Read((byte[])value));
}

sealed class DateHandler : SqlMapper.TypeHandler<DateOnly>
{
    public override void SetValue(IDbDataParameter parameter, DateOnly value) => parameter.Value = value;

    public override DateOnly Parse(object value) => value is DateTime midnight ? DateOnly.FromDateTime(midnight) : (DateOnly)value;
}

/// <summary><c>timestamptz</c> holds an instant and no offset: what goes in and comes out is UTC.</summary>
sealed class InstantHandler : SqlMapper.TypeHandler<DateTimeOffset>
{
    public override void SetValue(IDbDataParameter parameter, DateTimeOffset value) => parameter.Value = value.UtcDateTime;

    public override DateTimeOffset Parse(object value) => new((DateTime)value, TimeSpan.Zero);
}

static class Ewkb
{
    public static byte[] Write(Geometry geometry) => new WKBWriter(ByteOrder.LittleEndian, handleSRID: true).Write(geometry);

    public static Geometry Read(byte[] bytes) => new WKBReader { HandleSRID = true }.Read(bytes);
}

/// <summary>Between our positions and NetTopologySuite's coordinates (x is the longitude, in degrees, SRID 4326).</summary>
static class Geometries
{
    static readonly GeometryFactory Factory = new(new PrecisionModel(), srid: 4326);

    public static Point ToPoint(Position position) => Factory.CreatePoint(ToCoordinate(position));

    public static Position ToPosition(Point point) => Position.FromDegrees(point.X, point.Y);

    /// <summary>Null below two positions, which is no line.</summary>
    public static LineString? ToLine(IReadOnlyCollection<Position> positions) =>
        positions.Count < 2 ? null : Factory.CreateLineString([.. positions.Select(ToCoordinate)]);

    public static ValueList<Position> ToPositions(LineString line) => line.Coordinates.Select(c => Position.FromDegrees(c.X, c.Y)).ToValueList();

    static Coordinate ToCoordinate(Position position) => new(position.Longitude, position.Latitude);
}
