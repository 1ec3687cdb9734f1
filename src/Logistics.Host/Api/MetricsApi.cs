using System.Net;
using Logistics.Host.Start;
using Logistics.Host.Watch;

namespace Logistics.Host.Api;

/// <summary>
/// Figures for whoever keeps the instance. They name nobody, but tell when people are at work: only the networks of <c>LOGISTICS__METRICS__FROM</c> read
/// them, by default this machine. A scraper has no cookie, so the network is what can be asked.
/// </summary>
public static class MetricsApi
{
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        // It listens from here on: what is counted before somebody listens is gone.
        app.ServiceProvider.GetRequiredService<Exposition>();
        app.MapGet("/metrics", ReadAsync);
    }

    static async Task<IResult> ReadAsync(HttpContext context, HostSettings settings, Exposition exposition, Vitals vitals, CancellationToken cancellation)
    {
        // What a proxy passed on comes from the proxy's address; where its word is believed, the header is gone by now.
        if (context.Request.Headers.ContainsKey("X-Forwarded-For") || context.Request.Headers.ContainsKey("Forwarded") || !IsFrom(settings, context.Connection.RemoteIpAddress))
            return TypedResults.Problem(title: Texts.Get("Problem.MetricsFrom"), statusCode: StatusCodes.Status403Forbidden);
        await vitals.TakeAsync(cancellation);
        return TypedResults.Text(exposition.Write(), Exposition.MediaType);
    }

    static bool IsFrom(HostSettings settings, IPAddress? address)
    {
        if (address is null)
            return false;
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return settings.MetricsFrom.Any(network => network.Contains(plain));
    }
}
