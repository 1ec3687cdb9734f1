using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

/// <summary>All that a vote decides about who receives what; whatever is absent has its default.</summary>
static class SharingValue
{
    static readonly SharingTerms Usual = SharingTerms.Default;
    static readonly WholeValue Permille = new(0, 200);
    static readonly WholeValue WholePercent = new(0, 100);

    static readonly Field<int> Persons = Required("persons", WholePercent, "Part that goes by attested persons.");
    static readonly Field<int> Equal = Required("equal", WholePercent, "Part that is the same for every structure.");
    static readonly Field<int> AuditedNeed = Required("auditedNeed", WholePercent, "Part that goes by the weekly need that was declared and audited.");

    static readonly Field<EntitlementBasis> Basis = Optional("entitlementPercent", new ObjectValue<EntitlementBasis>(
        new("entitlement", "What entitles to a share, in percent that sum to 100.", [Persons, Equal, AuditedNeed]),
        reader =>
        {
            var basis = new EntitlementBasis(Persons: reader.Get(Persons), Equal: reader.Get(Equal), AuditedNeed: reader.Get(AuditedNeed));
            if (reader.Sound && basis.Persons + basis.Equal + basis.AuditedNeed is var sum && sum != 100)
                reader.Fail(ProblemCodes.NotAHundred, reader.Cursor, sum);
            return basis;
        },
        (writer, basis) =>
        {
            writer.Set(Persons, basis.Persons);
            writer.Set(Equal, basis.Equal);
            writer.Set(AuditedNeed, basis.AuditedNeed);
        }), Usual.Basis, "What entitles to a share; absent: attested persons alone.");

    static readonly Field<Rationing> Rationing = Optional("rationing", new WordValue<Rationing>(), Usual.Rationing, "The rule by which too little is shared.");
    static readonly Field<int> HalfLife =
        Optional("halfLifeDays", new WholeValue(1, 3650), Usual.HalfLifeDays, "After so many days a kilogram received counts half in the ledger.");

    static readonly WholeValue PointValue = new(1, 16);
    static readonly Field<int> Protein = Required("protein", PointValue, "Points of a kilogram of protein.");
    static readonly Field<int> Dairy = Required("dairy", PointValue, "Points of a kilogram of dairy.");
    static readonly Field<int> Fruit = Required("fruit-and-vegetables", PointValue, "Points of a kilogram of fruit and vegetables.");
    static readonly Field<int> Starch = Required("starch", PointValue, "Points of a kilogram of starch.");
    static readonly Field<int> Other = Required("other", PointValue, "Points of a kilogram of anything else, and of what no family is known of.");
    static readonly Field<int> Hygiene = Required("hygiene", PointValue, "Points of a kilogram of hygiene goods.");

    static readonly Field<FamilyPoints> Points = Optional("pointsPerKg", new ObjectValue<FamilyPoints>(
        new("familyPoints", "What a kilogram of each family counts in equity.", [Protein, Dairy, Fruit, Starch, Other, Hygiene]),
        reader => new FamilyPoints(Protein: reader.Get(Protein), Dairy: reader.Get(Dairy), FruitAndVegetables: reader.Get(Fruit),
            Starch: reader.Get(Starch), Other: reader.Get(Other), Hygiene: reader.Get(Hygiene)),
        (writer, points) =>
        {
            writer.Set(Protein, points[Family.Protein]);
            writer.Set(Dairy, points[Family.Dairy]);
            writer.Set(Fruit, points[Family.FruitAndVegetables]);
            writer.Set(Starch, points[Family.Starch]);
            writer.Set(Other, points[Family.Other]);
            writer.Set(Hygiene, points[Family.Hygiene]);
        }), Usual.Points, "What a kilogram of each family counts in equity; absent: all alike.");

    static readonly Field<int> EquityTolerance = Optional("equityTolerancePermille", Permille, Usual.EquityTolerancePermille,
        "How far below its fairest level, in thousandths, anyone may be left to spare kilometres.");
    static readonly Field<int> CostTolerance = Optional("costTolerancePermille", Permille, Usual.CostTolerancePermille,
        "How much dearer than the cheapest, in thousandths, rounds may become to respect wishes.");
    static readonly Field<int> NonIdling = Optional("nonIdlingPermille", new WholeValue(0, 1000), Usual.NonIdlingPermille,
        "What must at least be given today of the most that could be, in thousandths.");
    static readonly Field<int> LookAhead = Optional("lookAheadDays", new WholeValue(0, 6), Usual.LookAheadDays, "Days to come that are looked at.");

    static readonly Field<int> Organic = Required("organic", WholePercent, "What a wish for organic goods weighs.");
    static readonly Field<int> Local = Required("local", WholePercent, "What a wish for local goods weighs.");

    static readonly Field<PreferenceWeights> Preferences = Optional("preferences", new ObjectValue<PreferenceWeights>(
        new("preferences", "What a wish for a quality weighs.", [Organic, Local]),
        reader => new PreferenceWeights(Organic: reader.Get(Organic), Local: reader.Get(Local)),
        (writer, weights) =>
        {
            writer.Set(Organic, weights.Organic);
            writer.Set(Local, weights.Local);
        }), Usual.Preferences, "What a wish for a quality weighs; absent: 1 each.");

