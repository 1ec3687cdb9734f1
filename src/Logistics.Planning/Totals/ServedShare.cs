using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Measures;

namespace Logistics.Planning.Totals;

/// <summary>What a partner with attested persons has received, as everybody may count it again: earlier, and by the plan.</summary>
/// <param name="PerPerson">Of the whole, rounded down to the gram.</param>
public sealed record ServedShare(PartyId Party, int Persons, Mass Received, Mass PerPerson)
{
    /// <summary>Everybody with attested persons who asks for something in the territories, who has least first. What partners gave is no part of it.</summary>
    /// <param name="day">The plan's, with its batches.</param>
    public static ValueList<ServedShare> Of(DayIndex day, DayPlan plan, IReadOnlySet<TerritoryId> territories)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(plan);
        var received = plan.Allocations.GroupBy(allocation => day[allocation.Need].Recipient)
            .ToDictionary(group => group.Key, group => group.Aggregate(Mass.Zero, (sum, allocation) => sum + allocation.Quantity));
        return
        [
            .. from party in day.Day.Needs.Where(need => territories.Contains(need.Territory)).Select(need => day[need.Recipient]).Distinct()
               where party.AttestedPersons > 0
               let total = party.ReceivedEarlier + party.ReceivedByFamily.Total + received.GetValueOrDefault(party.Id)
               orderby (decimal)total.Grams / party.AttestedPersons, party.Code
               select new ServedShare(party.Id, party.AttestedPersons, total, new Mass(total.Grams / party.AttestedPersons)),
        ];
    }
}
