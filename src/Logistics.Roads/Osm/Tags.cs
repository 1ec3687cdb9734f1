using System.Collections;

namespace Logistics.Roads.Osm;

/// <summary>What the map says about an element: keys and values, as written. What to conclude is the profile's business.</summary>
readonly struct Tags(string[] pairs) : IEnumerable<KeyValuePair<string, string>>
{
    readonly string[]? pairs = pairs; // key, value, key, value, ...

    public int Count => (pairs?.Length ?? 0) / 2;

    /// <summary>The value of a key, or null. With a duplicate key (not valid OSM) the first counts.</summary>
    public string? this[string key]
    {
        get
        {
            if (pairs is not null)
                for (var i = 0; i < pairs.Length; i += 2)
                    if (string.Equals(pairs[i], key, StringComparison.Ordinal))
                        return pairs[i + 1];
            return null;
        }
    }

    public static Tags Of(params string[] pairs) => new(pairs);

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var i = 0; i < 2 * Count; i += 2)
            yield return new(pairs![i], pairs[i + 1]);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
