using Logistics.Measures;

namespace Logistics.Routing.Tests;

/// <summary>A straight road with a place every kilometre; a kilometre takes 100 s. Everything on it can be reckoned with a pencil.</summary>
static class Towns
{
    public static TravelTable Road(int places)
    {
        var (seconds, decimetres) = (new int[places * places], new int[places * places]);
        for (var i = 0; i < places; i++)
            for (var j = 0; j < places; j++)
            {
                seconds[i * places + j] = 100 * Math.Abs(i - j);
                decimetres[i * places + j] = 10_000 * Math.Abs(i - j);
            }
        return new(places, seconds, decimetres);
    }

    /// <summary>One euro a kilometre, 36 euros an hour (a cent a second), room for 10 crates.</summary>
    public static VehicleType Van { get; } = new() { Capacity = [10], CostPerKilometre = Cost.FromEuros(1), CostPerHour = Cost.FromEuros(36) };

    /// <summary>Starts and ends at kilometre 0, from second 0 to 10,000.</summary>
    public static Vehicle FromZero { get; } = new() { Type = 0, Start = 0, End = 0, Shift = new(0, 10_000) };

    public static Activity At(int kilometre, int service = 0) => new(kilometre, [], service);

    public static Activity At(int kilometre, int earliest, int latest, int service = 0) => new(kilometre, new TimeWindow(earliest, latest), service);

    public static Request Move(Activity? from, Activity? to, long crates = 1) => new() { Pickup = from, Delivery = to, Load = [crates] };

    public static Problem Day(VehicleType type, Vehicle vehicle, params Request[] requests) => new([Road(11)], [type], [vehicle], requests);

    public static Solution Solve(Problem problem, Objective objective = Objective.Cost, long work = 300)
    {
        var solution = Solver.Solve(problem, new(1, objective) { MostWeighed = 0 }, new WorkLimit(work), cancellation: TestContext.Current.CancellationToken);
        Assert.Empty(Checker.Check(problem, solution, objective));
        return solution;
    }

    /// <summary>The kinds and numbers of a tour's visits in order: "pickup 0, break 0, delivery 0".</summary>
    public static string Steps(Tour tour) =>
        string.Join(", ", tour.Visits.Skip(1).SkipLast(1).Select(visit => $"{visit.Kind.ToString().ToLowerInvariant()} {visit.Index}"));
}
