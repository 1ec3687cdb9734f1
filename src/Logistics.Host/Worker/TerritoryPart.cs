using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;

namespace Logistics.Host.Worker;

/// <summary>
/// What a territory's own people see of a day that was planned together with others: all that is its own, and of others what reaches it, that is goods given
/// or received and equipment lent or borrowed across the border, with the names these need and without telephone numbers.
/// </summary>
public static class TerritoryPart
{
    /// <returns>Null: it has no part in that day.</returns>
    public static PlannedDay? Of(PlannedDay whole, TerritoryId territory)
    {
        if (!whole.Plan.Territories.Contains(territory))
            return null;
        if (whole.Plan.Territories is [var only] && only == territory && whole.Declared.Day.Territories.Count == 1)
            return whole;
        var plan = PlanOf(whole, territory);
        return new(new DayIndex(DayOf(whole, plan, territory)), plan, whole.Version);
    }

    static DayPlan PlanOf(PlannedDay whole, TerritoryId territory)
    {
        var (day, plan) = (whole.Index, whole.Plan);
        var routes = plan.Routes.Where(x => x.Territory == territory).ToList();
        var carried = routes.SelectMany(x => x.Stops).SelectMany(x => x.Activities).ToList();
        var driven = carried.Select(x => x.Shipment).ToHashSet();
        var shipments = plan.Shipments.Where(x => x.Territory == territory || driven.Contains(x.Id)).ToList();
        var shipped = carried.Select(x => x.Allocation).Concat(shipments.SelectMany(x => x.Allocations)).ToHashSet();

        bool OwnLot(LotId id) => day[id].Territory == territory;
        bool Received(Allocation x) => shipped.Contains(x.Id) || day[x.Need].Territory == territory;
        var batches = plan.Batches.Where(x => day[x.Equipment].Territory == territory || day[x.Host].Territory == territory || x.Inputs.Any(y => OwnLot(y.Lot))
            || plan.Supplies.Any(y => y.Batch == x.Id && shipped.Contains(y.Id)) || plan.Allocations.Any(y => y.Lot == x.Output.Id && Received(y))).ToList();
        var made = batches.Select(x => x.Id).ToHashSet();
        var outputs = batches.Select(x => x.Output.Id).ToHashSet();
        var allocations = plan.Allocations.Where(x => outputs.Contains(x.Lot) || OwnLot(x.Lot) || Received(x)).ToList();
        var lots = allocations.Select(x => x.Lot).ToHashSet();
        var needs = allocations.Select(x => x.Need).ToHashSet();
        var known = shipments.Select(x => x.Id).ToHashSet();
        return plan with
        {
            Territories = [territory, .. plan.Territories.Where(x => x != territory && (lots.Any(y => day[y].Territory == x) || needs.Any(y => day[y].Territory == x)))],
            Allocations = [.. allocations],
            Unmet = [.. plan.Unmet.Where(x => day[x.Need].Territory == territory)],
            Leftovers = [.. plan.Leftovers.Where(x => OwnLot(x.Lot))],
            RefusedPairs = [.. plan.RefusedPairs.Where(x => OwnLot(x.Lot) && day[x.Need].Territory == territory)],
            // Counted over all territories together: no part of them is this one's.
            UnlistedRefusals = [],
            Bookings = [.. plan.Bookings.Where(x => day[x.Equipment].Territory == territory || day[x.Request].Territory == territory)],
            UnmetRequests = [.. plan.UnmetRequests.Where(x => day[x.Request].Territory == territory)],
            Batches = [.. batches],
            Supplies = [.. plan.Supplies.Where(x => made.Contains(x.Batch))],
            Untransformed = [.. plan.Untransformed.Where(x => OwnLot(x.Lot))],
            BatchBound = null,
            Shipments = [.. shipments],
            Routes = [.. routes],
            Unassigned = [.. plan.Unassigned.Where(x => known.Contains(x.Shipment))],
            Search = plan.Search with { RoundingBound = null, RoutesBound = null },
        };
    }

