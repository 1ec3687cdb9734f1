namespace Logistics.Matching.Model;

/// <summary>An order that depends on ids and the seed alone: whatever no tier decides is decided by it, never by the order of a list.</summary>
static class StableOrder
{
    /// <summary>Two rounds of the SplitMix64 finaliser (Steele, Lea, Flood, OOPSLA 2014) over the id and the seed.</summary>
    public static ulong Hash(Guid id, long seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var low = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        unchecked
        {
            return Mix(Mix((ulong)seed + 0x9E3779B97F4A7C15 + high) + low);
        }
    }

    public static IEnumerable<T> InStableOrder<T>(this IEnumerable<T> items, Func<T, Guid> id, long seed) =>
        items.OrderBy(x => Hash(id(x), seed)).ThenBy(id);

    static ulong Mix(ulong x)
    {
        unchecked
        {
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
            return x ^ (x >> 31);
        }
    }
}
