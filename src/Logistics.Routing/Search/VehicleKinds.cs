namespace Logistics.Routing.Search;

/// <summary>Groups vehicles nothing tells apart, so that only one empty vehicle of each kind is ever tried.</summary>
static class VehicleKinds
{
    public static (int[] KindOf, int[][] VehiclesOfKind) Of(Model model)
    {
        var kindOf = new int[model.Vehicles];
        var kinds = new List<List<int>>();
        for (var v = 0; v < model.Vehicles; v++)
        {
            var kind = kinds.FindIndex(members => Same(model, members[0], v));
            if (kind < 0)
            {
                kind = kinds.Count;
                kinds.Add([]);
            }
            kinds[kind].Add(v);
            kindOf[v] = kind;
        }
        return (kindOf, [.. kinds.Select(members => members.ToArray())]);
    }

    static bool Same(Model model, int left, int right)
    {
        var (a, b) = (model.Problem.Vehicles[left], model.Problem.Vehicles[right]);
        if (model.Pins.IsHeld(left) || model.Pins.IsHeld(right))
            return false;
        if (a.Type != b.Type || a.Start != b.Start || a.End != b.End || a.Shift != b.Shift || !a.Breaks.SequenceEqual(b.Breaks))
            return false;
        for (var r = 0; r < model.Requests; r++)
            if (model.HoldsFor(r, left) != model.HoldsFor(r, right))
                return false;
        return true;
    }
}
