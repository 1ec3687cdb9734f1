using System.Text;

namespace Logistics.Roads.Osm;

/// <summary>Decodes one PrimitiveBlock: strings stay bytes until an element that is wanted asks for them.</summary>
/// <remarks>What it may hold is bounded, see <see cref="BlockBudget"/>; counts are checked before memory is taken for them.</remarks>
sealed class PbfBlock
{
    readonly long offset;
    readonly byte[] raw;
    readonly MapBlock block = new();
    readonly BlockBudget budget;
    readonly List<Range> strings = [];
    readonly string?[] decoded;
    readonly long granularity = 100, longitudeOffset, latitudeOffset; // nanodegrees

    public static MapBlock Decode(byte[] raw, long offset, MapQuery query)
    {
        var decoder = new PbfBlock(raw, offset, out var groups);
        bool[] nodeKeys = decoder.Mark(query.NodeKeys), wayKeys = decoder.Mark(query.WayKeys), relationKeys = decoder.Mark(query.RelationKeys);
        foreach (var range in groups)
        {
            var group = new Wire(raw.AsSpan(range), offset);
            while (group.Next(out var field, out var type))
                switch (field)
                {
                    case 1 when query.NodeKeys is not null: decoder.Node(group.Message(type), nodeKeys); break;
                    case 2 when query.NodeKeys is not null: decoder.DenseNodes(group.Message(type), nodeKeys); break;
                    case 3 when query.WayKeys is not null: decoder.Way(group.Message(type), wayKeys); break;
                    case 4 when query.RelationKeys is not null: decoder.Relation(group.Message(type), relationKeys); break;
                    default: group.Skip(type); break;
                }
        }
        return decoder.block;
    }

    PbfBlock(byte[] raw, long offset, out List<Range> groups)
    {
        (this.raw, this.offset, groups, budget) = (raw, offset, [], new(offset));
        var wire = new Wire(raw, offset);
        while (wire.Next(out var field, out var type))
            switch (field)
            {
                case 1: ReadStrings(wire.Message(type)); break;
                case 2:
                    budget.Group();
                    groups.Add(RangeOf(wire.Bytes(type)));
                    break;
                case 17: granularity = unchecked((int)wire.Varint(type)); break;
                case 19: latitudeOffset = unchecked((long)wire.Varint(type)); break;
                case 20: longitudeOffset = unchecked((long)wire.Varint(type)); break;
                default: wire.Skip(type); break;
            }
        if (granularity <= 0)
            throw wire.Corrupt($"a coordinate step of {granularity} nanodegrees makes no sense");
        decoded = new string?[strings.Count];
    }

    void ReadStrings(Wire table)
    {
        while (table.Next(out var field, out var type))
            if (field == 1)
            {
                budget.String();
                strings.Add(RangeOf(table.Bytes(type)));
            }
            else
                table.Skip(type);
    }

    Range RangeOf(ReadOnlySpan<byte> part)
    {
        // An empty span has no address of its own.
        if (part.IsEmpty || !raw.AsSpan().Overlaps(part, out var start))
            return default;
        return start..(start + part.Length);
    }

    /// <summary>Which entries of the string table are among the keys.</summary>
    bool[] Mark(string[]? keys)
    {
        var marks = new bool[strings.Count];
        if (keys is null)
            return marks;
        var wanted = Array.ConvertAll(keys, Encoding.UTF8.GetBytes);
        for (var i = 0; i < marks.Length; i++)
            foreach (var key in wanted)
                marks[i] |= raw.AsSpan(strings[i]).SequenceEqual(key);
        return marks;
    }

    void Node(Wire node, bool[] wanted)
    {
        long id = 0, latitude = 0, longitude = 0;
        Wire keys = default, values = default;
        while (node.Next(out var field, out var type))
            switch (field)
            {
                case 1: id = node.ZigZag(type); break;
                case 2: keys = node.Message(type); break;
                case 3: values = node.Message(type); break;
                case 8: latitude = node.ZigZag(type); break;
                case 9: longitude = node.ZigZag(type); break;
                default: node.Skip(type); break;
            }
        budget.Nodes(1);
        Add(id, longitude, latitude, ref node);
        if (TagsOf(keys, values, wanted, ref node) is { } tags)
            block.TaggedNodes.Add((block.NodeIds.Count - 1, tags));
    }

