using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Plans;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Plans;

public sealed class PlanReaderTests
{
    static Problem Only(PlanReading reading) => Assert.Single(Assert.IsType<PlanReading.Rejected>(reading).Problems);

    static void Rejects(string code, string pointer, Action<JsonObject> change)
    {
        var problem = Only(PlanFiles.ReadChanged(change));
        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
        Assert.False(string.IsNullOrWhiteSpace(problem.Cause));
        Assert.False(string.IsNullOrWhiteSpace(problem.Action));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("{")]
    [InlineData("{\"format\":\"ramasse-plan\",\"format\":\"ramasse-plan\"}")]
    [InlineData("\u0000\u0001")]
    public void Bytes_that_are_no_json_are_a_problem_and_not_an_exception(string text) => Assert.Equal("not-json", Only(PlanFiles.Read(text)).Code);

    [Fact]
    public void A_list_is_no_plan() => Assert.Equal("wrong-type", Only(PlanFiles.Read("[]")).Code);

    /// <summary>Plans written before routes had a proof are read; what came later is not there.</summary>
    [Fact]
    public void An_older_plan_without_a_proof_of_its_routes_is_read()
    {
        var older = Assert.IsType<PlanReading.Accepted>(PlanFiles.ReadChanged(x => x["search"]!.AsObject().Remove("routesBound")));
        Assert.Null(older.Plan.Search.RoutesBound);
    }

    [Fact]
    public void Another_format_or_version_is_said_alone()
    {
        Rejects("wrong-format", "/format", x => { x["format"] = "ramasse-tour"; x["version"] = 2; });
        Rejects("wrong-version", "/version", x => { x["version"] = 2; x.Remove("routes"); });
    }

    [Fact]
    public void A_territory_file_in_the_place_of_a_plan_is_answered_with_the_mix_up()
    {
        var problem = Only(PlanFiles.Read(Territories.Example.Text));
        Assert.Equal(("wrong-format", "/format"), (problem.Code, problem.Pointer));
        Assert.Contains("inverser les deux fichiers", problem.Action, StringComparison.Ordinal);
        Assert.DoesNotContain("inverser", Only(PlanFiles.ReadChanged(x => x["format"] = "ramasse-tour")).Action, StringComparison.Ordinal);
    }

    [Fact]
    public void Texts_that_a_store_could_not_hold_are_refused()
    {
        Rejects("control-character", "/notice", x => x["notice"] = "données\0inventées");
    }

    [Theory]
    [InlineData("\"\\ud800\"", "données inventées")]
    [InlineData("\"\\ud800\":", "\"notice\":")]
    public void Half_a_character_is_a_problem_and_not_an_exception(string broken, string whole)
    {
        var text = PlanFiles.Write(Bellerive.Plan).Replace(whole.StartsWith('"') ? whole : $"\"{whole}\"", broken, StringComparison.Ordinal);
        Assert.Contains(broken, text, StringComparison.Ordinal);
        Assert.Equal("not-unicode", Only(PlanFiles.Read(text)).Code);
    }

