using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Measures;

namespace Logistics.Matching.Verification;

/// <summary>A rule or a limit that a matching breaks, found by recounting it.</summary>
public sealed record MatchingViolation(string Code, string What);

/// <summary>
/// A second opinion on a matching, from the declarations alone. It shares nothing with the rules or the flows: whatever they get wrong,
/// it gets wrong in another way or not at all.
/// </summary>
public static class MatchingVerifier
{
    /// <summary>Everything that is wrong; empty when the matching keeps every rule and every limit.</summary>
    public static ValueList<MatchingViolation> Verify(DayIndex day, ITransfers transfers, MatchingResult result)
    {
        ArgumentNullException.ThrowIfNull(day);
        ArgumentNullException.ThrowIfNull(transfers);
        ArgumentNullException.ThrowIfNull(result);
        var found = new List<MatchingViolation>();
        foreach (var allocation in result.Allocations)
            if (WhyForbidden(day, transfers, day[allocation.Lot], day[allocation.Need], allocation.Transfer) is { } why)
                Report("rule", $"{Name(allocation)}: {why}");
        Quantities(day, result, Report);
        LawVerifier.Receptions(day, result, Report);
        Equipment(day, transfers, result, Report);
        return [.. found];

        void Report(string code, string what) => found.Add(new MatchingViolation(code, what));
        string Name(Allocation x) => $"lot {day[x.Lot].Code} to need {day[x.Need].Code}";
    }

    static string? WhyForbidden(DayIndex index, ITransfers transfers, Lot lot, Need need, Transfer mode)
    {
        var day = index.Day;
        Domain.Parties.Site from = index[lot.Site], to = index[need.Site];
        Domain.Parties.Party donor = index[lot.Donor], recipient = index[need.Recipient];
        var policy = index[lot.Territory].Policy;

        if (lot.Family != need.Family)
            return "another family";
        if (donor.Id == recipient.Id && !(lot.Source == SourceKind.Stock && from.Id != to.Id))
            return "own goods";
        if (donor.Id != recipient.Id && !day.Consents.Any(c =>
                (c.ValidFrom is not { } first || day.Date >= first) && (c.ValidUntil is not { } last || day.Date <= last)
                && (c.From is null || c.From == donor.Id) && (c.To is null || c.To == recipient.Id)
                && ((c.From is not null && c.To is not null) || (donor.Territory == c.Territory && recipient.Territory == c.Territory))))
            return "no consent";
        if (day.Declines.Any(x => x.Lot == lot.Id && x.Need == need.Id && (x.Most <= Mass.Zero || x.Most < lot.SmallestShare || lot.Indivisible && x.Most < lot.Quantity.Expected)))
            return "declined";
        if (!recipient.Habilitated && lot.Family != Family.Hygiene)
            return "not habilitated";
        if (!to.AcceptedFamilies.Contains(lot.Family) || to.RefusedKinds.Contains(lot.Kind))
            return "not accepted";
        if (to.ReceptionDays.Count > 0 && !to.ReceptionDays.Any(x => (int)x == (day.Date.DayNumber + 1) % 7))
            return "not on that day of the week";
        if (LawVerifier.WhyUnlawful(index, lot, need) is { } unlawful)
            return unlawful;
        if (policy.Radius is { } radius && from.Position.DistanceTo(to.Position) > radius)
            return "too far";
        if (transfers.Between(from.Id, to.Id) is not { } transfer)
            return "not reachable";

        var loading = lot.PickupWindow.Begin;
        if (mode == Transfer.Collected && LawVerifier.WarmsUp(lot, recipient, transfer.Duration))
            return "too long out of the cold";
        if (mode == Transfer.Delivered)
        {
            var spans = day.Shifts.Where(s => s.Territory == lot.Territory && s.Span.Begin <= lot.PickupWindow.End && s.Span.End >= lot.PickupWindow.Begin
                && index[s.Vehicle].Compartments.Any(c => LawVerifier.Holds(c, lot))).Select(s => s.Span.Begin).ToList();
            if (spans.Count == 0)
                return "no vehicle";
            if (spans.Min() > loading)
                loading = spans.Min();
        }
        var arrival = loading.AddMilliseconds(from.ServiceDuration.Milliseconds + transfer.Duration.Milliseconds);
        var open = to.OpeningWindows.Where(w => w.End >= arrival).Select(w => w.Begin > arrival ? w.Begin : arrival).ToList();
        if (open.Count == 0)
            return "closed";
        if (open.Min() > need.Deadline)
            return "after the deadline";
        if (lot.Date is DateMark.UseBy(var last2))
        {
            var eaten = open.Min().AddMilliseconds((to.Hub is null ? 0 : to.Hub.SortingDelay.Milliseconds) + to.HandOutDuration.Milliseconds + policy.SafetyMargin.Milliseconds);
            var midnight = TimeZoneInfo.ConvertTime(eaten.AddTicks(-1), index.ZoneOf(lot.Territory));
            if (DateOnly.FromDateTime(midnight.DateTime) > last2)
                return "past its use-by date";
            if (LawVerifier.IsShort(index, lot, recipient, mode == Transfer.Collected ? loading : open.Min()))
                return "less than 48 hours before its use-by date";
        }
        return null;
    }

