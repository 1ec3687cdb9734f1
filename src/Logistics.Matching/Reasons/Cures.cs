using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Matching.Eligibility;
using Logistics.Measures;

namespace Logistics.Matching.Reasons;

/// <summary>One kind of change to one fact, in the steps of the policy: the fewest steps that lift every refusal of a pair, and the most worth trying.</summary>
/// <param name="At">The change of so many steps.</param>
sealed record Cure(int Least, int Most, Func<int, Change> At);

/// <summary>
/// The single changes after which no rule keeps a lot from a need. Only what the first refusal is about is asked, since a change that leaves
/// it standing cures nothing; each answer is then judged by all rules.
/// </summary>
sealed class Cures
{
    /// <summary>Beyond twelve steps a change is not a small one.</summary>
    const int MostSteps = 12;

    /// <summary>What a crate weighs where a lot does not tell.</summary>
    public static readonly Mass UsualCrate = new(10_000);

    readonly MatchingInput input;
    readonly DayDeclarations alone;
    readonly ChangeSteps steps;
    readonly Lot lot;
    readonly Need need;
    readonly Mass crate;
    readonly DateTimeOffset midnight, nextMidnight;

    /// <param name="crate">What one crate of storage holds.</param>
    public Cures(MatchingInput input, Lot lot, Need need, Mass crate)
    {
        (this.input, this.lot, this.need, this.crate) = (input, lot, need, crate);
        var day = input.Day;
        steps = day[lot.Territory].Policy.Sharing.Steps;
        // Rules look at one pair: a day with nothing else in it is judged alike and made quickly.
        alone = day.Day with
        {
            Parties = [.. new[] { lot.Donor, need.Recipient }.Distinct().Select(x => day[x])],
            Sites = [.. new[] { lot.Site, need.Site }.Distinct().Select(x => day[x])],
            Consents = [.. day.Day.Consents.Where(x => (x.From is null || x.From == lot.Donor) && (x.To is null || x.To == need.Recipient))],
            Lots = [lot],
            Needs = [need],
            Equipment = [],
            EquipmentRequests = [],
            Vehicles = [.. day.Day.Vehicles.Where(x => x.Territory == lot.Territory)],
            Drivers = [],
            Shifts = [.. day.Day.Shifts.Where(x => x.Territory == lot.Territory && day[x.Vehicle].Territory == lot.Territory).OrderBy(x => x.Code, StringComparer.Ordinal)],
            CrateTypes = [],
            CrateBalances = [],
        };
        nextMidnight = LocalTime.EndOf(day.Day.Date, day.ZoneOf(need.Territory));
        midnight = LocalTime.EndOf(day.Day.Date.AddDays(-1), day.ZoneOf(need.Territory));
    }

    /// <summary>What a crate of this lot weighs, rounded up; the usual crate where it does not come in crates.</summary>
    public static Mass CrateOf(Lot lot) => lot.Crates > 0 ? new Mass((lot.Quantity.Expected.Grams + lot.Crates - 1) / lot.Crates) : UsualCrate;

    Site From => input.Day[lot.Site];

    Site To => input.Day[need.Site];

