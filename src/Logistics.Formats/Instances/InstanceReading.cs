using Logistics.Domain;

namespace Logistics.Formats.Instances;

/// <summary>What came of reading an instance: it, or everything that is wrong with the text.</summary>
public abstract record InstanceReading
{
    InstanceReading() { }

    public sealed record Accepted(Instance Instance) : InstanceReading;

    /// <param name="Problems">At least one; <c>L12</c> as the pointer is line 12.</param>
    public sealed record Rejected(ValueList<Problem> Problems) : InstanceReading;
}
