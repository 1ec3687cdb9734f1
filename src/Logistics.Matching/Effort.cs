using Logistics.OrTools;

namespace Logistics.Matching;

/// <summary>How long OR-Tools may work on one question.</summary>
static class Effort
{
    /// <summary>
    /// Deterministic work ends the search, so that the answer does not depend on what else the machine does: a deterministic second was 10 to 60 seconds
    /// of clock time on two busy cores. The clock ends only what hangs.
    /// </summary>
    static readonly TimeSpan Hanging = TimeSpan.FromMinutes(15);

    public static SolveLimits Of(double work, int seed) => new() { Time = Hanging, Work = work, Seed = seed };
}
