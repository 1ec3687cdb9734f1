namespace Logistics.Routing;

/// <summary>The longest rising subsequence, in n log n (Schensted 1961, "Longest increasing and decreasing subsequences", Canadian J. Math. 13:179).</summary>
static class KeptOrder
{
    /// <summary>Marks the members of one longest rising subsequence of distinct numbers, always the same one, and returns its length.</summary>
    public static int Mark(ReadOnlySpan<int> positions, Span<bool> kept)
    {
        Span<int> tails = positions.Length <= 256 ? stackalloc int[positions.Length] : new int[positions.Length];
        Span<int> lengths = positions.Length <= 256 ? stackalloc int[positions.Length] : new int[positions.Length];
        var longest = 0;
        for (var k = 0; k < positions.Length; k++)
        {
            var at = tails[..longest].BinarySearch(positions[k]);
            at = at < 0 ? ~at : at;
            tails[at] = positions[k];
            lengths[k] = at + 1;
            longest = Math.Max(longest, at + 1);
        }
        var (wanted, below) = (longest, int.MaxValue);
        for (var k = positions.Length - 1; k >= 0; k--)
        {
            kept[k] = lengths[k] == wanted && positions[k] < below;
            if (kept[k])
                (wanted, below) = (wanted - 1, positions[k]);
        }
        return longest;
    }
}
