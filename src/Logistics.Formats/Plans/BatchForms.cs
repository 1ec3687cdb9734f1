using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans.Forms;
using Logistics.Measures;
using Logistics.Planning.Explanations;

namespace Logistics.Formats.Plans;

/// <summary>
/// What is worked into goods that keep: with what, where, when, of which lots. Only that is read back; what comes out of it follows from the recipe.
/// </summary>
sealed class BatchForms(DayIndex day, Codes codes, ReasonForms reasons, RouteForms routes, Explainer explainer)
{
    static readonly Form<string> Text = TextForm.Any;

    /// <summary>Reads the batches of a plan before the rest of it, which may name what comes out. What is wrong with them is told by the form.</summary>
    /// <returns>Those that can be told from each other and from all that is declared.</returns>
    public ValueList<Transformation> Distinct(Cursor at)
    {
        var lots = day.Day.Lots.Select(x => x.Code).ToHashSet();
        var needs = day.Day.Needs.Select(x => x.Code).ToHashSet();
        var ids = new HashSet<TransformationId>();
        return [.. new ListForm<Transformation>(Batch).Read(at).Where(x => x is not null && lots.Add(x.Output.Code) && needs.Add(BatchedDay.NeedCode(x)) && ids.Add(x.Id))];
    }

    public ObjectForm<Transformation> Batch => new("batch", "Lots that nobody could take become a lot that keeps.", pen =>
    {
        var code = pen.Field("code", Text, x => x.Output.Code, "What comes out is called so, here and among the allocations.");
        var equipment = pen.Field("equipment", codes.Equipment, x => x.Equipment, "Code of the equipment.");
        var recipe = pen.Field("recipe", codes.Recipes, x => x.Recipe, "Code of the recipe.");
        var host = pen.Field("host", codes.Sites, x => x.Host, "Code of the site where the equipment works and the output waits.");
        var period = pen.Field("period", routes.Window, x => x.Period, "Setting up and work; free again at its end.");
        var inputs = pen.Field("inputs", new ListForm<TransformationInput>(Input, least: 1), x => x.Inputs, "What goes in, lot by lot.");
        var approval = pen.Field("toBeApproved", new FlagForm(), x => x.ToBeApproved, "Whether the owner of the equipment has still to agree.");
        pen.Aside("product", Text, x => x.Output.Product, "What comes out.");
        pen.Aside("outputKg", Units.Kilograms, x => x.Output.Quantity.Expected, "How much of it is expected, in kilograms.");
        pen.Aside("outputDate", new DateForm(), x => x.Output.Date.Date, "Its last day.");
        pen.Aside("crew", Units.Small, x => x.Reason.Crew, "People at work.");
        pen.Aside("words", Text, explainer.Say, "Why, as a sentence.");
        return Stands(code, equipment, recipe, host, period, inputs)
            ? Transformation.Of(day, code, equipment, recipe, host, period, inputs) with { ToBeApproved = approval }
            : null!;
    });

    /// <summary>Whether all that is named was found, and gives anything.</summary>
    bool Stands(string? code, EquipmentId equipment, RecipeId recipe, SiteId host, TimeWindow period, ValueList<TransformationInput>? inputs) =>
        code is not null && IsNear(period.Begin) && IsNear(period.End) && inputs is { Count: > 0 } && equipment != default && recipe != default && host != default && inputs.All(x => x is not null && x.Lot != default)
        && day[recipe].OutputOf(inputs.Aggregate(Mass.Zero, (sum, x) => sum + x.Quantity)) > Mass.Zero;

    /// <summary>A batch of another year is no batch of this plan, and its times could not be counted with.</summary>
    bool IsNear(DateTimeOffset instant) => Math.Abs(DateOnly.FromDateTime(instant.UtcDateTime).DayNumber - day.Day.Date.DayNumber) < 366;

    ObjectForm<TransformationInput> Input => new("batchInput", "So much of a lot goes in.", pen => new TransformationInput(
        Lot: pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
        Quantity: pen.Field("quantityKg", Units.Kilograms, x => x.Quantity, "In kilograms.")));

    public ObjectForm<Supply> Supply => new("supply", "So much of a lot is brought to a batch. Nobody receives it, so it is no allocation; shipments hold it like one.", pen => new Supply(
        Id: pen.Field("id", new UuidForm<AllocationId>(x => new(x), x => x.Value), x => x.Id, "Derived from batch and lot."),
        Batch: pen.Field("batch", codes.Batches, x => x.Batch, "Code of the batch."),
        Lot: pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
        Quantity: pen.Field("quantityKg", Units.Kilograms, x => x.Quantity, "In kilograms.")));

    public ObjectForm<Untransformed> Untransformed => new("untransformed", "What would be lost and goes into no batch.", pen =>
    {
        var left = new Untransformed(
            Lot: pen.Field("lot", codes.Lots, x => x.Lot, "Code of the lot."),
            Quantity: pen.Field("quantityKg", Units.Kilograms, x => x.Quantity, "In kilograms."),
            Reason: pen.Field("reason", reasons.Untransformed, x => x.Reason, "The nearest that any recipe, equipment and host came to it."));
        pen.Aside("words", Text, explainer.Say, "The reason as a sentence.");
        return left;
    });

    public static ObjectForm<TransformationBound> Bound => new("batchBound", "What batches save, and the most that any schedule of them could, by how soon the goods die.", pen => new TransformationBound(
        LastChance: pen.Field("lastChanceKg", Units.Kilograms, x => x.LastChance, "Of goods whose last day is today or tomorrow, in kilograms."),
        LastChanceAtMost: pen.Field("lastChanceAtMostKg", Units.Kilograms, x => x.LastChanceAtMost, "In kilograms."),
        DiesSoon: pen.Field("diesSoonKg", Units.Kilograms, x => x.DiesSoon, "Of goods that die within four days, in kilograms."),
        DiesSoonAtMost: pen.Field("diesSoonAtMostKg", Units.Kilograms, x => x.DiesSoonAtMost, "In kilograms.")));
}
