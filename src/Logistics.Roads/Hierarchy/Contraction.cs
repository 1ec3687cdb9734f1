using Logistics.Roads.Graph;

namespace Logistics.Roads.Hierarchy;

/// <summary>Builds a hierarchy: contracts the least important nodes first, and puts shortcuts where shortest paths ran through them.</summary>
/// <remarks>
/// Geisberger et al. 2008 for the method and the terms of importance: a node's level, the shortcuts its contraction adds for each link it
/// removes, and likewise the links these stand for. Vetter, Parallel time-dependent contraction hierarchies (2009), for the rounds: all
/// nodes that matter less than each of their neighbours go at once. What a round does depends on the state before it alone, so the
/// hierarchy is the same for any number of threads.
/// <para>
/// Importance is brought up to date only when a node is about to go (a lazy update): a node whose importance has risen waits for another round.
/// </para>
/// </remarks>
sealed class Contraction
{
    // Found by trial on the Montpellier extract and on twenty-five copies of it: more costs time and saves hardly a shortcut.
    const int SettleLimit = 200;

    const long Scale = 1000;

    readonly int threads;
    readonly CancellationToken cancellation;
    readonly LinkLists outs, ins;
    readonly int[] quotients; // the terms of importance that need a search to know
    readonly int[] levels;
    readonly bool[] isGone;
    readonly Worker[] workers;
    readonly long[]? given; // per node, when the order is known beforehand
    readonly List<Climb> up, down;
    readonly List<int> firstUp = [0], firstDown = [0], nodeOf = [];
    Verdict[] verdicts = [];

    /// <summary>One thread's scratch space, and the shortcuts it found in the running round.</summary>
    sealed class Worker(int nodeCount, LinkLists outs, LinkLists ins)
    {
        public Witness Witness { get; } = new(nodeCount, outs, ins);

        public List<Shortcut> Shortcuts { get; } = [];
    }

    readonly record struct Verdict(int Worker, int First, int End);

    Contraction(SearchGraph graph, long[]? given, int threads, CancellationToken cancellation)
    {
        (this.given, this.threads, this.cancellation) = (given, threads, cancellation);
        var (leaving, arriving) = (new int[graph.Count], new int[graph.Count]);
        for (var node = 0; node < graph.Count; node++)
        {
            leaving[node] = graph.FirstLink[node + 1] - graph.FirstLink[node];
            for (var link = graph.FirstLink[node]; link < graph.FirstLink[node + 1]; link++)
                arriving[graph.LinkTo[link]]++;
        }
        (outs, ins) = (new(leaving), new(arriving));
        for (var node = 0; node < graph.Count; node++)
            for (var link = graph.FirstLink[node]; link < graph.FirstLink[node + 1]; link++)
                // No shortest path turns round onto the arc it stands on.
                if (graph.LinkTo[link] is var to && to != node)
                {
                    outs.Put(node, new(graph.LinkWeight[link], to, -1, 1));
                    ins.Put(to, new(graph.LinkWeight[link], node, -1, 1));
                }
        // Most often about a quarter more links than at first; lists that grow by doubling leave twice their size behind.
        (up, down) = (new(graph.LinkTo.Length / 4 * 5), new(graph.LinkTo.Length / 4 * 5));
        (quotients, levels, isGone) = (new int[graph.Count], new int[graph.Count], new bool[graph.Count]);
        workers = [.. Enumerable.Range(0, threads).Select(_ => new Worker(graph.Count, outs, ins))];
    }

