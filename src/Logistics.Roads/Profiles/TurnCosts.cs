namespace Logistics.Roads.Profiles;

/// <summary>What a turn costs by its angle, from curves that a person can write: seconds at some angles, straight lines between them.</summary>
static class TurnCosts
{
    const int Circle = 256, Half = 128;

    /// <param name="across">Turns that cross the oncoming traffic, so to the left where one drives on the right: degrees and seconds, degrees rising.</param>
    /// <param name="along">Turns to the other side.</param>
    /// <returns>See <see cref="Graph.RoadGraph.TurnDelays"/>.</returns>
    public static int[] Table(IReadOnlyList<double[]> across, IReadOnlyList<double[]> along)
    {
        var table = new int[Circle];
        for (var angle = 1; angle < Circle; angle++)
        {
            var isAlong = angle <= Half;
            var degrees = (isAlong ? angle : Circle - angle) * 360.0 / Circle;
            table[angle] = (int)Math.Round(1000 * At(degrees, isAlong ? along : across));
        }
        return table;
    }

    /// <summary>Nothing before the first point of the curve, and no more after its last.</summary>
    static double At(double degrees, IReadOnlyList<double[]> curve)
    {
        if (curve.Count == 0 || degrees < curve[0][0])
            return 0;
        for (var i = 1; i < curve.Count; i++)
            if (degrees < curve[i][0])
                return curve[i - 1][1] + (curve[i][1] - curve[i - 1][1]) * (degrees - curve[i - 1][0]) / (curve[i][0] - curve[i - 1][0]);
        return curve[^1][1];
    }
}
