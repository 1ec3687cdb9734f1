using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>
/// Each allocation against each hard rule, and against the times at which it will really arrive. A promise that the recipient fetches has no
/// planned time: it is measured at the earliest moment the goods can be had.
/// </summary>
static class EligibilityCheck
{
    public static void Run(PlanFacts facts)
    {
        foreach (var promise in facts.Promises)
        {
            foreach (var refusal in Refusals(facts, promise).Concat(FoodCheck.Refusals(facts, promise)))
                facts.Report(new PlanViolation.Forbidden(promise.Allocation.Id, refusal));
            // What may come either way comes the one way or the other.
            if (promise.Allocation.Transfer == Transfer.Either || (promise.Need.Transfer != Transfer.Either && promise.Allocation.Transfer != promise.Need.Transfer))
                facts.Report(new PlanViolation.WrongTransfer(promise.Allocation.Id));
            Times(facts, promise);
        }
        var promised = facts.Promises.Select(x => (x.Lot.Id, x.Need.Id)).ToHashSet();
        foreach (var pair in facts.Plan.RefusedPairs)
        {
            facts.Find(facts.Lots, pair.Lot, x => x.Value, "lot", out _);
            facts.Find(facts.Needs, pair.Need, x => x.Value, "need", out _);
            if (promised.Contains((pair.Lot, pair.Need)))
                facts.Report(new PlanViolation.RefusedYetAllocated(pair.Lot, pair.Need));
        }
    }

    static IEnumerable<Refusal> Refusals(PlanFacts facts, Promise promise)
    {
        var (_, lot, need) = promise;
        Party donor = facts.Parties[lot.Donor], recipient = facts.Parties[need.Recipient];
        var site = facts.Sites[need.Site];

        if (lot.Family != need.Family)
            yield return new Refusal.OtherFamily(need.Family);
        // A partner may move its own stock to another of its sites; that needs nobody's consent.
        var ownStock = donor.Id == recipient.Id && lot.Source == SourceKind.Stock && lot.Site != need.Site;
        if (donor.Id == recipient.Id && !ownStock)
            yield return new Refusal.OwnGoods();
        if (!ownStock && !facts.Day.Consents.Any(x => x.Covers(facts.Day.Date) && Joins(x, donor, recipient)))
            yield return new Refusal.NoConsent(donor.Id, recipient.Id);
        // In part is no as well to what goes beyond it.
        if (facts.Day.Declines.FirstOrDefault(x => x.Lot == lot.Id && x.Need == need.Id && promise.Allocation.Quantity > x.Most) is { } decline)
            yield return new Refusal.Declined(decline.Motive);
        if (!recipient.Habilitated && lot.Family != Family.Hygiene)
            yield return new Refusal.NotHabilitated(recipient.Id);
        if (!site.AcceptedFamilies.Contains(lot.Family))
            yield return new Refusal.FamilyNotAccepted(lot.Family);
        if (site.RefusedKinds.Contains(lot.Kind))
            yield return new Refusal.KindRefused(lot.Kind);
        if (site.ReceptionDays.Count > 0 && !site.ReceptionDays.Contains(facts.Day.Date.DayOfWeek))
            yield return new Refusal.NotThatDay(facts.Day.Date.DayOfWeek);
        if (site.StorageLeft[lot.Temperature] <= Mass.Zero)
            yield return new Refusal.NoStorage(lot.Temperature);
        if (HandsOf(site) is { } hands && PlanFacts.Total(facts.Promises.Where(x => x.Need.Site == site.Id).Select(x => x.Allocation.Quantity)) > hands)
            yield return new Refusal.ReceptionFull(hands);
        if (facts.Territories[lot.Territory].Policy.Radius is { } radius && facts.Sites[lot.Site].Position.DistanceTo(site.Position) - radius is var far && far > Distance.Zero)
            yield return new Refusal.TooFar(far);
        // What is promised to one need may travel in parts; the share is their sum, with the parts that found no room.
        var share = PlanFacts.Total(facts.Promises.Where(x => x.Lot.Id == lot.Id && x.Need.Id == need.Id).Select(x => x.Allocation.Quantity))
            + PlanFacts.Total(facts.Plan.Leftovers.Where(x => x.Lot == lot.Id && x.Reason is LeftoverReason.NotTransported(var left)
                && facts.Shipments.TryGetValue(left, out var shipment) && shipment.To == need.Site).Select(x => x.Quantity));
        if (share < lot.SmallestShare)
            yield return new Refusal.BelowSmallestShare(lot.SmallestShare - share);
        if (share < site.LeastShare)
            yield return new Refusal.BelowItsLeast(Most: share, Least: site.LeastShare);
    }

    /// <summary>What people at a site can take in, and sort where it is a hub; null: no limit.</summary>
    static Mass? HandsOf(Site site)
    {
        if (site.Hub is not { } hub)
            return site.ReceptionLeft;
        var minutes = site.OpeningWindows.Sum(x => (decimal)(x.End - x.Begin).Ticks / TimeSpan.TicksPerMinute);
        var sorted = new Mass((long)(hub.HourlyCapacity.Grams * minutes / 60));
        return site.ReceptionLeft < sorted ? site.ReceptionLeft : sorted;
    }

    /// <summary>A wildcard stays within its territory; both sides named may join two.</summary>
    public static bool Joins(Consent consent, Party donor, Party recipient) => (consent.From, consent.To) switch
    {
        ({ } from, { } to) => from == donor.Id && to == recipient.Id,
        var (from, to) => donor.Territory == consent.Territory && recipient.Territory == consent.Territory
            && (from is null || from == donor.Id) && (to is null || to == recipient.Id),
    };

    static void Times(PlanFacts facts, Promise promise)
    {
        var (allocation, lot, need) = promise;
        DateTimeOffset received;
        if (allocation.Transfer == Transfer.Collected)
            received = lot.PickupWindow.Begin;
        else if (facts.Deeds[allocation.Id].FirstOrDefault(x => x.Activity.Kind == Domain.Routes.ActivityKind.Delivery) is { } delivery)
            received = delivery.At.ServiceBegin;
        else
            return;

        if (received > need.Deadline)
            facts.Report(new PlanViolation.DeadlineMissed(allocation.Id, Duration.FromTimeSpan(received - need.Deadline)));
        if (lot.Date is not DateMark.UseBy useBy)
            return;
        if (FoodCheck.ShortDated(facts, promise, received) is { } tooShort)
            facts.Report(new PlanViolation.Forbidden(allocation.Id, tooShort));
        var territory = facts.Territories[lot.Territory];
        var site = facts.Sites[need.Site];
        var sorted = site.Hub is { } hub ? received + hub.SortingDelay.ToTimeSpan() : received;
        var handedOut = sorted + (site.HandOutDuration + territory.Policy.SafetyMargin).ToTimeSpan();
        var unsafeFrom = LocalTime.EndOf(useBy.Date, TimeZoneInfo.FindSystemTimeZoneById(territory.TimeZone));
        if (handedOut > unsafeFrom)
            facts.Report(new PlanViolation.HandedOutTooLate(allocation.Id, Duration.FromTimeSpan(handedOut - unsafeFrom)));
    }
}
