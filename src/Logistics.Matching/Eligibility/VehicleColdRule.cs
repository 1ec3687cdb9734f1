using Logistics.Domain.Allocations;
using Logistics.Measures;

namespace Logistics.Matching.Eligibility;

/// <summary>What is delivered needs a vehicle on duty that holds its class as cold as the lot asks.</summary>
/// <remarks>Arrêté du 21 décembre 2009, annexe I: the same temperatures hold on the road.</remarks>
sealed class VehicleColdRule : IRule
{
    public Refusal? Judge(Pair pair)
    {
        if (pair.Loading is not null || pair.Warmest is not { } asked)
            return null;
        Temperature? coldest = null;
        foreach (var (_, held) in pair.OnDuty)
            if (coldest is not { } known || held < known)
                coldest = held;
        return coldest is { } best ? new Refusal.VehicleTooWarm(Asked: asked, Held: best) : null;
    }
}
