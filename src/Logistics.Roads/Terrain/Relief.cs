namespace Logistics.Roads.Terrain;

/// <summary>How steep a line of road is, from heights every sixty metres along it.</summary>
/// <remarks>
/// The tiles know the surface to some metres, every thirty or ninety metres; roads are cut into it. So the slope at a place is that of the straight line
/// that fits the heights around it best (least squares), not that between two neighbours. On bridges and in tunnels the road climbs evenly
/// from where it leaves the ground to where it comes back.
/// </remarks>
sealed class Relief
{
    const double SampleMetres = 60;

    readonly double[] heights; // not a number where unknown
    readonly double step, metres;

    /// <param name="aloft">Stretches of the course above or below the ground, in order; their ends are on it, unless the course ends there in the air.</param>
    public Relief(Course course, Elevation elevation, IReadOnlyList<(double From, double To)> aloft, bool startsInTheAir, bool endsInTheAir)
    {
        metres = course.Metres;
        heights = new double[1 + Math.Max(1, (int)Math.Round(metres / SampleMetres))];
        step = metres / (heights.Length - 1);
        for (int sample = 0, next = 0; sample < heights.Length; sample++)
        {
            var at = sample * step;
            while (next < aloft.Count && aloft[next].To <= at)
                next++;
            heights[sample] = next < aloft.Count && aloft[next].From < at ? Between(aloft[next], at) : At(at);
        }

        double Between((double From, double To) gap, double at)
        {
            var from = gap.From <= 0 && startsInTheAir ? double.NaN : At(gap.From);
            var to = gap.To >= metres && endsInTheAir ? double.NaN : At(gap.To);
            return double.IsNaN(from) ? to : double.IsNaN(to) ? from : from + (to - from) * (at - gap.From) / (gap.To - gap.From);
        }

        double At(double at)
        {
            var height = elevation.MetresAt(course.At(at));
            if (height is null)
                Missing++;
            else
                Used++;
            return height ?? double.NaN;
        }
    }

    /// <summary>How many heights were asked for and known; likewise <see cref="Missing"/>.</summary>
    public int Used { get; private set; }

    public int Missing { get; private set; }

    /// <summary>Percent of climb around a place on the line; 0 where too little is known.</summary>
    /// <param name="window">Metres of road whose heights count; where the line ends, those there are.</param>
    public double Percent(double metre, double window)
    {
        if (step <= 0)
            return 0; // a line of no length: two nodes on one spot
        var first = Math.Clamp((int)Math.Ceiling((metre - window / 2) / step), 0, heights.Length - 2);
        var last = Math.Clamp((int)Math.Floor((metre + window / 2) / step), first + 1, heights.Length - 1);
        double count = 0, sumX = 0, sumY = 0, sumXX = 0, sumXY = 0;
        for (var sample = first; sample <= last; sample++)
            if (heights[sample] is var y && !double.IsNaN(y))
            {
                double x = (sample - first) * step;
                (count, sumX, sumY, sumXX, sumXY) = (count + 1, sumX + x, sumY + y, sumXX + x * x, sumXY + x * y);
            }
        var spread = count * sumXX - sumX * sumX;
        return count < 2 || spread <= 0 ? 0 : 100 * (count * sumXY - sumX * sumY) / spread;
    }
}
