using System.Diagnostics;
using Logistics.OrTools.Wire;

namespace Logistics.OrTools.Companions;

/// <summary>
/// Google OR-Tools in a few warm child processes. Starts nothing until the first solve or <see cref="WarmUpAsync"/>.
/// </summary>
/// <remarks>
/// A companion that dies unasked costs one silent retry on a fresh process (when less than half of the time limit is gone), then
/// <c>Unavailable</c>. One killed, for a time limit or a cancellation, is replaced in the background. Companions that nobody asks
/// for a while are let go: at rest the machine's memory is somebody else's. Closing the pool ends solves under way with <c>Unavailable</c>.
/// </remarks>
public sealed class OrToolsPool : ISolverClient, IAsyncDisposable, IDisposable
{
    readonly OrToolsOptions options;
    readonly SemaphoreSlim free;
    readonly CompanionSlot[] all;
    readonly Stack<CompanionSlot> slots;
    readonly CancellationTokenSource closing = new();
    readonly Timer resting;
    int closed;

    public OrToolsPool(OrToolsOptions options)
    {
        this.options = options;
        free = new SemaphoreSlim(options.PoolSize);
        all = [.. Enumerable.Range(0, options.PoolSize).Select(_ => new CompanionSlot(options, closing.Token))];
        slots = new Stack<CompanionSlot>(all);
        resting = new(static pool => ((OrToolsPool)pool!).Rest(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Process ids of the companions that are up.</summary>
    internal IReadOnlyList<int> CompanionIds => [.. all.Select(slot => slot.CompanionId).OfType<int>()];

    /// <summary>Companions replaced so far, dead or too big.</summary>
    internal int Replaced => all.Sum(slot => slot.Replaced);

    /// <summary>Starts every companion and loads both engines.</summary>
    /// <returns>Null, or one line that says why there will be no solver.</returns>
    public async Task<string?> WarmUpAsync(CancellationToken cancellation)
    {
        List<CompanionSlot> taken = [];
        try
        {
            for (var i = 0; i < options.PoolSize; i++)
                taken.Add(await TakeAsync(cancellation).ConfigureAwait(false));
            foreach (var slot in taken)
                await slot.WarmAsync(Engines.Constraint | Engines.Linear).WaitAsync(cancellation).ConfigureAwait(false);
            return null;
        }
        catch (CompanionException failure)
        {
            return failure.Message;
        }
        finally
        {
            taken.ForEach(Return);
        }
    }

    public async Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, CancellationToken cancellation)
    {
        var outcome = await SolveAsync(model, limits, indifferent: false, cancellation).ConfigureAwait(false);
        if (outcome is not Outcome<LinearSolution>.Infeasible || !model.MayBeUnbounded)
            return outcome;

        // Both engines say "infeasible" when their presolve saw only that there is no best solution. Is there any solution at all?
        var any = await SolveAsync(model, limits, indifferent: true, cancellation).ConfigureAwait(false);
        return any.Best is not null ? new Outcome<LinearSolution>.Unbounded() : any;
    }

    async Task<Outcome<LinearSolution>> SolveAsync(LinearModel model, SolveLimits limits, bool indifferent, CancellationToken cancellation)
    {
        var question = new Frame(FrameKind.Linear, LinearWire.Request(model, limits, indifferent));
        return await AskAsync(question, Engines.Linear, limits, cancellation).ConfigureAwait(false) switch
        {
            Answer.Bytes(var payload) => LinearWire.Outcome(model, payload),
            Answer.TooLate => new Outcome<LinearSolution>.LimitReached(),
            Answer.Nobody(var reason) => new Outcome<LinearSolution>.Unavailable(reason),
            _ => throw new UnreachableException(),
        };
    }

    public async Task<Outcome<ConstraintSolution>> SolveAsync(ConstraintModel model, SolveLimits limits, CancellationToken cancellation)
    {
        var question = new Frame(FrameKind.Constraint, ConstraintWire.Request(model, limits));
        return await AskAsync(question, Engines.Constraint, limits, cancellation).ConfigureAwait(false) switch
        {
            Answer.Bytes(var payload) => ConstraintWire.Outcome(model, payload),
            Answer.TooLate => new Outcome<ConstraintSolution>.LimitReached(),
            Answer.Nobody(var reason) => new Outcome<ConstraintSolution>.Unavailable(reason),
            _ => throw new UnreachableException(),
        };
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref closed, 1) == 1)
            return;
        await closing.CancelAsync().ConfigureAwait(false);
        for (var i = 0; i < options.PoolSize; i++)
        {
            await free.WaitAsync().ConfigureAwait(false);
            await Pop().CloseAsync().ConfigureAwait(false);
        }
        await resting.DisposeAsync().ConfigureAwait(false);
        // The semaphore and the token source stay: a caller who was waiting must find them closed, not gone.
    }

    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    async Task<Answer> AskAsync(Frame question, Engines engine, SolveLimits limits, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(closed == 1, this);
        var spent = TimeSpan.Zero;
        for (var attempt = 1; ; attempt++)
        {
            CompanionSlot slot;
            try
            {
                slot = await TakeAsync(cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                return Answer.Closed;
            }

            var asked = Stopwatch.GetTimestamp();
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
            try
            {
                var companion = await slot.WarmAsync(engine).WaitAsync(stop.Token).ConfigureAwait(false);
                asked = Stopwatch.GetTimestamp();
                stop.CancelAfter(limits.Time - spent + options.Grace);
                return new Answer.Bytes(await companion.AskAsync(question, stop.Token).ConfigureAwait(false));
            }
            catch (OperationCanceledException)
            {
                cancellation.ThrowIfCancellationRequested();
                return closing.IsCancellationRequested ? Answer.Closed : new Answer.TooLate();
            }
            catch (CompanionException failure)
            {
                spent += Stopwatch.GetElapsedTime(asked);
                if (attempt == 2 || spent > limits.Time / 2)
                    return new Answer.Nobody(failure.Message);
            }
            finally
            {
                Return(slot);
            }
        }
    }

    async Task<CompanionSlot> TakeAsync(CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closing.Token);
        await free.WaitAsync(stop.Token).ConfigureAwait(false);
        return Pop();
    }

    // Last in, first out: a warm companion is used before a cold one is started.
    CompanionSlot Pop()
    {
        lock (slots)
            return slots.Pop();
    }

    void Return(CompanionSlot slot)
    {
        slot.Tend();
        lock (slots)
            slots.Push(slot);
        // A pool that is being closed has no more rest.
        if (!closing.IsCancellationRequested)
            resting.Change(options.RestAfter, Timeout.InfiniteTimeSpan);
        free.Release();
    }

    /// <summary>Nobody has given a slot back for long: those that nobody holds now are emptied. Who takes one afterwards warms it again.</summary>
    void Rest()
    {
        lock (slots)
            foreach (var slot in slots)
                slot.Rest();
    }

    abstract record Answer
    {
        Answer() { }

        public static Nobody Closed { get; } = new("The pool of OR-Tools companions was closed.");

        public sealed record Bytes(byte[] Payload) : Answer;

        public sealed record TooLate : Answer;

        public sealed record Nobody(string Reason) : Answer;
    }
}