    /// <summary>Within a kind of change: the recipient's own facts before the donor's, the donor's before the fleet's.</summary>
    public IEnumerable<Cure> Of(Refusal refusal) => refusal switch
    {
        Refusal.NoConsent => Once(new Change.Agreement(lot.Territory, lot.Donor, need.Recipient)),
        Refusal.NotHabilitated => Once(new Change.Habilitation(need.Recipient)),
        Refusal.FamilyNotAccepted => Once(new Change.AcceptsFamily(need.Site, lot.Family)),
        Refusal.KindRefused => Once(new Change.AcceptsKind(need.Site, lot.Kind)),
        Refusal.NotThatDay x => Once(new Change.ReceivesThatDay(need.Site, x.Day)),
        Refusal.BelowItsLeast x => [.. Room(), .. LessSuffices(x)],
        Refusal.NoStorage => Room(),
        Refusal.TooFar x => Radius(x),
        Refusal.NoVehicleForClass => [.. PickupHours(), .. ShiftHours(), .. OtherVehicles()],
        Refusal.Closed => [.. DoorHours(), .. PickupHours(), .. ShiftHours()],
        Refusal.AfterDeadline => [.. DoorHours(), .. DeadlineHours(), .. PickupHours(), .. ShiftHours()],
        Refusal.TooLateToHandOut => [.. DoorHours(), .. PickupHours(), .. ShiftHours()],
        // A need is asked to state more only when nothing else helps: what it states is what it can use.
        Refusal.BelowSmallestShare => [.. Room(), .. SmallerShare(), .. MoreWanted()],
        Refusal.NoConvention or Refusal.ConventionExpired => Once(new Change.WrittenAgreement(lot.Territory, lot.Donor, need.Recipient)),
        Refusal.FoodExcluded { Reason: ExclusionReason.AnimalFoodPackingNotSaid or ExclusionReason.SensitivePackingNotSaid } => Once(new Change.SaidPrepacked(lot.Id)),
        Refusal.FoodExcluded { Reason: ExclusionReason.AnimalFoodNotPrepacked } => Once(new Change.Approved(lot.Site)),
        Refusal.FoodExcluded { Reason: ExclusionReason.Sensitive } => Once(new Change.Approved(need.Site)),
        Refusal.StoreTooWarm x => Once(new Change.ColderStore(need.Site, x.Held, x.Asked)),
        Refusal.VehicleTooWarm x => alone.Shifts.Select(shift => shift.Vehicle).Distinct()
            .Where(id => input.Day[id].Compartments.Any(part => part.Classes.Contains(lot.Temperature))).SelectMany(id => Once(new Change.ColderVehicle(id, x.Asked))),
        Refusal.TooLongOutOfCold => Once(new Change.BringsBoxes(need.Recipient)),
        Refusal.ShortDated => [.. Once(new Change.HandsOutInTime(need.Recipient)), .. DoorHours(), .. PickupHours(), .. ShiftHours()],
        Refusal.ReceptionFull => Hands(),
        // Another family, one's own goods, a decline, alcohol, no road: no fact of this pair would be told otherwise.
        _ => [],
    };

    /// <summary>Hands for the need's goods, from the first crate that lifts the refusal to what is wanted of the lot.</summary>
    IEnumerable<Cure> Hands()
    {
        if (To.ReceptionLeft is null)
            return [];
        var most = (int)Math.Min(MostSteps, (Mass.Min(lot.Quantity.Expected, need.Wanted).Grams + Step(1).Grams - 1) / Step(1).Grams);
        return Fewest(most, n => new Change.MoreHands(need.Site, n * steps.Crates, Step(n))) is { } found ? [found with { Most = most }] : [];

        Mass Step(int n) => new(n * steps.Crates * crate.Grams);
    }

    /// <summary>Room for the need's goods, from the first crate that lifts every refusal to what would hold all of the lot that is wanted.</summary>
    public IEnumerable<Cure> Room()
    {
        var most = (int)Math.Min(MostSteps, (Mass.Min(lot.Quantity.Expected, need.Wanted).Grams + Step(1).Grams - 1) / Step(1).Grams);
        return Fewest(most, n => new Change.MoreRoom(need.Site, lot.Temperature, n * steps.Crates, Step(n))) is { } found ? [found with { Most = most }] : [];

        Mass Step(int n) => new(n * steps.Crates * crate.Grams);
    }

    /// <summary>The lot given in shares as small as the need, or what is left of the lot, allows.</summary>
    public IEnumerable<Cure> SmallerShare()
    {
        var smallest = SmallestShareRule.Of(lot);
        var could = Mass.Min(need.Wanted, To.StorageLeft[lot.Temperature]);
        var now = Mass.Min(new Mass(1_000), could);
        return now > Mass.Zero && now < smallest ? Once(new Change.SmallerShare(lot.Id, smallest, now)) : [];
    }

    /// <summary>The recipient comes for as little as it could be given.</summary>
    IEnumerable<Cure> LessSuffices(Refusal.BelowItsLeast refusal) =>
        refusal.Most > Mass.Zero ? Once(new Change.ComesForLess(need.Site, refusal.Least, refusal.Most)) : [];

    IEnumerable<Cure> MoreWanted()
    {
        var smallest = SmallestShareRule.Of(lot);
        return need.Wanted < smallest ? Once(new Change.Wants(need.Id, need.Wanted, smallest)) : [];
    }

