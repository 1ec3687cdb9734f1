using Logistics.Domain.Allocations;
using Logistics.Domain.Needs;

namespace Logistics.Matching.Eligibility;

/// <summary>
/// What is delivered needs a vehicle of the lot's territory that holds its temperature class and is on duty while the lot can be taken.
/// How cold it holds it is asked by <see cref="VehicleColdRule"/>; what is collected by <see cref="ColdMinutesRule"/>.
/// </summary>
sealed class VehicleRule : IRule
{
    public Refusal? Judge(Pair pair) =>
        pair.Mode == Transfer.Delivered && pair.OnDuty.Count == 0 ? new Refusal.NoVehicleForClass(pair.Lot.Temperature) : null;
}
