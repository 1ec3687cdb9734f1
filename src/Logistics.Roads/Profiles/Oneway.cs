namespace Logistics.Roads.Profiles;

/// <summary>In which directions a way may be driven.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Key:oneway. Roundabouts and motorways are one-way unless they say otherwise.</remarks>
static class Oneway
{
    public static (bool Forward, bool Backward) Directions(in Element way)
    {
        var (forward, backward) = Flow(way);
        return (forward && Access.Of(way, ":forward") != Openness.Closed, backward && Access.Of(way, ":backward") != Openness.Closed);
    }

    static (bool Forward, bool Backward) Flow(in Element way)
    {
        foreach (var key in (ReadOnlySpan<string>)["oneway:goods", "oneway:motorcar", "oneway:motor_vehicle", "oneway:vehicle", "oneway"])
            switch (way[key])
            {
                case null:
                    break;
                case "yes" or "true" or "1":
                    return (true, false);
                case "-1" or "reverse":
                    return (false, true);
                case "no" or "false" or "0" or "alternating":
                    return (true, true);
                case "reversible":
                    // The direction changes with the hour, and the hour is not in the map: neither can be promised.
                    way.Odd(key, "reversible", "direction changes with the hour, closed");
                    return (false, false);
                case var value:
                    way.Odd(key, value);
                    break;
            }
        var isImplied = way["junction"] is "roundabout" or "circular" || way["highway"] == "motorway";
        return (true, !isImplied);
    }
}
