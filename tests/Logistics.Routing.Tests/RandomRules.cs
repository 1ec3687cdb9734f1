namespace Logistics.Routing.Tests;

/// <summary>The rules about time, money and company that a made-up day may have beside the rest; drawn apart, so that the rest stays as it is.</summary>
sealed class RandomRules(int seed, double richness)
{
    readonly Random random = new(~seed);

    public int[]? SetUp(int locations) => Sometimes() ? [.. Enumerable.Range(0, locations).Select(_ => random.Next(0, 400))] : null;

    public ClassPair[]? Apart() => Sometimes() ? random.Next(2) == 0 ? [new(0, 2)] : [new(1, 2), new(1, 0)] : null;

    bool Sometimes() => random.NextDouble() < richness / 2;
}
