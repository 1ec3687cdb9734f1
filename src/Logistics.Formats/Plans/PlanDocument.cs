using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Policies;
using Logistics.Domain.Shipments;
using Logistics.Formats.Plans.Forms;
using Logistics.Planning.Explanations;
using Logistics.Planning.Totals;

namespace Logistics.Formats.Plans;

/// <summary>
/// The whole of <c>plan.json</c>, said once: <see cref="PlanWriter"/> writes by it, <see cref="PlanReader"/> reads by it and
/// <see cref="PlanSchema"/> is drawn from it.
/// </summary>
sealed class PlanDocument
{
    public const string Format = "ramasse-plan";
    public const int Version = 1;

    static readonly Form<string> Text = TextForm.Any;

    readonly DayIndex day;
    readonly CultureInfo culture;
    readonly Explainer explainer;
    readonly Codes codes;
    readonly ReasonForms reasons;
    readonly RouteForms routes;
    readonly BatchForms batches;
    readonly InstantForm instants;

    /// <param name="made">The plan's batches; the rest of the plan may name what comes out of them.</param>
    /// <param name="zone">Whose clock the times show.</param>
    public PlanDocument(DayIndex declared, ValueList<Transformation> made, CultureInfo culture, TimeZoneInfo zone)
    {
        (day, this.culture) = (BatchedDay.Of(declared, made), culture);
        explainer = new Explainer(day, culture);
        codes = new Codes(day.Day, made);
        reasons = new ReasonForms(codes);
        instants = new InstantForm(zone);
        routes = new RouteForms(codes, instants);
        batches = new BatchForms(day, codes, reasons, routes, explainer);
    }

    /// <inheritdoc cref="BatchForms.Distinct"/>
    public ValueList<Transformation> BatchesIn(Cursor plan) =>
        plan.Element.TryGetProperty("batches", out var list) ? batches.Distinct(plan.Child("batches", list)) : [];

    public ObjectForm<DayPlan> Plan => new("plan", "One day's plan.", pen =>
    {
        pen.Field("format", new ConstantForm(Format), _ => Format, "What this file is.");
        pen.Field("version", new ConstantForm(Version), _ => Version, "Version of the format; a reader refuses another.");
        // Sentences need the plan they belong to: "not transported" tells what the shipment tells.
        DayPlan? whole = null;
        var id = pen.Field("id", new UuidForm<PlanId>(x => new(x), x => x.Value), x => (whole = x).Id, "Derived from date, territories, time of planning, rule and seed.");
        var plan = new DayPlan
        {
            Id = id,
            Date = pen.Field("date", new DateForm(), x => x.Date, "The service day."),
            Territories = pen.Field("territories", new ListForm<TerritoryId>(codes.Territories), x => x.Territories, "Codes of the territories it covers."),
            PlannedAt = pen.Field("plannedAt", instants, x => x.PlannedAt, "Local time at which it was made."),
            Notice = pen.Field("notice", Form.Optional(Text), x => x.Notice, "What to say wherever it is shown when the data is not real; null on a real day."),
            Roads = pen.Field("roads", Roads, x => x.Roads, "What the travel times rest on."),
            Allocations = pen.Field("allocations", new ListForm<Allocation>(Allocation), x => x.Allocations, "Who receives what."),
            Unmet = pen.Field("unmet", new ListForm<Unmet>(Unmet(() => whole!)), x => x.Unmet, "What needs did not receive."),
            Leftovers = pen.Field("leftovers", new ListForm<Leftover>(Leftover(() => whole!)), x => x.Leftovers, "What of the lots nobody receives."),
            RefusedPairs = pen.Field("refusedPairs", new ListForm<RefusedPair>(RefusedPair), x => x.RefusedPairs, "Answers to: why not me?"),
            UnlistedRefusals = pen.Later("unlistedRefusals", reasons.Counted, x => x.UnlistedRefusals, "How many refusals of each kind there are where they are too many to list; empty when absent.") ?? [],
            Bookings = pen.Field("bookings", new ListForm<Booking>(Booking), x => x.Bookings, "Equipment taken."),
            UnmetRequests = pen.Field("unmetRequests", new ListForm<UnmetRequest>(UnmetRequest), x => x.UnmetRequests, "Equipment asked for and not had."),
            Batches = pen.Later("batches", new ListForm<Transformation>(batches.Batch), x => x.Batches, "What is made of goods that nobody takes; none when absent.") ?? [],
            Supplies = pen.Later("supplies", new ListForm<Supply>(batches.Supply), x => x.Supplies, "What is brought to batches; empty when absent.") ?? [],
            Untransformed = pen.Later("untransformed", new ListForm<Untransformed>(batches.Untransformed), x => x.Untransformed, "What would be lost and goes into no batch; empty when absent.") ?? [],
            BatchBound = pen.Later("batchBound", Form.OptionalObject(BatchForms.Bound), x => x.BatchBound, "How good the schedule of batches is proven to be; null: no bound is known."),
            Shipments = pen.Field("shipments", new ListForm<Shipment>(routes.Shipment), x => x.Shipments, "What vehicles carry, or were asked to."),
            Routes = pen.Field("routes", new ListForm<Domain.Routes.Route>(routes.Route), x => x.Routes, "One per vehicle that leaves."),
            Unassigned = pen.Field("unassigned", new ListForm<Unassigned>(Unassigned), x => x.Unassigned, "Shipments no route carries."),
            Search = pen.Field("search", Search, x => x.Search, "How it was found, so that it can be found again."),
        };
        pen.Aside("policies", new ListForm<Policy>(Policy), PoliciesOf, "The voted policies it used, with the risk at which vehicles are filled.");
        pen.Aside("totals", Totals, x => PlanTotals.Of(day, x), "What it amounts to; anyone can count again.");
        pen.Aside("language", Text, _ => culture.Name, "Language of the sentences.");
        return plan;
    });

