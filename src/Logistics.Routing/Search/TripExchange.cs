namespace Logistics.Routing.Search;

/// <summary>
/// Lets two vehicles of a kind exchange a trip, or all that comes after a trip. The way stays about the same, but which trips follow one another changes,
/// which no removal of neighbouring stops does: trips of one tour lie anywhere. Done before a ruin, so annealing judges the two together.
/// </summary>
sealed class TripExchange(Model model, Rng rng)
{
    const double Rate = 0.3;
    const int Draws = 10;

    /// <summary>Where a reload cuts nothing in two: no pair that may cross it, no group.</summary>
    readonly bool applies = model.AnyReloads && model.Groups.Length == 0
        && !Enumerable.Range(0, model.Requests).Any(r => model.HasPickup[r] && model.HasDelivery[r]);

    public void Apply(State state)
    {
        if (!applies || state.UsedCount < 2 || rng.NextDouble() >= Rate)
            return;
        for (var draw = 0; draw < Draws; draw++)
        {
            var one = state.Routes[state.Used[rng.Next(state.UsedCount)]];
            var other = state.Routes[state.Used[rng.Next(state.UsedCount)]];
            if (one == other || model.KindOf[one.Vehicle] != model.KindOf[other.Vehicle] || one.Trips is null || other.Trips is null)
                continue;
            var (here, there) = (rng.Next(one.Count + 1), rng.Next(other.Count + 1));
            if (rng.Next(2) == 0 ? TrySwap(state, one, here, other, there) : TryTails(state, one, one.Trips.Last[here], other, other.Trips.Last[there]))
                return;
        }
    }

    /// <summary>The trip of a position against the trip of another.</summary>
    bool TrySwap(State state, Route one, int here, Route other, int there)
    {
        var (first, last) = (one.Trips!.First[here], one.Trips.Last[here]);
        var (otherFirst, otherLast) = (other.Trips!.First[there], other.Trips.Last[there]);
        return Fits(one, first, last, other, otherFirst, otherLast) && Fits(other, otherFirst, otherLast, one, first, last)
            && state.TryExchange(one.Vehicle, first + 1, last - first, other.Vehicle, otherFirst + 1, otherLast - otherFirst);
    }

    /// <summary>What comes after one trip against what comes after another; one of the two may be nothing.</summary>
    bool TryTails(State state, Route one, int last, Route other, int otherLast)
    {
        if (last == one.Count && otherLast == other.Count)
            return false;
        var (trips, otherTrips) = (TripsAfter(one, last), TripsAfter(other, otherLast));
        var most = model.MostTrips[model.TypeOf[one.Vehicle]];
        return one.Trips!.Count - trips + otherTrips <= most && other.Trips!.Count - otherTrips + trips <= most
            && one.MayGoOn(model, last, other, otherLast) && other.MayGoOn(model, otherLast, one, last)
            && state.TryExchange(one.Vehicle, last + 1, one.Count - last, other.Vehicle, otherLast + 1, other.Count - otherLast);
    }

    /// <summary>Whether the trip of <paramref name="from"/> can take the place of one in <paramref name="to"/>.</summary>
    bool Fits(Route to, int first, int last, Route from, int fromFirst, int fromLast)
    {
        if (fromFirst == fromLast || first == last)
            return false;
        var arcs = model.Out[model.ProfileOf[to.Vehicle]];
        var span = from.Trips!.Span[fromLast];
        var leave = Math.Max(to.Trips!.Unready[first], from.Trips.ReadyAfter[fromFirst]);
        var arrival = leave + arcs[to.Stops[first].Location * model.Locations + from.Stops[fromFirst + 1].Location].Time;
        return arrival <= span.Latest
            && Math.Max(arrival, span.Earliest) + span.Duration + arcs[from.Stops[fromLast].Location * model.Locations + to.Stops[last + 1].Location].Time
                <= to.Stops[last + 1].Late;
    }

    static int TripsAfter(Route route, int last)
    {
        var trips = 0;
        for (var k = last + 1; k <= route.Count; k = route.Trips!.Last[k] + 1)
            trips++;
        return trips;
    }
}
