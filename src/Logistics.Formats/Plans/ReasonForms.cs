using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Shipments;
using Logistics.Formats.Plans.Forms;

namespace Logistics.Formats.Plans;

/// <summary>Every reason of a plan as a code with its figures. The sentence beside it is made by <c>Explainer</c>.</summary>
sealed class ReasonForms(Codes codes)
{
    static readonly Form<Family> Families = new WordForm<Family>();
    static readonly Form<TemperatureClass> Classes = new WordForm<TemperatureClass>();
    static readonly Form<string> Text = TextForm.Any;

    static readonly UuidForm<ShipmentId> ShipmentIds = new(x => new(x), x => x.Value);

    public Form<AllocationReason> Allocation { get; } = new UnionForm<AllocationReason>(
        "allocationReason",
        UnionForm<AllocationReason>.Of<AllocationReason.UrgentFirst>(
            "An urgent need of this class is served before any other.",
            pen => new(pen.Field("class", new WordForm<Urgency>(), x => x.Class, "The urgency class."))),
        UnionForm<AllocationReason>.Of<AllocationReason.OnlyTaker>("Nobody else could take this lot.", _ => new()),
        UnionForm<AllocationReason>.Of<AllocationReason.FairShare>(
            "Fair sharing among attested persons.",
            pen => new(
                PerPerson: pen.Field("perPersonKg", Units.Kilograms, x => x.PerPerson, "What the recipient reaches, in kilograms per attested person."),
                BestServedOther: pen.Field("bestServedOtherKg", Units.Kilograms, x => x.BestServedOther, "The same of the best served other, in kilograms."))),
        UnionForm<AllocationReason>.Of<AllocationReason.EntitledFirst>("It comes before others, who have no attested persons.", _ => new()),
        UnionForm<AllocationReason>.Of<AllocationReason.AfterEntitled>("Without attested persons, it comes after those who have some.", _ => new()),
        UnionForm<AllocationReason>.Of<AllocationReason.NeedMet>(
            "There was enough for the whole need.", pen => new(pen.Field("wantedKg", Units.Kilograms, x => x.Wanted, "The stated need, in kilograms."))),
        UnionForm<AllocationReason>.Of<AllocationReason.Nearest>(
            "Equal in all else, this one is nearest.", pen => new(pen.Field("distanceKm", Units.Kilometres, x => x.Distance, "Distance, in kilometres."))),
        UnionForm<AllocationReason>.Of<AllocationReason.FirstCome>(
            "First come, first served: the rule of comparison plans.", pen => new(pen.Field("rank", Units.Small, x => x.Rank, "Rank of the asker, from 1."))),
        UnionForm<AllocationReason>.Of<AllocationReason.Decided>(
            "A dispatcher decided so.",
            pen => new(
                By: pen.Field("by", Text, x => x.By, "Who decided."),
                Motive: pen.Field("motive", Form.Optional(Text), x => x.Motive, "Why, in their words; null when not said."))));

    public Form<Refusal> Refusal { get; } = Refusals(codes);

    public Form<UnmetReason> Unmet { get; } = new UnionForm<UnmetReason>(
        "unmetReason",
        UnionForm<UnmetReason>.Of<UnmetReason.NothingDeclared>(
            "Nobody declared goods of the family.", pen => new(pen.Field("family", Families, x => x.Family, "The family wanted."))),
        UnionForm<UnmetReason>.Of<UnmetReason.AllRefused>(
            "Every lot of the family met a rule.", pen => new(pen.Field("refusals", Counts(codes), x => x.Refusals, "Most frequent first."))),
        UnionForm<UnmetReason>.Of<UnmetReason.SharedFairly>(
            "Too little for all.",
            pen => new(
                PerPerson: pen.Field("perPersonKg", Units.Kilograms, x => x.PerPerson, "What the recipient has, in kilograms per attested person."),
                BestServedOther: pen.Field("bestServedOtherKg", Units.Kilograms, x => x.BestServedOther, "The same of the best served other, in kilograms."))),
        UnionForm<UnmetReason>.Of<UnmetReason.AfterEntitled>("Too little for all; without attested persons, it comes after those who have some.", _ => new()),
        UnionForm<UnmetReason>.Of<UnmetReason.NoMore>(
            "There was no more, and shares per attested person do not compare.",
            pen => new(pen.Field("others", Units.Small, x => x.Others, "How many other partners received of it."))),
        UnionForm<UnmetReason>.Of<UnmetReason.StorageFull>(
            "The recipient's storage is full.", pen => new(pen.Field("class", Classes, x => x.Class, "The temperature class."))),
        UnionForm<UnmetReason>.Of<UnmetReason.OnlyCrumbs>(
            "What was left was less than a useful share.", pen => new(pen.Field("leftKg", Units.Kilograms, x => x.Left, "What was left, in kilograms."))),
        UnionForm<UnmetReason>.Of<UnmetReason.NotTransported>(
            "Promised, but no vehicle could bring it.", pen => new(pen.Field("shipment", ShipmentIds, x => x.Shipment, "The unassigned shipment."))),
        UnionForm<UnmetReason>.Of<UnmetReason.CameLate>("Others had asked before: comparison plans only.", _ => new()));

