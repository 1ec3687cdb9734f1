using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;

namespace Logistics.Planning.Checking;

/// <summary>
/// A second opinion on a plan, whoever made it: every rule is derived again from the declarations alone. No line is shared with matching, roads
/// or routing, so that one mistake is not made twice.
/// </summary>
public static class PlanChecker
{
    /// <summary>Everything that is wrong, in a fixed order; empty when the plan may be driven.</summary>
    /// <remarks>
    /// The plan is not trusted: ids may lead nowhere and lists may be broken. The day is: a reader has checked it. Only goods and needs of the
    /// territories the plan covers must balance.
    /// </remarks>
    public static ValueList<PlanViolation> Check(DayIndex day, DayPlan plan)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        var facts = new PlanFacts(day, plan);
        HeaderCheck.Run(facts);
        // Beside another day's file everything would be wrong, and nothing would be learnt.
        if (facts.Violations.Any(x => x is PlanViolation.OtherDay))
            return facts.Violations;
        BalanceCheck.Run(facts);
        EligibilityCheck.Run(facts);
        CarriageCheck.Run(facts);
        FleetCheck.Run(facts);
        TimetableCheck.Run(facts);
        LoadCheck.Run(facts);
        BookingCheck.Run(facts);
        BatchCheck.Run(facts);
        return facts.Violations;
    }
}
