using System.Net;
using System.Net.Sockets;

namespace Logistics.Host.Push;

/// <summary>
/// Addresses of push services are handed to us by browsers, so by anybody: our host must not be made to ask what only it can reach. Looked at when an address is handed over, and again at each
/// connection, where the name has become a number: a name that led outside yesterday may lead inside today.
/// </summary>
/// <param name="allowed">Networks that may be asked though they are not public, and without TLS.</param>
public sealed class OutsideAddress(IReadOnlyList<IPNetwork> allowed)
{
    /// <summary>Longer than any push service makes them.</summary>
    public const int Longest = 1000;

    /// <summary>What is not a place on the public internet (RFC 6890 and its registries at IANA).</summary>
    static readonly IPNetwork[] inside =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
            "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
            // Within 2000::/3: tunnels that carry an IPv4 address, and what is for examples.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(x => IPNetwork.Parse(x)),
    ];

    static readonly IPNetwork global = IPNetwork.Parse("2000::/3"), translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>The address, where it may be one of a push service; null: it may not.</summary>
    public Uri? Read(string? text)
    {
        if (text is null || text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.AbsoluteUri.Length > Longest
            || address.UserInfo.Length > 0 || address.Fragment.Length > 0 || address.Host.Length == 0)
            return null;
        var isNumber = IPAddress.TryParse(address.Host.Trim('[', ']'), out var number);
        if (isNumber && IsAllowed(number!) && address.Scheme is "http" or "https")
            return address;
        // A name without a dot is one of the own network.
        return address.Scheme == Uri.UriSchemeHttps && (isNumber ? IsPublic(number!) : address.IdnHost.TrimEnd('.').Contains('.')) ? address : null;
    }

    /// <summary>Connects to where a name leads, if all that it leads to may be asked.</summary>
    /// <exception cref="HttpRequestException">It leads inside, or nowhere.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var to = context.DnsEndPoint;
        var found = IPAddress.TryParse(to.Host, out var number) ? [number] : await Dns.GetHostAddressesAsync(to.Host, cancellation);
        if (found.Length == 0 || !found.All(x => IsPublic(x) || IsAllowed(x)))
            throw new HttpRequestException(HttpRequestError.ConnectionError, "the address leads inside");
        // To what was looked at, and not to the name once more.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket? unused = socket;
        try
        {
            await socket.ConnectAsync(found, to.Port, cancellation);
            unused = null;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            unused?.Dispose();
        }
    }

    /// <summary>Whether an address is one of the public internet.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        // Where a network has IPv6 alone, its translator's addresses carry the others' (RFC 6052).
        else if (address.AddressFamily == AddressFamily.InterNetworkV6 && translated.Contains(address))
            address = new(address.GetAddressBytes().AsSpan(12));
        return (address.AddressFamily == AddressFamily.InterNetwork || global.Contains(address)) && !inside.Any(x => x.Contains(address));
    }

    bool IsAllowed(IPAddress address) => allowed.Any(x => x.Contains(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address));
}
