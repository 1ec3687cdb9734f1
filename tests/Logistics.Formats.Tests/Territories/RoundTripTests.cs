using System.Text;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Fleet;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Tests.Territories;

/// <summary>What is written reads back as the same day, whatever the day holds.</summary>
public sealed class RoundTripTests
{
    static readonly DateOnly[] Dates = [new(2026, 11, 20), new(2026, 3, 29), new(2026, 10, 25), new(2028, 2, 29)];

    static readonly string[] Zones = ["Europe/Paris", "America/St_Johns", "Australia/Lord_Howe", "Pacific/Chatham", "UTC"];

    [Fact]
    public void Read_undoes_write()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var day = Shaken(new Random(seed), seed);
            var reading = TerritoryReader.Read(Written(day));
            if (reading is not TerritoryReading.Accepted accepted)
            {
                Assert.Fail($"seed {seed}: {string.Join("\n", Example.Said(reading).Take(5))}");
                return;
            }
            // Records of lists: compared list by list so that a failure names its section.
            Assert.True(day.Sites.Equals(accepted.Day.Sites), $"seed {seed}: sites");
            Assert.True(day.Lots.Equals(accepted.Day.Lots), $"seed {seed}: lots");
            Assert.True(day.Needs.Equals(accepted.Day.Needs), $"seed {seed}: needs");
            Assert.True(day.Shifts.Equals(accepted.Day.Shifts), $"seed {seed}: shifts");
            Assert.True(day.Equals(accepted.Day), $"seed {seed}: another section");
        }
    }

    [Fact]
    public void Writing_again_gives_the_same_bytes()
    {
        var first = Written(Example.Accepted(Example.Bytes));
        Assert.Equal(first, Written(Example.Accepted(first)));
    }

    [Fact]
    public void A_fraction_of_a_second_is_a_misuse_of_the_writer()
    {
        var day = Example.Accepted(Example.Bytes);
        Assert.Throws<ArgumentException>(() => Written(day with { Needs = [day.Needs[0] with { Deadline = day.Needs[0].Deadline.AddTicks(1) }] }));
    }

    [Fact]
    public void The_writer_writes_the_example_as_it_stands()
    {
        // Only layout differs: the writer puts each value on a line of its own.
        var written = Encoding.UTF8.GetString(Written(Example.Accepted(Example.Bytes), new RoadsHint.Sketch()));
        Assert.Equal(Sorted(Example.Text), Sorted(written));

        static string Sorted(string text) => Canonical(System.Text.Json.Nodes.JsonNode.Parse(text)!);

        static string Canonical(System.Text.Json.Nodes.JsonNode node) => node switch
        {
            System.Text.Json.Nodes.JsonObject one => "{" + string.Join(",", one.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => x.Key + ":" + Canonical(x.Value!))) + "}",
            System.Text.Json.Nodes.JsonArray list => "[" + string.Join(",", list.Select(x => Canonical(x!))) + "]",
            _ => node.ToJsonString(),
        };
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sketch")]
    [InlineData("../osm/région.osm.pbf")]
    public void The_roads_hint_comes_back(string? path)
    {
        RoadsHint? hint = path switch
        {
            null => null,
            "sketch" => new RoadsHint.Sketch(),
            _ => new RoadsHint.Extract(path),
        };
        var bytes = Written(Example.Accepted(Example.Bytes), hint);
        Assert.Equal(hint, Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(bytes)).Roads);
    }

    internal static byte[] Written(DayDeclarations day, RoadsHint? roads = null)
    {
        using var stream = new MemoryStream();
        TerritoryWriter.Write(day, stream, roads);
        return stream.ToArray();
    }

    /// <summary>A demonstration day in other zones, with odd figures, odd texts and times down to the second, on days when clocks change.</summary>
    static DayDeclarations Shaken(Random random, int seed)
    {
        var date = Dates[seed % Dates.Length];
        var day = DemoDay.Make(new() { Date = date, Sites = 24, Lots = 20, Needs = 30, Seed = seed });
        var sites = day.Sites.Select(Site).ToValueList();
        var byCode = sites.ToDictionary(site => site.Code, site => site.Id);
        var moved = day.Sites.ToDictionary(site => site.Id, site => byCode[site.Code]);
        return day with
        {
            Notice = random.Next(2) == 0 ? null : "« Éprouvé » \"\\ \u2028 ☂ \U0001F955",
            Territories = day.Territories.Select(territory => territory with
            {
                TimeZone = Zones[random.Next(Zones.Length)],
                Policy = territory.Policy with
                {
                    Radius = random.Next(2) == 0 ? null : new Distance(random.Next(1, 1_000_000)),
                    SafetyMargin = new Duration(random.Next(100_000_000)),
                    QuantityRiskPercent = random.Next(101) / 10m,
                },
            }).ToValueList(),
            Parties = day.Parties.Select(party => party with
            {
                Siret = random.Next(2) == 0 ? null : Siret.Read("732 829 320 00074"),
                Rna = random.Next(2) == 0 ? null : Rna.Read("w341234567"),
                RedistributesShortDated = random.Next(2) == 0,
                AuditedWeeklyNeed = new Mass(random.Next(2) * 55_000),
                ReceivedByFamily = random.Next(2) == 0 ? FamilyMasses.Zero : FamilyMasses.Of(x => new Mass(1_000 * (long)x)),
                ConventionRequired = random.Next(2) == 0,
                Collection = new([.. Enum.GetValues<TemperatureClass>().Where(_ => random.Next(2) == 0)], IsothermalBox: random.Next(2) == 0),
            }).ToValueList(),
            Sites = sites,
            Consents = day.Consents.Select(consent => consent with
            {
                Convention = random.Next(2) == 0 ? null : new("n° 7 / 2026", date.AddDays(-random.Next(400)), random.Next(2) == 0 ? null : date.AddDays(random.Next(400))),
            }).ToValueList(),
            Lots = day.Lots.Select(lot => lot with
            {
                Site = moved[lot.Site],
                PickupWindow = Window(),
                Donor = day.Parties[random.Next(day.Parties.Count)].Id,
                Quantity = Quantity(),
                SmallestShare = Mass.Zero,
                Volume = random.Next(2) == 0 ? null : new Volume(random.Next(1_000_000_001)),
                Warmest = Degrees(),
                Packing = random.Next(4) is var packing && packing == 3 ? null : (Packing)packing,
                AnimalOrigin = random.Next(2) == 0,
                ShortDateJustification = random.Next(2) == 0 ? null : "invendus du lundi",
                Qualities = random.Next(2) == 0 ? [] : [Quality.Organic, Quality.Local],
            }).ToValueList(),
            Needs = day.Needs.Select(need => need with
            {
                Site = moved[need.Site],
                Deadline = Instant(),
                Wanted = new Mass(random.Next(1, 900_000_000)),
                Transfer = (Transfer)random.Next(3),
            }).ToValueList(),
            Equipment = day.Equipment.Select(one => one with { Site = moved[one.Site], Availability = Windows() }).ToValueList(),
            CrateBalances = day.CrateBalances.Select(balance => balance with { Site = moved[balance.Site] }).ToValueList(),
            Vehicles = day.Vehicles.Select(vehicle => vehicle with
            {
                FixedCost = new Cost(random.NextInt64(100_000_000_000)),
                Compartments = [.. vehicle.Compartments.Select(part => part with { ChilledTo = Degrees() })],
            }).ToValueList(),
            Shifts = day.Shifts.Take(1).Select(Duty).ToValueList(),
        };

        Site Site(Site site)
        {
            var territory = day.Territories[random.Next(day.Territories.Count)].Id;
            return site with
            {
                Id = TerritoryIds.Site(territory, site.Code),
                Territory = territory,
                Position = new Position(random.Next(-1_800_000_000, 1_800_000_001), random.Next(-900_000_000, 900_000_001)),
                OpeningWindows = Windows(),
                ServiceDuration = new Duration(random.Next(10_000_000)),
                Address = random.Next(2) == 0 ? null : $"{random.Next()}, chemin de l'Été\nbâtiment B",
                AcceptedFamilies = site.AcceptedFamilies.Where(_ => random.Next(2) == 0).ToValueList(),
                ChilledTo = Degrees(),
                Approved = random.Next(2) == 0,
                ReceptionLeft = random.Next(2) == 0 ? null : new Mass(random.Next(900_000_000)),
                ReceptionDays = [.. Enum.GetValues<DayOfWeek>().Where(_ => random.Next(2) == 0)],
                ReceptionHours = random.Next(2) == 0 ? [] : [new(new(8, random.Next(60)), new(12, 0)), new(new(12, 0), new(23, random.Next(60)))],
                LeastShare = random.Next(2) == 0 ? Mass.Zero : new Mass(random.Next(900_000_000)),
            };
        }

        Temperature? Degrees() => random.Next(2) == 0 ? null : new Temperature(random.Next(-600, 601));

        Shift Duty(Shift shift)
        {
            var span = Window();
            return shift with
            {
                Span = span,
                StartSite = moved[shift.StartSite],
                EndSite = sites[random.Next(sites.Count)].Id,
                Breaks = [new Break(new TimeWindow(span.Begin, span.Begin), new Duration(random.Next(10_000_000)))],
            };
        }

        MassRange Quantity()
        {
            long low = random.Next(1_000), expected = low + random.Next(1, 100_000), high = expected + random.Next(100_000);
            return new(new Mass(low), new Mass(expected), new Mass(high));
        }

        // Any second of three days around the date: night hours, skipped and repeated hours are all among them.
        DateTimeOffset Instant()
        {
            var midnight = new DateTimeOffset(date.AddDays(-1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            var seconds = random.Next(3 * 86_400);
            return midnight.AddSeconds(random.Next(2) == 0 ? seconds : seconds / 1800 * 1800);
        }

        TimeWindow Window()
        {
            DateTimeOffset a = Instant(), b = Instant();
            return a < b ? new(a, b) : new(b, a);
        }

        ValueList<TimeWindow> Windows()
        {
            var ends = Enumerable.Range(0, 2 * random.Next(4)).Select(_ => Instant()).Order().ToArray();
            return ends.Chunk(2).Select(pair => new TimeWindow(pair[0], pair[1])).ToValueList();
        }
    }
}
