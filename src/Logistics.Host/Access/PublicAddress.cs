using Logistics.Host.Start;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Logistics.Host.Access;

/// <summary>
/// Where people reach this instance, for links in mails: the address the operator named, else the first one it listens on. Never the Host
/// header of a request: whoever asks for somebody else's link could have it point to a machine of its own.
/// </summary>
public sealed class PublicAddress(HostSettings settings, IServer server)
{
    public string Link(string path) => (settings.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? Bound()).TrimEnd('/') + path;

    string Bound()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? HostSettings.DefaultUrl;
        // "All addresses of this machine" is nothing a browser can open.
        return address.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal);
    }
}
