using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Plans;

public sealed class PlanWriterTests
{
    [Fact]
    public void What_is_written_is_read_back_equal()
    {
        var accepted = Assert.IsType<PlanReading.Accepted>(PlanFiles.Read(PlanFiles.Write(Bellerive.Plan)));
        Assert.Equal(Bellerive.Plan, accepted.Plan);
    }

    [Fact]
    public void Every_reason_there_is_survives_the_journey()
    {
        Assert.Equal([], EveryCase.Cases.Except(EveryCase.Used.Select(x => x.GetType())));
        var accepted = Assert.IsType<PlanReading.Accepted>(PlanFiles.Read(PlanFiles.Write(EveryCase.Plan)));
        Assert.Equal(EveryCase.Plan, accepted.Plan);
    }

    [Fact]
    public void The_same_plan_gives_the_same_bytes_also_after_a_journey()
    {
        var first = PlanFiles.Write(EveryCase.Plan);
        Assert.Equal(first, PlanFiles.Write(EveryCase.Plan));
        Assert.Equal(first, PlanFiles.Write(((PlanReading.Accepted)PlanFiles.Read(first)).Plan));
        Assert.DoesNotContain('\r', first);
    }

    [Fact]
    public void Legs_keep_their_milliseconds_and_positions_their_last_digit()
    {
        var leg = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!["routes"]![0]!["legs"]![2]!;
        Assert.Equal("421.337", leg["durationSeconds"]!.ToJsonString());
        Assert.Equal("3.0507", leg["distanceKm"]!.ToJsonString());
        Assert.Equal("[[3.92,43.63],[3.92,43.64],[3.89,43.64]]", leg["geometry"]!.ToJsonString());
    }

    [Fact]
    public void Times_are_local_with_their_offset()
    {
        var json = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!;
        Assert.Equal("2026-03-27T06:12:03.25+01:00", (string?)json["plannedAt"]);
        Assert.Equal("2026-03-27T09:24:01.337+01:00", (string?)json["routes"]![0]!["stops"]![3]!["arrival"]);
    }

    [Fact]
    public void Reasons_stand_in_figures_and_in_words_of_the_culture()
    {
        var french = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!["unassigned"]![0]!;
        Assert.Equal("no-vehicle-for-class", (string?)french["reason"]!["code"]);
        Assert.Equal("frozen", (string?)french["reason"]!["class"]);
        var english = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan, CultureInfo.GetCultureInfo("en-GB")))!["unassigned"]![0]!;
        Assert.NotEqual((string?)french["words"], (string?)english["words"]);
        Assert.Contains("surgelé", (string?)french["words"], StringComparison.Ordinal);
    }

    [Fact]
    public void Totals_count_what_the_plan_holds()
    {
        // Lots: 200 + 40 + 15 + 20 = 275 kg; allocated 120 + 60 + 40 + 15 = 235 kg; legs 3.1 + 3.4 + 3.0507 + 3.9 + 2.8 = 16.2507 km.
        var totals = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!["totals"]!;
        Assert.Equal("275", totals["surplusKg"]!.ToJsonString());
        Assert.Equal("235", totals["rescuedKg"]!.ToJsonString());
        Assert.Equal("16.2507", totals["distanceKm"]!.ToJsonString());
    }

    [Fact]
    public void Drivers_phones_and_names_stay_out_of_the_file()
    {
        var text = PlanFiles.Write(Bellerive.Plan);
        Assert.DoesNotContain("Claire Blanc", text, StringComparison.Ordinal);
        Assert.DoesNotContain("04 99", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_of_no_territory_is_a_misuse() =>
        Assert.Throws<ArgumentException>(() => PlanFiles.Write(Bellerive.Plan with { Territories = [] }));
}
