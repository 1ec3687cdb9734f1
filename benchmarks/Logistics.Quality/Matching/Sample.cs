namespace Logistics.Quality.Matching;

/// <summary>Values of some seeds: their mean, and how far the true mean may lie from it at 95 % (Student).</summary>
sealed record Sample(double Mean, double Margin, int Count)
{
    /// <summary>Two-sided 95 % quantiles of Student's t for 1 to 30 degrees of freedom.</summary>
    static readonly double[] Quantiles =
    [
        12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.160, 2.145, 2.131,
        2.120, 2.110, 2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064, 2.060, 2.056, 2.052, 2.048, 2.045, 2.042,
    ];

    public static Sample Of(IReadOnlyCollection<double> values)
    {
        if (values.Count == 0)
            return new Sample(double.NaN, double.NaN, 0);
        var mean = values.Average();
        if (values.Count == 1)
            return new Sample(mean, double.NaN, 1);
        var freedom = values.Count - 1;
        var deviation = Math.Sqrt(values.Sum(x => (x - mean) * (x - mean)) / freedom);
        return new Sample(mean, Quantile(freedom) * deviation / Math.Sqrt(values.Count), values.Count);
    }

    /// <summary>Beyond thirty the first term of the expansion around the normal quantile is right to three digits.</summary>
    public static double Quantile(int freedom) => freedom <= Quantiles.Length ? Quantiles[freedom - 1] : 1.960 + 2.37 / freedom;
}
