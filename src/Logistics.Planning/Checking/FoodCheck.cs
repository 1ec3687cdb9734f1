using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Planning.Checking;

/// <summary>What law and good practice ask of a gift of food, checked on a finished plan from the declarations: the third telling of these rules.</summary>
static class FoodCheck
{
    static readonly DateOnly Cold = new(2009, 12, 21), Written = new(2016, 2, 11), TwoDays = new(2016, 12, 28), Animal = new(2020, 5, 19);

    /// <summary>No road is faster than this: minutes out of the cold are at least those of the straight line at 130 km/h.</summary>
    const long FastestDecimetresPerHour = 1_300_000;

    public static IEnumerable<Refusal> Refusals(PlanFacts facts, Promise promise)
    {
        var (allocation, lot, need) = promise;
        Party donor = facts.Parties[lot.Donor], recipient = facts.Parties[need.Recipient];
        Site from = facts.Sites[lot.Site], to = facts.Sites[need.Site];
        var day = facts.Day.Date;
        var listed = FoodKinds.All.Where(x => x.Code == lot.Kind).Take(1).ToList();

        if (listed.Any(x => x.Sensitivity == Sensitivity.Forbidden))
            yield return new Refusal.FoodExcluded(lot.Kind, ExclusionReason.Alcohol);
        if (donor.Id != recipient.Id)
        {
            if (day >= Written && donor.ConventionRequired && Donated(lot) && Agreement(facts, donor, recipient) is { } missing)
                yield return missing;
            if (day >= Animal && lot.Source != SourceKind.Purchase && !from.Approved && (lot.AnimalOrigin || listed.Any(x => x.AnimalOrigin)))
            {
                if (lot.Packing is null)
                    yield return new Refusal.FoodExcluded(lot.Kind, ExclusionReason.AnimalFoodPackingNotSaid);
                else if (lot.Packing == Packing.Unpacked || (lot.Packing == Packing.Prepared && donor.Kind != PartyKind.Kitchen))
                    yield return new Refusal.FoodExcluded(lot.Kind, ExclusionReason.AnimalFoodNotPrepacked);
            }
            foreach (var kind in to.Approved ? [] : listed)
                if (kind.Sensitivity == Sensitivity.Always
                    || (kind.Sensitivity == Sensitivity.WhenChilled && lot.Temperature == TemperatureClass.Chilled)
                    || (kind.Sensitivity == Sensitivity.WhenUnpacked && lot.Packing == Packing.Unpacked))
                    yield return new Refusal.FoodExcluded(lot.Kind, ExclusionReason.Sensitive);
                else if (kind.Sensitivity == Sensitivity.WhenUnpacked && lot.Packing is null)
                    yield return new Refusal.FoodExcluded(lot.Kind, ExclusionReason.SensitivePackingNotSaid);
        }
        if (day >= Cold && Limit(lot) is { } limit)
        {
            var store = lot.Temperature == TemperatureClass.Frozen ? Temperature.FromCelsius(-18) : to.ChilledTo ?? Temperature.FromCelsius(4);
            if (store > limit)
                yield return new Refusal.StoreTooWarm(Asked: limit, Held: store);
        }
        if (allocation.Transfer == Transfer.Collected && !recipient.Collection.Held.Contains(lot.Temperature) && lot.Temperature != TemperatureClass.Ambient)
        {
            var most = (lot.Temperature == TemperatureClass.Frozen, recipient.Collection.IsothermalBox) switch
            {
                (true, true) => Duration.FromMinutes(60),
                (true, false) => Duration.FromMinutes(15),
                (false, true) => Duration.FromMinutes(120),
                (false, false) => Duration.FromMinutes(30),
            };
            var drive = new Duration(from.Position.DistanceTo(to.Position).Decimetres * 3_600_000 / FastestDecimetresPerHour);
            if (drive > most)
                yield return new Refusal.TooLongOutOfCold(Drive: drive, Limit: most);
        }
    }

    /// <summary>Null when enough is left before the end of the use-by date at the moment the goods change hands.</summary>
    public static Refusal? ShortDated(PlanFacts facts, Promise promise, DateTimeOffset changesHands)
    {
        var lot = promise.Lot;
        if (facts.Day.Date < TwoDays || !Donated(lot) || facts.Parties[promise.Need.Recipient].RedistributesShortDated)
            return null;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(facts.Territories[lot.Territory].TimeZone);
        var left = Duration.FromTimeSpan(LocalTime.EndOf(lot.Date.Date, zone) - changesHands);
        var asked = Duration.FromMinutes(2 * 24 * 60);
        return left < asked ? new Refusal.ShortDated(Left: Duration.Max(left, Duration.Zero), Asked: asked) : null;
    }

    /// <summary>True when the compartment may hold the lot: its class, and as cold as law and label ask.</summary>
    public static bool MayHold(Compartment part, Lot lot) => part.Classes.Contains(lot.Temperature) && (Limit(lot) is not { } limit
        || (lot.Temperature == TemperatureClass.Frozen ? Temperature.FromCelsius(-18) : part.ChilledTo ?? Temperature.FromCelsius(4)) <= limit);

    static bool Donated(Lot lot) => lot.Source != SourceKind.Purchase && lot.Source != SourceKind.Stock;

    static Temperature? Limit(Lot lot)
    {
        Temperature? law = lot.Temperature switch
        {
            TemperatureClass.Frozen => Temperature.FromCelsius(-18),
            TemperatureClass.Chilled => FoodKinds.All.Where(x => x.Code == lot.Kind).Select(x => x.Warmest).FirstOrDefault() ?? Temperature.FromCelsius(4),
            _ => null,
        };
        return law is { } most && lot.Warmest is { } label && label < most ? label : law;
    }

    /// <summary>Null when a written agreement runs today.</summary>
    static Refusal? Agreement(PlanFacts facts, Party donor, Party recipient)
    {
        var day = facts.Day.Date;
        var written = facts.Day.Consents.Where(x => x.Covers(day) && EligibilityCheck.Joins(x, donor, recipient)).Select(x => x.Convention).OfType<Convention>().ToList();
        if (written.Any(x => x.Covers(day)))
            return null;
        return written.Where(x => x.ValidUntil < day).Max(x => x.ValidUntil) is { } last
            ? new Refusal.ConventionExpired(donor.Id, recipient.Id, last)
            : new Refusal.NoConvention(donor.Id, recipient.Id);
    }
}
