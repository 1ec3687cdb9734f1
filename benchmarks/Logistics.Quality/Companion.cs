using Logistics.OrTools;
using Logistics.OrTools.Companions;

namespace Logistics.Quality;

/// <summary>Google OR-Tools for the tables that ask for it.</summary>
static class Companion
{
    /// <summary>Started and tried, so that no solve pays for it.</summary>
    public static OrToolsPool Start()
    {
        var folder = CompanionFolder.Beside(AppContext.BaseDirectory) ?? throw new InvalidOperationException("The OR-Tools companion is not beside this program.");
        var pool = new OrToolsPool(new OrToolsOptions { Folder = folder });
        return SelfTest.RunAsync(pool, CancellationToken.None).GetAwaiter().GetResult() is { } trouble ? throw new InvalidOperationException(trouble) : pool;
    }
}