    static void Quantities(DayIndex index, MatchingResult result, Action<string, string> report)
    {
        var day = index.Day;
        foreach (var twice in result.Allocations.GroupBy(x => (x.Lot, x.Need)).Where(x => x.Count() > 1))
            report("twice", $"lot {index[twice.Key.Lot].Code} goes to need {index[twice.Key.Need].Code} in {twice.Count()} parts");
        foreach (var allocation in result.Allocations)
        {
            var lot = index[allocation.Lot];
            if (allocation.Quantity <= Mass.Zero)
                report("nothing", $"lot {lot.Code} is given in an amount of {allocation.Quantity}");
            var whole = allocation.Quantity == lot.Quantity.Expected;
            if (!whole && (lot.Indivisible || allocation.Quantity < lot.SmallestShare))
                report("crumb", $"lot {lot.Code} is given in a share of {allocation.Quantity}");
            if (allocation.Quantity < index[index[allocation.Need].Site].LeastShare)
                report("least", $"need {index[allocation.Need].Code} is given {allocation.Quantity} of lot {lot.Code}, which is less than its place receives");
            if (day.Declines.Any(x => x.Lot == allocation.Lot && x.Need == allocation.Need && x.Most < allocation.Quantity))
                report("declined", $"need {index[allocation.Need].Code} takes less of lot {lot.Code} than {allocation.Quantity}");
            var asked = index[allocation.Need].Transfer;
            if (allocation.Transfer == Transfer.Either || (asked != Transfer.Either && allocation.Transfer != asked))
                report("transfer", $"need {index[allocation.Need].Code} is not served as it asked");
        }

        foreach (var lot in day.Lots)
        {
            var given = Sum(result.Allocations.Where(x => x.Lot == lot.Id).Select(x => x.Quantity));
            var left = Sum(result.Leftovers.Where(x => x.Lot == lot.Id).Select(x => x.Quantity));
            if (given + left != lot.Quantity.Expected)
                report("balance", $"of lot {lot.Code} {given} are given and {left} left, {lot.Quantity.Expected} are expected");
        }
        foreach (var need in day.Needs)
        {
            var received = Sum(result.Allocations.Where(x => x.Need == need.Id).Select(x => x.Quantity));
            var missing = Sum(result.Unmet.Where(x => x.Need == need.Id).Select(x => x.Missing));
            if (received > need.Wanted)
                report("cap", $"need {need.Code} receives {received} and wants {need.Wanted}");
            else if (received + missing != need.Wanted)
                report("balance", $"need {need.Code} receives {received} and misses {missing}, it wants {need.Wanted}");
        }
        foreach (var filled in result.Allocations.GroupBy(x => (index[x.Need].Site, index[x.Lot].Temperature)))
        {
            var site = index[filled.Key.Site];
            if (Sum(filled.Select(x => x.Quantity)) > site.StorageLeft[filled.Key.Temperature])
                report("storage", $"site {site.Code} receives more {filled.Key.Temperature} goods than it has room for");
        }
        var promised = result.Allocations.Select(x => (x.Lot, x.Need)).ToHashSet();
        foreach (var refused in result.RefusedPairs)
            if (promised.Contains((refused.Lot, refused.Need)))
                report("refused", $"lot {index[refused.Lot].Code} goes to need {index[refused.Need].Code} though a rule refused the pair");
    }

    static void Equipment(DayIndex index, ITransfers transfers, MatchingResult result, Action<string, string> report)
    {
        foreach (var request in index.Day.EquipmentRequests)
            if (result.Bookings.Count(x => x.Request == request.Id) + result.UnmetRequests.Count(x => x.Request == request.Id) != 1)
                report("request", $"request {request.Code} is not answered exactly once");
        foreach (var booking in result.Bookings)
        {
            var (equipment, request) = (index[booking.Equipment], index[booking.Request]);
            var useBegin = booking.Period.Begin.AddMilliseconds(equipment.SetUp.Milliseconds);
            var borrower = request.Party == equipment.Owner
                || (equipment.Borrowers.Count == 0 ? index[request.Party].Territory == equipment.Territory : equipment.Borrowers.Contains(request.Party));
            if (equipment.Kind != request.Kind || !borrower)
                report("loan", $"request {request.Code} has {equipment.Code}, which is not lent for it");
            if ((booking.Period.End - useBegin).TotalMilliseconds != request.UseDuration.Milliseconds)
                report("loan", $"request {request.Code} has {equipment.Code} for another time than it asked");
            if (useBegin < request.Within.Begin || booking.Period.End > request.Within.End)
                report("loan", $"request {request.Code} has {equipment.Code} outside the span it asked");
            var site = request.Site ?? equipment.Site;
            if (site != equipment.Site && !equipment.Hosts.Contains(site))
                report("loan", $"request {request.Code} has {equipment.Code} where it is not brought");
            if (booking.ToBeApproved != (equipment.NeedsApproval && equipment.Owner != request.Party))
                report("approval", $"request {request.Code} does not say whether the owner of {equipment.Code} has to agree");
            UseVerifier.Available(transfers, equipment, site, booking.Period, $"request {request.Code}", report);
        }
        UseVerifier.Together(index, transfers, [.. UseVerifier.Of(index, result.Bookings)], report);
    }

    static Mass Sum(IEnumerable<Mass> masses) => masses.Aggregate(Mass.Zero, (sum, x) => sum + x);
}
