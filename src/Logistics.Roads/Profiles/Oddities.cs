namespace Logistics.Roads.Profiles;

/// <summary>Collects values that could not be understood: how many, and the first few examples. An odd value never bans a road by itself.</summary>
sealed class Oddities
{
    const int Kept = 5;

    readonly SortedDictionary<string, (int Count, List<string> Examples)> found = new(StringComparer.Ordinal);

    /// <param name="kind">What is odd, in words that several elements share.</param>
    /// <param name="example">Where, as <c>way 123: maxspeed=fast</c>.</param>
    public void Add(string kind, string example)
    {
        var (count, examples) = found.TryGetValue(kind, out var known) ? known : (0, []);
        if (examples.Count < Kept)
            examples.Add(example);
        found[kind] = (count + 1, examples);
    }

    public IReadOnlyList<Oddity> ToList() => [.. found.Select(pair => new Oddity(pair.Key, pair.Value.Count, pair.Value.Examples))];
}