    static DayDeclarations DayOf(PlannedDay whole, DayPlan plan, TerritoryId territory)
    {
        var (day, index) = (whole.Declared.Day, whole.Index);
        var named = new Named(plan);
        var lots = day.Lots.Where(x => x.Territory == territory || named.Lots.Contains(x.Id)).ToList();
        var needs = day.Needs.Where(x => x.Territory == territory || named.Needs.Contains(x.Id)).ToList();
        var equipment = day.Equipment.Where(x => x.Territory == territory || named.Equipment.Contains(x.Id)).ToList();
        var requests = day.EquipmentRequests.Where(x => x.Territory == territory || named.Requests.Contains(x.Id)).ToList();
        var shifts = day.Shifts.Where(x => x.Territory == territory).ToList();
        var consents = day.Consents.Where(x => x.Territory == territory).ToList();
        named.Sites.UnionWith(
        [
            .. lots.Select(x => x.Site), .. needs.Select(x => x.Site), .. equipment.Select(x => x.Site), .. equipment.SelectMany(x => x.Hosts), .. requests.Select(x => x.Site).OfType<SiteId>(),
            .. shifts.SelectMany(x => (SiteId[])[x.StartSite, x.EndSite]),
        ]);
        var sites = day.Sites.Where(x => x.Territory == territory || named.Sites.Contains(x.Id)).ToList();
        var crates = day.CrateBalances.Where(x => index[x.Site].Territory == territory).ToList();
        named.Parties.UnionWith(
        [
            .. lots.Select(x => x.Donor), .. needs.Select(x => x.Recipient), .. equipment.Select(x => x.Owner), .. equipment.SelectMany(x => x.Borrowers), .. requests.Select(x => x.Party),
            .. sites.Select(x => x.Party), .. consents.SelectMany(x => (PartyId?[])[x.From, x.To]).OfType<PartyId>(), .. day.CrateTypes.Select(x => x.Owner),
        ]);
        var parties = day.Parties.Where(x => x.Territory == territory || named.Parties.Contains(x.Id)).ToList();
        var recipes = day.Recipes.Where(x => x.Territory == territory || named.Recipes.Contains(x.Id) || equipment.Any(y => y.Recipes.Contains(x.Id))).ToList();
        HashSet<TerritoryId> around =
        [
            territory, .. plan.Territories, .. lots.Select(x => x.Territory), .. needs.Select(x => x.Territory), .. equipment.Select(x => x.Territory), .. requests.Select(x => x.Territory),
            .. parties.Select(x => x.Territory), .. sites.Select(x => x.Territory), .. recipes.Select(x => x.Territory),
        ];
        var (keptLots, keptNeeds) = (lots.Select(x => x.Id).ToHashSet(), needs.Select(x => x.Id).ToHashSet());
        return day with
        {
            Territories = [.. day.Territories.Where(x => around.Contains(x.Id)).OrderBy(x => x.Id != territory)],
            Parties = [.. parties.Select(x => x.Territory == territory ? x : x with { Phone = null })],
            Sites = [.. sites],
            Consents = [.. consents],
            Lots = [.. lots],
            Needs = [.. needs],
            Declines = [.. day.Declines.Where(x => keptLots.Contains(x.Lot) && keptNeeds.Contains(x.Need))],
            Equipment = [.. equipment],
            EquipmentRequests = [.. requests],
            Recipes = [.. recipes],
            Crews = [.. day.Crews.Where(x => index[x.Site].Territory == territory)],
            Vehicles = [.. day.Vehicles.Where(x => x.Territory == territory)],
            Drivers = [.. day.Drivers.Where(x => x.Territory == territory)],
            Shifts = [.. shifts],
            CrateBalances = [.. crates],
        };
    }

    /// <summary>All that a plan names: whatever shows it looks these up.</summary>
    sealed class Named
    {
        public Named(DayPlan plan)
        {
            Lots.UnionWith([.. plan.Allocations.Select(x => x.Lot), .. plan.Supplies.Select(x => x.Lot), .. plan.Batches.SelectMany(x => x.Inputs).Select(x => x.Lot), .. plan.Batches.Select(x => x.Reason.Largest)]);
            Needs.UnionWith(plan.Allocations.Select(x => x.Need));
            Equipment.UnionWith([.. plan.Bookings.Select(x => x.Equipment), .. plan.Batches.Select(x => x.Equipment)]);
            Requests.UnionWith([.. plan.Bookings.Select(x => x.Request), .. plan.UnmetRequests.Select(x => x.Request)]);
            Recipes.UnionWith(plan.Batches.Select(x => x.Recipe));
            Sites.UnionWith([.. plan.Batches.Select(x => x.Host), .. plan.Shipments.SelectMany(x => (SiteId[])[x.From, x.To]), .. plan.Routes.SelectMany(x => x.Stops).Select(x => x.Site)]);
            foreach (var reason in plan.Unassigned.Select(x => x.Reason).OfType<UnassignedReason.NotReachable>())
                Sites.Add(reason.Site);
            foreach (var refusal in plan.RefusedPairs.Select(x => x.Refusal)
                .Concat(plan.Unmet.Select(x => x.Reason).OfType<UnmetReason.AllRefused>().SelectMany(x => x.Refusals).Select(x => x.Example))
                .Concat(plan.Leftovers.Select(x => x.Reason).OfType<LeftoverReason.AllRefused>().SelectMany(x => x.Refusals).Select(x => x.Example)))
                Hear(refusal);
            foreach (var reason in plan.Untransformed.Select(x => x.Reason))
                Hear(reason);
        }

        public HashSet<LotId> Lots { get; } = [];

        public HashSet<NeedId> Needs { get; } = [];

        public HashSet<EquipmentId> Equipment { get; } = [];

        public HashSet<EquipmentRequestId> Requests { get; } = [];

        public HashSet<RecipeId> Recipes { get; } = [];

        public HashSet<SiteId> Sites { get; } = [];

        public HashSet<PartyId> Parties { get; } = [];

        void Hear(Refusal refusal)
        {
            Parties.UnionWith(refusal switch
            {
                Refusal.NoConsent x => [x.Donor, x.Recipient],
                Refusal.NoConvention x => [x.Donor, x.Recipient],
                Refusal.ConventionExpired x => [x.Donor, x.Recipient],
                Refusal.NotHabilitated x => [x.Recipient],
                _ => (PartyId[])[],
            });
            if (refusal is Refusal.NotReachable way)
                Sites.UnionWith([way.From, way.To]);
        }

        void Hear(UntransformedReason reason)
        {
            switch (reason)
            {
                case UntransformedReason.NoEquipment x: Recipes.Add(x.Recipe); break;
                case UntransformedReason.NoAutoclave x: Recipes.Add(x.Recipe); break;
                case UntransformedReason.BelowSmallestBatch x: Recipes.Add(x.Recipe); break;
                case UntransformedReason.NotAvailable x: Equipment.Add(x.Equipment); break;
                case UntransformedReason.NoCrew x: Sites.Add(x.Host); break;
                case UntransformedReason.NotCarried x: Sites.Add(x.Host); break;
                case UntransformedReason.NoOperator x: Sites.Add(x.Host); Recipes.Add(x.Recipe); break;
                case UntransformedReason.HostRefused x: Sites.Add(x.Host); Hear(x.Refusal); break;
            }
        }
    }
}
