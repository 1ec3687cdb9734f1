namespace Logistics.OrTools.Companions;

/// <summary>What the shell decides about the companions.</summary>
public sealed record OrToolsOptions
{
    readonly int poolSize = 1;

    /// <summary>The folder that holds <c>companion.mjs</c> and its <c>node_modules</c>; see <see cref="CompanionFolder"/>.</summary>
    public required string Folder { get; init; }

    /// <summary>Node.js: a name looked up in PATH, or a full path.</summary>
    public string Node { get; init; } = "node";

    /// <summary>Companions at most, hence solves at once; each takes 0.2 GB for CP-SAT, 0.5 GB once a linear model came, 1 GB and more at work.</summary>
    public int PoolSize
    {
        get => poolSize;
        init => poolSize = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(PoolSize), value, "A pool has at least one companion.");
    }

    /// <summary>WebAssembly memory never shrinks: a companion found above this after a solve is replaced. Bytes of working set.</summary>
    public long RecycleAbove { get; init; } = 1_500_000_000;

    /// <summary>A pool that nobody asked for so long lets its companions go, and starts them anew when it is asked; <see cref="Timeout.InfiniteTimeSpan"/>: never.</summary>
    public TimeSpan RestAfter { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a companion may take to start and to load an engine.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long past its time limit a solve may run before its companion is killed.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(2);
}
