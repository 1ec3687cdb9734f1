using System.Diagnostics;
using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Policies;
using Logistics.Domain.Shipments;
using Logistics.Measures;

namespace Logistics.Planning.Explanations;

/// <summary>Says in one plain sentence why: always from the facts a plan stores, never from anything else. French first, English second.</summary>
/// <remarks>Thread safe. Sentences begin in lower case and end without a full stop, so that a page can join them.</remarks>
public sealed class Explainer(DayIndex day, CultureInfo culture)
{
    readonly Words words = new(culture);

    public string Name(Family family) => words[$"Family.{family}"];

    /// <summary>The same where no day is at hand.</summary>
    public static string NameOf(Family family, CultureInfo culture) => new Words(culture)[$"Family.{family}"];

    public string Name(TemperatureClass temperature) => words[$"Temperature.{temperature}"];

    public string Name(Urgency urgency) => words[$"Urgency.{urgency}"];

    public string Name(Transfer transfer) => words[$"Transfer.{transfer}"];

    public string Name(EquipmentKind kind) => words[$"Equipment.{kind}"];

    /// <summary>Kilograms with at most one decimal, in the culture's way: "12,5 kg".</summary>
    public string Amount(Mass mass) => string.Create(culture, $"{mass.Kilograms:#,0.#} kg");

    /// <summary>A share per person: grams under a kilogram, else kilograms.</summary>
    public string PerPerson(Mass mass) => mass.Grams < 1000 ? string.Create(culture, $"{mass.Grams} g") : string.Create(culture, $"{mass.Kilograms:#,0.##} kg");

    /// <summary>The dimensions that are not zero: "12 kg, 3 caisses".</summary>
    public string Amount(Load load) => string.Join(", ", new[]
    {
        load.Mass == Mass.Zero ? null : Amount(load.Mass),
        load.Volume == Volume.Zero ? null : words["Load.Litres", load.Volume.Litres],
        load.Crates == 0 ? null : words["Load.Crates", load.Crates],
    }.OfType<string>());

    public string Amount(Distance distance) => string.Create(culture, $"{distance.Kilometres:#,0.#} km");

    /// <summary>Rounded up to the minute: "2 h 05", "25 min".</summary>
    public string Amount(Duration duration)
    {
        var minutes = (duration.SecondsRoundedUp + 59) / 60;
        return minutes >= 60 ? words["Span.Hours", minutes / 60, minutes % 60] : words["Span.Minutes", minutes];
    }

    /// <summary>With its sign: "+4 °C".</summary>
    public string Degrees(Temperature temperature) => string.Create(culture, $"{temperature.Celsius:+0.#;-0.#;0} °C");

    string Date(DateOnly date) => date.ToString("d MMMM yyyy", culture);

    /// <summary>Whole hours, rounded down: what is left must not be told as more.</summary>
    string Hours(Duration duration) => words["Span.WholeHours", duration.Milliseconds / 3_600_000];

    public string Say(Allocation allocation)
    {
        ArgumentNullException.ThrowIfNull(allocation);
        var recipient = day[day[allocation.Need].Recipient].Name;
        return allocation.Reason switch
        {
            AllocationReason.UrgentFirst reason => words["Allocation.UrgentFirst", Name(reason.Class)],
            AllocationReason.OnlyTaker => words["Allocation.OnlyTaker"],
            AllocationReason.FairShare reason =>
                words[reason.PerPerson > reason.BestServedOther ? "Allocation.FairShareOthersFull" : "Allocation.FairShare",
                    recipient, PerPerson(reason.PerPerson), PerPerson(reason.BestServedOther)],
            AllocationReason.EntitledFirst => words["Allocation.EntitledFirst", recipient],
            AllocationReason.AfterEntitled => words["Allocation.AfterEntitled", recipient],
            AllocationReason.NeedMet reason => words["Allocation.NeedMet", Amount(reason.Wanted)],
            AllocationReason.Nearest reason => words["Allocation.Nearest", Amount(reason.Distance)],
            AllocationReason.FirstCome reason => words["Allocation.FirstCome", reason.Rank],
            AllocationReason.Decided { Motive: { } motive } reason => words["Allocation.DecidedWhy", reason.By, motive],
            AllocationReason.Decided reason => words["Allocation.Decided", reason.By],
            AllocationReason.IntoBatch => words["Allocation.IntoBatch", recipient, day[allocation.Need].Event ?? ""],
            _ => throw new UnreachableException(),
        };
    }

