using Logistics.OrTools;
using Logistics.OrTools.Companions;

[assembly: AssemblyFixture(typeof(Logistics.Matching.Tests.WarmCompanion))]

namespace Logistics.Matching.Tests;

/// <summary>Google OR-Tools for the tests that ask it; they skip, with the reason, where it is not installed.</summary>
public sealed class WarmCompanion : IAsyncDisposable
{
    OrToolsPool? pool;

    public ISolverClient Require()
    {
        var folder = CompanionFolder.Beside(AppContext.BaseDirectory);
        if (folder is null)
            Assert.Skip("the build noted no companion folder");
        if (CompanionFolder.WhatIsMissing(folder) is { } missing)
            Assert.Skip(missing);
        if (NodeRuntime.Find() is NodeRuntime.Missing(var reason))
            Assert.Skip(reason);
        lock (this)
            return pool ??= new OrToolsPool(new OrToolsOptions { Folder = folder });
    }

    public ValueTask DisposeAsync() => pool?.DisposeAsync() ?? ValueTask.CompletedTask;
}
