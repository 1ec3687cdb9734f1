namespace Logistics.Formats.Instances;

/// <summary>Tells formats apart by what only one of them has.</summary>
static class FormatGuess
{
    /// <summary>Null when it looks like none.</summary>
    public static InstanceFormat? Of(IReadOnlyList<TextLine> lines)
    {
        if (lines.Any(line => line.Words[0].EndsWith("_SECTION", StringComparison.Ordinal)))
            return InstanceFormat.Vrplib;
        if (lines.Any(line => line.Text == "NODES") && lines.Any(line => line.Text == "EDGES"))
            return InstanceFormat.Sartori;
        if (lines.Any(line => line.Text == "VEHICLE"))
            return InstanceFormat.Solomon;
        return lines.Count > 1 && lines[0].IsRow && lines[0].Words.Length == 3 && lines[1].Words.Length == 9 ? InstanceFormat.LiLim : null;
    }
}
