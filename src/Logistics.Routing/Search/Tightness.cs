namespace Logistics.Routing.Search;

/// <summary>How nearly a request fits a tour: the least lateness where there is room, the least missing room where there is time.</summary>
sealed class Tightness(Model model, Route route)
{
    int? late;
    (int? Dimension, long? Missing) room;

    /// <summary>Null where no single change of that kind would do. A lateness of 0 says that the quick tests see nothing in the way.</summary>
    public (int? SecondsLate, int? Dimension, long? Missing) Least(int request)
    {
        (late, room) = (null, (null, null));
        for (var (hold, holds) = (0, model.HoldsFor(request, route.Vehicle)); holds != 0; hold++, holds >>= 1)
            if ((holds & 1) != 0)
                Scan(request, hold);
        return (late, room.Dimension, room.Missing);
    }

    void Scan(int request, int hold)
    {
        var arcs = model.Out[model.ProfileOf[route.Vehicle]];
        int Travel(int from, int to) => arcs[from * model.Locations + to].Time;
        var (pickup, delivery) = (2 * request, 2 * request + 1);
        var end = route.Count + 1;
        // Without a pickup the goods are on board from the start of a trip, so its only row is that one.
        for (var i = 0; i < end; i++)
        {
            if (!model.HasPickup[request] && i > 0 && route.Trips?.First[i] != i)
                continue;
            var (time, place, lateness) = (Math.Max(route.Stops[i].Depart, model.ReadyAt[request]), route.Stops[i].Location, 0);
            if (model.HasPickup[request])
                Serve(pickup, ref time, ref place, ref lateness);
            var missing = new int[model.Dimensions];
            for (var j = i; j < end; j++)
            {
                Missing(request, hold, j, missing);
                var (rejoin, last, delay) = (time, place, lateness);
                if (model.HasDelivery[request])
                    Serve(delivery, ref rejoin, ref last, ref delay);
                // The goods of a lone pickup stay on board, so only the last row has seen all that they must share the room with.
                if (model.HasDelivery[request])
                    Note(Math.Max(delay, rejoin + Travel(last, route.Stops[j + 1].Location) - route.Stops[j + 1].Late), missing);
                else if (j == i)
                    lateness = Math.Max(lateness, time + Travel(place, route.Stops[i + 1].Location) - route.Stops[i + 1].Late);
                if (j + 1 == end || (j == route.Trips?.Last[i] && !(model.HasPickup[request] && model.HasDelivery[request])))
                {
                    if (!model.HasDelivery[request])
                        Note(lateness, missing);
                    break;
                }
                Pass(route.Stops[j + 1], ref time, ref place, ref lateness, Travel(place, route.Stops[j + 1].Location));
            }
        }

        void Serve(int node, ref int time, ref int place, ref int lateness)
        {
            time = Begin(node, time + Travel(place, model.Location[node]));
            lateness = Math.Max(lateness, time - model.Close[node]);
            time += model.Service[node];
            place = model.Location[node];
        }
    }

    void Pass(in Stop stop, ref int time, ref int place, ref int lateness, int travel)
    {
        time += travel;
        lateness = Math.Max(lateness, time - stop.Late);
        time = Begin(stop.Node, time) + stop.Service;
        place = stop.Location;
    }

    /// <summary>Past the last window a request would be served on arrival.</summary>
    int Begin(int node, int arrival) => arrival > model.Close[node] ? arrival : model.NextBegin(node, arrival);

    void Missing(int request, int hold, int position, int[] missing)
    {
        var capacity = model.Capacity[model.TypeOf[route.Vehicle]];
        for (var k = 0; k < model.Dimensions; k++)
        {
            var goods = model.Load[request * model.Dimensions + k];
            missing[k] = Math.Max(missing[k], route.Load[position * route.Width + k] + goods - capacity[k]);
            if (route.Width > model.Dimensions)
            {
                var row = (1 + hold) * model.Dimensions + k;
                missing[k] = Math.Max(missing[k], route.Load[position * route.Width + row] + goods - capacity[row]);
            }
        }
    }

    void Note(int lateness, int[] missing)
    {
        var over = missing.Count(amount => amount > 0);
        if (over == 0)
            late = Math.Min(late ?? int.MaxValue, Math.Max(0, lateness));
        else if (over == 1 && lateness <= 0 && missing.Max() is var amount && !(room.Missing <= amount))
            room = (Array.IndexOf(missing, amount), amount);
    }
}
