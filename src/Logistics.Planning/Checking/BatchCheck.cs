using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Domain.Routes;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>
/// Each batch against its recipe, equipment, host, people and goods, from the declarations alone; what goes in is brought, all of it, before work
/// begins. Goods pass through a host: neither its stores nor its hands are counted.
/// </summary>
static class BatchCheck
{
    /// <summary>No road is faster than this.</summary>
    const long FastestDecimetresPerHour = 1_300_000;

    public static void Run(PlanFacts facts)
    {
        foreach (var batch in facts.Batches)
        {
            var at = new At(facts, batch);
            Recipe(at);
            Place(at);
            foreach (var input in batch.Inputs)
                Goods(at, input);
            Brought(at);
            Times(at);
        }
        foreach (var supply in facts.Carried.Where(x => x.Allocation.Reason is AllocationReason.IntoBatch))
            foreach (var refusal in FoodCheck.Refusals(facts, supply).Where(x => x is not Refusal.StoreTooWarm && supply.Lot.Donor != supply.Need.Recipient))
                facts.Report(new PlanViolation.Forbidden(supply.Allocation.Id, refusal));
        foreach (var left in facts.Plan.Untransformed)
            facts.Find(facts.Lots, left.Lot, x => x.Value, "lot", out _);
    }

    /// <summary>A batch with all it names.</summary>
    sealed record At(PlanFacts Facts, Transformation Batch)
    {
        public Recipe Recipe { get; } = Facts.Recipes[Batch.Recipe];

        public SharedEquipment Equipment { get; } = Facts.Equipment[Batch.Equipment];

        public Site Host { get; } = Facts.Sites[Batch.Host];

        public Party Borrower => Facts.Parties[Host.Party];

        public long Grams { get; } = Batch.Inputs.Sum(x => x.Quantity.Grams);

        public void Mismatch(string what) => Facts.Report(new PlanViolation.BatchMismatch(Batch.Id, what));
    }

    static void Recipe(At at)
    {
        var (batch, recipe, equipment, output) = (at.Batch, at.Recipe, at.Equipment, at.Batch.Output);
        if (at.Grams < recipe.SmallestBatch.Grams)
            at.Mismatch(nameof(recipe.SmallestBatch));
        if (at.Grams > recipe.LargestBatch.Grams)
            at.Mismatch(nameof(recipe.LargestBatch));
        // As much as the inputs may weigh at the least and at the most gives as much: a vehicle must hold the most.
        long low = 0, high = 0;
        foreach (var input in batch.Inputs)
        {
            var lot = at.Facts.Lots[input.Lot].Quantity;
            low += (long)((Int128)input.Quantity.Grams * lot.Low.Grams / lot.Expected.Grams);
            high += (long)(((Int128)input.Quantity.Grams * lot.High.Grams + lot.Expected.Grams - 1) / lot.Expected.Grams);
        }
        if ((low * recipe.YieldPermille / 1000, at.Grams * recipe.YieldPermille / 1000, high * recipe.YieldPermille / 1000)
            != (output.Quantity.Low.Grams, output.Quantity.Expected.Grams, output.Quantity.High.Grams))
            at.Mismatch(nameof(recipe.YieldPermille));
        if (output.Family != recipe.Output.Family || output.Kind != recipe.Output.Kind || output.Temperature != recipe.Output.Temperature || output.Site != batch.Host
            || output.PickupWindow.Begin < batch.Period.End || output.Date is DateMark.UseBy != recipe.Output.UseBy
            || output.Date.Date != at.Facts.Day.Date.AddDays(recipe.Output.LifeDays))
            at.Mismatch(nameof(batch.Output));
        // The lot of which most goes in lends its donor, its territory and its source; of equal ones the first by id.
        var most = at.Facts.Lots[batch.Inputs.OrderByDescending(x => x.Quantity.Grams).ThenBy(x => x.Lot.Value).First().Lot];
        if ((output.Donor, output.Territory, output.Source) != (most.Donor, most.Territory, most.Source) || batch.Reason.Largest != most.Id)
            at.Mismatch(nameof(output.Donor));
        if (output.AnimalOrigin != batch.Inputs.Select(x => at.Facts.Lots[x.Lot]).Any(x => x.AnimalOrigin || FoodKinds.All.Any(kind => kind.Code == x.Kind && kind.AnimalOrigin)))
            at.Mismatch(nameof(output.AnimalOrigin));
        if (!recipe.Equipment.Contains(equipment.Kind))
            at.Mismatch(nameof(equipment.Kind));
        if (equipment.Recipes.Count == 0 ? equipment.Territory != recipe.Territory : !equipment.Recipes.Contains(recipe.Id))
            at.Mismatch(nameof(equipment.Recipes));
        if (recipe.Hygiene == HygieneRule.LowAcid && !equipment.HasAutoclave)
            at.Mismatch(nameof(equipment.HasAutoclave));
        // Exactly, in milliseconds per thousand grams.
        var work = (decimal)recipe.BatchDuration.Milliseconds + (decimal)recipe.DurationPerKilogram.Milliseconds * at.Grams / 1000;
        var missing = equipment.SetUp.Milliseconds + work - (decimal)(batch.Period.End - batch.Period.Begin).TotalMilliseconds;
        if (missing > 0)
            at.Facts.Report(new PlanViolation.BatchTooShort(batch.Id, new Duration((long)decimal.Ceiling(missing))));
    }

