namespace Logistics.Roads.Graph;

/// <summary>
/// Sequences of halves that no vehicle may drive one after the other, each in some of the slices. Turns of two are forbidden as they are; for
/// longer ones the halves in the middle get twins, one for each past that matters, so that the rule becomes a turn of two again.
/// </summary>
/// <remarks>
/// The pasts are the states of the automaton of Aho and Corasick (Efficient string matching, CACM 18(6), 1975) over the forbidden sequences:
/// a twin stands for "this half, and the last ones driven were these". Which twin follows which is fixed by the sequences alone, so it is the
/// same in all slices; only whether a turn is forbidden differs.
/// </remarks>
sealed class ForbiddenPaths
{
    readonly SortedDictionary<int[], ulong> paths = new(Lexical.Order);
    readonly SortedDictionary<int[], int> pasts = new(Lexical.Order); // a past of two halves or more, and its twin

    /// <summary>What is forbidden in at least one slice: a bit per slice.</summary>
    public IEnumerable<(int[] Halves, ulong Slices)> All => paths.Select(pair => (pair.Key, pair.Value));

    public void Add(int[] halves, ulong slices) => paths[halves] = paths.GetValueOrDefault(halves) | slices;

    /// <param name="firstTwin">The number of the first twin; they count up from there.</param>
    /// <param name="entering">The halves that end where a half begins, itself not twins; likewise <paramref name="leaving"/>.</param>
    /// <param name="forbid">Takes two halves, either may be a twin, and the slices in which the turn is forbidden.</param>
    /// <returns>Per twin, the half it stands for.</returns>
    public List<int> Expand(int firstTwin, Func<int, IEnumerable<int>> entering, Func<int, IEnumerable<int>> leaving, Action<int, int, ulong> forbid)
    {
        var twins = new List<int>();
        var pastOf = new List<int[]>();
        var family = new SortedDictionary<int, List<int>>();
        foreach (var path in paths.Keys)
            for (var length = 2; length < path.Length; length++)
                if (pasts.TryAdd(path[..length], firstTwin + twins.Count))
                {
                    var half = path[length - 1];
                    if (!family.TryGetValue(half, out var own))
                        family[half] = own = [];
                    own.Add(firstTwin + twins.Count);
                    twins.Add(half);
                    pastOf.Add(path[..length]);
                }

        // From each half of a family and all that may come before it, only one of the family is the right one.
        foreach (var (half, own) in family)
            foreach (var before in entering(half))
                foreach (var state in (List<int>)[before, .. family.GetValueOrDefault(before, [])])
                {
                    var right = Next(Past(state), half);
                    foreach (var other in (List<int>)[half, .. own])
                        if (other != right)
                            forbid(state, other, ulong.MaxValue);
                }
        foreach (var (path, slices) in paths)
            if (path.Length == 2)
                foreach (var state in (List<int>)[path[0], .. family.GetValueOrDefault(path[0], [])])
                    forbid(state, Next(Past(state), path[1]), slices);
        foreach (var (past, twin) in pasts)
            foreach (var next in leaving(past[^1]))
                if (Forbidden(past, next) is var slices and not 0)
                    forbid(twin, Next(past, next), slices);
        return twins;

        int[] Past(int state) => state < firstTwin ? [state] : pastOf[state - firstTwin];
    }

    /// <summary>The half driven next as the twin that remembers most of the past, or itself when nothing of the past matters.</summary>
    int Next(int[] past, int half)
    {
        for (var start = 0; start < past.Length; start++)
            if (pasts.TryGetValue([.. past[start..], half], out var twin))
                return twin;
        return half;
    }

    ulong Forbidden(int[] past, int half)
    {
        ulong slices = 0;
        for (var start = 0; start < past.Length; start++)
            slices |= paths.GetValueOrDefault([.. past[start..], half]);
        return slices;
    }

    sealed class Lexical : IComparer<int[]>
    {
        public static Lexical Order { get; } = new();

        public int Compare(int[]? a, int[]? b) => a.AsSpan().SequenceCompareTo(b);
    }
}
