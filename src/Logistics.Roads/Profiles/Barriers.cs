namespace Logistics.Roads.Profiles;

/// <summary>What stands in the road at a node: whether it lets the vehicle through, and how long it holds it up.</summary>
/// <remarks>https://wiki.openstreetmap.org/wiki/Key:barrier. Delays are general knowledge: a gate must be opened and closed again.</remarks>
static class Barriers
{
    public static NodeUse Judge(in Element node, Profile profile)
    {
        if (Limits.Of(node, profile) == Openness.Closed)
            return NodeUse.Blocked;
        var delay = 0;
        var (forwardSign, backwardSign, longest) = (SignKind.None, SignKind.None, (Forward: 0, Backward: 0));
        // A gate for those who stop behind it lets a van through; what it guards bears its own restriction.
        var openness = Access.Of(node, profile.Rules.Access);
        bool? access = openness is { } said ? said > Openness.Closed : null;
        if (node["barrier"] is { } barrier)
        {
            if (Through(node, barrier, access, openness == Openness.Open, profile.Rules.Barriers) is not { } wait)
                return NodeUse.Blocked;
            delay = wait;
            longest = (wait, wait);
            forwardSign = backwardSign = wait == 0 ? SignKind.None : barrier is "toll_booth" or "border_control" ? SignKind.Booth : SignKind.Gate;
        }
        else if (access == false && node["highway"] is null or "crossing")
        {
            // A node may forbid passing without naming an obstacle.
            return NodeUse.Blocked;
        }

        var forward = delay;
        var backward = delay;
        foreach (var (tag, wait) in profile.Rules.Signs)
            if (tag.Holds(node.Tags))
            {
                var facing = node[tag.Value + ":direction"] ?? node["direction"];
                if (facing != "backward")
                {
                    forward += wait;
                    if (wait > longest.Forward)
                        (longest.Forward, forwardSign) = (wait, KindOf(tag));
                }
                if (facing != "forward")
                {
                    backward += wait;
                    if (wait > longest.Backward)
                        (longest.Backward, backwardSign) = (wait, KindOf(tag));
                }
            }
        return new(false, forward, backward, forwardSign, backwardSign);
    }

    static SignKind KindOf(in TagTest sign) => (sign.Key, sign.Value) switch
    {
        ("highway", "traffic_signals") => SignKind.Signals,
        ("highway", "stop") => SignKind.Stop,
        ("highway", "give_way") => SignKind.GiveWay,
        ("highway", "crossing") or ("crossing" or "railway", _) => SignKind.Crossing,
        _ => SignKind.Other,
    };

    /// <summary>The wait in milliseconds, or null when the vehicle cannot pass.</summary>
    static int? Through(in Element node, string barrier, bool? access, bool isGranted, BarrierRules rules)
    {
        foreach (var (tag, wait) in rules.PassWhere)
            if (tag.Holds(node.Tags))
                return access == false ? null : wait;
        if (rules.Pass.TryGetValue(barrier, out var delay))
            return access == false || node["locked"] == "yes" && access != true ? null : isGranted ? rules.Granted.GetValueOrDefault(barrier, delay) : delay;
        if (rules.Block.Contains(barrier))
            return access == true ? 0 : null;
        node.Odd("barrier", barrier, "unknown obstacle, taken as passable");
        return access == false ? null : 0;
    }
}
