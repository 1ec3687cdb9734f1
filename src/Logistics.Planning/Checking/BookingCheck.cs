using Logistics.Domain.Allocations;
using Logistics.Domain.Equipment;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>Equipment is at one place at a time, when it can be had, for those it is lent to; each request has one answer.</summary>
static class BookingCheck
{
    public static void Run(PlanFacts facts)
    {
        var bookings = facts.Plan.Bookings;
        for (var i = 0; i < bookings.Count; i++)
        {
            for (var j = 0; j < i; j++)
                Together(facts, bookings[i], bookings[j]);
            if (facts.Find(facts.Equipment, bookings[i].Equipment, x => x.Value, "equipment", out var equipment)
                & facts.Find(facts.Requests, bookings[i].Request, x => x.Value, "equipment request", out var request))
                Booking(facts, bookings[i], equipment!, request!);
        }

        foreach (var unmet in facts.Plan.UnmetRequests)
            facts.Find(facts.Requests, unmet.Request, x => x.Value, "equipment request", out _);
        var covered = facts.Plan.Territories.ToHashSet();
        var answers = bookings.Select(x => x.Request).Concat(facts.Plan.UnmetRequests.Select(x => x.Request)).CountBy(x => x).ToDictionary();
        foreach (var request in facts.Day.EquipmentRequests)
            if (answers.GetValueOrDefault(request.Id) is var count && (count > 1 || (count == 0 && covered.Contains(request.Territory))))
                facts.Report(new PlanViolation.RequestNotAnsweredOnce(request.Id, count));
    }

    static void Together(PlanFacts facts, Booking booking, Booking other)
    {
        if (booking.Equipment != other.Equipment)
            return;
        // Ends are exclusive: bookings may touch.
        var common = (booking.Period.End < other.Period.End ? booking.Period.End : other.Period.End)
            - (booking.Period.Begin > other.Period.Begin ? booking.Period.Begin : other.Period.Begin);
        if (common > TimeSpan.Zero)
            facts.Report(new PlanViolation.BookingsOverlap(booking.Id, other.Id, Duration.FromTimeSpan(common)));
    }

    static void Booking(PlanFacts facts, Booking booking, SharedEquipment equipment, EquipmentRequest request)
    {
        void Mismatch(string what) => facts.Report(new PlanViolation.BookingMismatch(booking.Id, what));
        var period = booking.Period;
        if (!equipment.Availability.Any(x => x.Begin <= period.Begin && period.End <= x.End)
            || equipment.Outages.Any(x => x.Begin < period.End && period.Begin < x.End))
            facts.Report(new PlanViolation.BookingUnavailable(booking.Id));
        var missing = equipment.SetUp + request.UseDuration - Duration.FromTimeSpan(period.End - period.Begin);
        if (missing > Duration.Zero)
            facts.Report(new PlanViolation.BookingTooShort(booking.Id, missing));
        if (equipment.Kind != request.Kind)
            Mismatch(nameof(request.Kind));
        // Setting up may come before the span asked; the use may not.
        if (period.Begin + equipment.SetUp.ToTimeSpan() < request.Within.Begin || period.End > request.Within.End)
            Mismatch(nameof(request.Within));
        if (!LentTo(equipment, request))
            Mismatch(nameof(equipment.Borrowers));
        if (request.Site is { } site && site != equipment.Site && !equipment.Hosts.Contains(site))
            Mismatch(nameof(equipment.Hosts));
        if (booking.ToBeApproved != (equipment.NeedsApproval && equipment.Owner != request.Party))
            Mismatch(nameof(booking.ToBeApproved));
        var hours = facts.Plan.Bookings.Where(x => x.Equipment == equipment.Id)
            .Select(x => facts.Requests.GetValueOrDefault(x.Request)).OfType<EquipmentRequest>().ToList();
        if (equipment.MostPerDay is { } most && Total(hours) > most)
            Mismatch(nameof(equipment.MostPerDay));
        if (equipment.MostPerBorrower is { } each && request.Party != equipment.Owner && Total(hours.Where(x => x.Party == request.Party)) > each)
            Mismatch(nameof(equipment.MostPerBorrower));
    }

    static Duration Total(IEnumerable<EquipmentRequest> requests) => requests.Aggregate(Duration.Zero, (sum, x) => sum + x.UseDuration);

    static bool LentTo(SharedEquipment equipment, EquipmentRequest request) => request.Party == equipment.Owner
        || (equipment.Borrowers.Count == 0 ? request.Territory == equipment.Territory : equipment.Borrowers.Contains(request.Party));
}
