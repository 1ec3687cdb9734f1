namespace Logistics.Routing.Search;

/// <summary>Where unevenness between the tours has a price, a place is worth its own cost and what it changes in that price; so all tours are asked, and remembered places do not count.</summary>
sealed partial class Recreate
{
    readonly Route tried = new();
    readonly Scheduler scheduler = new();

    Place CheapestBalanced(State state, int request)
    {
        var best = Place.None;
        var least = model.LeftOutWeight[request] == 0 ? model.Prize[request] : long.MaxValue;
        var before = model.Balance!.Of(state);
        for (var u = 0; u < state.UsedCount; u++)
            TryBalanced(state, state.Routes[state.Used[u]], request, before, ref least, ref best);
        if (state.UsedCount < MostTours)
            foreach (var vehicles in model.VehiclesOfKind)
                if (FirstEmpty(state, vehicles) is { } empty)
                    TryBalanced(state, empty, request, before, ref least, ref best);
        return best;
    }

    void TryBalanced(State state, Route route, int request, long before, ref long least, ref Place best)
    {
        var place = Place.None;
        inserter.Try(route, request, ref place);
        if (place.Vehicle < 0 || !Sees())
            return;
        tried.CopySequence(route);
        tried.Insert(request, place);
        if (!tried.Update(model, scheduler))
            return;
        var price = place.Delta + model.Balance!.With(state, tried) - before;
        if (price < least)
            (least, best) = (price, place);
    }
}