    static readonly Field<ValueList<Aim>> Order = Optional("order", new OrderValue(), Usual.Order,
        "Which aim comes before which. Waste or equity stands first; law and urgent needs stand before all and are not voted on.");

    static readonly Field<ValueList<ChangeKind>> Kinds = Required("order", new EveryKindValue(), "Kinds of change, the smaller first; each once.");
    static readonly Field<int> Minutes = Required("minutes", new WholeValue(1, 1440), "Step of opening hours, in whole minutes.");
    static readonly Field<int> Crates = Required("crates", new WholeValue(1, 1000), "Step of room, in crates.");
    static readonly Field<Distance> Kilometres = Required("kilometres", Values.Kilometres, "Step of distance, in kilometres.");

    static readonly Field<ChangeSteps> Changes = Optional("changes", new ObjectValue<ChangeSteps>(
        new("changes", "The steps in which a smallest change is sought for who asks \"why not me?\".", [Kinds, Minutes, Crates, Kilometres]),
        reader => new ChangeSteps(reader.Get(Kinds), Hours: Duration.FromMinutes(reader.Get(Minutes)), Crates: reader.Get(Crates), Kilometres: reader.Get(Kilometres)),
        (writer, steps) =>
        {
            writer.Set(Kinds, steps.Order);
            writer.Set(Minutes, (int)(steps.Hours.Milliseconds / 60_000));
            writer.Set(Crates, steps.Crates);
            writer.Set(Kilometres, steps.Kilometres);
        }), Usual.Steps, "The steps in which a smallest change is sought; absent: an hour, a crate, 5 km, a consent, in this order.");

    static readonly Field<PromiseCut> PromiseCut = Optional("promiseCut", new WordValue<PromiseCut>(), Usual.PromiseCut,
        "Whose promise is cut first when goods fall short of what was promised; urgent needs always last.");

    public static readonly ObjectValue<SharingTerms> Instance = new(
        new("sharing", "All that a vote decides about who receives what.",
            [Basis, Rationing, HalfLife, Points, EquityTolerance, CostTolerance, NonIdling, LookAhead, Preferences, Order, Changes, PromiseCut]),
        reader => new SharingTerms
        {
            Basis = reader.Get(Basis),
            Rationing = reader.Get(Rationing),
            HalfLifeDays = reader.Get(HalfLife),
            Points = reader.Get(Points),
            EquityTolerancePermille = reader.Get(EquityTolerance),
            CostTolerancePermille = reader.Get(CostTolerance),
            NonIdlingPermille = reader.Get(NonIdling),
            LookAheadDays = reader.Get(LookAhead),
            Preferences = reader.Get(Preferences),
            Order = reader.Get(Order),
            Steps = reader.Get(Changes),
            PromiseCut = reader.Get(PromiseCut),
        },
        (writer, terms) =>
        {
            writer.Set(Basis, terms.Basis);
            writer.Set(Rationing, terms.Rationing);
            writer.Set(HalfLife, terms.HalfLifeDays);
            writer.Set(Points, terms.Points);
            writer.Set(EquityTolerance, terms.EquityTolerancePermille);
            writer.Set(CostTolerance, terms.CostTolerancePermille);
            writer.Set(NonIdling, terms.NonIdlingPermille);
            writer.Set(LookAhead, terms.LookAheadDays);
            writer.Set(Preferences, terms.Preferences);
            writer.Set(Order, terms.Order);
            writer.Set(Changes, terms.Steps);
            writer.Set(PromiseCut, terms.PromiseCut);
        });

    /// <summary>One of the orders that may be voted.</summary>
    sealed class OrderValue : Value<ValueList<Aim>>
    {
        static readonly ListValue<Aim> List = new(new WordValue<Aim>(), distinct: true);

        public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out ValueList<Aim> value)
        {
            if (!List.TryRead(at, out value))
                return false;
            if (AimOrder.Votable.Contains(value))
                return true;
            at.Report(ProblemCodes.OrderNotVotable, at.Quoted, string.Join(" · ", AimOrder.Votable.Select(order => string.Join(", ", order.Select(WordValue<Aim>.Word)))));
            return false;
        }

        public override void Write(ObjectWriter to, ValueList<Aim> value) => List.Write(to, value);

        public override JsonObject Schema() => new()
        {
            ["enum"] = new JsonArray([.. AimOrder.Votable.Select(order => new JsonArray([.. order.Select(aim => JsonValue.Create(WordValue<Aim>.Word(aim)))]))]),
        };
    }

    /// <summary>Every kind of change, each once.</summary>
    sealed class EveryKindValue : Value<ValueList<ChangeKind>>
    {
        static readonly ListValue<ChangeKind> List = new(new WordValue<ChangeKind>(), distinct: true);
        static readonly ChangeKind[] All = Enum.GetValues<ChangeKind>();

        public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out ValueList<ChangeKind> value)
        {
            if (!List.TryRead(at, out value))
                return false;
            var missing = All.Except(value).Select(WordValue<ChangeKind>.Word).ToList();
            if (missing.Count == 0)
                return true;
            at.Report(ProblemCodes.KindsMissing, string.Join(", ", missing));
            return false;
        }

        public override void Write(ObjectWriter to, ValueList<ChangeKind> value) => List.Write(to, value);

        public override JsonObject Schema()
        {
            var schema = List.Schema();
            (schema["minItems"], schema["maxItems"]) = (All.Length, All.Length);
            return schema;
        }
    }
}