    public string Say(Refusal refusal) => refusal switch
    {
        Refusal.OtherFamily x => words["Refusal.OtherFamily", Name(x.Wanted)],
        Refusal.NoConsent x => words["Refusal.NoConsent", day[x.Donor].Name, day[x.Recipient].Name],
        Refusal.OwnGoods => words["Refusal.OwnGoods"],
        Refusal.NotHabilitated x => words["Refusal.NotHabilitated", day[x.Recipient].Name],
        Refusal.FamilyNotAccepted x => words["Refusal.FamilyNotAccepted", Name(x.Family)],
        Refusal.KindRefused x => words["Refusal.KindRefused", x.Kind],
        Refusal.NotThatDay x => words["Refusal.NotThatDay", culture.DateTimeFormat.GetDayName(x.Day)],
        Refusal.BelowItsLeast x => words["Refusal.BelowItsLeast", Amount(x.Least), Amount(x.Most)],
        Refusal.NoStorage x => words["Refusal.NoStorage", Name(x.Class)],
        Refusal.TooFar x => words["Refusal.TooFar", Amount(x.By)],
        Refusal.NotReachable x => words["Refusal.NotReachable", day[x.From].Name, day[x.To].Name],
        Refusal.TooLateToHandOut x => words["Refusal.TooLateToHandOut", Amount(x.By)],
        Refusal.AfterDeadline x => words["Refusal.AfterDeadline", Amount(x.By)],
        Refusal.Closed => words["Refusal.Closed"],
        Refusal.NoVehicleForClass x => words["Refusal.NoVehicleForClass", Name(x.Class)],
        Refusal.NoConvention x => words["Refusal.NoConvention", day[x.Donor].Name, day[x.Recipient].Name],
        Refusal.ConventionExpired x => words["Refusal.ConventionExpired", day[x.Donor].Name, day[x.Recipient].Name, Date(x.LastDay)],
        Refusal.FoodExcluded x => words["Refusal.FoodExcluded", x.Kind, words[$"Exclusion.{x.Reason}"]],
        Refusal.StoreTooWarm x => words["Refusal.StoreTooWarm", Degrees(x.Asked), Degrees(x.Held)],
        Refusal.VehicleTooWarm x => words["Refusal.VehicleTooWarm", Degrees(x.Asked), Degrees(x.Held)],
        Refusal.TooLongOutOfCold x => words["Refusal.TooLongOutOfCold", Amount(x.Drive), Amount(x.Limit)],
        Refusal.ShortDated x => words["Refusal.ShortDated", Hours(x.Left), Hours(x.Asked)],
        Refusal.Declined { Motive: { } motive } => words["Refusal.DeclinedFor", motive],
        Refusal.Declined => words["Refusal.Declined"],
        Refusal.ReceptionFull x => words["Refusal.ReceptionFull", Amount(x.Left)],
        Refusal.BelowSmallestShare x => words["Refusal.BelowSmallestShare", Amount(x.By)],
        _ => throw new UnreachableException(),
    };

    /// <param name="plan">Needed only where something was promised and not transported.</param>
    public string Say(Unmet unmet, DayPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(unmet);
        return unmet.Reason switch
        {
            UnmetReason.NothingDeclared x => words["Unmet.NothingDeclared", Name(x.Family)],
            UnmetReason.AllRefused x => words["Unmet.AllRefused", x.Refusals[0].Lots, Say(x.Refusals[0].Example)],
            UnmetReason.SharedFairly x =>
                words[x.PerPerson > x.BestServedOther ? "Unmet.SharedFairlyHasMore" : "Unmet.SharedFairly",
                    day[day[unmet.Need].Recipient].Name, PerPerson(x.PerPerson), PerPerson(x.BestServedOther)],
            UnmetReason.AfterEntitled => words["Unmet.AfterEntitled", day[day[unmet.Need].Recipient].Name],
            UnmetReason.NoMore { Others: 0 } => words["Unmet.NoMore"],
            UnmetReason.NoMore x => words["Unmet.NoMoreOthers", x.Others],
            UnmetReason.StorageFull x => words["Unmet.StorageFull", Name(x.Class)],
            UnmetReason.OnlyCrumbs x => words["Unmet.OnlyCrumbs", Amount(x.Left)],
            UnmetReason.NotTransported x => words["Unmet.NotTransported", SayUnassigned(x.Shipment, plan)],
            UnmetReason.CameLate => words["Unmet.CameLate"],
            _ => throw new UnreachableException(),
        };
    }

    /// <inheritdoc cref="Say(Unmet, DayPlan?)"/>
    public string Say(Leftover leftover, DayPlan? plan = null)
    {
        ArgumentNullException.ThrowIfNull(leftover);
        return leftover.Reason switch
        {
            LeftoverReason.NobodyAsked x => words["Leftover.NobodyAsked", Name(x.Family)],
            LeftoverReason.AllRefused x => words["Leftover.AllRefused", x.Refusals[0].Lots, Say(x.Refusals[0].Example)],
            LeftoverReason.TakersFull => words["Leftover.TakersFull"],
            LeftoverReason.Unsplittable x => words["Leftover.Unsplittable", Amount(x.SmallestShare)],
            LeftoverReason.Waits => words["Leftover.Waits"],
            LeftoverReason.NotTransported x => words["Leftover.NotTransported", SayUnassigned(x.Shipment, plan)],
            _ => throw new UnreachableException(),
        };
    }

    public string Say(UnmetRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return words[$"Request.{request.Reason}"];
    }

