namespace Logistics.Routing.Search;

/// <summary>Prices the difference between the most and the least loaded tour, in shares.</summary>
sealed class BalanceCost
{
    readonly long rate;
    readonly int dimension;

    BalanceCost(long rate, int dimension) => (this.rate, this.dimension) = (rate, dimension);

    public bool OfTime => dimension < 0;

    /// <summary>Null without a balance.</summary>
    public static BalanceCost? Of(Balance? balance) => balance switch
    {
        Balance.OfTime time => new(time.PerHour.Microeuros * (Model.Share / 3_600), -1),
        Balance.OfLoad load => new(load.PerUnit.Microeuros * Model.Share, load.Dimension),
        _ => null,
    };

    /// <summary>What a tour has of it: seconds, or units of load.</summary>
    public long PartOf(Model model, Route route)
    {
        if (OfTime)
            return route.Duration;
        var sum = 0L;
        for (var k = 1; k <= route.Count; k++)
            if (route.Nodes[k] < 2 * model.Requests && ((route.Nodes[k] & 1) == 0 || !model.HasPickup[route.Nodes[k] >> 1]))
                sum += model.Load[(route.Nodes[k] >> 1) * model.Dimensions + dimension];
        return sum;
    }

    public long Of(long least, long most) => most > least ? rate * (most - least) : 0;

    public long Of(State state)
    {
        var (least, most) = Range(state, but: -1);
        return Of(least, most);
    }

    /// <summary>If one vehicle drove another tour.</summary>
    public long With(State state, Route changed)
    {
        var (least, most) = Range(state, but: changed.Vehicle);
        return Of(Math.Min(least, changed.Part), Math.Max(most, changed.Part));
    }

    static (long Least, long Most) Range(State state, int but)
    {
        var (least, most) = (long.MaxValue, long.MinValue);
        for (var u = 0; u < state.UsedCount; u++)
            if (state.Used[u] != but)
            {
                var part = state.Routes[state.Used[u]].Part;
                (least, most) = (Math.Min(least, part), Math.Max(most, part));
            }
        return (least, most);
    }
}
