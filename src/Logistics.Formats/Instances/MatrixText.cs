namespace Logistics.Formats.Instances;

/// <summary>Distances written out as numbers, row by row.</summary>
static class MatrixText
{
    /// <summary><paramref name="size"/> x <paramref name="size"/> values that are not negative, 0 from a node to itself, however the lines are cut.</summary>
    public static double[]? Square(IReadOnlyList<TextLine> lines, int size, TextLines text, ProblemList problems)
    {
        var values = new List<double>(size * size);
        var sound = true;
        foreach (var line in lines)
        {
            if (text.Numbers(line) is not { } numbers)
            {
                sound = false;
                continue;
            }
            foreach (var number in numbers)
            {
                var k = values.Count;
                sound &= text.NotNegative(line, number) is not null;
                if (k % (size + 1) == 0 && number != 0 && k < size * size)
                {
                    problems.Add(InstanceCodes.DistanceToItself, line.Pointer, k / size, number);
                    sound = false;
                }
                values.Add(number);
            }
        }
        if (sound && values.Count != size * size)
            problems.Add(InstanceCodes.RowsMissing, lines.Count > 0 ? lines[^1].Pointer : "", values.Count, size * size);
        return sound && values.Count == size * size ? [.. values] : null;
    }
}