    /// <summary>Why a batch is made, and what it makes.</summary>
    public string Say(Transformation batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var why = words["Transformation.Why", Amount(batch.Reason.Lost), day[batch.Reason.Largest].Product, batch.Reason.LastDay, day[batch.Recipe].Name,
            day[batch.Equipment].Name, day[batch.Host].Name, batch.Reason.Crew, Amount(batch.Output.Quantity.Expected), batch.Output.Product];
        return batch.ToBeApproved ? $"{why} ; {words["Transformation.ToBeApproved", day[day[batch.Equipment].Owner].Name]}" : why;
    }

    /// <summary>Why something of a lot goes into no batch.</summary>
    public string Say(Untransformed lot)
    {
        ArgumentNullException.ThrowIfNull(lot);
        return lot.Reason switch
        {
            UntransformedReason.NoRecipe x => words["Untransformed.NoRecipe", Name(x.Family)],
            UntransformedReason.NoEquipment x => words["Untransformed.NoEquipment", day[x.Recipe].Name],
            UntransformedReason.NoAutoclave x => words["Untransformed.NoAutoclave", day[x.Recipe].Name],
            UntransformedReason.NotAvailable x => words["Untransformed.NotAvailable", day[x.Equipment].Name],
            UntransformedReason.HostRefused x => words["Untransformed.HostRefused", day[x.Host].Name, Say(x.Refusal)],
            UntransformedReason.NoCrew x => words["Untransformed.NoCrew", day[x.Host].Name, x.Needed],
            UntransformedReason.NoOperator x => words["Untransformed.NoOperator", day[x.Host].Name, day[x.Recipe].Name],
            UntransformedReason.TooLate x => words["Untransformed.TooLate", Amount(x.By)],
            UntransformedReason.BelowSmallestBatch x => words["Untransformed.BelowSmallestBatch", day[x.Recipe].Name, Amount(x.By)],
            UntransformedReason.Taken => words["Untransformed.Taken"],
            UntransformedReason.NoBetter => words["Untransformed.NoBetter"],
            UntransformedReason.NotDecided => words["Untransformed.NotDecided"],
            UntransformedReason.NotCarried x => words["Untransformed.NotCarried", day[x.Host].Name],
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>How good the schedule of batches is proven to be; null: no bound is known.</summary>
    public string Say(TransformationBound? bound) => bound switch
    {
        null => words["TransformationBound.Unknown"],
        { Proven: true } => words["TransformationBound.Proven"],
        _ => words["TransformationBound.Known", Amount(bound.LastChance + bound.DiesSoon), Amount(bound.LastChanceAtMost + bound.DiesSoonAtMost)],
    };

    public string Say(Unassigned unassigned)
    {
        ArgumentNullException.ThrowIfNull(unassigned);
        return unassigned.Reason switch
        {
            UnassignedReason.NoVehicleOnDuty => words["Unassigned.NoVehicleOnDuty"],
            UnassignedReason.NoVehicleForClass x => words["Unassigned.NoVehicleForClass", Name(x.Class)],
            UnassignedReason.TooLarge x => words["Unassigned.TooLarge", Amount(x.Over)],
            UnassignedReason.OutsideWindows x => words["Unassigned.OutsideWindows", Amount(x.LateBy)],
            UnassignedReason.DayIsFull => words["Unassigned.DayIsFull"],
            UnassignedReason.TakenOff => words["Unassigned.TakenOff"],
            UnassignedReason.NotReachable x => words["Unassigned.NotReachable", day[x.Site].Name],
            _ => throw new UnreachableException(),
        };
    }

    /// <summary>What the travel times rest on.</summary>
    public string Say(RoadBasis roads)
    {
        ArgumentNullException.ThrowIfNull(roads);
        var basis = words[$"Roads.{roads.Kind}", roads.Name];
        return roads.OffNetwork.Count == 0 ? basis : $"{basis} ; {words["Roads.OffNetwork", roads.OffNetwork.Count]}";
    }

    /// <summary>The risk at which vehicles are filled, which every plan prints.</summary>
    public string SayRisk(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return words["Risk", policy.QuantityRiskPercent];
    }

    /// <summary>How good the sharing is proven to be.</summary>
    public string Say(SearchRecord search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search switch
        {
            { RoundingBound: { } bound } => words["Bound.Known", Amount(bound.Given), Amount(bound.AtMost)],
            { Companion: true } => words["Bound.NoProof"],
            _ => words["Bound.NoCompanion"],
        };
    }

    /// <summary>How good the routes are proven to be.</summary>
    public string SayRoutes(SearchRecord search)
    {
        ArgumentNullException.ThrowIfNull(search);
        return search switch
        {
            { RoutesBound: { } bound } when bound.Cost == bound.AtLeast => words["RoutesBound.Best"],
            { RoutesBound: { } bound } => words["RoutesBound.Known", Math.Ceiling(1000 * bound.Gap) / 1000, bound.AtLeast.Euros],
            { Companion: true } => words["RoutesBound.NoProof"],
            _ => words["RoutesBound.NoCompanion"],
        };
    }

    string SayUnassigned(ShipmentId shipment, DayPlan? plan) =>
        Say((plan ?? throw new ArgumentNullException(nameof(plan))).Unassigned.First(x => x.Shipment == shipment));
}
