using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Logistics.Host.Start;

namespace Logistics.Host.Access;

/// <summary>
/// How often a door may be knocked at. Per host and minute in memory, before anything is read; per hour in the store, over all hosts.
/// </summary>
public static class Limits
{
    /// <summary>Name of the limiter per minute.</summary>
    public const string Door = "door";

    /// <summary>Requests per minute from one network address to one host.</summary>
    public const int PerMinute = 30;

    /// <summary>Links asked for per hour for one mail address; above it nothing more is sent, and nothing tells so.</summary>
    public const int LinksPerHour = 5;

    /// <summary>Links asked for or tried per hour from one network address.</summary>
    public const int TriesPerHour = 60;

    /// <summary>So many keys may use all of their allowance from one network address.</summary>
    const int KeysPerNetwork = 10;

    static RateLimitPartition<string> Unlimited => RateLimitPartition.GetNoLimiter("");

    static RateLimitPartition<string> PerMinuteOf(string who, int requests) =>
        RateLimitPartition.GetFixedWindowLimiter(who, _ => new FixedWindowRateLimiterOptions { PermitLimit = requests, Window = TimeSpan.FromMinutes(1) });

    public static void AddLimits(this IServiceCollection services, HostSettings settings) => services.AddRateLimiter(options =>
    {
        // Counted before anything is asked of the store: by network, since keys can be made up, and by the key as it was said.
        options.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, string>(context => ProgramDoor.KnocksAt(context.Request) ? PerMinuteOf(NetworkOf(context), KeysPerNetwork * settings.RequestsPerMinute) : Unlimited),
            PartitionedRateLimiter.Create<HttpContext, string>(context => ProgramDoor.CountedAs(context.Request) is { } key ? PerMinuteOf(key, settings.RequestsPerMinute) : Unlimited));
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Door, context => RateLimitPartition.GetFixedWindowLimiter(
            NetworkOf(context), _ => new FixedWindowRateLimiterOptions { PermitLimit = PerMinute, Window = TimeSpan.FromMinutes(1) }));
    });

    /// <summary>Counts a knock from where the request comes.</summary>
    /// <returns>False when there were too many.</returns>
    public static async Task<bool> MayKnockAsync(IPeople people, HttpContext context, DateTimeOffset now, CancellationToken cancellation) =>
        await people.CountAsync(Token.DigestOf($"network {NetworkOf(context)}"), HourOf(now), cancellation) <= TriesPerHour;

    /// <summary>Counts a link for a mail address.</summary>
    public static async Task<bool> MayWriteAsync(IPeople people, string address, DateTimeOffset now, CancellationToken cancellation) =>
        await people.CountAsync(Token.DigestOf($"address {address}"), HourOf(now), cancellation) <= LinksPerHour;

    static DateTimeOffset HourOf(DateTimeOffset now) => new(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>One household or firm: an IPv4 address, or the 64 bits that an IPv6 network has in common (RFC 4291, section 2.5.4).</summary>
    static string NetworkOf(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
            return "none";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. address.GetAddressBytes()[..8], 0, 0, 0, 0, 0, 0, 0, 0]).ToString() : address.ToString();
    }
}
