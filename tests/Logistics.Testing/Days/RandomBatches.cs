using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Measures;

namespace Logistics.Testing.Days;

/// <summary>
/// What a random day gains for batches: equipment that is brought to some hosts, may be out of order, is limited, needs its owner's word; people
/// who come and go, some of them trained; recipes of which some need an autoclave, some keep cold; workshops at other places.
/// </summary>
static class RandomBatches
{
    public static void Add(DayBuilder day, int seed, Site[] hosts)
    {
        // Its own draws: the rest of the day stays what it is without batches.
        var random = new Random(seed + 7919);
        day.Adjust(
            (SharedEquipment x) => x with
            {
                Hosts = [.. hosts.Where(h => h.Id != x.Site && Chance(35)).Select(h => h.Id)],
                Outages = Chance(20) ? [day.Between(9, 10)] : [],
                NeedsApproval = Chance(30),
                MostPerDay = Chance(30) ? Duration.FromMinutes(60 * random.Next(2, 8)) : null,
                MostPerBorrower = Chance(30) ? Duration.FromMinutes(60 * random.Next(1, 4)) : null,
                HasAutoclave = Chance(60),
                CrewPersons = random.Next(0, 3),
            },
            (EquipmentRequest x) => Chance(30) ? x with { Site = hosts[random.Next(hosts.Length)].Id } : x);
        foreach (var host in hosts.Where(_ => Chance(70)))
        {
            var from = random.Next(7, 13);
            day.Crew(host, from, from + random.Next(2, 7), persons: random.Next(2, 7), operators: random.Next(0, 2));
            if (Chance(30))
                day.Crew(host, from + 1, from + 3, persons: 2, operators: 1);
        }
        for (var i = 0; i < 4; i++)
        {
            var smallest = random.Next(2, 20);
            day.Recipe($"recipe{i}", x => x with
            {
                Inputs = [new RecipeInput((Family)random.Next(6), Chance(30) ? "leafy-vegetables" : null), new RecipeInput((Family)random.Next(5), null)],
                Equipment = Chance(50) ? [EquipmentKind.MobileCannery] : [EquipmentKind.MobileKitchen, EquipmentKind.MobileCannery],
                SmallestBatch = DayBuilder.Kilograms(smallest),
                LargestBatch = DayBuilder.Kilograms(smallest + random.Next(5, 80)),
                BatchDuration = Duration.FromMinutes(15 * random.Next(1, 6)),
                DurationPerKilogram = Duration.FromSeconds(random.Next(0, 60)),
                CrewPersons = random.Next(0, 4),
                Hygiene = Chance(40) ? HygieneRule.LowAcid : HygieneRule.Usual,
                YieldPermille = random.Next(400, 1001),
                Output = x.Output with { LifeDays = Chance(30) ? 3 : 300, UseBy = Chance(30), Temperature = Chance(30) ? TemperatureClass.Chilled : TemperatureClass.Ambient },
            });
        }

        bool Chance(int percent) => random.Next(100) < percent;
    }
}
