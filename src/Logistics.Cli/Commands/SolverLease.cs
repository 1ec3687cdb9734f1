using Logistics.OrTools;
using Logistics.OrTools.Companions;

namespace Logistics.Cli.Commands;

/// <summary>
/// Google OR-Tools where its companion is installed and answers rightly; else none, and a line that says why. It starts while the rest is read.
/// </summary>
sealed class SolverLease : IAsyncDisposable
{
    readonly OrToolsPool? pool;
    readonly Task<string?> trouble;
    readonly Terminal terminal;
    volatile bool closed;

    SolverLease(Terminal terminal, OrToolsPool? pool, Task<string?> trouble) => (this.terminal, this.pool, this.trouble) = (terminal, pool, trouble);

    public static SolverLease None(Terminal terminal) => new(terminal, null, Task.FromResult<string?>(null));

    public static SolverLease Start(Terminal terminal, CancellationToken cancellation)
    {
        if (CompanionFolder.Beside(AppContext.BaseDirectory) is not { } folder || CompanionFolder.WhatIsMissing(folder) is not null)
            return new(terminal, null, Task.FromResult<string?>(terminal.Words["Solver.NotInstalled"]));
        if (NodeRuntime.Find() is NodeRuntime.Missing missing)
            return new(terminal, null, Task.FromResult<string?>(missing.Reason));
        var pool = new OrToolsPool(new OrToolsOptions { Folder = folder });
        return new(terminal, pool, SelfTest.RunAsync(pool, cancellation));
    }

    /// <summary>Ready to be asked, or the one that answers "unavailable".</summary>
    public async Task<ISolverClient> ClientAsync()
    {
        if (await trouble is not { } reason)
            return pool is null ? new NoSolver() : pool;
        // Work that was done before the engine stood has nothing to complain of.
        if (!closed)
            terminal.Note(terminal.Words["Solver.None", reason]);
        return new NoSolver();
    }

    public ValueTask DisposeAsync()
    {
        closed = true;
        return pool?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
