using Logistics.OrTools;
using Logistics.OrTools.Companions;

namespace Logistics.Cli.Commands;

/// <summary>Google OR-Tools where its companion is installed and answers rightly; else none, and a line that says why.</summary>
static class SolverChoice
{
    public static async Task<(ISolverClient Client, IAsyncDisposable? Owner)> OpenAsync(Terminal terminal, bool without, CancellationToken cancellation)
    {
        if (without)
            return (new NoSolver(), null);
        var words = terminal.Words;
        if (CompanionFolder.Beside(AppContext.BaseDirectory) is not { } folder || CompanionFolder.WhatIsMissing(folder) is not null)
            return None(words["Solver.NotInstalled"]);
        if (NodeRuntime.Find() is NodeRuntime.Missing missing)
            return None(missing.Reason);
        var pool = new OrToolsPool(new OrToolsOptions { Folder = folder });
        if (await SelfTest.RunAsync(pool, cancellation) is { } failed)
        {
            await pool.DisposeAsync();
            return None(failed);
        }
        return (pool, pool);

        (ISolverClient, IAsyncDisposable?) None(string reason)
        {
            terminal.Note(words["Solver.None", reason]);
            return (new NoSolver(), null);
        }
    }
}
