using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Host.Photos;

namespace Logistics.Host.Views;

/// <summary>Something a partner declared, in a line.</summary>
/// <param name="Form">Name of the form that corrects it.</param>
/// <param name="Photo">Address of its photo; null: it has none.</param>
public sealed record DeclaredLine(string Form, string Code, string Words, string When, string? Photo = null)
{
    /// <param name="pictured">Lots that have a photo.</param>
    public static IReadOnlyList<DeclaredLine> Of(DayDeclarations day, PartyId party, Phrases say, IReadOnlySet<LotId> pictured) =>
    [
        .. day.Lots.Where(lot => lot.Donor == party).Select(lot => new DeclaredLine("don", lot.Code, $"{say.Kg(lot.Quantity.Expected)} {lot.Product}", say.Span(lot.PickupWindow), pictured.Contains(lot.Id) ? LotPhotoDesk.AddressOf(day.Date, lot.Code) : null)),
        .. day.Needs.Where(need => need.Recipient == party).Select(need => new DeclaredLine(
            "besoin", need.Code, Texts.Format("Declare.Wanted", say.Kg(need.Wanted), Texts.Get($"Family.{need.Family}")), Texts.Format("Declare.Until", say.Clock(need.Deadline)))),
        .. day.Equipment.Where(equipment => equipment.Owner == party).Select(equipment => new DeclaredLine(
            "materiel", equipment.Code, equipment.Name, string.Join(", ", equipment.Availability.Select(say.Span)))),
    ];
}
