namespace Logistics.Routing.Search;

/// <summary>Travel by one profile whose times change over the day, between rows of the compiled tables.</summary>
sealed class SlicedTravel(TravelTable table, Places places)
{
    /// <summary>By profile; null where times do not change.</summary>
    public static SlicedTravel?[] Of(Problem problem, Places places) => [.. problem.Tables.Select(table => table.Slices.Count == 0 ? null : new SlicedTravel(table, places))];

    /// <summary>Set-up included.</summary>
    public int Arrive(int from, int to, int departure)
    {
        if (from == places.Nowhere || to == places.Nowhere)
            return departure;
        return table.Arrival(places.LocationOf(from)!.Value, places.LocationOf(to)!.Value, departure) + places.SetUp(from, to);
    }

    /// <summary>The last departure that arrives by then; found by halving, as leaving later never arrives earlier.</summary>
    public int LastDeparture(int from, int to, int arrival)
    {
        if (from == places.Nowhere || to == places.Nowhere)
            return arrival;
        var (i, j) = (places.LocationOf(from)!.Value, places.LocationOf(to)!.Value);
        var there = arrival - places.SetUp(from, to);
        var (lowest, highest) = (there - table.MostSeconds(i, j), there - table.LeastSeconds(i, j));
        while (lowest < highest)
        {
            var middle = highest - (highest - lowest) / 2;
            if (table.Arrival(i, j, middle) <= there)
                lowest = middle;
            else
                highest = middle - 1;
        }
        return lowest;
    }
}
