namespace Logistics.OrTools;

/// <summary>When to stop, and what makes the answer repeatable.</summary>
/// <remarks>
/// An answer repeats, byte for byte, when the engine ends by itself or by <see cref="Work"/> or <see cref="Nodes"/>, with the same
/// <see cref="Seed"/> and one worker; not when <see cref="Time"/> cuts it.
/// </remarks>
public sealed record SolveLimits
{
    readonly TimeSpan time;
    readonly int workers = 1;

    /// <summary>
    /// Wall-clock time of the solve itself, counted from the moment a warm engine holds the model: queueing and start-up come on top.
    /// The engine is asked to stop then, and killed a grace later. More than zero, at most one day.
    /// </summary>
    public required TimeSpan Time
    {
        get => time;
        init => time = value > TimeSpan.Zero && value <= TimeSpan.FromDays(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Time), value, "A time limit is more than zero and at most one day.");
    }

    /// <summary>Limit in the engine's own deterministic seconds (CP-SAT and GLOP; SCIP has no such clock). Null: none.</summary>
    public double? Work { get; init; }

    /// <summary>Limit in branch-and-bound nodes (SCIP only). Null: none.</summary>
    public long? Nodes { get; init; }

    public int Seed { get; init; } = 1;

    /// <summary>Threads of CP-SAT, 1 to 4; more than one does not repeat its answer. The linear engines use one.</summary>
    public int Workers
    {
        get => workers;
        init => workers = value is >= 1 and <= 4
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Workers), value, "CP-SAT runs on 1 to 4 workers here.");
    }

    /// <summary>Stop when (objective − bound) / objective is below this; 0 asks for a proof.</summary>
    public double RelativeGap { get; init; }
}
