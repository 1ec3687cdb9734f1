using Logistics.Domain.Goods;
using Logistics.Formats.Territories;
using Logistics.Host.Duties;

namespace Logistics.Host.Records;

/// <summary>Members of places and partners that say what is taken in general: dispatchers have them among all others, partners on a page of their own.</summary>
public static class StandingFields
{
    public static readonly ChoicesField Days = new("joursReception", "receptionDays", [.. DutyForm.Week.Select(x => (FileWord.Of(x), $"Weekday.{x}"))]);
    public static readonly HoursField Hours = new("heuresReception", "receptionHours");
    public static readonly NumberField Least = new("auMoins", "leastShareKg");
    public static readonly NumberField Most = new("auPlus", "receptionLeftKg");
    public static readonly ChoicesField Families = new("familles", "acceptedFamilies", [.. Enum.GetValues<Family>().Select(x => (FileWord.Of(x), $"Family.{x}"))]);
    public static readonly KindsField Refused = new("refuses", "refusedKinds");
    public static readonly NumberField Ambient = new("placeAmbiant", "storageLeftKg.ambient");
    public static readonly NumberField Chilled = new("placeFrais", "storageLeftKg.chilled");
    public static readonly NumberField Frozen = new("placeSurgele", "storageLeftKg.frozen");
    public static readonly NumberField ChilledTo = new("froidTenu", "chilledToCelsius");

    /// <summary>When somebody is there on one day.</summary>
    public static readonly HoursField Opening = new("ouverture", "openingWindows");

    public static readonly ChoicesField Carried = new(
        "froidVehicule", "collection.classes", [.. new[] { TemperatureClass.Chilled, TemperatureClass.Frozen }.Select(x => (FileWord.Of(x), $"Records.Temperature.{x}"))]);
    public static readonly FlagField Box = new("glaciere", "collection.isothermalBox", false);
}
