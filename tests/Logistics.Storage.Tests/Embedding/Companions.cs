using System.Diagnostics;
using Logistics.Storage.Embedding;

namespace Logistics.Storage.Tests.Embedding;

/// <summary>What the embedded store's tests share: a folder that goes away, and a reason to skip.</summary>
static class Companions
{
    public static string Folder => CompanionFolder.Find("embedded") ?? "";

    public static void Require()
    {
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "@electric-sql")))
            Assert.Skip("the npm packages of src/Logistics.Storage/embedded are not installed");
    }

    public static EmbeddedOptions Options(string folder) => new() { DataFolder = folder };

    public static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
    }

    /// <summary>True once it holds; false when it does not within the time.</summary>
    public static async Task<bool> SoonAsync(Func<bool> holds, int seconds = 60)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(seconds); await Task.Delay(50))
            if (holds())
                return true;
        return holds();
    }
}

sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("logistics-storage-").FullName;

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A companion that was killed a moment ago may still be letting go of a file; the system cleans its temporary folder.
        }
    }
}
