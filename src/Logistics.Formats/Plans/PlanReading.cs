using Logistics.Domain;
using Logistics.Domain.Plans;

namespace Logistics.Formats.Plans;

/// <summary>What came of reading a plan file.</summary>
public abstract record PlanReading
{
    PlanReading() { }

    /// <summary>The file is a plan of this day, in form. Whether it may be driven is for <c>PlanChecker</c> to say.</summary>
    public sealed record Accepted(DayPlan Plan) : PlanReading;

    /// <param name="Problems">All of them, in the order of the file's description; at least one.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : PlanReading;
}
