using System.Globalization;
using Logistics.Formats.Instances;
using Logistics.Routing;

namespace Logistics.Cli.Commands.Vrp;

/// <summary>What a person should know beside the plan: how far it may be from the best there is, or why nobody knows.</summary>
static class VrpNotes
{
    public static void OfBound(Terminal terminal, Instance instance, Solution solution) => terminal.Note(PlanBound.Of(instance, solution) switch
    {
        PlanBound.Known known => terminal.Words["Vrp.Bound", instance.Show(known.Cost), Percent(known.Gap)],
        PlanBound.None none => terminal.Words["Vrp.NoBound", none.Because],
        _ => throw new System.Diagnostics.UnreachableException(),
    });

    /// <summary>Of VROOM's questions, whose cost has no figure before its routes are timed: the gap alone.</summary>
    public static void OfBound(Terminal terminal, Solution solution) => terminal.Note(solution switch
    {
        { Gap: { } gap } => terminal.Words["Vrp.Gap", Percent(gap)],
        { Bound: Bound.Unknown unknown } => terminal.Words["Vrp.NoBound", unknown.Reason],
        _ => terminal.Words["Vrp.NoBound", "What was proven differs from the plan in what is left out."],
    });

    static string Percent(double share) => (100 * share).ToString("0.####", CultureInfo.InvariantCulture);
}