    ObjectForm<RoadBasis> Roads => new("roads", "What the travel times rest on.", pen =>
    {
        var roads = new RoadBasis(
            Kind: pen.Field("kind", new WordForm<RoadBasisKind>(), x => x.Kind, "A real map, a sketch, or no road at all."),
            Name: pen.Field("name", Text, x => x.Name, "Which map."),
            Attribution: pen.Field("attribution", Form.Optional(Text), x => x.Attribution, "Who drew it and under which licence; null when nobody must be named."),
            OffNetwork: pen.Field("offNetworkSites", new ListForm<SiteId>(codes.Sites), x => x.OffNetwork, "Codes of sites reached by straight-line estimates only."));
        pen.Aside("words", Text, explainer.Say, "The same as a sentence.");
        return roads;
    });

    public ObjectForm<Allocation> Allocation => new("allocation", "So much of a lot is promised to a need.", pen =>
    {
        var allocation = new Allocation
        {
            Id = pen.Field("id", new UuidForm<AllocationId>(x => new(x), x => x.Value), x => x.Id, "Derived from lot and need."),
            Lot = pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
            Need = pen.Field("need", codes.Needs, x => x.Need, "Code of the need."),
            Quantity = pen.Field("quantityKg", Units.Kilograms, x => x.Quantity, "Share of the expected quantity, in kilograms."),
            Transfer = pen.Field("transfer", new WordForm<Transfer>(), x => x.Transfer, "Brought, or fetched by the recipient."),
            Reason = pen.Field("reason", reasons.Allocation, x => x.Reason, "Why this need."),
        };
        pen.Aside("words", Text, explainer.Say, "The reason as a sentence.");
        return allocation;
    });

    public ObjectForm<Unmet> Unmet(Func<DayPlan?> plan) => new("unmet", "What a need did not receive.", pen =>
    {
        var unmet = new Unmet(
            Need: pen.Field("need", codes.Needs, x => x.Need, "Code of the need."),
            Missing: pen.Field("missingKg", Units.Kilograms, x => x.Missing, "In kilograms."),
            Reason: pen.Field("reason", reasons.Unmet, x => x.Reason, "Why."));
        pen.Aside("words", Text, x => explainer.Say(x, plan()), "The reason as a sentence.");
        return unmet;
    });

