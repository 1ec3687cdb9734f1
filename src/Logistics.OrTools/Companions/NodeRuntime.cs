using System.ComponentModel;
using System.Diagnostics;

namespace Logistics.OrTools.Companions;

/// <summary>Whether a Node.js new enough for the companion can be started here. Asks the program itself, nobody outside.</summary>
public abstract record NodeRuntime
{
    NodeRuntime() { }

    /// <summary>The oldest release the companion is tried on.</summary>
    public static Version Oldest { get; } = new(20, 19);

    public sealed record Found(string Executable, Version Version) : NodeRuntime;

    /// <summary>One line that says what to install.</summary>
    public sealed record Missing(string Reason) : NodeRuntime;

    /// <param name="executable">A name looked up in PATH, or a full path.</param>
    public static NodeRuntime Find(string executable = "node")
    {
        var start = new ProcessStartInfo(executable, "--version") { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                process.Kill();
                return Install($"'{executable}' did not say its version within 10 seconds");
            }
            var said = process.StandardOutput.ReadToEnd().Trim();
            return Judge(executable, said);
        }
        catch (Win32Exception)
        {
            return Install($"'{executable}' cannot be started");
        }
    }

    internal static NodeRuntime Judge(string executable, string said)
    {
        // v22.12.0, or v23.0.0-nightly
        if (!said.StartsWith('v') || !Version.TryParse(said[1..].Split('-')[0], out var version))
            return Install($"'{executable}' is not Node.js: it says '{(said.Length > 40 ? said[..40] : said)}'");
        return version >= Oldest
            ? new Found(executable, version)
            : Install($"found {version}");
    }

    static Missing Install(string found) => new(
        $"Node.js {Oldest} or newer is needed ({found}): install it from https://nodejs.org or your system's packages, or name it with its full path.");
}
