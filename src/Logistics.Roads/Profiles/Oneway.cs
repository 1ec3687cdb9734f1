namespace Logistics.Roads.Profiles;

/// <summary>In which directions a way may be driven.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Key:oneway. Roundabouts and motorways are one-way unless they say otherwise.</remarks>
static class Oneway
{
    public static (bool Forward, bool Backward) Directions(in Element way, ProfileRules rules)
    {
        var (forward, backward) = Flow(way, rules.Oneway);
        return (forward && Access.Of(way, rules.Access, ":forward") != Openness.Closed, backward && Access.Of(way, rules.Access, ":backward") != Openness.Closed);
    }

    static (bool Forward, bool Backward) Flow(in Element way, OnewayRules rules)
    {
        var isLifted = TagTest.Any(rules.LiftedWhere, way.Tags);
        foreach (var key in rules.Keys)
            switch (way.Now(key))
            {
                case null:
                    break;
                case "yes" or "true" or "1":
                    return (true, isLifted);
                case "-1" or "reverse":
                    return (isLifted, true);
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
        return (true, !TagTest.Any(rules.ImpliedWhere, way.Tags));
    }
}
