using Logistics.Domain.Allocations;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// What is delivered needs a vehicle of the lot's territory that holds its temperature class and is on duty while the lot can be taken.
/// What is collected travels by the recipient's own means, which are taken to hold any class: the recipient answers for them.
/// </summary>
sealed class VehicleRule : IRule
{
    public Refusal? Judge(Pair pair) => pair.Loading is null ? new Refusal.NoVehicleForClass(pair.Lot.Temperature) : null;
}
