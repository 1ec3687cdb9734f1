using Logistics.Domain;
using Logistics.Domain.Days;

namespace Logistics.Matching.Tests;

/// <summary>The same day with its lists in another order.</summary>
static class Shuffled
{
    public static DayDeclarations Of(DayDeclarations day, int seed)
    {
        var random = new Random(seed);
        return day with
        {
            Parties = Mix(day.Parties),
            Sites = Mix(day.Sites),
            Consents = Mix(day.Consents),
            Lots = Mix(day.Lots),
            Needs = Mix(day.Needs),
            Equipment = Mix(day.Equipment),
            EquipmentRequests = Mix(day.EquipmentRequests),
            Vehicles = Mix(day.Vehicles),
            Shifts = Mix(day.Shifts),
        };

        ValueList<T> Mix<T>(ValueList<T> list)
        {
            var items = list.ToArray();
            random.Shuffle(items);
            return [.. items];
        }
    }
}
