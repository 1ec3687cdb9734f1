namespace Logistics.Routing.Bounds;

/// <summary>
/// Whether the labels of this folder see every route there is, at no more than its cost. A rule they do not know only makes their bound lower, as long as it forbids
/// or costs; a rule that <em>allows</em> more (a reload), or a cost that is no sum over routes, makes it no bound at all. A soft window is to them a window up to the
/// latest time tolerated, and lateness costs nothing: that too only lowers the bound.
/// </summary>
static class RelaxedRules
{
    /// <summary>Null, or one line that says which rule stands in the way of any bound.</summary>
    public static string? WhyNone(Problem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        if (problem.Balance is not null)
            return "Unevenness between drivers has a price, so the cost is no sum over routes.";
        if (problem.Locks.Count > 0)
            return "Parts of tours are locked and may break rules that priced routes keep.";
        if (problem.Types.Any(type => type.Reloads.Count > 0))
            return "A vehicle may load again on its way; routes are not priced with reloads.";
        return null;
    }
}
