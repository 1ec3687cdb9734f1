namespace Logistics.Routing.Tests;

/// <summary>The rules about time, money and company that a made-up day may have beside the rest; drawn apart, so that the rest stays as it is.</summary>
sealed class RandomRules(int seed, double richness)
{
    readonly Random random = new(~seed);

    public int[]? SetUp(int locations) => Sometimes() ? [.. Enumerable.Range(0, locations).Select(_ => random.Next(0, 400))] : null;

    public ClassPair[]? Apart() => Sometimes() ? random.Next(2) == 0 ? [new(0, 2)] : [new(1, 2), new(1, 0)] : null;

    public VehicleType Overtime(VehicleType type) =>
        Sometimes() ? type with { RegularSeconds = random.Next(2_000, 10_000), CostPerOvertimeHour = new(random.Next(0, 50_000_000)) } : type;

    public Vehicle Unpaid(Vehicle van) => Sometimes() ? van with { Breaks = [.. van.Breaks.Select(rest => rest with { Paid = false })] } : van;

    public Request Soft(Request request) => request with { Pickup = Soft(request.Pickup), Delivery = Soft(request.Delivery) };

    Activity? Soft(Activity? activity) => activity is { Windows.Count: > 0 } && Sometimes()
        ? activity with { LateSeconds = random.Next(0, 4_000), CostPerHourLate = new(random.Next(0, 40_000_000)) }
        : activity;

    /// <summary>Slower by up to a half in the morning, quicker at noon, each way by its own share.</summary>
    public TravelTable Sliced(TravelTable table)
    {
        if (!Sometimes())
            return table;
        var n = table.Locations;
        int[] All(Func<int, int, int> value) => [.. Enumerable.Range(0, n * n).Select(at => value(at / n, at % n))];
        var usual = All(table.Seconds);
        return new(n, usual, All(table.Decimetres),
            [new(random.Next(3_000, 6_000), [.. usual.Select(seconds => seconds + random.Next(seconds / 2 + 1))]), TravelSlice.Scaled(random.Next(8_000, 12_000), usual, 900)]);
    }

    /// <summary>Of load only: brute force takes the best tour for each share of the work, which is right only where the share alone decides the balance.</summary>
    public Balance? Balance() => Sometimes() ? new Balance.OfLoad(random.Next(3), new(random.Next(0, 500_000))) : null;

    bool Sometimes() => random.NextDouble() < richness / 2;
}