    IEnumerable<Cure> Radius(Refusal.TooFar refusal)
    {
        if (input.Day[lot.Territory].Policy.Radius is not { } radius || steps.Kilometres <= Distance.Zero)
            return [];
        var n = (int)Math.Min(int.MaxValue / 2, (refusal.By.Decimetres + steps.Kilometres.Decimetres - 1) / steps.Kilometres.Decimetres);
        var wider = new Change.WiderRadius(lot.Territory, radius, radius + new Distance(n * steps.Kilometres.Decimetres));
        return n <= MostSteps && Allows(wider) ? [new Cure(n, n, _ => wider)] : [];
    }

    IEnumerable<Cure> DoorHours()
    {
        var windows = To.OpeningWindows;
        foreach (var window in windows)
        {
            if (Hours(window.End, forward: true, now => new Change.ClosesLater(need.Site, window.End, now)) is { } later)
                yield return later;
            if (Hours(window.Begin, forward: false, now => new Change.OpensEarlier(need.Site, window.Begin, now)) is { } earlier)
                yield return earlier;
        }
        // A door that is closed all day opens when the goods could be there.
        if (windows.Count == 0 && Arrival() is { } arrival && Hours(arrival, forward: true, end => new Change.Opens(need.Site, new TimeWindow(arrival, end))) is { } opens)
            yield return opens;
    }

    DateTimeOffset? Arrival() => new Pair(new RuleContext(new DayIndex(alone), input.Transfers), lot, need).Arrival;

    IEnumerable<Cure> DeadlineHours() => Listed(Hours(need.Deadline, forward: true, now => new Change.DeadlineLater(need.Id, need.Deadline, now)));

    IEnumerable<Cure> PickupHours() =>
    [
        .. Listed(Hours(lot.PickupWindow.Begin, forward: false, now => new Change.PickupEarlier(lot.Id, lot.PickupWindow.Begin, now))),
        .. Listed(Hours(lot.PickupWindow.End, forward: true, now => new Change.PickupLater(lot.Id, lot.PickupWindow.End, now))),
    ];

    IEnumerable<Cure> ShiftHours() => need.Transfer == Transfer.Collected ? [] : alone.Shifts.SelectMany<Shift, Cure>(shift =>
    [
        .. Listed(Hours(shift.Span.Begin, forward: false, now => new Change.ShiftEarlier(shift.Id, shift.Span.Begin, now))),
        .. Listed(Hours(shift.Span.End, forward: true, now => new Change.ShiftLater(shift.Id, shift.Span.End, now))),
    ]);

    IEnumerable<Cure> OtherVehicles() => alone.Shifts.Select(x => x.Vehicle).Distinct()
        .Where(id => input.Day[id].Compartments.Count > 0 && input.Day[id].Compartments.All(x => !x.Classes.Contains(lot.Temperature)))
        .SelectMany(id => Once(new Change.VehicleHolds(id, lot.Temperature)));

    /// <summary>The fewest hours by which a time must move; within the recipient's local day.</summary>
    Cure? Hours(DateTimeOffset was, bool forward, Func<DateTimeOffset, Change> change)
    {
        var step = steps.Hours.ToTimeSpan();
        var room = forward ? nextMidnight - was : was - midnight;
        if (step <= TimeSpan.Zero || room < step)
            return null;
        return Fewest((int)Math.Min(MostSteps, room.Ticks / step.Ticks), n => change(forward ? was + n * step : was - n * step));
    }

    /// <summary>By halving: what so many steps cure, more steps cure too.</summary>
    Cure? Fewest(int most, Func<int, Change> change)
    {
        if (most < 1 || !Allows(change(most)))
            return null;
        var (low, high) = (1, most);
        while (low < high)
            if (Allows(change((low + high) / 2)))
                high = (low + high) / 2;
            else
                low = (low + high) / 2 + 1;
        return new Cure(low, low, change);
    }

    IEnumerable<Cure> Once(Change change) => Allows(change) ? [new Cure(1, 1, _ => change)] : [];

    static IEnumerable<Cure> Listed(Cure? cure) => cure is null ? [] : [cure];

    bool Allows(Change change)
    {
        var day = new DayIndex(alone.With(change));
        return RuleBook.Judge(new RuleContext(day, input.Transfers), day[lot.Id], day[need.Id]).Refusal is null;
    }
}