    [Fact]
    public void Another_encoding_is_a_problem_and_not_an_exception()
    {
        using var stream = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(PlanFiles.Write(Bellerive.Plan)));
        Assert.Equal("not-unicode", Only(PlanReader.Read(stream, PlanFiles.Day)).Code);
    }

    [Fact]
    public void Refusals_that_count_nothing_are_refused()
    {
        foreach (var section in new[] { "unmet", "leftovers" })
        {
            var json = JsonNode.Parse(PlanFiles.Write(EveryCase.Plan))!;
            var at = json[section]!.AsArray().Select((x, i) => (Reason: x!["reason"]!, i)).Single(x => x.Reason["refusals"] is not null);
            at.Reason["refusals"] = new JsonArray();
            var problem = Only(PlanFiles.Read(json.ToJsonString()));
            Assert.Equal(("too-few", $"/{section}/{at.i}/reason/refusals"), (problem.Code, problem.Pointer));
        }
    }

    [Fact]
    public void Codes_that_nobody_declared_are_pointed_at()
    {
        Rejects("unknown-code", "/allocations/1/lot", x => x["allocations"]![1]!["lot"] = "leeks");
        Rejects("unknown-code", "/routes/0/stops/2/site", x => x["routes"]![0]!["stops"]![2]!["site"] = "nowhere");
        Rejects("unknown-code", "/routes/0/vehicle", x => x["routes"]![0]!["vehicle"] = "");
        Rejects("unknown-code", "/territories/0", x => x["territories"]![0] = "elsewhere");
    }

    [Fact]
    public void Numbers_out_of_bounds_too_precise_or_of_another_type_are_refused()
    {
        Rejects("out-of-range", "/allocations/0/quantityKg", x => x["allocations"]![0]!["quantityKg"] = -1);
        Rejects("out-of-range", "/allocations/0/quantityKg", x => x["allocations"]![0]!["quantityKg"] = JsonNode.Parse("1e400"));
        Rejects("too-precise", "/allocations/0/quantityKg", x => x["allocations"]![0]!["quantityKg"] = JsonNode.Parse("1.2345"));
        Rejects("out-of-range", "/routes/0/legs/0/distanceKm", x => x["routes"]![0]!["legs"]![0]!["distanceKm"] = -0.0001);
        Rejects("out-of-range", "/routes/0/legs/0/durationSeconds", x => x["routes"]![0]!["legs"]![0]!["durationSeconds"] = -1);
        Rejects("out-of-range", "/routes/0/costEuros", x => x["routes"]![0]!["costEuros"] = -0.01);
        Rejects("wrong-type", "/allocations/0/quantityKg", x => x["allocations"]![0]!["quantityKg"] = "12");
        Rejects("out-of-range", "/routes/0/number", x => x["routes"]![0]!["number"] = JsonNode.Parse("1.5"));
        Rejects("not-a-position", "/routes/0/legs/1/geometry/1", x => x["routes"]![0]!["legs"]![1]!["geometry"]![1] = JsonNode.Parse("[3.9,143.6]"));
        Rejects("not-a-position", "/routes/0/legs/1/geometry/0", x => x["routes"]![0]!["legs"]![1]!["geometry"]![0] = JsonNode.Parse("[3.9]"));
    }

    [Fact]
    public void A_batch_that_stands_on_nothing_is_pointed_at_and_so_is_what_names_it()
    {
        Assert.Equal([("unknown-code", "/batches/0/recipe"), ("unknown-code", "/supplies/0/batch")], Changed(x => x["recipe"] = "stew").Where(x => x.Pointer.StartsWith("/allocations", StringComparison.Ordinal) == false).Select(x => (x.Code, x.Pointer)));
        Assert.Contains(Changed(x => x["inputs"] = new JsonArray()), x => (x.Code, x.Pointer) == ("too-few", "/batches/0/inputs"));
        Assert.Contains(Changed(x => x["host"] = null), x => (x.Code, x.Pointer) == ("wrong-type", "/batches/0/host"));
        Assert.Contains(Changed(x => x["inputs"]![0]!["quantityKg"] = 0), x => x.Pointer.StartsWith("/allocations/", StringComparison.Ordinal));
        // Its name must not be a lot's.
        Assert.Contains(Changed(x => x["code"] = "spinach"), x => x.Pointer == "/supplies/0/batch");

        static Domain.ValueList<Problem> Changed(Action<JsonNode> change)
        {
            var json = JsonNode.Parse(PlanFiles.Write(EveryCase.Plan))!;
            change(json["batches"]![0]!);
            return Assert.IsType<PlanReading.Rejected>(PlanFiles.Read(json.ToJsonString())).Problems;
        }
    }

    [Fact]
    public void The_same_batch_twice_is_refused()
    {
        var json = JsonNode.Parse(PlanFiles.Write(EveryCase.Plan))!;
        json["batches"]!.AsArray().Add(json["batches"]![0]!.DeepClone());
        Assert.Equal("batch-unfit", Only(PlanFiles.Read(json.ToJsonString())).Code);
    }

    [Fact]
    public void A_file_from_before_there_were_batches_is_still_read()
    {
        var json = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!.AsObject();
        foreach (var name in new[] { "batches", "supplies", "untransformed", "batchBound", "unlistedRefusals" })
            Assert.True(json.Remove(name));
        Assert.Equal(Bellerive.Plan, Assert.IsType<PlanReading.Accepted>(PlanFiles.Read(json.ToJsonString())).Plan);
    }

    [Fact]
    public void Times_need_a_date_and_an_offset()
    {
        Rejects("not-a-time", "/plannedAt", x => x["plannedAt"] = "2026-03-27T06:12:03");
        Rejects("not-a-time", "/plannedAt", x => x["plannedAt"] = "0001-01-01T00:00:00+01:00");
        Rejects("not-a-date", "/date", x => x["date"] = "27/03/2026");
        Rejects("window-reversed", "/bookings/0/period", x => x["bookings"]![0]!["period"]!["end"] = "2026-03-27T12:00:00+01:00");
    }

    [Fact]
    public void Fields_that_lack_or_that_nobody_knows_are_named()
    {
        Rejects("missing", "/allocations/0", x => x["allocations"]![0]!.AsObject().Remove("reason"));
        Rejects("unknown-property", "/allocations/0/quantity~1Kg", x => x["allocations"]![0]!["quantity/Kg"] = 3);
        Rejects("unknown-word", "/allocations/0/reason/code", x => x["allocations"]![0]!["reason"]!["code"] = "favour");
        Rejects("unknown-word", "/allocations/0/transfer", x => x["allocations"]![0]!["transfer"] = "thrown");
        Rejects("not-a-uuid", "/id", x => x["id"] = "plan-1");
        Rejects("no-territory", "/territories", x => x["territories"] = new JsonArray());
    }

    [Fact]
    public void Sentences_and_totals_may_be_left_out_or_be_anything()
    {
        Assert.IsType<PlanReading.Accepted>(PlanFiles.ReadChanged(x =>
        {
            x.Remove("totals");
            x["policies"] = "?";
            x["allocations"]![0]!.AsObject().Remove("words");
        }));
    }

    [Fact]
    public void All_problems_come_at_once_and_in_the_language_asked()
    {
        var json = JsonNode.Parse(PlanFiles.Write(Bellerive.Plan))!.AsObject();
        json["date"] = 5;
        json["notice"] = 5;
        json["routes"]![0]!["shift"] = "evening";
        var french = Assert.IsType<PlanReading.Rejected>(PlanFiles.Read(json.ToJsonString())).Problems;
        var english = Assert.IsType<PlanReading.Rejected>(PlanFiles.Read(json.ToJsonString(), CultureInfo.GetCultureInfo("en"))).Problems;
        Assert.Equal(["/date", "/notice", "/routes/0/shift"], french.Select(x => x.Pointer));
        Assert.Equal("\"evening\" : rien de tel n’est déclaré (shift).", french[2].Cause);
        Assert.Equal("\"evening\": nothing like it is declared (shift).", english[2].Cause);
    }

    /// <summary>Any one value replaced by any other: the reader answers, it never throws.</summary>
    [Fact]
    public void No_replaced_value_makes_the_reader_throw()
    {
        const int seed = 20260327;
        var random = new Random(seed);
        var text = PlanFiles.Write(EveryCase.Plan);
        string[] values = ["null", "0", "-1", "1e999", "\"\"", "\"x\"", "[]", "{}", "[null]", "{\"code\":1}", "true", "99999999999999999999", "[[]]"];
        var paths = Paths(JsonNode.Parse(text)!).ToList();
        for (var round = 0; round < 400; round++)
        {
            var json = JsonNode.Parse(text)!;
            var path = paths[random.Next(paths.Count)];
            var value = values[random.Next(values.Length)];
            Replace(json, path, JsonNode.Parse(value));
            var failure = Record.Exception(() => PlanFiles.Read(json.ToJsonString()));
            Assert.True(failure is null, $"seed {seed}, round {round}: {string.Join('/', path)} = {value}: {failure}");
        }
    }

    /// <summary>A file cut short anywhere is refused.</summary>
    [Fact]
    public void A_truncated_file_is_no_json()
    {
        var text = PlanFiles.Write(Bellerive.Plan).TrimEnd();
        for (var length = 0; length < text.Length; length += 997)
            Assert.Equal("not-json", Only(PlanFiles.Read(text[..length])).Code);
    }

    static IEnumerable<object[]> Paths(JsonNode node, params object[] path) => node switch
    {
        JsonObject x => x.Where(y => y.Value is not null).SelectMany(y => Paths(y.Value!, [.. path, y.Key]).Prepend([.. path, y.Key])),
        JsonArray x => x.SelectMany((y, i) => y is null ? [] : Paths(y, [.. path, i]).Prepend([.. path, i])),
        _ => [],
    };

    static void Replace(JsonNode root, object[] path, JsonNode? value)
    {
        var parent = path[..^1].Aggregate(root, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        if (path[^1] is int index)
            parent[index] = value;
        else
            parent[(string)path[^1]] = value;
    }
}