    static void Place(At at)
    {
        var (batch, equipment, host) = (at.Batch, at.Equipment, at.Host);
        if (host.Id != equipment.Site && !equipment.Hosts.Contains(host.Id))
            at.Mismatch(nameof(equipment.Hosts));
        if (equipment.Owner != host.Party && !(equipment.Borrowers.Count == 0 ? at.Borrower.Territory == equipment.Territory : equipment.Borrowers.Contains(host.Party)))
            at.Mismatch(nameof(equipment.Borrowers));
        if (batch.ToBeApproved != (equipment.NeedsApproval && equipment.Owner != host.Party))
            at.Mismatch(nameof(batch.ToBeApproved));
        // It is driven there and back within its availability.
        var drive = at.Facts.Sites.TryGetValue(equipment.Site, out var home) ? Fastest(home, host) : TimeSpan.Zero;
        if (!equipment.Availability.Any(x => x.Begin + drive <= batch.Period.Begin && batch.Period.End + drive <= x.End)
            || equipment.Outages.Any(x => x.Begin < batch.Period.End && batch.Period.Begin < x.End) || !EnoughPeople(at))
            at.Facts.Report(new PlanViolation.BatchUnavailable(batch.Id));
        var hours = Uses(at).ToList();
        if (equipment.MostPerDay is { } most && Total(hours.Select(x => x.Hours)) > most)
            at.Mismatch(nameof(equipment.MostPerDay));
        if (equipment.MostPerBorrower is { } each && host.Party != equipment.Owner && Total(hours.Where(x => x.Party == host.Party).Select(x => x.Hours)) > each)
            at.Mismatch(nameof(equipment.MostPerBorrower));
    }

    /// <summary>At every moment at which somebody comes or goes, enough people are there until the next such moment.</summary>
    static bool EnoughPeople(At at)
    {
        var (period, recipe) = (at.Batch.Period, at.Recipe);
        var crews = at.Facts.Day.Crews.Where(x => x.Site == at.Host.Id).ToList();
        return crews.SelectMany(x => new[] { x.Span.Begin, x.Span.End }).Append(period.Begin).Where(x => x >= period.Begin && x < period.End).All(moment =>
        {
            var there = crews.Where(x => x.Span.Begin <= moment && moment < x.Span.End).ToList();
            return there.Sum(x => x.Persons) >= Math.Max(recipe.CrewPersons, at.Equipment.CrewPersons)
                && there.Sum(x => x.TrainedOperators) >= (recipe.Hygiene == HygieneRule.LowAcid ? 1 : 0);
        });
    }

    static void Goods(At at, TransformationInput input)
    {
        var (facts, lot) = (at.Facts, at.Facts.Lots[input.Lot]);
        if (!at.Recipe.Inputs.Any(x => x.Family == lot.Family && (x.Kind ?? lot.Kind) == lot.Kind))
            at.Mismatch(nameof(at.Recipe.Inputs));
        if (input.Quantity != lot.Quantity.Expected && (lot.Indivisible || input.Quantity < lot.SmallestShare))
            at.Mismatch(nameof(lot.SmallestShare));
        // Who works its own goods is given nothing.
        var given = lot.Donor != at.Host.Party;
        if (given && !facts.Day.Consents.Any(x => x.Covers(facts.Day.Date) && EligibilityCheck.Joins(x, facts.Parties[lot.Donor], at.Borrower)))
            at.Mismatch(nameof(facts.Day.Consents));
        if (given && !at.Borrower.Habilitated && lot.Family != Family.Hygiene)
            at.Mismatch(nameof(at.Borrower.Habilitated));
        var territory = facts.Territories[lot.Territory];
        if (given && territory.Policy.Radius is { } radius && facts.Sites[lot.Site].Position.DistanceTo(at.Host.Position) > radius)
            at.Mismatch(nameof(territory.Policy.Radius));
        if (lot.Date is DateMark.BestBefore)
            return;
        var dead = LocalTime.EndOf(lot.Date.Date, TimeZoneInfo.FindSystemTimeZoneById(territory.TimeZone));
        if (at.Batch.Period.End + territory.Policy.SafetyMargin.ToTimeSpan() - dead is var late && late > TimeSpan.Zero)
            facts.Report(new PlanViolation.BatchTooLate(at.Batch.Id, lot.Id, Duration.FromTimeSpan(late)));
    }

