using Logistics.Domain;
using Logistics.Host.Worker;
using Logistics.Measures;

namespace Logistics.Host.Views;

/// <param name="Before">Null: new.</param>
public sealed record ChangedShare(string Product, string Recipient, Mass Before, Mass After);

public sealed record ChangedRoute(int? Before, int? After, string Vehicle, string Driver, Distance DistanceBefore, Distance DistanceAfter);

/// <summary>What a trial changes, said by recipient and by vehicle: the greatest changes first.</summary>
public sealed class TrialDifference
{
    public TrialDifference(PlannedDay before, PlannedDay after)
    {
        Rescued = after.Totals.Rescued - before.Totals.Rescued;
        Lost = after.Totals.Lost - before.Totals.Lost;
        Distance = after.Totals.Distance - before.Totals.Distance;
        Shares = SharesOf(before, after);
        Routes = RoutesOf(before, after);
    }

    public Mass Rescued { get; }

    public Mass Lost { get; }

    public Distance Distance { get; }

    public IReadOnlyList<ChangedShare> Shares { get; }

    /// <summary>Vehicles whose number of stops or distance changes.</summary>
    public IReadOnlyList<ChangedRoute> Routes { get; }

    static List<ChangedShare> SharesOf(PlannedDay before, PlannedDay after)
    {
        var old = Received(before);
        var now = Received(after);
        return
        [
            .. from key in old.Keys.Union(now.Keys)
               let was = old.GetValueOrDefault(key)
               let becomes = now.GetValueOrDefault(key)
               where was != becomes
               let lot = after.Index.Day.Lots.Concat(before.Index.Day.Lots).First(lot => lot.Id == key.Lot)
               orderby Math.Abs(becomes.Grams - was.Grams) descending, lot.Product
               select new ChangedShare(lot.Product, after.Index[key.Recipient].Name, was, becomes),
        ];
    }

    static Dictionary<(LotId Lot, PartyId Recipient), Mass> Received(PlannedDay day) =>
        day.Plan.Allocations.GroupBy(allocation => (allocation.Lot, day.Index[allocation.Need].Recipient))
            .ToDictionary(group => group.Key, group => group.Aggregate(Mass.Zero, (sum, allocation) => sum + allocation.Quantity));

    static List<ChangedRoute> RoutesOf(PlannedDay before, PlannedDay after)
    {
        var old = before.Plan.Routes.ToDictionary(route => route.Shift);
        var now = after.Plan.Routes.ToDictionary(route => route.Shift);
        return
        [
            .. from shift in old.Keys.Union(now.Keys)
               let was = old.GetValueOrDefault(shift)
               let becomes = now.GetValueOrDefault(shift)
               let any = becomes ?? was!
               let stopsBefore = was is null ? (int?)null : was.Stops.Count - 2
               let stopsAfter = becomes is null ? (int?)null : becomes.Stops.Count - 2
               let drove = was?.Distance ?? Distance.Zero
               let drives = becomes?.Distance ?? Distance.Zero
               where stopsBefore != stopsAfter || Math.Abs(drove.Kilometres - drives.Kilometres) >= 1
               orderby becomes is not null, was is not null, Math.Abs(drove.Decimetres - drives.Decimetres) descending
               select new ChangedRoute(stopsBefore, stopsAfter, before.Index[any.Vehicle].Name, before.Index[any.Driver].Name, drove, drives),
        ];
    }
}
