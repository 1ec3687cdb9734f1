using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Formats.Plans.Forms;

namespace Logistics.Formats.Plans;

/// <summary>What the territory file declares, by its codes there: a plan repeats no declaration, it points at it.</summary>
/// <param name="batches">Of the plan: each is called as what comes out of it.</param>
sealed class Codes(DayDeclarations day, ValueList<Transformation> batches)
{
    public CodeForm<TerritoryId> Territories { get; } = new("territory", day.Territories.Select(x => (x.Code, x.Id)));

    public CodeForm<PartyId> Parties { get; } = new("party", day.Parties.Select(x => (x.Code, x.Id)));

    public CodeForm<SiteId> Sites { get; } = new("site", day.Sites.Select(x => (x.Code, x.Id)));

    public CodeForm<LotId> Lots { get; } = new("lot", day.Lots.Select(x => (x.Code, x.Id)));

    public CodeForm<NeedId> Needs { get; } = new("need", day.Needs.Select(x => (x.Code, x.Id)));

    public CodeForm<EquipmentId> Equipment { get; } = new("equipment", day.Equipment.Select(x => (x.Code, x.Id)));

    public CodeForm<EquipmentRequestId> Requests { get; } = new("equipment request", day.EquipmentRequests.Select(x => (x.Code, x.Id)));

    public CodeForm<RecipeId> Recipes { get; } = new("recipe", day.Recipes.Select(x => (x.Code, x.Id)));

    public CodeForm<TransformationId> Batches { get; } = new("batch", batches.Select(x => (x.Output.Code, x.Id)));

    public CodeForm<VehicleId> Vehicles { get; } = new("vehicle", day.Vehicles.Select(x => (x.Code, x.Id)));

    public CodeForm<DriverId> Drivers { get; } = new("driver", day.Drivers.Select(x => (x.Code, x.Id)));

    public CodeForm<ShiftId> Shifts { get; } = new("shift", day.Shifts.Select(x => (x.Code, x.Id)));
}
