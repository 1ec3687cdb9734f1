using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Formats.Plans;
using Logistics.Formats.Sheets;
using Logistics.OrTools;
using Logistics.Planning;
using Logistics.Planning.Checking;
using Logistics.Roads;
using Logistics.Testing;
using Logistics.Testing.Days;

namespace Logistics.Formats.Tests.Plans;

/// <summary>A plan with a batch, as it was made, in every file it becomes.</summary>
public sealed class BatchFilesTests
{
    static readonly DayIndex declared = SpinachDay.Make().Index();
    static readonly DayPlan plan = DayPlanner.Plan(
        new DayInput
        {
            Declarations = declared.Day,
            Roads = new StraightLine(),
            Solver = new NoSolver(),
            Budget = PlanningBudget.OfWork(300, threads: 1),
            Seed = 1,
            Clock = new FakeClock(Noon),
            PlannedAt = Noon,
        },
        null, CancellationToken.None);

    static DateTimeOffset Noon => new(2026, 3, 9, 12, 0, 0, TimeSpan.Zero);

    static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    static string PlanFile() => Written(stream => PlanWriter.Write(declared, plan, CultureInfo.GetCultureInfo("fr-FR"), stream));

    static PlanReading Read(string text) => PlanReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), declared);

    [Fact]
    public void The_plan_is_read_back_beside_what_was_declared_and_holds()
    {
        var read = Assert.IsType<PlanReading.Accepted>(Read(PlanFile())).Plan;
        Assert.Single(read.Batches);
        Assert.Equal(plan, read);
        Assert.Empty(PlanChecker.Check(declared, read));
        Assert.Equal(140, (decimal)JsonNode.Parse(PlanFile())!["totals"]!["transformedKg"]!);
    }

    [Fact]
    public void A_batch_without_a_time_or_of_another_age_is_refused_and_throws_nothing()
    {
        Refused("wrong-type", x => x["period"] = null);
        Refused("missing", x => x.AsObject().Remove("period"));
        Refused("batch-unfit", x => x["period"] = JsonNode.Parse("""{"begin":"2002-01-01T00:00:00+01:00","end":"2002-01-01T05:00:00+01:00"}"""));
        // The host's need for what goes in would be called as a declared need.
        Refused("batch-unfit", x => x["code"] = "fridge");

        static void Refused(string code, Action<JsonNode> change)
        {
            var json = JsonNode.Parse(PlanFile())!;
            // What the batch makes and takes is left out, so that only the batch itself can be wrong.
            json["supplies"] = new JsonArray();
            json["allocations"] = new JsonArray();
            json["leftovers"] = new JsonArray();
            json["refusedPairs"] = new JsonArray();
            json["unmet"] = new JsonArray();
            change(json["batches"]![0]!);
            var problems = Assert.IsType<PlanReading.Rejected>(PlanReader.Read(new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString())), WithNeedNamed("fridge.in"))).Problems;
            Assert.Contains(problems, x => x.Code == code);
        }
    }

    static DayIndex WithNeedNamed(string code) =>
        new(declared.Day with { Needs = [.. declared.Day.Needs.Select((x, i) => i == 0 ? x with { Code = code } : x)] });

    [Fact]
    public void The_driver_reads_for_whom_it_is_and_when_the_jars_are_ready()
    {
        var sheet = Written(stream => SheetWriter.Write(declared, plan, plan.Routes[0].Id, CultureInfo.GetCultureInfo("fr-FR"), stream));
        Assert.Contains("(spinach-in-jars)", sheet, StringComparison.Ordinal);
        Assert.Contains("prêt à 14:55", sheet, StringComparison.Ordinal);
    }

    [Fact]
    public void The_map_shows_what_is_brought_to_the_batch()
    {
        var map = Written(stream => RoutesGeoJsonWriter.Write(declared, plan, CultureInfo.GetCultureInfo("fr-FR"), stream));
        Assert.Contains("spinach, 140 kg", map, StringComparison.Ordinal);
        Assert.Contains("épinards en bocaux", map, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_is_not_given_to_a_batch()
    {
        var day = declared.Day;
        var named = day with { Needs = [.. day.Needs.Select((x, i) => i == 0 ? x with { Code = plan.Batches[0].Output.Code + ".in" } : x)] };
        var again = DayPlanner.Plan(
            new DayInput
            {
                Declarations = named,
                Roads = new StraightLine(),
                Solver = new NoSolver(),
                Budget = PlanningBudget.OfWork(100, threads: 1),
                Seed = 1,
                Clock = new FakeClock(Noon),
                PlannedAt = Noon,
            },
            null, CancellationToken.None);
        Assert.Equal(plan.Batches[0].Output.Code + "x", Assert.Single(again.Batches).Output.Code);
        Written(stream => PlanWriter.Write(new DayIndex(named), again, CultureInfo.GetCultureInfo("fr-FR"), stream));
    }
}
