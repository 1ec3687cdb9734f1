using Logistics.Routing.Search;

namespace Logistics.Routing;

/// <summary>
/// Judges plans made by hand, as on a dispatcher's board at each drag: sets their times as <see cref="Replay"/> does and lists every violation, as the
/// <see cref="Checker"/> does. The problem is compiled once. One instance serves one thread.
/// </summary>
public sealed class Evaluator
{
    readonly Model model;
    readonly Scheduler scheduler = new();

    public Evaluator(Problem problem, Objective objective)
    {
        ArgumentNullException.ThrowIfNull(problem);
        model = new Model(problem, objective);
    }

    /// <summary>The plan as it stands: nothing is repaired, nothing is refused for breaking a rule.</summary>
    /// <exception cref="ArgumentException">A vehicle, request or break does not exist, or a vehicle has two tours.</exception>
    public Evaluation Of(IReadOnlyList<TourOrder> orders)
    {
        ArgumentNullException.ThrowIfNull(orders);
        var plan = Replay.Of(model, scheduler, orders);
        return new()
        {
            Plan = plan,
            Tours = [.. plan.Tours.Select(tour => new TourEvaluation(tour, new TourCheck(model.Problem, tour, model.Objective).Run()))],
            Elsewhere = [.. Checker.CheckService(model.Problem, plan), .. LockCheck.Broken(model.Problem, plan)],
        };
    }

    /// <summary>One tour by itself, whatever else is planned.</summary>
    /// <exception cref="ArgumentException">A vehicle, request or break does not exist.</exception>
    public TourEvaluation Of(TourOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var tour = Replay.TourOf(model, scheduler, order);
        return new TourEvaluation(tour, new TourCheck(model.Problem, tour, model.Objective).Run());
    }
}
