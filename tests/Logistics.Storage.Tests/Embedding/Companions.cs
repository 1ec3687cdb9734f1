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

    /// <summary>A folder with an empty database in it: making one takes seconds of work, copying one does not.</summary>
    public static async Task<TemporaryFolder> FolderWithDatabaseAsync()
    {
        var made = await Template.Value;
        var folder = new TemporaryFolder();
        foreach (var source in Directory.EnumerateDirectories(made.Path, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(source.Replace(made.Path, folder.Path, StringComparison.Ordinal));
        foreach (var source in Directory.EnumerateFiles(made.Path, "*", SearchOption.AllDirectories))
            if (!source.EndsWith(".sock", StringComparison.Ordinal))
                File.Copy(source, source.Replace(made.Path, folder.Path, StringComparison.Ordinal), overwrite: true);
        return folder;
    }

    static readonly Lazy<Task<TemporaryFolder>> Template = new(async () =>
    {
        var folder = new TemporaryFolder();
        await using (await EmbeddedServer.StartAsync(Options(folder.Path)))
        {
        }
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        return folder;
    });

    public static EmbeddedOptions Options(string folder) => new() { DataFolder = folder, Password = "of-the-tests" };

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
