namespace Logistics.Formats.Instances;

/// <summary>EDGE_WEIGHT_SECTION in the shapes of TSPLIB that occur: the whole matrix, or a triangle of a symmetric one, row by row.</summary>
static class VrplibMatrix
{
    static readonly string[] Shapes = ["FULL_MATRIX", "LOWER_ROW", "LOWER_DIAG_ROW", "UPPER_ROW", "UPPER_DIAG_ROW"];

    /// <summary>Row-major; null when it is at fault, which is told.</summary>
    public static double[]? Read(VrplibSections.Section section, string shape, int size, ProblemList problems)
    {
        var text = new TextLines(problems);
        if (shape == "FULL_MATRIX")
            return MatrixText.Square([.. section.Rows.Select(row => row.Line)], size, text, problems);
        if (!Shapes.Contains(shape))
        {
            problems.Add(InstanceCodes.UnknownWord, section.Header.Pointer, shape, string.Join(", ", Shapes));
            return null;
        }
        var (lower, diagonal) = (shape.StartsWith("LOWER", StringComparison.Ordinal), shape.Contains("DIAG", StringComparison.Ordinal));
        var cells = Enumerable.Range(0, size)
            .SelectMany(i => Enumerable.Range(0, size).Where(j => lower ? j < i : j > i).Select(j => (i, j)).Concat(diagonal ? [(i, i)] : []).Order()).ToList();
        var values = new List<double>(cells.Count);
        foreach (var (line, numbers) in section.Rows)
            foreach (var number in numbers)
                values.Add(text.NotNegative(line, number) ?? 0);
        if (values.Count != cells.Count)
        {
            problems.Add(InstanceCodes.RowsMissing, section.Header.Pointer, values.Count, cells.Count);
            return null;
        }
        var matrix = new double[size * size];
        for (var k = 0; k < cells.Count; k++)
        {
            var (i, j) = cells[k];
            if (i == j && values[k] != 0)
                problems.Add(InstanceCodes.DistanceToItself, section.Header.Pointer, i + 1, values[k]);
            matrix[i * size + j] = matrix[j * size + i] = values[k];
        }
        return problems.Any ? null : matrix;
    }
}
