using System.Net;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>
/// The driver's page before it knows anything: an empty shell for everybody, which a device keeps; its script fills it with the route that the device holds.
/// </summary>
public sealed class RoundModel : PageModel
{
    /// <summary>The link that led here shows nothing any more.</summary>
    public bool IsExpired { get; private set; }

    /// <summary>Whether a browser lets a page of this address keep itself for when there is no network: by https, or on this machine.</summary>
    /// <remarks>https://www.w3.org/TR/secure-contexts/</remarks>
    public bool IsKeepable { get; private set; }

    /// <summary>Whether somebody opens it, rather than a device that fetches it to keep: then what it will be filled with is asked for at once, and not after its script has come.</summary>
    /// <remarks>https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header; without it the script asks, a round trip later.</remarks>
    public bool IsOpened { get; private set; }

    public void OnGet(string? lien)
    {
        IsOpened = Request.Headers["Sec-Fetch-Dest"] == "document";
        Response.Headers.Append("Vary", "Sec-Fetch-Dest");
        IsExpired = lien == "perime";
        var host = Request.Host.Host;
        IsKeepable = Request.IsHttps || host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
        // Where the device is goes into a proof if the driver ticks so; no other page may ask.
        Response.Headers["Permissions-Policy"] = "geolocation=(self), camera=(), microphone=()";
    }
}
