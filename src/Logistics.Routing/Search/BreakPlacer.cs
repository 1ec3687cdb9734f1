namespace Logistics.Routing.Search;

/// <summary>
/// Places the breaks that are due so that the tour ends as early as it can: dynamic programming over (position, breaks done), where being earlier is never worse.
/// </summary>
sealed class BreakPlacer
{
    int[] ready = [];
    bool[] taken = [];
    int[] after = [];
    int breaks;
    int earliest;
    Vehicle vehicle = null!;

    /// <summary>Breaks not due because the tour leaves after their windows have closed; it then leaves no earlier than <see cref="EarliestStart"/>.</summary>
    public int Skipped { get; private set; }

    /// <summary>Breaks <see cref="Skipped"/> to this one, exclusive, are taken; later ones are not due because the tour is back in time.</summary>
    public int Taken { get; private set; }

    public int EarliestStart { get; private set; }

    /// <summary>Position of the node after whose service the break is taken.</summary>
    public int After(int number) => after[number];

    /// <param name="leastBegin">By position: a start or reload begins no earlier, whatever its windows.</param>
    public bool TryPlace(Model model, int vehicleIndex, ReadOnlySpan<int> nodes, ReadOnlySpan<int> leastBegin)
    {
        vehicle = model.Problem.Vehicles[vehicleIndex];
        breaks = vehicle.Breaks.Count;
        Grow(nodes.Length * (breaks + 1));

        var start = earliest = Math.Max(vehicle.Shift.Earliest, leastBegin[0]);
        for (var b = 0; b <= breaks; b++)
        {
            if (b > 0)
                start = Math.Max(start, vehicle.Breaks[b - 1].Window.Latest);
            ready[b] = start <= vehicle.Shift.Latest ? start : int.MaxValue;
            taken[b] = false;
            if (b > 0 && After(vehicle.Breaks[b - 1], ready[b - 1]) is var rested && rested < ready[b])
                (ready[b], taken[b]) = (rested, true);
        }

        var arcs = model.Out[model.ProfileOf[vehicleIndex]];
        var sliced = model.Sliced[model.ProfileOf[vehicleIndex]];
        for (var k = 1; k < nodes.Length; k++)
        {
            var (here, there) = (model.Location[nodes[k - 1]], model.Location[nodes[k]]);
            var travel = arcs[here * model.Locations + there].Time;
            var last = k == nodes.Length - 1;
            for (var b = 0; b <= breaks; b++)
            {
                var at = k * (breaks + 1) + b;
                var from = ready[at - breaks - 1];
                var begin = from == int.MaxValue ? int.MaxValue : model.NextBegin(nodes[k], Math.Max(sliced?.Arrive(here, there, from) ?? from + travel, leastBegin[k]));
                ready[at] = begin <= model.LastBegin(nodes[k], int.MaxValue - 1) ? begin + model.Service[nodes[k]] : int.MaxValue;
                taken[at] = false;
                if (b > 0 && !last && After(vehicle.Breaks[b - 1], ready[at - 1]) is var rested && rested < ready[at])
                    (ready[at], taken[at]) = (rested, true);
            }
        }
        return Choose(nodes.Length);
    }

    /// <summary>Steps through every way to take, skip or place the breaks in a tour of so many nodes, whether it can be kept or not; false after the last.</summary>
    public bool TryNext(int length, bool first)
    {
        if (first)
            (Skipped, Taken) = (0, 0);
        else if (!TryMoveOneLater(length))
        {
            if (++Taken > breaks)
                Taken = ++Skipped;
            if (Skipped > breaks)
                return false;
            Array.Clear(after, 0, breaks);
        }
        EarliestStart = Skipped == 0 ? earliest : Math.Max(earliest, vehicle.Breaks[Skipped - 1].Window.Latest);
        return true;
    }

    /// <summary>An odometer whose digits never fall from one break to the next.</summary>
    bool TryMoveOneLater(int length)
    {
        for (var b = Taken - 1; b >= Skipped; b--)
            if (after[b] < length - 2)
            {
                Array.Fill(after, after[b] + 1, b, Taken - b);
                return true;
            }
        return false;
    }

    bool Choose(int length)
    {
        var row = (length - 1) * (breaks + 1);
        var (best, end) = (-1, int.MaxValue);
        for (var b = 0; b <= breaks; b++)
        {
            var backInTime = b == breaks || ready[row + b] <= vehicle.Breaks[b].Window.Latest;
            if (backInTime && ready[row + b] < end)
                (best, end) = (b, ready[row + b]);
        }
        if (best < 0)
            return false;

        Taken = best;
        var done = best;
        for (var k = length - 1; k >= 0; k--)
            for (; taken[k * (breaks + 1) + done]; done--)
                after[done - 1] = k;
        Skipped = done;
        EarliestStart = done == 0 ? earliest : Math.Max(earliest, vehicle.Breaks[done - 1].Window.Latest);
        return true;
    }

    /// <summary>When the break is over if the vehicle is free at <paramref name="time"/>; <see cref="int.MaxValue"/> when it is too late for it.</summary>
    static int After(Break rest, int time) =>
        time > rest.Window.Latest ? int.MaxValue : Math.Max(time, rest.Window.Earliest) + rest.Seconds;

    void Grow(int size)
    {
        if (after.Length < breaks)
            after = new int[breaks];
        if (ready.Length >= size)
            return;
        ready = new int[2 * size];
        taken = new bool[2 * size];
    }
}
