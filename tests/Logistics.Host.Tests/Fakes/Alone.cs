namespace Logistics.Host.Tests.Fakes;

/// <summary>Tests that look at a stopwatch: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