    public ObjectForm<Leftover> Leftover(Func<DayPlan?> plan) => new("leftover", "What of a lot nobody receives.", pen =>
    {
        var leftover = new Leftover(
            Lot: pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
            Quantity: pen.Field("quantityKg", Units.Kilograms, x => x.Quantity, "In kilograms."),
            Reason: pen.Field("reason", reasons.Leftover, x => x.Reason, "Why."));
        pen.Aside("words", Text, x => explainer.Say(x, plan()), "The reason as a sentence.");
        return leftover;
    });

    public ObjectForm<RefusedPair> RefusedPair => new("refusedPair", "A lot that a rule refuses to a need.", pen =>
    {
        var pair = new RefusedPair(
            Lot: pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
            Need: pen.Field("need", codes.Needs, x => x.Need, "Code of the need."),
            Refusal: pen.Field("refusal", reasons.Refusal, x => x.Refusal, "The first rule that says no."));
        pen.Aside("words", Text, x => explainer.Say(x.Refusal), "The refusal as a sentence.");
        return pair;
    });

    public ObjectForm<Booking> Booking => new("booking", "Equipment taken by a partner.", pen => new Booking(
        Id: pen.Field("id", new UuidForm<BookingId>(x => new(x), x => x.Value), x => x.Id, "Derived from the request."),
        Equipment: pen.Field("equipment", codes.Equipment, x => x.Equipment, "Code of the equipment."),
        Request: pen.Field("request", codes.Requests, x => x.Request, "Code of the request it answers."),
        Period: pen.Field("period", routes.Window, x => x.Period, "Setting up and use; free again at its end."))
    {
        ToBeApproved = pen.Later("toBeApproved", new FlagForm(), x => x.ToBeApproved, "Whether the owner has still to agree; false when absent."),
    });

    public ObjectForm<UnmetRequest> UnmetRequest => new("unmetRequest", "Equipment asked for and not had.", pen =>
    {
        var request = new UnmetRequest(
            Request: pen.Field("request", codes.Requests, x => x.Request, "Code of the request."),
            Reason: pen.Field("reason", new WordForm<UnmetRequestReason>(), x => x.Reason, "Why."));
        pen.Aside("words", Text, explainer.Say, "The reason as a sentence.");
        return request;
    });

    ObjectForm<Unassigned> Unassigned => new("unassigned", "A shipment no route carries.", pen =>
    {
        var unassigned = new Unassigned(
            Shipment: pen.Field("shipment", new UuidForm<ShipmentId>(x => new(x), x => x.Value), x => x.Shipment, "Id of the shipment."),
            Reason: pen.Field("reason", reasons.Unassigned, x => x.Reason, "Why."));
        pen.Aside("words", Text, explainer.Say, "The reason as a sentence.");
        return unassigned;
    });

    ObjectForm<SearchRecord> Search => new("search", "How the plan was found.", pen =>
    {
        var search = new SearchRecord(
            Seed: pen.Field("seed", Units.Any, x => x.Seed, "Seed of all random choices."),
            Iterations: pen.Field("iterations", Units.Count, x => x.Iterations, "Work done; the same seed and work give the same plan."),
            Elapsed: pen.Field("elapsedSeconds", Units.Elapsed, x => x.Elapsed, "Time spent, in seconds."),
            RoundingBound: pen.Field("matchingBound", Form.OptionalObject(Bound), x => x.RoundingBound, "How good the sharing is proven to be; null: no bound is known."),
            RoutesBound: pen.Later("routesBound", Form.OptionalObject(RoutesBound), x => x.RoutesBound, "What the routes are proven to cost at the least; null: no bound is known."),
            Companion: pen.Field("companion", new FlagForm(), x => x.Companion, "Whether Google OR-Tools took part."));
        pen.Aside("words", Text, explainer.Say, "The proof of the sharing as a sentence.");
        pen.Aside("routesWords", Text, explainer.SayRoutes, "The proof of the routes as a sentence.");
        return search;
    });