    /// <summary>All that goes in is brought, and is there when work begins.</summary>
    static void Brought(At at)
    {
        var (facts, batch) = (at.Facts, at.Batch);
        var brought = facts.Plan.Supplies.Where(x => x.Batch == batch.Id).ToLookup(x => x.Lot, x => x.Quantity);
        var needed = batch.Inputs.ToLookup(x => x.Lot, x => x.Quantity);
        foreach (var lot in needed.Concat(brought).Select(x => x.Key).Distinct())
            if (PlanFacts.Total(brought[lot]) is var sum && sum != PlanFacts.Total(needed[lot]))
                facts.Report(new PlanViolation.SupplyNotBalanced(batch.Id, lot, Brought: sum, Needed: PlanFacts.Total(needed[lot])));
        var work = batch.Period.Begin + at.Equipment.SetUp.ToTimeSpan();
        foreach (var supply in facts.Plan.Supplies.Where(x => x.Batch == batch.Id))
        {
            var delivery = facts.Deeds[supply.Id].FirstOrDefault(x => x.Activity.Kind == ActivityKind.Delivery);
            var there = delivery is null ? facts.Lots.GetValueOrDefault(supply.Lot)?.PickupWindow.Begin : delivery.At.ServiceBegin + at.Host.ServiceDuration.ToTimeSpan();
            if (there > work)
                facts.Report(new PlanViolation.DeadlineMissed(supply.Id, Duration.FromTimeSpan(there.Value - work)));
        }
    }

    /// <summary>Equipment that is used, where, by whom, for how long, setting up apart.</summary>
    sealed record Use(Guid Id, Domain.SiteId Site, Domain.PartyId Party, Domain.TimeWindow Period, Duration Hours);

    static IEnumerable<Use> Uses(At at)
    {
        foreach (var other in at.Facts.Batches.Where(x => x.Equipment == at.Equipment.Id))
            yield return new Use(other.Id.Value, other.Host, at.Facts.Sites[other.Host].Party, other.Period, Duration.FromTimeSpan(other.Period.End - other.Period.Begin) - at.Equipment.SetUp);
        foreach (var booking in at.Facts.Plan.Bookings.Where(x => x.Equipment == at.Equipment.Id))
            if (at.Facts.Requests.TryGetValue(booking.Request, out var request))
                yield return new Use(booking.Id.Value, request.Site ?? at.Equipment.Site, request.Party, booking.Period, request.UseDuration);
    }

    /// <summary>Ends are exclusive: uses at one place may touch. From one place to another the equipment is driven.</summary>
    static void Times(At at)
    {
        var (facts, batch) = (at.Facts, at.Batch);
        foreach (var other in Uses(at).Where(x => x.Id != batch.Id.Value))
        {
            var drive = facts.Sites.TryGetValue(other.Site, out var site) ? Fastest(site, at.Host) : TimeSpan.Zero;
            if (Common(batch.Period, other.Period) + drive is var by && by > TimeSpan.Zero)
                facts.Report(new PlanViolation.BatchOverlaps(batch.Id, other.Id, Duration.FromTimeSpan(by)));
        }
        foreach (var other in facts.Batches.Where(x => x.Host == batch.Host && x.Id != batch.Id && x.Equipment != batch.Equipment))
            if (Common(batch.Period, other.Period) is var by && by > TimeSpan.Zero)
                facts.Report(new PlanViolation.BatchOverlaps(batch.Id, other.Id.Value, Duration.FromTimeSpan(by)));
    }

    static TimeSpan Fastest(Site one, Site other) => new Duration(one.Position.DistanceTo(other.Position).Decimetres * 3_600_000 / FastestDecimetresPerHour).ToTimeSpan();

    static TimeSpan Common(Domain.TimeWindow one, Domain.TimeWindow other) =>
        (one.End < other.End ? one.End : other.End) - (one.Begin > other.Begin ? one.Begin : other.Begin);

    static Duration Total(IEnumerable<Duration> durations) => durations.Aggregate(Duration.Zero, (sum, x) => sum + x);
}
