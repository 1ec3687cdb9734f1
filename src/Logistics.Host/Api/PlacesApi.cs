using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Logistics.Domain;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Measures;
using Logistics.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Host.Api;

/// <summary>Where a territory's sites and its ground are, as GeoJSON (RFC 7946).</summary>
public static class PlacesApi
{
    const int MostSites = 1000;
    const int MostOfAnOutline = 16 * 1024 * 1024;
    const int LongestSource = 200;

    public static void MapPlaces(this IEndpointRouteBuilder app)
    {
        const string media = "application/geo+json";
        app.MapGet("/api/v1/territories/{territory}/sites.geojson", SitesAsync)
            .Tells("Sites of a territory on a date, the latest one unless it is said; near=LON,LAT puts the nearest first, within=true takes all that lie on the territory's ground.", media: media, refusals: [400, 404]);
        app.MapGet("/api/v1/territories/{territory}/outline.geojson", OutlineAsync).Tells("The ground of a territory.", media: media, refusals: [404]);
        app.MapPut("/api/v1/territories/{territory}/outline.geojson", DrawAsync)
            .Tells("Draws the ground of a territory anew; source says who drew it and under which licence.", status: 204, refusals: [400, 404, 413, 422])
            .Reads(null, "A polygon, several, or features with such geometry (GeoJSON).", media);
    }

    static async Task<IResult> SitesAsync(string territory, string? date, string? near, int? limit, bool? within, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        var (day, from) = (date is null ? null : DaysApi.DateOf(date), near is null ? null : PositionOf(near));
        if (date is not null && day is null)
            return Problems.BadDate(date);
        if ((near is not null && from is null) || limit is < 1 or > MostSites)
            return Problems.Of(StatusCodes.Status400BadRequest, "BadPlace", Texts.Format("Problem.BadPlaceDetail", MostSites));
        if (await FindAsync(territory, door, context, cancellation) is not var (id, latest))
            return NoSuchTerritory(territory);
        var bound = context.User.Territory() is { } one ? new TerritoryId(one) : (TerritoryId?)null;
        return Answer(context, await door.Store.Places.SitesAsync(id, new SiteQuestion(day ?? latest, from, limit ?? MostSites, within == true), bound, cancellation));
    }

    static async Task<IResult> OutlineAsync(string territory, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await FindAsync(territory, door, context, cancellation) is not var (id, _) ? NoSuchTerritory(territory)
        : await door.Store.Places.OutlineAsync(id, cancellation) is { } outline ? Answer(context, outline)
        : Problems.Of(StatusCodes.Status404NotFound, "NoOutline");

    static async Task<IResult> DrawAsync(string territory, string? source, StoreDoor door, HttpContext context, CancellationToken cancellation)
    {
        if (await FindAsync(territory, door, context, cancellation) is not var (id, _))
            return NoSuchTerritory(territory);
        if (source is not { Length: > 0 and <= LongestSource })
            return Problems.Of(StatusCodes.Status400BadRequest, "NoSource", Texts.Format("Problem.NoSourceDetail", LongestSource));
        if (await RequestBody.ReadAsync(context.Request, MostOfAnOutline, cancellation) is not { } body)
            return Problems.Of(StatusCodes.Status413PayloadTooLarge, "TooLarge");
        var (geometry, problems) = OutlineReader.Read(body);
        if (geometry is null)
            return Problems.Listed(problems.Select(x => Say(x.Fault.ToString(), x.Pointer, "")));
        return await door.Store.Places.DrawAsync(id, geometry, source, cancellation) is { } reason ? Problems.Listed([Say("Crossing", "", reason)]) : TypedResults.NoContent();
    }

    static Formats.Problem Say(string fault, string pointer, string said) => new(fault, pointer, Texts.Format($"OutlineCause.{fault}", said), Texts.Get($"OutlineAction.{fault}"));

    /// <summary>Null where it is not the visitor's: that it exists is not told either.</summary>
    static async Task<(TerritoryId Territory, DateOnly Latest)?> FindAsync(string code, StoreDoor door, HttpContext context, CancellationToken cancellation) =>
        await door.Store.Places.FindAsync(code, cancellation) is { } found && (context.User.Territory() is not { } bound || bound == found.Territory.Value) ? found : null;

    static ProblemHttpResult NoSuchTerritory(string code) => Problems.Of(StatusCodes.Status404NotFound, "NoSuchTerritory", Texts.Format("Problem.NoSuchTerritoryDetail", code));

    static IResult Answer(HttpContext context, string geoJson)
    {
        var tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(geoJson)))[..16]}\"";
        context.Response.Headers.ETag = tag;
        return context.Request.Headers.IfNoneMatch.Any(seen => seen == tag) ? TypedResults.StatusCode(StatusCodes.Status304NotModified) : TypedResults.Text(geoJson, "application/geo+json");
    }

    /// <summary>Longitude first, as in GeoJSON.</summary>
    static Position? PositionOf(string text) =>
        text.Split(',') is [var x, var y] && double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var longitude) && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var latitude)
        && Math.Abs(longitude) <= 180 && Math.Abs(latitude) <= 90
            ? Position.FromDegrees(longitude, latitude)
            : null;
}