    void DenseNodes(Wire dense, bool[] wanted)
    {
        Wire ids = default, latitudes = default, longitudes = default, keysAndValues = default;
        while (dense.Next(out var field, out var type))
            switch (field)
            {
                case 1: ids = dense.Message(type); break;
                case 8: latitudes = dense.Message(type); break;
                case 9: longitudes = dense.Message(type); break;
                case 10: keysAndValues = dense.Message(type); break;
                default: dense.Skip(type); break;
            }
        var count = ids.CountVarints();
        if (latitudes.CountVarints() != count || longitudes.CountVarints() != count)
            throw dense.Corrupt("a run of nodes has not as many coordinates as ids");
        budget.Nodes(count);
        block.NodeIds.EnsureCapacity(block.NodeIds.Count + count);
        block.Longitudes.EnsureCapacity(block.NodeIds.Count + count);
        block.Latitudes.EnsureCapacity(block.NodeIds.Count + count);

        long id = 0, latitude = 0, longitude = 0;
        var hasTags = !keysAndValues.AtEnd;
        var pairs = new List<string>();
        while (!ids.AtEnd)
        {
            unchecked
            {
                id += ids.ZigZag();
                latitude += latitudes.ZigZag();
                longitude += longitudes.ZigZag();
            }
            Add(id, longitude, latitude, ref dense);
            if (!hasTags)
                continue;

            // key, value, key, value, ..., 0 closes each node.
            var rewind = keysAndValues;
            var isWanted = false;
            var tagCount = 0;
            while (Index(keysAndValues.Varint(), ref dense) is var key and not 0)
            {
                isWanted |= wanted[key];
                Index(keysAndValues.Varint(), ref dense);
                tagCount++;
            }
            if (!isWanted)
                continue;
            budget.Tags(tagCount);
            pairs.Clear();
            while (rewind.Varint() is var key and not 0)
            {
                pairs.Add(Text((int)key));
                pairs.Add(Text((int)rewind.Varint()));
            }
            block.TaggedNodes.Add((block.NodeIds.Count - 1, new([.. pairs])));
        }
    }

    void Way(Wire way, bool[] wanted)
    {
        long id = 0;
        Wire keys = default, values = default, nodes = default;
        while (way.Next(out var field, out var type))
            switch (field)
            {
                case 1: id = unchecked((long)way.Varint(type)); break;
                case 2: keys = way.Message(type); break;
                case 3: values = way.Message(type); break;
                case 8: nodes = way.Message(type); break;
                default: way.Skip(type); break;
            }
        if (TagsOf(keys, values, wanted, ref way) is not { } tags)
            return;
        budget.Element();
        budget.References(nodes.CountVarints());
        var ids = new long[nodes.CountVarints()];
        long node = 0;
        for (var i = 0; i < ids.Length; i++)
            ids[i] = node = unchecked(node + nodes.ZigZag());
        block.Ways.Add(new(id, ids, tags));
    }

    void Relation(Wire relation, bool[] wanted)
    {
        long id = 0;
        Wire keys = default, values = default, roles = default, members = default, kinds = default;
        while (relation.Next(out var field, out var type))
            switch (field)
            {
                case 1: id = unchecked((long)relation.Varint(type)); break;
                case 2: keys = relation.Message(type); break;
                case 3: values = relation.Message(type); break;
                case 8: roles = relation.Message(type); break;
                case 9: members = relation.Message(type); break;
                case 10: kinds = relation.Message(type); break;
                default: relation.Skip(type); break;
            }
        if (TagsOf(keys, values, wanted, ref relation) is not { } tags)
            return;
        budget.Element();
        budget.Members(members.CountVarints());
        var list = new MapMember[members.CountVarints()];
        if (roles.CountVarints() != list.Length || kinds.CountVarints() != list.Length)
            throw relation.Corrupt("a relation has not as many roles and kinds as members");
        long member = 0;
        for (var i = 0; i < list.Length; i++)
        {
            member = unchecked(member + members.ZigZag());
            var kind = kinds.Varint();
            if (kind > 2)
                throw relation.Corrupt("a relation's member is neither node, way nor relation");
            list[i] = new((MemberKind)kind, member, Text(Index(roles.Varint(), ref relation)));
        }
        block.Relations.Add(new(id, list, tags));
    }

    void Add(long id, long longitude, long latitude, ref Wire at)
    {
        // Nanodegrees become ten-millionths of a degree, the resolution of the database itself.
        var east = unchecked(longitudeOffset + granularity * longitude) / 100;
        var north = unchecked(latitudeOffset + granularity * latitude) / 100;
        if (east is < -1_800_000_000 or > 1_800_000_000 || north is < -900_000_000 or > 900_000_000)
            throw at.Corrupt($"node {id} lies outside the globe");
        block.NodeIds.Add(id);
        block.Longitudes.Add((int)east);
        block.Latitudes.Add((int)north);
    }

    /// <summary>Null when none of the keys is wanted.</summary>
    Tags? TagsOf(Wire keys, Wire values, bool[] wanted, ref Wire at)
    {
        var count = keys.CountVarints();
        if (values.CountVarints() != count)
            throw at.Corrupt("an element has not as many values as keys");
        var scan = keys;
        var isWanted = false;
        while (!scan.AtEnd)
            isWanted |= wanted[Index(scan.Varint(), ref at)];
        if (!isWanted)
            return null;
        budget.Tags(count);
        var pairs = new string[2 * count];
        for (var i = 0; i < pairs.Length; i += 2)
        {
            pairs[i] = Text((int)keys.Varint());
            pairs[i + 1] = Text(Index(values.Varint(), ref at));
        }
        return new(pairs);
    }

    int Index(ulong index, ref Wire at) => index < (ulong)strings.Count ? (int)index : throw at.Corrupt("a tag points outside the table of strings");

    string Text(int index) => decoded[index] ??= Decode(raw.AsSpan(strings[index]));

    string Decode(ReadOnlySpan<byte> text)
    {
        budget.Text(text.Length);
        return Encoding.UTF8.GetString(text);
    }
}
