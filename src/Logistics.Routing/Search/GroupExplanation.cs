using Logistics.Measures;

namespace Logistics.Routing.Search;

/// <summary>Why a whole group was left out: one reason for all its members.</summary>
/// <remarks>A member that could not be served even alone gives its reason. No single change is named where only the group as a whole does not fit.</remarks>
sealed class GroupExplanation(Model model, State plan, Explanation members, GroupInserter inserter)
{
    public UnassignedReason Of(int group)
    {
        var requests = model.Groups[group];
        foreach (var request in requests)
            if (members.OfAlone(request) is { } reason)
                return reason;
        var carriers = Enumerable.Range(0, model.Vehicles).Where(v => requests.All(r => model.HoldsFor(r, v) != 0)).ToList();
        if (carriers.Count == 0)
            return new UnassignedReason.NoVehicleAllowed();
        if (!IsFound(group, carriers.DistinctBy(v => model.KindOf[v]).Select(members.Alone)))
            return new UnassignedReason.OutOfReach(0);
        if (requests.All(r => model.LeftOutWeight[r] == 0) && IsFound(group, plan.Routes))
            return new UnassignedReason.NotWorthIt(new Cost(inserter.Delta / Model.Share));
        return new UnassignedReason.NoRoomLeft(null, null, null);
    }

    bool IsFound(int group, IEnumerable<Route> tours)
    {
        inserter.BeginAtAnyCost(plan, group);
        foreach (var tour in tours)
            inserter.Try(tour);
        return inserter.IsFound;
    }
}
