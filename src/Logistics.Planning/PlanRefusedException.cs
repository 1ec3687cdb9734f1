using Logistics.Domain;
using Logistics.Domain.Plans;
using Logistics.Planning.Checking;

namespace Logistics.Planning;

/// <summary>Our own plan did not pass the independent check. A defect, never the user's fault: no plan is given.</summary>
public sealed class PlanRefusedException(DayPlan plan, ValueList<PlanViolation> violations)
    : Exception($"The plan does not pass its check: {string.Join("; ", violations.Take(5))}{(violations.Count > 5 ? $" and {violations.Count - 5} more" : "")}")
{
    /// <summary>Only to name things in the words of the violations.</summary>
    public DayPlan Plan => plan;

    public ValueList<PlanViolation> Violations => violations;
}
