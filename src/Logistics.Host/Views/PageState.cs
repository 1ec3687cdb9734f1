using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Logistics.Host.Views;

/// <summary>What the address says about the page: every view has one that can be sent to a colleague.</summary>
public sealed record PageState(DateOnly? Day = null, string? Territory = null, string? Trial = null)
{
    /// <param name="fragment">Where on the page, with its sign.</param>
    public string Href(string path = "/", string fragment = "", params (string Name, string Value)[] more)
    {
        var query = new Dictionary<string, string?>();
        if (Day is { } day)
            query["jour"] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (Territory is not null)
            query["territoire"] = Territory;
        if (Trial is not null)
            query["essai"] = Trial;
        foreach (var (name, value) in more)
            query[name] = value;
        return QueryHelpers.AddQueryString(path, query) + fragment;
    }
}
