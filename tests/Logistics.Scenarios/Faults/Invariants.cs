using System.Diagnostics;

namespace Logistics.Scenarios.Faults;

/// <summary>The command of the person who keeps the server, in a process of its own: <c>logistics store check</c>.</summary>
static class Invariants
{
    /// <param name="database">Null: the embedded store in the folder, which no host may hold.</param>
    public static async Task HoldAsync(string data, string? database)
    {
        // Beside the host some of its libraries are the framework's: it runs on that one here.
        string[] words = ["exec", "--runtimeconfig", Beside("Logistics.Host.runtimeconfig.json"), Beside("logistics.dll"), "store", "check", "--data", data];
        var start = new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LOGISTICS__DATABASE"] = database ?? "";
        using var process = Process.Start(start)!;
        var (said, noted) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{await said}{await noted}");
    }

    static string Beside(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
