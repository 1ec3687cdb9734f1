using System.Net.Mail;

namespace Logistics.Host.Access;

/// <summary>An address as it is compared and kept: trimmed, in lower case, and nothing but an address.</summary>
public static class EmailAddress
{
    /// <summary>Null when no mail could be sent there.</summary>
    /// <remarks>RFC 5321, section 4.5.3.1.3: 254 characters at most. A display name, a comment or a line break is no address.</remarks>
    public static string? Read(string? text)
    {
        var address = text?.Trim().ToLowerInvariant();
        return address is { Length: > 2 and <= 254 } && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) && MailAddress.TryCreate(address, out var read)
            && read.Address == address && read.DisplayName.Length == 0 ? address : null;
    }
}
