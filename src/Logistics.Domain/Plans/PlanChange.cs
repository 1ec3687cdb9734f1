namespace Logistics.Domain.Plans;

/// <summary>How somebody put a plan in the place of another.</summary>
/// <param name="Kind">What was done.</param>
/// <param name="Over">What taking it back puts in force again; null: there is nothing before.</param>
/// <param name="Next">What doing it again puts in force; null: nothing was taken back.</param>
/// <param name="By">The person; null: whoever holds the access key, or in a demo.</param>
/// <param name="Root">The plan that a search made and this one was changed from, under which recipients were asked; null: a search made this one.</param>
public sealed record PlanChange(ChangeKind Kind, PlanId? Over, PlanId? Next, Guid? By, PlanId? Root);

public enum ChangeKind { Moved, Swapped, TakenOff, Held, Released, Solved, Undone, Redone, LanesSolved }