    public Form<LeftoverReason> Leftover { get; } = new UnionForm<LeftoverReason>(
        "leftoverReason",
        UnionForm<LeftoverReason>.Of<LeftoverReason.NobodyAsked>(
            "Nobody stated a need for the family.", pen => new(pen.Field("family", Families, x => x.Family, "The lot's family."))),
        UnionForm<LeftoverReason>.Of<LeftoverReason.AllRefused>(
            "Every need of the family met a rule.", pen => new(pen.Field("refusals", Counts(codes), x => x.Refusals, "Most frequent first."))),
        UnionForm<LeftoverReason>.Of<LeftoverReason.TakersFull>("Everyone who could take it has enough.", _ => new()),
        UnionForm<LeftoverReason>.Of<LeftoverReason.Unsplittable>(
            "The rest is too small a share, or the lot goes whole.",
            pen => new(pen.Field("smallestShareKg", Units.Kilograms, x => x.SmallestShare, "The smallest useful share, in kilograms."))),
        UnionForm<LeftoverReason>.Of<LeftoverReason.Waits>("It keeps, and waits for somebody worse served, as was voted.", _ => new()),
        UnionForm<LeftoverReason>.Of<LeftoverReason.NotTransported>(
            "Promised, but no vehicle could bring it.", pen => new(pen.Field("shipment", ShipmentIds, x => x.Shipment, "The unassigned shipment."))));

    public Form<UnassignedReason> Unassigned { get; } = new UnionForm<UnassignedReason>(
        "unassignedReason",
        UnionForm<UnassignedReason>.Of<UnassignedReason.NoVehicleOnDuty>("No vehicle is on duty.", _ => new()),
        UnionForm<UnassignedReason>.Of<UnassignedReason.NoVehicleForClass>(
            "No vehicle holds the class.", pen => new(pen.Field("class", Classes, x => x.Class, "The temperature class."))),
        UnionForm<UnassignedReason>.Of<UnassignedReason.TooLarge>(
            "It does not fit even an empty vehicle.", pen => new(pen.Field("over", Units.Excess, x => x.Over, "What is too much."))),
        UnionForm<UnassignedReason>.Of<UnassignedReason.OutsideWindows>(
            "Even alone, no vehicle can be there in time.", pen => new(pen.Field("lateBySeconds", Units.Seconds, x => x.LateBy, "Least lateness, in seconds."))),
        UnionForm<UnassignedReason>.Of<UnassignedReason.DayIsFull>("It does not fit beside what is carried.", _ => new()),
        UnionForm<UnassignedReason>.Of<UnassignedReason.TakenOff>("A dispatcher took it off its round.", _ => new()),
        UnionForm<UnassignedReason>.Of<UnassignedReason.NotReachable>(
            "No road leads there.", pen => new(pen.Field("site", codes.Sites, x => x.Site, "The site."))));

