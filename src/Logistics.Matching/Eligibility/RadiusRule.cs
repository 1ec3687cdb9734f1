using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>The members may have voted that goods travel no farther than so much, as the crow flies.</summary>
sealed class RadiusRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (pair.Territory.Policy.Radius is not { } radius)
            return null;
        var distance = pair.From.Position.DistanceTo(pair.To.Position);
        return distance <= radius ? null : new Refusal.TooFar(distance - radius);
    }
}
