using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Logistics.Domain;
using Logistics.Host.Access;
using Logistics.Host.Worker;

namespace Logistics.Host.Api;

/// <summary>The sheet a driver leaves with.</summary>
public static partial class SheetsApi
{
    public static void MapSheets(this IEndpointRouteBuilder app) =>
        app.MapGet("/routes/{id:guid}/sheet", SheetAsync);

    static async Task<IResult> SheetAsync(Guid id, HttpContext context, DayShelf shelf, IPublisher publisher, CancellationToken cancellation)
    {
        // A driver reads one's own route, a dispatcher those of the territory: it holds names and phones that others need not have. Whether another is there is not told either.
        if (await shelf.RouteAsync(new RouteId(id), cancellation) is not var (day, route) || (context.User.IsInRole(Roles.Driver) && context.User.Subject() != route.Driver.Value)
            || (context.User.Territory() is { } bound && bound != route.Territory.Value))
            return TypedResults.Problem(title: Texts.Get("Problem.NoSuchRoute"), statusCode: StatusCodes.Status404NotFound);
        return Answer(publisher.Sheet(day, route, CultureInfo.CurrentUICulture), context);
    }

    /// <summary>A sheet as a page.</summary>
    public static IResult Answer(string html, HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = PolicyFor(html);
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    /// <summary>The sheet carries its own style so that it can be saved and mailed: that very text is allowed, by its hash, and nothing else.</summary>
    static string PolicyFor(string html)
    {
        var hashes = InlineStyle().Matches(html).Select(match => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(match.Groups[1].Value)))}'");
        return $"default-src 'none'; style-src {string.Join(' ', hashes.DefaultIfEmpty("'none'"))}; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    [GeneratedRegex("<style[^>]*>(.*?)</style>", RegexOptions.Singleline)]
    private static partial Regex InlineStyle();
}
