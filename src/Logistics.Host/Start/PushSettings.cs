using System.Net;
using Logistics.Host.Push;

namespace Logistics.Host.Start;

/// <summary>By which the push services of browsers know this instance (<c>LOGISTICS__PUSH__*</c>).</summary>
/// <param name="Subject">Whom they may write to when something is wrong: <c>mailto:</c> or <c>https:</c>.</param>
/// <param name="Allowed">Networks in which a push service may stand though they are not public (<c>LOGISTICS__PUSH__ALLOW</c>), also without TLS: one's own in a closed network, or that of a test.</param>
public sealed record PushSettings(string Subject, ApplicationKeys Keys, IReadOnlyList<IPNetwork> Allowed)
{
    static readonly string[] names = ["SUBJECT", "PUBLICKEY", "PRIVATEKEY", "ALLOW"];

    /// <summary>Null when nothing is set, or when there are <paramref name="problems"/>: then no device is told anything, or nothing starts.</summary>
    public static PushSettings? Read(Func<string, string?> setting, Func<string?, string, List<string>, List<IPNetwork>> networks, List<string> problems)
    {
        string? Said(string name) => setting($"LOGISTICS__PUSH__{name}") is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        if (names.All(name => Said(name) is null))
            return null;
        var before = problems.Count;
        if (Said("SUBJECT") is not { } subject || !IsSubject(subject))
            problems.Add(Texts.Format("Settings.BadPushSubject", Said("SUBJECT") ?? ""));
        if (!ApplicationKeys.TryRead(Said("PUBLICKEY") ?? "", Said("PRIVATEKEY") ?? "", out var keys))
            problems.Add(Texts.Get("Settings.BadPushKeys"));
        var allowed = networks(Said("ALLOW"), "Settings.BadPushAllow", problems);
        return problems.Count > before ? null : new(Said("SUBJECT")!, keys!, allowed);
    }

    /// <remarks>RFC 8292, section 2.1. Quotes and spaces stand in no address.</remarks>
    static bool IsSubject(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && !text.Any(x => x is '"' or '\\' || char.IsWhiteSpace(x))
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeMailto && text.Contains('@', StringComparison.Ordinal)));

    /// <summary>Without the secret key.</summary>
    public override string ToString() => Subject;
}
