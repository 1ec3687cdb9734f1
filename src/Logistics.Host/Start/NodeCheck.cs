using System.ComponentModel;
using System.Diagnostics;

namespace Logistics.Host.Start;

/// <summary>The embedded store runs under Node.js; a missing or too old one is said before anything is started.</summary>
public static class NodeCheck
{
    public static readonly Version Oldest = new(20, 19);

    /// <summary>Null when Node.js will do; else one line that says what to install.</summary>
    public static string? Trouble()
    {
        try
        {
            using var node = Process.Start(new ProcessStartInfo("node", "--version") { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var answer = node.StandardOutput.ReadToEnd().Trim();
            node.WaitForExit();
            return Judge(answer);
        }
        catch (Win32Exception)
        {
            return Texts.Format("Node.Missing", Oldest);
        }
    }

    /// <param name="answer">What <c>node --version</c> said, such as <c>v20.19.4</c>.</param>
    public static string? Judge(string answer) =>
        Version.TryParse(answer.TrimStart('v').Split('-')[0], out var version) && version >= Oldest ? null : Texts.Format("Node.TooOld", answer, Oldest);
}
