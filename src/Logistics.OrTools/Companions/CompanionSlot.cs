namespace Logistics.OrTools.Companions;

/// <summary>
/// A place in the pool, held by one solve at a time. The companion in it is started and warmed in the background; whoever takes the
/// slot next waits for that, so a failed start is told to the one who needed it.
/// </summary>
sealed class CompanionSlot(OrToolsOptions options, CancellationToken closing)
{
    volatile Task<Companion>? warming;
    Engines engines;

    /// <summary>Process id, while it is up.</summary>
    public int? CompanionId => warming is { IsCompletedSuccessfully: true, Result: { IsAlive: true } companion } ? companion.Id : null;

    /// <summary>How many companions this slot has used up.</summary>
    public int Replaced { get; private set; }

    /// <summary>A companion that is alive and has loaded the engines wanted.</summary>
    /// <exception cref="CompanionException">It could not be started.</exception>
    public Task<Companion> WarmAsync(Engines wanted)
    {
        if (warming is { IsCompletedSuccessfully: true, Result.IsAlive: false } or { IsFaulted: true } or { IsCanceled: true })
            Empty();
        if (warming is not null && (engines & wanted) == wanted)
            return warming;
        engines |= wanted;
        return warming = Observed(WarmAsync(warming, engines));
    }

    /// <summary>After a solve: replaces a companion that died or grew too big, without waiting for the new one.</summary>
    public void Tend()
    {
        if (warming is not { IsCompletedSuccessfully: true, Result: var companion })
            return;
        if (companion.IsAlive && companion.WorkingSet <= options.RecycleAbove)
            return;
        Empty();
        Replaced++;
        if (!closing.IsCancellationRequested)
            warming = Observed(WarmAsync(current: null, engines));
    }

    /// <summary>Lets the companion go, unless it is still being started; while nobody holds the slot.</summary>
    public void Rest()
    {
        if (warming is { IsCompleted: true })
            Empty();
    }

    public async Task CloseAsync()
    {
        if (warming is not null)
            await warming.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .ConfigureAwait(false);
        Empty();
    }

    void Empty()
    {
        var emptied = warming;
        warming = null;
        if (emptied is { IsCompletedSuccessfully: true })
            emptied.Result.Dispose();
    }

    async Task<Companion> WarmAsync(Task<Companion>? current, Engines wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(options.StartTimeout);
        // Starting a process blocks for some milliseconds; the solve that gives the slot back should not pay for it.
        var companion = current is not null
            ? await current.ConfigureAwait(false)
            : await Task.Run(() => Companion.Start(options), limit.Token).ConfigureAwait(false);
        try
        {
            await companion.LoadAsync(wanted, limit.Token).ConfigureAwait(false);
            return companion;
        }
        catch (OperationCanceledException late) when (!closing.IsCancellationRequested)
        {
            companion.Dispose();
            throw new CompanionException($"The OR-Tools companion was not ready after {options.StartTimeout.TotalSeconds:0} seconds.", late);
        }
        catch (Exception)
        {
            companion.Dispose();
            throw;
        }
    }

    // Nobody may ever ask for this slot again; its failure is then nobody's.
    static Task<Companion> Observed(Task<Companion> task)
    {
        _ = task.ContinueWith(static failed => _ = failed.Exception, CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        return task;
    }
}
