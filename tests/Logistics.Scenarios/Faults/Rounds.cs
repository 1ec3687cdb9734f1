using System.Globalization;

namespace Logistics.Scenarios.Faults;

/// <summary>
/// How long faults are looked for: once in the ordinary run; <c>RAMASSE_FAULT_ROUNDS=20</c> makes the long one, each round with other moments. The moments
/// follow from the seed, which is printed and may be given (<c>RAMASSE_FAULT_SEED</c>); what happens in them is up to the machine.
/// </summary>
static class Rounds
{
    public static int Count { get; } = Number("RAMASSE_FAULT_ROUNDS") ?? 1;

    public static bool IsLong => Count > 1;

    static readonly int seed = Number("RAMASSE_FAULT_SEED") ?? (IsLong ? Environment.TickCount & 0xFFFFFF : 1);

    /// <summary>The moments of a test, and its seed in the output.</summary>
    public static Random Dice(ITestOutputHelper output)
    {
        output.WriteLine($"{Count} rounds, RAMASSE_FAULT_SEED={seed}");
        return new Random(seed);
    }

    static int? Number(string variable) => int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
