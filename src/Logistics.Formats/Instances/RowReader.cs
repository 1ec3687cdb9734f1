namespace Logistics.Formats.Instances;

/// <summary>Rows "number, x, y, demand, ready, due, service, …" that Solomon's, Li and Lim's and Sartori and Buriol's files share.</summary>
sealed class RowReader(ProblemList problems)
{
    readonly TextLines text = new(problems);

    /// <param name="Line">Where it stands.</param>
    /// <param name="Numbers">All of them.</param>
    public sealed record Row(TextLine Line, double[] Numbers);

    /// <summary>Rows of <paramref name="width"/> numbers, numbered from 0 in order; those at fault are left out, and told.</summary>
    public List<Row> Read(IEnumerable<TextLine> lines, int width)
    {
        var rows = new List<Row>();
        var expected = 0;
        foreach (var line in lines)
        {
            var numbers = text.Numbers(line, width);
            if (numbers is not null && numbers[0] != expected)
                problems.Add(InstanceCodes.WrongOrder, line.Pointer, numbers[0], expected);
            else if (numbers is not null && IsSound(line, numbers))
                rows.Add(new(line, numbers));
            expected++;
        }
        if (expected == 0)
            problems.Add(InstanceCodes.RowsMissing, "", 0, 1);
        return rows;
    }

    /// <summary>A node of such a row; its demand without sign.</summary>
    public static DraftNode NodeOf(Row row) => new()
    {
        X = row.Numbers[1],
        Y = row.Numbers[2],
        Demand = (long)Math.Abs(row.Numbers[3]),
        Ready = row.Numbers[4],
        Due = row.Numbers[5],
        Service = row.Numbers[6],
        IsDepot = row.Numbers[0] == 0,
    };

    bool IsSound(TextLine line, double[] numbers)
    {
        var demand = text.Whole(line, numbers[3], -(int)Routing.Problem.LargestLoad, (int)Routing.Problem.LargestLoad);
        var (ready, due, service) = (text.NotNegative(line, numbers[4]), text.NotNegative(line, numbers[5]), text.NotNegative(line, numbers[6]));
        if (ready > due)
            problems.Add(InstanceCodes.EmptyWindow, line.Pointer, ready, due);
        return demand is not null && ready is not null && due is not null && service is not null && ready <= due;
    }

    /// <summary>Pairs named on both sides: a pickup of positive demand names its delivery, which names it back and takes as much.</summary>
    /// <param name="rows">With "pickup, delivery" in columns 7 and 8, 0 for none; row k is node k.</param>
    public List<DraftNode> Paired(IReadOnlyList<Row> rows)
    {
        var nodes = rows.Select(NodeOf).ToList();
        for (var k = 1; k < rows.Count; k++)
        {
            var (line, numbers) = rows[k];
            var (pickup, delivery) = (numbers[7], numbers[8]);
            var partner = pickup != 0 ? pickup : delivery;
            var column = pickup != 0 ? 8 : 7;
            if ((pickup != 0) == (delivery != 0) || partner != Math.Floor(partner) || partner < 1 || partner >= rows.Count
                || rows[(int)partner].Numbers[column] != k || rows[(int)partner].Numbers[15 - column] != 0
                || numbers[3] != -rows[(int)partner].Numbers[3] || (delivery != 0 && numbers[3] < 0))
                problems.Add(InstanceCodes.BrokenPair, line.Pointer, k, pickup, delivery);
            else if (delivery != 0)
                nodes[k] = nodes[k] with { Delivery = (int)delivery };
        }
        return nodes;
    }
}
