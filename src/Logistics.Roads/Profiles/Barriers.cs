namespace Logistics.Roads.Profiles;

/// <summary>What stands in the road at a node: whether it lets a van through, and how long it holds it up.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Key:barrier. Delays are general knowledge: a gate must be opened and closed again.</remarks>
static class Barriers
{
    const int Gate = 60_000, TollBooth = 20_000, Signals = 2_000, StopSign = 3_000, GiveWay = 1_000; // milliseconds

    public static NodeUse Judge(in Element node, VanProfile van)
    {
        if (!Limits.Fits(node, van))
            return NodeUse.Blocked;
        var delay = 0;
        if (node["barrier"] is { } barrier)
        {
            // A gate for those who stop behind it lets a van through; what it guards bears its own restriction.
            bool? access = Access.Of(node) is { } open ? open > Openness.Closed : null;
            if (Through(node, barrier, access) is not { } wait)
                return NodeUse.Blocked;
            delay = wait;
        }
        else if (Access.Of(node) == Openness.Closed && node["highway"] is null or "crossing")
        {
            // A node may forbid passing without naming an obstacle.
            return NodeUse.Blocked;
        }

        var forward = delay;
        var backward = delay;
        var (sign, key) = node["highway"] switch
        {
            "traffic_signals" => (Signals, "traffic_signals:direction"),
            "stop" => (StopSign, "direction"),
            "give_way" => (GiveWay, "direction"),
            _ => (0, "direction"),
        };
        var facing = node[key] ?? node["direction"];
        if (facing != "backward")
            forward += sign;
        if (facing != "forward")
            backward += sign;
        return new(false, forward, backward);
    }

    /// <summary>The wait in milliseconds, or null when a van cannot pass.</summary>
    static int? Through(in Element node, string barrier, bool? access)
    {
        switch (barrier)
        {
            case "gate" or "lift_gate" or "swing_gate" or "sliding_gate" or "wicket_gate" or "hampshire_gate" or "sliding_beam" or "chain":
                return access == false || node["locked"] == "yes" && access != true ? null : Gate;
            case "toll_booth" or "border_control" or "sally_port":
                return access == false ? null : TollBooth;
            case "bollard" when node["bollard"] == "rising":
                return access == false ? null : Gate;
            case "entrance" or "cattle_grid" or "height_restrictor" or "kerb" or "arch" or "bump_gate" or "no" or "speed_camera" or "rumble_strip":
                return access == false ? null : 0;
            case "bollard" or "block" or "jersey_barrier" or "cycle_barrier" or "motorcycle_barrier" or "stile" or "turnstile" or "kissing_gate" or "full-height_turnstile"
                or "fence" or "wall" or "hedge" or "guard_rail" or "debris" or "log" or "rope" or "planter" or "horse_stile" or "bus_trap" or "sump_buster" or "tank_trap" or "city_wall" or "retaining_wall" or "ditch" or "spikes" or "barrier_board":
                return access == true ? 0 : null;
            default:
                node.Odd("barrier", barrier, "unknown obstacle, taken as passable");
                return access == false ? null : 0;
        }
    }
}