    /// <param name="progress">Hears about what part of the work is done, 0 to 1, from the calling thread.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ContractionHierarchy Of(SearchGraph graph, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var contraction = new Contraction(graph, null, threads, cancellation);
        contraction.Run(progress);
        return contraction.Finish();
    }

    /// <summary>
    /// The hierarchy of a graph much like one whose hierarchy is known: nodes go in that order, as far as it matters, and none is searched for its
    /// importance.
    /// </summary>
    /// <param name="order">Per node, the least first; no two alike.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ContractionHierarchy InOrder(SearchGraph graph, long[] order, int threads, IProgress<double>? progress, CancellationToken cancellation)
    {
        var contraction = new Contraction(graph, order, threads, cancellation);
        contraction.Run(progress);
        return contraction.Finish();
    }

    void Run(IProgress<double>? progress)
    {
        var live = Enumerable.Range(0, isGone.Length).ToArray();
        var left = live.Length;
        // In parts, because the shortcuts found are not wanted yet.
        for (var first = 0; given is null && first < left; first += 4096)
            Judge(live.AsMemory(first, Math.Min(4096, left - first)));
        var candidates = new int[left];
        while (left > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = 0;
            foreach (var node in live.AsSpan(0, left))
                if (IsLeastAround(node))
                    candidates[count++] = node;
            Judge(candidates.AsMemory(0, count));
            for (var i = 0; i < count; i++)
                if (IsLeastAround(candidates[i]))
                    Contract(candidates[i], verdicts[i]);
            var kept = 0;
            for (var i = 0; i < left; i++)
                if (!isGone[live[i]])
                    live[kept++] = live[i];
            left = kept;
            // The last few, with many links each, cost most of the time.
            progress?.Report(1 - Math.Sqrt((double)left / isGone.Length));
        }
    }

    /// <summary>Finds the shortcuts of each node, and brings its importance up to date; verdicts stand in the nodes' order.</summary>
    void Judge(ReadOnlyMemory<int> nodes)
    {
        foreach (var worker in workers)
            worker.Shortcuts.Clear();
        if (verdicts.Length < nodes.Length)
            verdicts = new Verdict[nodes.Length];
        if (threads == 1 || nodes.Length == 1)
        {
            for (var i = 0; i < nodes.Length; i++)
                verdicts[i] = Judge(nodes.Span[i], 0);
            return;
        }
        var next = 0;
        var block = Math.Clamp(nodes.Length / (8 * threads), 1, 64);
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, worker =>
        {
            while (Interlocked.Add(ref next, block) - block is var first && first < nodes.Length)
                for (var i = first; i < Math.Min(first + block, nodes.Length); i++)
                    verdicts[i] = Judge(nodes.Span[i], worker);
        });
    }

    Verdict Judge(int node, int worker)
    {
        var shortcuts = workers[worker].Shortcuts;
        var first = shortcuts.Count;
        var addedHops = workers[worker].Witness.Shortcuts(node, SettleLimit, shortcuts);
        long removed = outs.CountOf(node) + ins.CountOf(node), removedHops = 0;
        foreach (ref readonly var link in outs[node])
            removedHops += link.Hops;
        foreach (ref readonly var link in ins[node])
            removedHops += link.Hops;
        if (removed > 0)
            quotients[node] = (int)(Scale * (shortcuts.Count - first) / removed + Scale * addedHops / removedHops);
        return new(worker, first, shortcuts.Count);
    }

    bool IsLeastAround(int node)
    {
        var importance = Importance(node);
        foreach (ref readonly var link in outs[node])
            if (Importance(link.Node).CompareTo(importance) < 0)
                return false;
        foreach (ref readonly var link in ins[node])
            if (Importance(link.Node).CompareTo(importance) < 0)
                return false;
        return true;
    }

    // Ties are broken by a scrambled number: by the number itself, a long chain of equal nodes would go one node per round.
    (long, uint) Importance(int node) => given is not null ? (given[node], 0) : (Scale * levels[node] + quotients[node], unchecked((uint)node * 2_654_435_761));

    void Contract(int node, Verdict verdict)
    {
        foreach (ref readonly var link in outs[node])
        {
            up.Add(new(link.Weight, link.Node, link.Middle));
            ins.Remove(link.Node, node);
            levels[link.Node] = Math.Max(levels[link.Node], levels[node] + 1);
        }
        foreach (ref readonly var link in ins[node])
        {
            down.Add(new(link.Weight, link.Node, link.Middle));
            outs.Remove(link.Node, node);
            levels[link.Node] = Math.Max(levels[link.Node], levels[node] + 1);
        }
        outs.Clear(node);
        ins.Clear(node);
        isGone[node] = true;
        nodeOf.Add(node);
        firstUp.Add(up.Count);
        firstDown.Add(down.Count);

        var shortcuts = workers[verdict.Worker].Shortcuts;
        for (var i = verdict.First; i < verdict.End; i++)
        {
            var (from, to, weight, hops) = shortcuts[i];
            outs.Put(from, new(weight, to, node, hops));
            ins.Put(to, new(weight, from, node, hops));
        }
    }

    ContractionHierarchy Finish()
    {
        var rankOf = new int[nodeOf.Count];
        for (var rank = 0; rank < rankOf.Length; rank++)
            rankOf[nodeOf[rank]] = rank;
        return new()
        {
            RankOf = rankOf,
            NodeOf = nodeOf.ToArray(),
            FirstUp = firstUp.ToArray(),
            Up = Ranked(up),
            FirstDown = firstDown.ToArray(),
            Down = Ranked(down),
        };

        Climb[] Ranked(List<Climb> links)
        {
            var ranked = links.ToArray();
            links.Clear();
            links.TrimExcess(); // two of them at once would be much on a large region
            foreach (ref var link in ranked.AsSpan())
                link = new(link.Weight, rankOf[link.To], link.Middle < 0 ? -1 : rankOf[link.Middle]);
            return ranked;
        }
    }
}
