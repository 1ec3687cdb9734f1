namespace Logistics.Routing.Search;

/// <summary>
/// A feasible stretch of a tour: its least duration, and the earliest and latest start that give it. Two join in constant time
/// (Vidal, Crainic, Gendreau and Prins 2013, "A hybrid genetic algorithm with adaptive diversity management", C&amp;OR 40:475, without time warp: the search keeps tours feasible).
/// </summary>
readonly record struct Segment(int Duration, int Earliest, int Latest)
{
    public static Segment Of(Model model, int node) => new(model.Service[node], model.Open[node], model.Close[node]);

    public static Segment Join(Segment first, int travel, Segment second)
    {
        unchecked
        {
            var reach = first.Duration + travel;
            var wait = Math.Max(0, second.Earliest - reach - first.Latest);
            return new(
                reach + second.Duration + wait,
                Math.Max(second.Earliest - reach, first.Earliest) - wait,
                Math.Min(second.Latest - reach, first.Latest));
        }
    }
}
