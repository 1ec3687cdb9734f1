namespace Logistics.Host.Start;

/// <summary>Every setting there is: one that is misspelt would else be ignored in silence.</summary>
public static class KnownSettings
{
    /// <summary>Settings whose value may stand in a file instead, named by the same setting with <c>_FILE</c>, and is never shown.</summary>
    public static readonly string[] Secrets = ["LOGISTICS__DATABASE", "LOGISTICS__TLS__PASSWORD", "LOGISTICS__MAIL__PASSWORD", "LOGISTICS__PUSH__PRIVATEKEY", "LOGISTICS__NTFY__TOKEN"];

    public static readonly string[] Plain =
    [
        "LOGISTICS__DATA", "LOGISTICS__ACCESS__FILE", "LOGISTICS__ROADS", "LOGISTICS__PLAN__SECONDS", "LOGISTICS__SOLVER", "LOGISTICS__DEMO__HISTORY", "LOGISTICS__PLANNING__WINDOWS", "LOGISTICS__PLANNING__QUIET", "LOGISTICS__URL", "LOGISTICS__PROXY", "LOGISTICS__API__PERMINUTE",
        "LOGISTICS__METRICS__FROM", "LOGISTICS__OTLP__ENDPOINT", "LOGISTICS__STOPS__PICKUP", "LOGISTICS__STOPS__DELIVERY",
        "LOGISTICS__MAIL__HOST", "LOGISTICS__MAIL__PORT", "LOGISTICS__MAIL__USER", "LOGISTICS__MAIL__FROM", "LOGISTICS__MAIL__TLS",
        "LOGISTICS__PUSH__SUBJECT", "LOGISTICS__PUSH__PUBLICKEY", "LOGISTICS__PUSH__ALLOW", "LOGISTICS__NTFY__SERVER",
        "LOGISTICS__ANSWERS__MINUTES", "LOGISTICS__ANSWERS__SILENCE", "LOGISTICS__BACKUP__FOLDER", "LOGISTICS__BACKUP__HOUR", "LOGISTICS__BACKUP__KEEP", "LOGISTICS__EXCHANGE__IN", "LOGISTICS__EXCHANGE__OUT", "LOGISTICS__EXCHANGE__HOUR", "LOGISTICS__TLS__CERTIFICATE", "LOGISTICS__TLS__KEY", "LOGISTICS__TLS__PFX",
    ];

    /// <summary>A problem for each name that begins like ours and is none.</summary>
    public static IEnumerable<string> Unknown(IEnumerable<string> names) => names
        .Where(x => x.StartsWith("LOGISTICS__", StringComparison.OrdinalIgnoreCase))
        .Where(x => !Plain.Contains(x) && !Secrets.Contains(x) && !Secrets.Any(secret => x == secret + "_FILE"))
        .Order(StringComparer.Ordinal)
        .Select(x => Texts.Format("Settings.Unknown", x, Nearest(x)));

    /// <summary>The value of a setting, blank ones as none, secrets also from their file; a file that cannot be read is a problem.</summary>
    public static Func<string, string?> Reader(Func<string, string?> environment, List<string> problems) => name =>
    {
        if (NotBlank(environment(name)) is { } value)
            return value;
        if (!Secrets.Contains(name) || NotBlank(environment(name + "_FILE")) is not { } path)
            return null;
        try
        {
            return NotBlank(File.ReadAllText(path).Trim());
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(Texts.Format("Settings.SecretUnreadable", name, path, unreadable.Message));
            return null;
        }
    };

    /// <summary>A line for each setting: its value, or what stands for it; secrets only as being there.</summary>
    public static IEnumerable<string> Describe(Func<string, string?> environment)
    {
        foreach (var name in Plain.Concat(Secrets).Order(StringComparer.Ordinal))
        {
            var (value, file) = (NotBlank(environment(name)), Secrets.Contains(name) ? NotBlank(environment(name + "_FILE")) : null);
            var said = value is null && file is null ? Texts.Get("Settings.Unset")
                : value is null ? Texts.Format("Settings.FromFile", file!)
                : Secrets.Contains(name) ? Texts.Get("Settings.Hidden") : value;
            yield return $"{name,-30} {said}";
        }
    }

    static string Nearest(string name) => Plain.Concat(Secrets).MinBy(x => Distance(name, x))!;

    /// <summary>Letters to change, add or leave out.</summary>
    /// <remarks>Levenshtein, Soviet Physics Doklady 10 (1966).</remarks>
    static int Distance(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var (diagonal, left) = (row[0], row[0] = i);
            for (var j = 1; j <= to.Length; j++)
            {
                var cost = Math.Min(Math.Min(row[j], left) + 1, diagonal + (from[i - 1] == to[j - 1] ? 0 : 1));
                (diagonal, left) = (row[j], row[j] = cost);
            }
        }
        return row[^1];
    }

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
