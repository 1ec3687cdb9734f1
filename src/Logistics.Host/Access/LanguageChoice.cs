using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Primitives;

namespace Logistics.Host.Access;

/// <summary>French, unless the visitor asks for English: by <c>?lang=en</c> (remembered in a cookie), else by the browser's languages.</summary>
public sealed class LanguageChoice : RequestCultureProvider
{
    const string cookie = "langue";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var asked = CultureOf(httpContext.Request.Query["lang"].ToString());
        if (asked is not null)
            httpContext.Response.Cookies.Append(
                cookie, asked,
                new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = httpContext.Request.IsHttps, MaxAge = TimeSpan.FromDays(365), IsEssential = true });
        var culture = asked ?? CultureOf(httpContext.Request.Cookies[cookie]) ?? Preferred(httpContext) ?? "fr-FR";
        return Task.FromResult<ProviderCultureResult?>(new(new StringSegment(culture)));
    }

    static string? Preferred(HttpContext context) =>
        context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => CultureOf(language.Value.ToString())).FirstOrDefault(culture => culture is not null);

    static string? CultureOf(string? language) => language switch
    {
        { } text when text.StartsWith("fr", StringComparison.OrdinalIgnoreCase) => "fr-FR",
        { } text when text.StartsWith("en", StringComparison.OrdinalIgnoreCase) => "en-GB",
        _ => null,
    };
}