    static ObjectForm<RoutesBound> RoutesBound => new("routesBound", "What the routes cost, and what any routes that carry as many of the same shipments must cost.", pen => new RoutesBound(
        Cost: pen.Field("costEuros", Units.Euros, x => x.Cost, "Of driving, of working time, and of what is left out, in euros."),
        AtLeast: pen.Field("atLeastEuros", Units.Euros, x => x.AtLeast, "Proven, in euros.")));

    static ObjectForm<MatchingBound> Bound => new("matchingBound", "Given, and the most that any sharing under the same rules could give.", pen => new MatchingBound(
        Given: pen.Field("givenKg", Units.Kilograms, x => x.Given, "In kilograms."),
        AtMost: pen.Field("atMostKg", Units.Kilograms, x => x.AtMost, "In kilograms.")));

    ObjectForm<Policy> Policy => new("policy", "What the members decided.", pen =>
    {
        pen.Aside("version", Text, x => x.Version, "Version of the policy.");
        pen.Aside("quantityRiskPercent", Units.Percent, x => x.QuantityRiskPercent, "Chance that a lot weighs more than its high estimate, in percent.");
        pen.Aside("words", Text, explainer.SayRisk, "The risk as a sentence.");
        // Never read back: the policy is the territory file's.
        return null!;
    });

    ObjectForm<PlanTotals> Totals => new("totals", "What the plan amounts to.", pen =>
    {
        pen.Aside("surplusKg", Units.Kilograms, x => x.Surplus, "Expected quantity of all lots, in kilograms.");
        pen.Aside("rescuedKg", Units.Kilograms, x => x.Rescued, "What reaches a need or goes into a batch, in kilograms.");
        pen.Aside("lostKg", Units.Kilograms, x => x.Lost, "The rest, in kilograms.");
        pen.Aside("rescuedPercent", Units.Percent, x => x.RescuedPercent, "In percent of the surplus, to four decimals.");
        pen.Aside("transformedKg", Units.Kilograms, x => x.Transformed, "What goes into batches, in kilograms.");
        pen.Aside("distanceKm", Units.Kilometres, x => x.Distance, "Sum of the routes, in kilometres.");
        pen.Aside("durationSeconds", Units.Seconds, x => x.Driving, "Sum of the routes from departure to return, in seconds.");
        pen.Aside("costEuros", Units.Euros, x => x.Cost, "Sum of the routes, in euros.");
        pen.Aside("transportCo2Grams", Units.Count, x => x.TransportCo2Grams, "Exhaust of the vehicles, in grams of CO2.");
        pen.Aside("sparedCo2eGrams", Units.Count, x => x.SparedCo2eGrams, "Spared by food not wasted, in grams of CO2 equivalent.");
        pen.Aside("urgentUnmet", Units.Small, x => x.UrgentUnmet, "Urgent needs of which something is missing.");
        pen.Aside("shipmentsUnassigned", Units.Small, x => x.ShipmentsUnassigned, "Shipments no route carries.");
        pen.Aside("worstServed", Form.Optional(codes.Parties), x => x.WorstServed, "Code of the partner who has least per attested person; null when none asked.");
        pen.Aside("worstServedPerPersonKg", Form.Optional(Units.Kilograms), x => x.WorstServedPerPerson, "What that is, in kilograms.");
        return null!;
    });

    ValueList<Policy> PoliciesOf(DayPlan plan) => plan.Territories.Select(x => day[x].Policy).ToValueList();

    /// <summary>The schema, for a day on which nothing is declared.</summary>
    public static JsonObject Schema()
    {
        var nothing = new DayDeclarations
        {
            Date = default,
            Territories = [],
            Parties = [],
            Sites = [],
            Consents = [],
            Lots = [],
            Needs = [],
            Equipment = [],
            EquipmentRequests = [],
            Vehicles = [],
            Drivers = [],
            Shifts = [],
            CrateTypes = [],
            CrateBalances = [],
        };
        var definitions = new JsonObject();
        var document = new PlanDocument(new DayIndex(nothing), [], CultureInfo.InvariantCulture, TimeZoneInfo.Utc);
        var root = document.Plan.Schema(definitions);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = $"Ramasse plan, version {Version}",
            ["$ref"] = root["$ref"]!.DeepClone(),
            ["$defs"] = definitions,
        };
    }
}
