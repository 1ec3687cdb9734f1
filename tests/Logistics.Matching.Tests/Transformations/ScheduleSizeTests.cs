using System.Diagnostics;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Matching.Transformations;
using Logistics.Measures;
using Logistics.OrTools;
using Logistics.Testing.Days;

namespace Logistics.Matching.Tests.Transformations;

/// <summary>The size that the schedule must bear: twenty pieces of equipment, thirty hosts, forty lots that die.</summary>
public sealed class ScheduleSizeTests(WarmCompanion companion, ITestOutputHelper output)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Twenty_pieces_of_equipment_and_thirty_hosts_are_proven_or_the_gap_is_told(int seed)
    {
        var random = new Random(seed);
        var day = new DayBuilder();
        var farms = Enumerable.Range(0, 10).Select(i => day.Donor($"farm{i}", At(), At())).ToArray();
        day.Van("van", farms[0]);
        var hosts = Enumerable.Range(0, 30).Select(i => day.Recipient($"host{i}", random.Next(20, 200), At(), At())).ToArray();
        foreach (var host in hosts)
        {
            var from = random.Next(8, 14);
            day.Crew(host, from, from + random.Next(3, 5), persons: random.Next(3, 7), operators: random.Next(0, 2));
        }
        for (var i = 0; i < 20; i++)
            day.Equipment($"equipment{i}", i % 2 == 0 ? EquipmentKind.MobileCannery : EquipmentKind.MobileKitchen, hosts[random.Next(30)], x => x with
            {
                Hosts = [.. hosts.Where(h => h.Id != x.Site).Select(h => h.Id)],
                HasAutoclave = i % 4 == 0,
                SetUp = Duration.FromMinutes(30),
            });
        day.Recipe("jars", x => x with { Hygiene = HygieneRule.LowAcid, CrewPersons = 4, SmallestBatch = DayBuilder.Kilograms(40), LargestBatch = DayBuilder.Kilograms(150) });
        day.Recipe("soup", x => x with { Equipment = [EquipmentKind.MobileKitchen], CrewPersons = 3, SmallestBatch = DayBuilder.Kilograms(20), LargestBatch = DayBuilder.Kilograms(80) });
        for (var i = 0; i < 40; i++)
            day.Lot($"lot{i}", farms[random.Next(10)], random.Next(20, 160), adjust: x => x with
            {
                Date = new DateMark.KeepsUntil(day.Date.AddDays(random.Next(0, 4))),
                SmallestShare = DayBuilder.Kilograms(random.Next(0, 10)),
                PickupWindow = day.Between(7, 12),
            });
        for (var i = 0; i < 15; i++)
        {
            var from = random.Next(8, 14);
            day.Request($"request{i}", day.PartyOf(hosts[random.Next(30)]), i % 2 == 0 ? EquipmentKind.MobileCannery : EquipmentKind.MobileKitchen, day.Between(from, from + 4), 120);
        }
        var input = day.Build().Input(seed);
        var first = new Matcher(new NoSolver()).Match(input, TestContext.Current.CancellationToken);
        var solver = companion.Require();
        var clock = Stopwatch.StartNew();
        var greedy = TransformationPlanner.Plan(input, first, new NoSolver(), 0, TestContext.Current.CancellationToken);
        var greedyTime = clock.Elapsed;
        clock.Restart();
        var plan = TransformationPlanner.Plan(input, first, solver, 4, TestContext.Current.CancellationToken);
        output.WriteLine($"seed {seed}: {new CandidateBook(input, LotAtRisk.Among(input, first)).Candidates.Length} candidates, {clock.Elapsed.TotalSeconds:0.0} s, {plan.Batches.Count} batches, "
            + $"{plan.Bookings.Count} of {input.Day.Day.EquipmentRequests.Count} requests, {plan.Bound}, gap {plan.Bound?.Gap:0.0000}; "
            + $"greedy {greedyTime.TotalSeconds:0.0} s saves {greedy.Batches.Sum(x => x.Saved.Kilograms)} kg, {greedy.Bookings.Count} requests");
        Assert.NotNull(plan.Bound);
        Assert.InRange(plan.Bound.Gap, 0, 0.125);
        // The search counts its rounds: the same again, whoever is asked.
        Assert.Equal(greedy.Batches, plan.Batches);

        double At() => (random.NextDouble() * 2 - 1) * 12;
    }
}
