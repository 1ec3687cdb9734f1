namespace Logistics.Roads.Osm;

/// <summary>Reads protocol-buffer fields from bytes that nobody has vouched for: every step is bounds-checked.</summary>
/// <remarks>https://protobuf.dev/programming-guides/encoding/</remarks>
ref struct Wire(ReadOnlySpan<byte> data, long blobOffset)
{
    public const int VarintType = 0, Fixed64Type = 1, BytesType = 2, Fixed32Type = 5;

    readonly ReadOnlySpan<byte> data = data;
    int at;

    public readonly bool AtEnd => at >= data.Length;

    /// <summary>How many varints the bytes hold: each ends with a byte below 128.</summary>
    public readonly int CountVarints()
    {
        var count = 0;
        foreach (var b in data)
            if (b < 0x80)
                count++;
        return count;
    }

    /// <summary>Moves to the next field; false at the end.</summary>
    public bool Next(out int field, out int type)
    {
        field = type = 0;
        if (AtEnd)
            return false;
        var tag = Varint();
        if (tag >> 3 is 0 or > 536_870_911)
            throw Corrupt("a field has no valid number");
        field = (int)(tag >> 3);
        type = (int)(tag & 7);
        return true;
    }

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            if (at >= data.Length)
                throw Corrupt("a number is cut short");
            var b = data[at++];
            value |= unchecked((ulong)(b & 0x7F) << shift);
            if (b < 0x80)
                return value;
        }
        throw Corrupt("a number is longer than 64 bits");
    }

    /// <summary>A signed number in zigzag form.</summary>
    public long ZigZag()
    {
        var value = Varint();
        return unchecked((long)(value >> 1) ^ -(long)(value & 1));
    }

    public ulong Varint(int type) => type == VarintType ? Varint() : throw Corrupt("a field is not of the expected type");

    public long ZigZag(int type) => type == VarintType ? ZigZag() : throw Corrupt("a field is not of the expected type");

    public ReadOnlySpan<byte> Bytes(int type)
    {
        if (type != BytesType)
            throw Corrupt("a field is not of the expected type");
        return Take(Varint());
    }

    public Wire Message(int type) => new(Bytes(type), blobOffset);

    public void Skip(int type)
    {
        switch (type)
        {
            case VarintType: Varint(); break;
            case Fixed64Type: Take(8); break;
            case BytesType: Take(Varint()); break;
            case Fixed32Type: Take(4); break;
            default: throw Corrupt("a field is of an unknown type");
        }
    }

    public readonly MapDataException Corrupt(string what) => new($"The map file is corrupt: {what}.", Where(blobOffset));

    public static string Where(long offset) => $"blob at byte {offset}";

    ReadOnlySpan<byte> Take(ulong length)
    {
        if (length > (ulong)(data.Length - at))
            throw Corrupt("a field reaches beyond its message");
        var bytes = data.Slice(at, (int)length);
        at += (int)length;
        return bytes;
    }
}
