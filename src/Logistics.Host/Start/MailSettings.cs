using System.Globalization;
using System.Net.Mail;

namespace Logistics.Host.Start;

/// <summary>The mail server that letters go to (<c>LOGISTICS__MAIL__*</c>).</summary>
/// <param name="Tls">STARTTLS before anything is said.</param>
public sealed record MailSettings(string Host, int Port, string? User, string? Password, string From, bool Tls)
{
    static readonly string[] names = ["HOST", "PORT", "USER", "PASSWORD", "FROM", "TLS"];

    /// <summary>Null when nothing is set, or when there are <paramref name="problems"/>: then letters go to the drop folder, or nothing starts.</summary>
    public static MailSettings? Read(Func<string, string?> setting, List<string> problems)
    {
        string? Said(string name) => setting($"LOGISTICS__MAIL__{name}") is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : null;
        if (names.All(name => Said(name) is null))
            return null;
        var before = problems.Count;
        var port = 587;
        if (Said("PORT") is { } written && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535))
            problems.Add(Texts.Format("Settings.BadMailPort", written));
        if (Said("HOST") is null)
            problems.Add(Texts.Get("Settings.NoMailHost"));
        if (Said("FROM") is not { } from || !MailAddress.TryCreate(from, out _))
            problems.Add(Texts.Format("Settings.BadMailFrom", Said("FROM") ?? ""));
        if (Said("TLS") is { } tls and not ("starttls" or "none"))
            problems.Add(Texts.Format("Settings.BadMailTls", tls));
        var password = Said("PASSWORD");
        return problems.Count > before ? null : new(Said("HOST")!, port, Said("USER"), password, Said("FROM")!, Said("TLS") != "none");
    }

    /// <summary>Without the password: a record would print it.</summary>
    public override string ToString() => $"{Host}:{Port}";
}
