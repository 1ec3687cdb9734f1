using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Planning.Checking;
using Logistics.Planning.Totals;

namespace Logistics.Host.Worker;

/// <summary>A plan ready to be shown: with its day by id and its totals. Immutable.</summary>
/// <param name="version">Of the stored plan; 0 for a trial, which is never stored.</param>
public sealed class PlannedDay(DayIndex declared, DayPlan plan, int version)
{
    readonly Lazy<IReadOnlyList<PlanViolation>> violations = new(() => PlanChecker.Check(declared, plan));

    /// <summary>As partners declared it: what a new plan, or a question of what somebody asked for, begins from.</summary>
    public DayIndex Declared => declared;

    /// <summary>The same with what the plan's batches take and make: all that the plan names is there.</summary>
    public DayIndex Index { get; } = plan.DayOf(declared);

    public DayPlan Plan => plan;

    public int Version => version;

    public PlanTotals Totals { get; } = PlanTotals.Of(declared, plan);

    /// <summary>All that is wrong with the plan; judged when it is first asked for, since neither the plan nor its day changes.</summary>
    public IReadOnlyList<PlanViolation> Violations => violations.Value;

    /// <summary>The zone times are shown in: that of the first territory.</summary>
    public TimeZoneInfo Zone { get; } = declared.ZoneOf(plan.Territories[0]);

    public TerritoryId? TerritoryOf(string code) =>
        declared.Day.Territories.FirstOrDefault(territory => territory.Code == code || territory.Id.Value.ToString() == code)?.Id;
}
