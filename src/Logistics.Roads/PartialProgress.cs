namespace Logistics.Roads;

/// <summary>One stage's progress as a part of the whole's.</summary>
static class PartialProgress
{
    /// <summary>Tells the whole's listener that a stage which reaches from one share of the work to another is this far.</summary>
    public static IProgress<double>? Part(this IProgress<double>? whole, double from, double to) => whole is null ? null : new Stage(whole, from, to);

    sealed class Stage(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (to - from) * value);
    }
}
