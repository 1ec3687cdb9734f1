using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;

namespace Logistics.Host.Worker;

/// <summary>What a plan may know beside its own day.</summary>
/// <param name="OtherDays">Declarations of the days that the engine asked for.</param>
/// <param name="LastLike">The plan in force of the latest day before it that fell on the same weekday; null: there is none.</param>
public sealed record Surroundings(IReadOnlyList<DayDeclarations> OtherDays, DayPlan? LastLike)
{
    /// <summary>What recipients said yes to, which a new plan keeps.</summary>
    public ValueList<AcceptedShare> Accepted { get; init; } = [];

    /// <summary>The plan in force, where somebody holds something of it; null: nothing is held.</summary>
    public DayPlan? Held { get; init; }

    public static async Task<Surroundings> OfAsync(IDayStore store, IEngine engine, DayDeclarations day, CancellationToken cancellation)
    {
        var days = await store.DaysAsync(cancellation);
        var others = new List<DayDeclarations>();
        foreach (var date in engine.DaysToKnow(day, [.. days.Select(x => x.Date)]))
            if (await store.DeclarationsAsync(date, cancellation) is var (other, _))
                others.Add(other);
        var like = days.Where(x => x.Date < day.Date && x.Date.DayOfWeek == day.Date.DayOfWeek && x.Current is not null).MaxBy(x => x.Date);
        var inForce = days.FirstOrDefault(x => x.Date == day.Date)?.Current is { } current ? (await store.PlanAsync(current, cancellation))?.Plan : null;
        return new(others, like is null ? null : (await store.PlanAsync(like.Current!.Value, cancellation))?.Plan) { Held = inForce is { Holds.Count: > 0 } ? inForce : null };
    }
}
