using Logistics.Formats.Roads;
using Logistics.Host.Worker;
using Logistics.Roads;
using Logistics.Roads.Drawing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace Logistics.Host.Api;

/// <summary>The roads as the live map draws them, tile by tile, so that pages need no map from elsewhere.</summary>
public static class RoadsApi
{
    /// <summary>The finest tiles served: a unit is half a metre there, and closer by the map enlarges them.</summary>
    public const int MaxZoom = 14;

    const string Tiles = "/api/v1/roads/tiles";

    // The same roads drawn by another version of the program are other tiles.
    static readonly string drawnBy = typeof(RoadMap).Module.ModuleVersionId.ToString("N")[..8];

    public static void MapRoads(this IEndpointRouteBuilder app)
    {
        var roads = app.MapGroup(Tiles);
        roads.MapGet("/tiles.json", Index).Tells("Where the tiles of the roads are (TileJSON).", refusals: [503]);
        roads.MapGet("/{zoom:int}/{x:int}/{y:int}.mvt", Tile).Tells("A tile of the roads (Mapbox Vector Tile).", media: "application/vnd.mapbox-vector-tile", refusals: [404, 503]);
    }

    /// <summary>TileJSON. Addresses are paths, since behind a proxy nobody here knows the host's name.</summary>
    static IResult Index(IEngine engine)
    {
        if (engine.Roads is not { } map)
            return NotReady();
        using var json = new MemoryStream();
        DrawingWriter.WriteTileJson(map.Network, $"{Tiles}/{{z}}/{{x}}/{{y}}.mvt?v={VersionOf(map.Network)}", 0, MaxZoom, json);
        return TypedResults.Bytes(json.ToArray(), "application/json", entityTag: TagOf(map.Network));
    }

    static IResult Tile(int zoom, int x, int y, string? v, IEngine engine, HttpContext context)
    {
        if (engine.Roads is not { } map)
            return NotReady();
        if (zoom > MaxZoom || !TileId.Exists(zoom, x, y))
            return TypedResults.Problem(title: Texts.Get("Problem.NoTile"), statusCode: StatusCodes.Status404NotFound);
        // An address with its version never shows anything else; private, because it is for those who signed in.
        if (v == VersionOf(map.Network))
            context.Response.Headers.CacheControl = "private, max-age=604800, immutable";
        // Asking again costs no drawing.
        var tag = TagOf(map.Network);
        if (context.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false)))
        {
            context.Response.Headers.ETag = tag.ToString();
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }
        var tile = new TileId(zoom, x, y);
        return map.Tile(tile) is { IsEmpty: false } drawing
            ? TypedResults.Bytes(VectorTileWriter.Write(tile, drawing), VectorTileWriter.MediaType, entityTag: tag)
            : TypedResults.NoContent();
    }

    static ProblemHttpResult NotReady() => TypedResults.Problem(title: Texts.Get("Problem.NoRoads"), statusCode: StatusCodes.Status503ServiceUnavailable);

    static string VersionOf(RoadNetwork roads) => $"{roads.Generation}-{drawnBy}";

    static EntityTagHeaderValue TagOf(RoadNetwork roads) => new($"\"{VersionOf(roads)}\"");
}
