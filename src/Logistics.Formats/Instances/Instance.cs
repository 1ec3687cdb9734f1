using System.Globalization;
using Logistics.Routing;

namespace Logistics.Formats.Instances;

/// <summary>A routing instance as read: the problem, and what turns its plans back into the words and figures of the format. Immutable.</summary>
public sealed class Instance
{
    readonly Draft draft;
    readonly Ruler ruler;
    readonly Dictionary<int, TourStep> steps;
    readonly Dictionary<(int Request, VisitKind Kind), int> numbers;

    internal Instance(Draft draft, Ruler ruler, Routing.Problem problem, Dictionary<int, TourStep> steps)
    {
        (this.draft, this.ruler, this.steps, Problem) = (draft, ruler, steps, problem);
        numbers = steps.ToDictionary(pair => (pair.Value.Index, pair.Value.Kind), pair => pair.Key);
    }

    public string Name => draft.Name;

    public InstanceFormat Format => draft.Format;

    public Convention Convention => ruler.Convention;

    /// <summary>What the best-known table of this format minimises.</summary>
    public Objective Objective => draft.Objective;

    public Routing.Problem Problem { get; }

    /// <summary>Whole numbers of the problem (seconds, decimetres, microeuros) in one unit of the file.</summary>
    public int Ticks => ruler.Ticks;

    /// <summary>Whether a route's number in a solution file is the number of its vehicle, from 1.</summary>
    public bool RoutesNameVehicles => draft.RoutesNameVehicles;

    /// <summary>What a number in a route of a vehicle stands for, a depot being a reload; null when nothing has it.</summary>
    public TourStep? StepOf(int vehicle, int number)
    {
        if (steps.TryGetValue(number, out var step))
            return step;
        var reloads = Problem.TypeOf(vehicle).Reloads;
        for (var k = 0; k < reloads.Count; k++)
            if (reloads[k].Location == number)
                return new(VisitKind.Reload, k);
        return null;
    }

    /// <summary>The number of a visit in a solution file; nodes are locations.</summary>
    public int NumberOf(Visit visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        return visit.Kind is VisitKind.Pickup or VisitKind.Delivery ? numbers[(visit.Index, visit.Kind)] : visit.Location!.Value;
    }

    /// <summary>The number of one end of a request, a pickup or a delivery.</summary>
    public int NumberOf(int request, VisitKind end) => numbers[(request, end)];

    /// <summary>The number by which a request is known: of its pickup if it has one.</summary>
    public int NumberOf(int request) => numbers.TryGetValue((request, VisitKind.Pickup), out var pickup) ? pickup : numbers[(request, VisitKind.Delivery)];

    /// <summary>
    /// What the plan costs in the figures of the best-known table: of driven distance, or of money under <see cref="Routing.Objective.Cost"/>.
    /// Real numbers are summed anew, so that rounding of single arcs does not show.
    /// </summary>
    public decimal CostOf(Solution solution, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(solution);
        if (objective == Objective.Cost)
            return (solution.Totals.Cost + solution.Totals.LostPrizes).Microeuros / Printed;
        if (Convention != Convention.Double)
            return solution.Totals.Decimetres / Printed;
        var sum = 0.0;
        foreach (var tour in solution.Tours)
            for (var k = 1; k < tour.Visits.Count; k++)
                sum += draft.Arc(tour.Visits[k - 1].Location!.Value, tour.Visits[k].Location!.Value);
        return (decimal)sum;
    }

    /// <summary>A lower bound in the figures of the table, never more than it is.</summary>
    public decimal BoundOf(long level)
    {
        var step = 1m;
        for (var k = 0; k < Decimals; k++)
            step *= 10;
        return Math.Floor(level / Printed * step) / step;
    }

    /// <summary>With the decimals that the table of this format and convention shows.</summary>
    public string Show(decimal cost) => cost.ToString("F" + Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Decimals of <see cref="Show"/>.</summary>
    public int Decimals => (Convention, Format) switch
    {
        (Convention.Double, _) => 2,
        // Tables of rich VRPLIB instances state tenths and thousandths as whole numbers.
        (_, InstanceFormat.Vrplib) => 0,
        (Convention.Exact, _) => 3,
        (Convention.Dimacs, _) => 1,
        _ => 0,
    };

    decimal Printed => Decimals == 0 && Format == InstanceFormat.Vrplib ? 1 : ruler.Ticks;
}