    public Form<UntransformedReason> Untransformed { get; } = new UnionForm<UntransformedReason>(
        "untransformedReason",
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoRecipe>(
            "No recipe takes goods of this kind.",
            pen => new(
                Family: pen.Field("family", Families, x => x.Family, "The lot's family."),
                Kind: pen.Field("kind", Text, x => x.Kind, "The lot's kind."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoEquipment>(
            "No equipment can run the recipe.", pen => new(pen.Field("recipe", codes.Recipes, x => x.Recipe, "Code of the recipe."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoAutoclave>(
            "The recipe needs an autoclave, and no equipment of the kind has one.", pen => new(pen.Field("recipe", codes.Recipes, x => x.Recipe, "Code of the recipe."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NotAvailable>(
            "The equipment is lent to no host, gets to none, or is not to be had long enough.",
            pen => new(pen.Field("equipment", codes.Equipment, x => x.Equipment, "Code of the equipment."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.HostRefused>(
            "The goods may not go to the host.",
            pen => new(
                Host: pen.Field("host", codes.Sites, x => x.Host, "Code of the site."),
                Refusal: pen.Field("refusal", Refusals(codes), x => x.Refusal, "The rule that says no."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoCrew>(
            "There are never enough people at the host for long enough.",
            pen => new(
                Host: pen.Field("host", codes.Sites, x => x.Host, "Code of the site."),
                Needed: pen.Field("needed", Units.Small, x => x.Needed, "People needed."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoOperator>(
            "No trained operator is among them.",
            pen => new(
                Host: pen.Field("host", codes.Sites, x => x.Host, "Code of the site."),
                Recipe: pen.Field("recipe", codes.Recipes, x => x.Recipe, "Code of the recipe."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.TooLate>(
            "The goods are past their date before a batch could end.", pen => new(pen.Field("bySeconds", Units.Seconds, x => x.By, "By how much, in seconds."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.BelowSmallestBatch>(
            "All that could go in is less than the smallest batch.",
            pen => new(
                Recipe: pen.Field("recipe", codes.Recipes, x => x.Recipe, "Code of the recipe."),
                By: pen.Field("byKg", Units.Kilograms, x => x.By, "What is missing, in kilograms."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.Taken>("Equipment, people or room are taken by what saves more.", _ => new()),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NoBetter>("A batch was possible, but would serve no urgent need better and lose no less.", _ => new()),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NotCarried>(
            "No round brings all that goes in before work begins.", pen => new(pen.Field("host", codes.Sites, x => x.Host, "Code of the site."))),
        UnionForm<UntransformedReason>.Of<UntransformedReason.NotDecided>("Planning was stopped before it was known whether a round could supply a batch.", _ => new()));

    /// <summary>Refusals by kind; may be empty.</summary>
    public Form<ValueList<RefusalCount>> Counted { get; } = new ListForm<RefusalCount>(Count(codes));

    static ListForm<RefusalCount> Counts(Codes codes) => new(Count(codes), least: 1);

    static ObjectForm<RefusalCount> Count(Codes codes) => new(
        "refusalCount",
        "Refusals of one kind.",
        pen => new(
            Example: pen.Field("example", Refusals(codes), x => x.Example, "One of them, with its figures."),
            Lots: pen.Field("count", Units.Small, x => x.Lots, "How many.")));

    static UnionForm<Refusal> Refusals(Codes codes) => new(
        "refusal",
        UnionForm<Refusal>.Of<Refusal.OtherFamily>("The need is for another family.", pen => new(pen.Field("wanted", Families, x => x.Wanted, "The family wanted."))),
        UnionForm<Refusal>.Of<Refusal.NoConsent>(
            "No consent joins donor and recipient.",
            pen => new(
                Donor: pen.Field("donor", codes.Parties, x => x.Donor, "Code of the donor."),
                Recipient: pen.Field("recipient", codes.Parties, x => x.Recipient, "Code of the recipient."))),
        UnionForm<Refusal>.Of<Refusal.OwnGoods>("The donor is the recipient.", _ => new()),
        UnionForm<Refusal>.Of<Refusal.NotHabilitated>(
            "The recipient may not hand out food aid.", pen => new(pen.Field("recipient", codes.Parties, x => x.Recipient, "Code of the recipient."))),
        UnionForm<Refusal>.Of<Refusal.FamilyNotAccepted>(
            "The site does not take the family.", pen => new(pen.Field("family", Families, x => x.Family, "The lot's family."))),
        UnionForm<Refusal>.Of<Refusal.KindRefused>("The site refuses the kind.", pen => new(pen.Field("kind", Text, x => x.Kind, "The lot's kind."))),
        UnionForm<Refusal>.Of<Refusal.NotThatDay>(
            "The site does not receive on that day of the week.", pen => new(pen.Field("day", new WordForm<DayOfWeek>(), x => x.Day, "The day of the week."))),
        UnionForm<Refusal>.Of<Refusal.BelowItsLeast>(
            "Less than the site receives of one lot.",
            pen => new(
                Most: pen.Field("mostKg", Units.Kilograms, x => x.Most, "What it could take of the lot, in kilograms."),
                Least: pen.Field("leastKg", Units.Kilograms, x => x.Least, "What it receives at least, in kilograms."))),
        UnionForm<Refusal>.Of<Refusal.NoStorage>("No room at this class.", pen => new(pen.Field("class", Classes, x => x.Class, "The temperature class."))),
        UnionForm<Refusal>.Of<Refusal.TooFar>("Beyond the voted radius.", pen => new(pen.Field("byKm", Units.Kilometres, x => x.By, "How much too far, in kilometres."))),
        UnionForm<Refusal>.Of<Refusal.NotReachable>(
            "No road joins the two sites.",
            pen => new(
                From: pen.Field("from", codes.Sites, x => x.From, "Code of the site it leaves."),
                To: pen.Field("to", codes.Sites, x => x.To, "Code of the site it should reach."))),
        UnionForm<Refusal>.Of<Refusal.TooLateToHandOut>(
            "It could not be handed out before its use-by date ends.", pen => new(pen.Field("bySeconds", Units.Seconds, x => x.By, "How much too late, in seconds."))),
        UnionForm<Refusal>.Of<Refusal.AfterDeadline>(
            "It would come after the deadline.", pen => new(pen.Field("bySeconds", Units.Seconds, x => x.By, "How much too late, in seconds."))),
        UnionForm<Refusal>.Of<Refusal.Closed>("The recipient is closed whenever it could arrive.", _ => new()),
        UnionForm<Refusal>.Of<Refusal.NoVehicleForClass>(
            "No vehicle on duty holds the class.", pen => new(pen.Field("class", Classes, x => x.Class, "The temperature class."))),
        UnionForm<Refusal>.Of<Refusal.NoConvention>(
            "The donor may give only under a written agreement, and there is none.",
            pen => new(
                Donor: pen.Field("donor", codes.Parties, x => x.Donor, "Code of the donor."),
                Recipient: pen.Field("recipient", codes.Parties, x => x.Recipient, "Code of the recipient."))),
        UnionForm<Refusal>.Of<Refusal.ConventionExpired>(
            "The written agreement that the donor needs has ended.",
            pen => new(
                Donor: pen.Field("donor", codes.Parties, x => x.Donor, "Code of the donor."),
                Recipient: pen.Field("recipient", codes.Parties, x => x.Recipient, "Code of the recipient."),
                LastDay: pen.Field("lastDay", new DateForm(), x => x.LastDay, "Its last day."))),
        UnionForm<Refusal>.Of<Refusal.FoodExcluded>(
            "Food of the kind is not taken as it is.",
            pen => new(
                Kind: pen.Field("kind", Text, x => x.Kind, "The lot's kind."),
                Reason: pen.Field("reason", new WordForm<ExclusionReason>(), x => x.Reason, "Why."))),
        UnionForm<Refusal>.Of<Refusal.StoreTooWarm>(
            "The recipient's store is too warm.",
            pen => new(
                Asked: pen.Field("askedCelsius", Units.Celsius, x => x.Asked, "The warmest the lot may be kept, in degrees Celsius."),
                Held: pen.Field("heldCelsius", Units.Celsius, x => x.Held, "What the store holds, in degrees Celsius."))),
        UnionForm<Refusal>.Of<Refusal.VehicleTooWarm>(
            "The vehicles on duty are too warm.",
            pen => new(
                Asked: pen.Field("askedCelsius", Units.Celsius, x => x.Asked, "The warmest the lot may be kept, in degrees Celsius."),
                Held: pen.Field("heldCelsius", Units.Celsius, x => x.Held, "What the coldest of them holds, in degrees Celsius."))),
        UnionForm<Refusal>.Of<Refusal.TooLongOutOfCold>(
            "Collected, it would be out of the cold for too long.",
            pen => new(
                Drive: pen.Field("driveSeconds", Units.Seconds, x => x.Drive, "The drive, in seconds."),
                Limit: pen.Field("limitSeconds", Units.Seconds, x => x.Limit, "The longest allowed, in seconds."))),
        UnionForm<Refusal>.Of<Refusal.ShortDated>(
            "Too little is left before its use-by date at hand-over.",
            pen => new(
                Left: pen.Field("leftSeconds", Units.Seconds, x => x.Left, "What is left, in seconds."),
                Asked: pen.Field("askedSeconds", Units.Seconds, x => x.Asked, "What the law asks, in seconds."))),
        UnionForm<Refusal>.Of<Refusal.Declined>(
            "The recipient was asked and said no.", pen => new(Motive: pen.Field("motive", Form.Optional(Text), x => x.Motive, "Why, in its words; null when not said."))),
        UnionForm<Refusal>.Of<Refusal.ReceptionFull>(
            "The people there can receive less than a useful share.",
            pen => new(pen.Field("leftKg", Units.Kilograms, x => x.Left, "What they can receive, in kilograms."))),
        UnionForm<Refusal>.Of<Refusal.BelowSmallestShare>(
            "Less than the lot's smallest useful share.", pen => new(pen.Field("byKg", Units.Kilograms, x => x.By, "What is missing, in kilograms."))));
}
