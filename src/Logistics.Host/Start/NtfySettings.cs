using System.Net;
using System.Text;

namespace Logistics.Host.Start;

/// <summary>The ntfy server by which people may be told notices in its app (<c>LOGISTICS__NTFY__*</c>): the operator's choice, and the only one that is asked.</summary>
/// <param name="Token">What the server asks of who publishes; null: nothing.</param>
public sealed record NtfySettings(Uri Server, string? Token)
{
    /// <summary>By which the topics of this server are told from others'.</summary>
    public byte[] Mark => Encoding.UTF8.GetBytes(Server.AbsoluteUri);

    /// <summary>Null when nothing is set, or when there are <paramref name="problems"/>.</summary>
    public static NtfySettings? Read(Func<string, string?> setting, List<string> problems)
    {
        var (server, token) = (setting("LOGISTICS__NTFY__SERVER"), setting("LOGISTICS__NTFY__TOKEN"));
        if (server is null && token is null)
            return null;
        if (server is not null && token?.Trim().All(x => x is > ' ' and < '\x7f') != false && Uri.TryCreate(server.Trim().TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            && address.AbsoluteUri.Length <= 500 && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsOwn(address))))
            return new(address, token?.Trim());
        problems.Add(Texts.Format("Settings.BadNtfy", server ?? ""));
        return null;
    }

    /// <summary>Without TLS only within the own network: a number, or a name without a dot.</summary>
    static bool IsOwn(Uri address) => IPAddress.TryParse(address.Host.Trim('[', ']'), out var number) ? !Push.OutsideAddress.IsPublic(number) : !address.Host.Contains('.', StringComparison.Ordinal);

    /// <summary>Without the token.</summary>
    public override string ToString() => Server.AbsoluteUri;
}
