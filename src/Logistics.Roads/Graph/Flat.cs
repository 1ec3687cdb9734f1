using System.Runtime.CompilerServices;

namespace Logistics.Roads.Graph;

/// <summary>A run of equal records that lies in this process's memory or in a mapped file, and is read the same way from both.</summary>
/// <remarks>
/// A mapped run keeps its mapping alive, but a <see cref="Span"/> of it does not: whoever reads one holds on to the run, or to what the run belongs to
/// (see <see cref="RoadNetwork"/>), until he is done. Loops take <see cref="Span"/> once.
/// </remarks>
[CollectionBuilder(typeof(Flat), nameof(Flat.Of))]
readonly unsafe struct Flat<T> where T : unmanaged
{
    readonly T[]? array;
    readonly object? mapping;
    readonly nint address;
    readonly int mapped;

    public Flat(T[] array) => this.array = array;

    /// <param name="mapping">As long as it is reachable, the records can be read.</param>
    /// <param name="address">Aligned for the record.</param>
    public Flat(object mapping, nint address, int length) => (this.mapping, this.address, mapped) = (mapping, address, length);

    public ReadOnlySpan<T> Span => array is not null ? array : new ReadOnlySpan<T>((void*)address, mapped);

    public int Length => array is not null ? array.Length : mapped;

    public T this[int index] => Span[index];

    public T[] ToArray() => Span.ToArray();

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => Span.GetEnumerator();

    public static implicit operator Flat<T>(T[] array) => new(array);
}

static class Flat
{
    public static Flat<T> Of<T>(ReadOnlySpan<T> items) where T : unmanaged => new(items.ToArray());
}
