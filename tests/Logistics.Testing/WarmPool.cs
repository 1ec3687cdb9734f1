using Logistics.OrTools;
using Logistics.OrTools.Companions;
using Xunit;

namespace Logistics.Testing;

/// <summary>One pool of one companion for every test of an assembly that does not hurt it; a test project names it as its assembly fixture.</summary>
public sealed class WarmPool : IAsyncDisposable
{
    OrToolsPool? pool;

    /// <summary>The companion's folder; skips the running test, with the reason, where its packages or Node.js are not installed.</summary>
    public static string RequireFolder()
    {
        var folder = CompanionFolder.Beside(AppContext.BaseDirectory);
        if (folder is null)
            Assert.Skip("the build noted no companion folder (SkipCompanion=true?)");
        if (CompanionFolder.WhatIsMissing(folder) is { } missing)
            Assert.Skip(missing);
        if (NodeRuntime.Find() is NodeRuntime.Missing(var reason))
            Assert.Skip(reason);
        return folder;
    }

    public ISolverClient Require()
    {
        var folder = RequireFolder();
        lock (this)
            return pool ??= new OrToolsPool(new OrToolsOptions { Folder = folder });
    }

    public ValueTask DisposeAsync() => pool?.DisposeAsync() ?? ValueTask.CompletedTask;
}
