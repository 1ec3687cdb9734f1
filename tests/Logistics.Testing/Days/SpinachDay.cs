using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Testing.Days;

/// <summary>
/// 200 kg of spinach with 36 hours to live, one mobile cannery, and neighbours whose fridges take 60 kg: sharing alone loses 140 kg. The kitchen has
/// four volunteers from 12:00 to 18:00; the cannery stands at the town's depot, five kilometres away; the one van is at the farm.
/// </summary>
public static class SpinachDay
{
    public static DayBuilder Make(
        int operators = 1, int volunteers = 4, decimal kilograms = 200, HygieneRule hygiene = HygieneRule.LowAcid, bool autoclave = true, decimal van = 800)
    {
        var day = new DayBuilder();
        var farm = day.Donor("farm", 2, 1);
        day.Van("van", farm, van);
        day.Lot("spinach", farm, kilograms, adjust: x => x with
        {
            Kind = "leafy-vegetables",
            Temperature = TemperatureClass.Chilled,
            // Picked this morning at 08:00, it lasts until tomorrow evening.
            Date = new DateMark.KeepsUntil(day.Date.AddDays(1)),
        });
        var fridge = day.Recipient("fridge", 80, 1, 0, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(40) } });
        var kitchen = day.Recipient("kitchen", 50, 0, 2, site: x => x with { StorageLeft = x.StorageLeft with { Chilled = DayBuilder.Kilograms(20) } });
        day.Need("fridge-wants", fridge, 300);
        day.Need("kitchen-wants", kitchen, 100);
        var depot = day.Site("depot", day.Party("town", PartyKind.Municipality), 5, 0, SiteKind.Depot);
        day.Equipment("cannery", EquipmentKind.MobileCannery, depot, x => x with
        {
            Hosts = [kitchen.Id],
            HasAutoclave = autoclave,
            SetUp = Duration.FromMinutes(45),
            NeedsApproval = true,
        });
        day.Crew(kitchen, 12, 18, volunteers, operators);
        day.Recipe("spinach-in-jars", x => x with
        {
            Inputs = [new RecipeInput(Family.FruitAndVegetables, "leafy-vegetables")],
            CrewPersons = 4,
            Hygiene = hygiene,
            Output = x.Output with { Product = "épinards en bocaux" },
        });
        return day;
    }
}
