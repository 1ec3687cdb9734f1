using Logistics.Domain;
using Logistics.Domain.Days;

namespace Logistics.Host.Views;

/// <summary>Something a partner declared, in a line.</summary>
/// <param name="Form">Name of the form that corrects it.</param>
public sealed record DeclaredLine(string Form, string Code, string Words, string When)
{
    public static IReadOnlyList<DeclaredLine> Of(DayDeclarations day, PartyId party, Phrases say) =>
    [
        .. day.Lots.Where(lot => lot.Donor == party).Select(lot => new DeclaredLine("don", lot.Code, $"{say.Kg(lot.Quantity.Expected)} {lot.Product}", say.Span(lot.PickupWindow))),
        .. day.Needs.Where(need => need.Recipient == party).Select(need => new DeclaredLine(
            "besoin", need.Code, Texts.Format("Declare.Wanted", say.Kg(need.Wanted), Texts.Get($"Family.{need.Family}")), Texts.Format("Declare.Until", say.Clock(need.Deadline)))),
        .. day.Equipment.Where(equipment => equipment.Owner == party).Select(equipment => new DeclaredLine(
            "materiel", equipment.Code, equipment.Name, string.Join(", ", equipment.Availability.Select(say.Span)))),
    ];
}
