using System.Text;
using System.Text.Json.Nodes;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Tests.Territories;

public sealed class TerritoryReaderTests
{
    [Fact]
    public void The_example_says_what_it_says()
    {
        var reading = Assert.IsType<TerritoryReading.Accepted>(Example.Read(Example.Bytes));
        Assert.Equal(new RoadsHint.Sketch(), reading.Roads);
        var day = reading.Day;
        Assert.Equal(new DateOnly(2026, 11, 20), day.Date);
        Assert.Equal("Exemple : données inventées.", day.Notice);

        var lot = Assert.Single(day.Lots);
        Assert.Equal(day.Parties[0].Id, lot.Donor);
        Assert.Equal(new MassRange(new Mass(40_000), new Mass(50_000), new Mass(62_500)), lot.Quantity);
        Assert.Equal(new DateMark.KeepsUntil(new DateOnly(2026, 11, 25)), lot.Date);
        // 07:00 in Paris in November is 06:00 UTC.
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.Zero), lot.PickupWindow.Begin);

        var need = Assert.Single(day.Needs);
        Assert.Equal((Urgency.Ordinary, Transfer.Delivered, day.Parties[1].Id), (need.Urgency, need.Transfer, need.Recipient));
        Assert.Equal(new Position(41_355_000, 436_765_000), day.Sites[1].Position);
        Assert.Equal(new StorageLeft(new Mass(200_000), new Mass(40_000), Mass.Zero), day.Sites[1].StorageLeft);
        Assert.Equal(Cost.FromEuros(0.32m), day.Vehicles[0].CostPerKilometre);
        Assert.Equal("van", day.Vehicles[0].Profile);
        Assert.Equal(day.Sites[1].Id, day.Shifts[0].EndSite);
        Assert.Equal(Duration.FromMinutes(30), day.Shifts[0].Breaks[0].Duration);
    }

    [Fact]
    public void An_agreement_without_a_code_is_named_by_both_sides_and_keeps_that_name()
    {
        var day = Example.Accepted(Example.Edited(file =>
        {
            JsonObject Agreed(string? to, string? code = null) => new() { ["code"] = code, ["territory"] = "vidourle", ["from"] = "ferme", ["to"] = to };
            file["consents"] = new JsonArray([.. new[] { Agreed(null), Agreed("epicerie"), Agreed("epicerie", "signed"), Agreed("epicerie") }.Select(x =>
            {
                foreach (var (name, _) in x.Where(y => y.Value is null).ToList())
                    x.Remove(name);
                return (JsonNode)x;
            })]);
        }));
        Assert.Equal(["ferme-any", "ferme-epicerie", "signed", "ferme-epicerie-2"], day.Consents.Select(x => x.Code));
        using var written = new MemoryStream();
        TerritoryWriter.Write(day, written);
        Assert.Equal(day.Consents, Example.Accepted(written.ToArray()).Consents);
    }

    [Fact]
    public void Ids_depend_on_territory_kind_and_code_only()
    {
        var day = Example.Accepted(Example.Bytes);
        var later = Example.Accepted(Example.Edited(root => root["date"] = "2026-11-27"));
        Assert.Equal(day.Lots[0].Id, later.Lots[0].Id);
        Assert.Equal(TerritoryIds.Lot(TerritoryIds.Territory("vidourle"), "poireaux"), day.Lots[0].Id);
        Assert.NotEqual(day.Lots[0].Id, TerritoryIds.Lot(TerritoryIds.Territory("lez"), "poireaux"));
        Assert.NotEqual(day.Lots[0].Id.Value, TerritoryIds.Need(TerritoryIds.Territory("vidourle"), "poireaux").Value);
    }

    [Fact]
    public void Every_problem_is_reported_at_once()
    {
        var said = Codes(Example.Read(Example.Edited(root =>
        {
            root["lots"]![0]!.AsObject().Remove("keepsUntil");
            root["lots"]![0]!["quantityKg"]!["high"] = 1;
            root["needs"]![0]!["site"] = "nulle-part";
            root["needs"]![0]!["deadline"] = "soir";
            root["vehicles"]![0]!["co2GramsPerKilometre"] = -1;
            root["colour"] = "green";
        })));
        Assert.Equal(
            [
                (ProblemCodes.UnknownProperty, "/colour"), (ProblemCodes.DisorderedQuantity, "/lots/0/quantityKg"), (ProblemCodes.NoDate, "/lots/0"),
                (ProblemCodes.UnknownReference, "/needs/0/site"), (ProblemCodes.NotATime, "/needs/0/deadline"),
                (ProblemCodes.OutOfRange, "/vehicles/0/co2GramsPerKilometre"),
            ],
            said);
    }

    [Fact]
    public void What_refers_to_something_broken_is_not_blamed_for_it()
    {
        // Everything hangs on the one territory; only the territory is wrong.
        var said = Codes(Example.Read(Example.Edited(root => root["territories"]![0]!["timeZone"] = "Mars/Olympus")));
        Assert.Equal([(ProblemCodes.UnknownZone, "/territories/0/timeZone")], said);
    }

    [Fact]
    public void Two_lots_with_one_code_are_both_named()
    {
        var problem = Assert.Single(Example.Said(Example.Read(Example.Edited(root => root["lots"]!.AsArray().Add(root["lots"]![0]!.DeepClone())))));
        Assert.Equal("/lots/1/code", problem.Pointer);
        Assert.Contains("/lots/0", problem.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slip_of_the_pen_is_answered_with_the_nearest_name()
    {
        Assert.Contains("« boutique »", Action(root => root["needs"]![0]!["site"] = "boutiqe"), StringComparison.Ordinal);
        Assert.Contains("« wantedKg »", Action(root => root["needs"]![0]!["wantedKG"] = 1), StringComparison.Ordinal);
        Assert.Contains("« dairy »", Action(root => root["needs"]![0]!["family"] = "diary"), StringComparison.Ordinal);
        Assert.DoesNotContain("«", Action(root => root["needs"]![0]!["family"] = "xyz"), StringComparison.Ordinal);

        static string Action(Action<JsonObject> edit) => Assert.Single(Example.Said(Example.Read(Example.Edited(edit)))).Action;
    }

    [Fact]
    public void A_syntax_error_names_its_line_and_position()
    {
        // On the second line a comma stands at position 13, where the value must.
        var problem = Assert.Single(Example.Said(Example.Read(Encoding.UTF8.GetBytes("{\n  \"format\": ,\n}"))));
        Assert.Equal(ProblemCodes.Syntax, problem.Code);
        Assert.Contains("ligne 2, position 13", problem.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pointer_escapes_tilde_and_slash()
    {
        var problem = Assert.Single(Example.Said(Example.Read(Example.Edited(root => root["a/b~c"] = 1))));
        Assert.Equal("/a~1b~0c", problem.Pointer);
    }

    [Fact]
    public void Thousands_of_problems_are_cut_and_counted()
    {
        // 1,500 numbers where parties should stand; with none left, the consent, two sites, the van's owner miss theirs: at least 500 are cut.
        var said = Example.Said(Example.Read(Example.Edited(root => root["parties"] = new JsonArray([.. Enumerable.Range(0, 1500).Select(i => JsonValue.Create(i))]))));
        Assert.Equal(1001, said.Count);
        Assert.Equal(ProblemCodes.ManyMore, said[^1].Code);
        Assert.Matches("5\\d\\d", said[^1].Cause);
    }

    [Fact]
    public void A_byte_order_mark_is_allowed() =>
        Assert.IsType<TerritoryReading.Accepted>(Example.Read(Encoding.UTF8.GetPreamble().Concat(Example.Bytes).ToArray()));

    [Fact]
    public void A_stream_reads_as_its_bytes_do()
    {
        using var stream = new MemoryStream(Example.Bytes);
        Assert.Equal(Example.Accepted(Example.Bytes), Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(stream)).Day);
    }

    [Fact]
    public void Sections_may_stand_in_any_order_and_windows_too()
    {
        var turned = Example.Edited(root =>
        {
            foreach (var name in root.Select(property => property.Key).Reverse().ToArray())
            {
                var value = root[name];
                root.Remove(name);
                root[name] = value;
            }
            var windows = root["sites"]![1]!["openingWindows"]!.AsArray();
            var first = windows[0];
            windows.RemoveAt(0);
            windows.Add(first);
        });
        Assert.Equal(Example.Accepted(Example.Bytes), Example.Accepted(turned));
    }

    [Fact]
    public void Breaks_may_stand_in_any_order_and_are_kept_in_that_of_the_day()
    {
        var day = Example.Accepted(Example.Edited(root =>
        {
            var breaks = root["shifts"]![0]!["breaks"]!.AsArray();
            breaks.Add(new JsonObject { ["begin"] = "11:00", ["end"] = "11:00", ["minutes"] = 5 });
            breaks.Add(new JsonObject { ["begin"] = "09:00", ["end"] = "10:00", ["minutes"] = 10 });
        }));
        Assert.Equal([Duration.FromMinutes(10), Duration.FromMinutes(5), Duration.FromMinutes(30)], day.Shifts[0].Breaks.Select(rest => rest.Duration));
    }

    [Fact]
    public void Windows_that_touch_do_not_overlap() =>
        Assert.IsType<TerritoryReading.Accepted>(Example.Read(Example.Edited(root => root["sites"]![1]!["openingWindows"]![1]!["begin"] = "12:00")));

    [Theory]
    // Clocks go forward on 2027-03-28: 03:00 in Paris is 01:00 UTC. They go back on 2026-10-25: the first 02:30 is 00:30 UTC, the second 01:30.
    [InlineData("2027-03-28", "03:00", "2027-03-28T01:00:00Z")]
    [InlineData("2026-10-25", "02:30", "2026-10-25T00:30:00Z")]
    [InlineData("2026-10-25", "2026-10-25T02:30+01:00", "2026-10-25T01:30:00Z")]
    [InlineData("2026-10-25", "2026-10-26T09:00", "2026-10-26T08:00:00Z")]
    [InlineData("2026-07-14", "09:00:30", "2026-07-14T07:00:30Z")]
    [InlineData("2026-07-14", "2026-07-14T09:00Z", "2026-07-14T09:00:00Z")]
    public void Times_are_local_on_days_when_clocks_change_too(string date, string deadline, string instant)
    {
        var day = Example.Accepted(Example.Edited(root =>
        {
            root["date"] = date;
            root["needs"]![0]!["deadline"] = deadline;
        }));
        Assert.Equal(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture), day.Needs[0].Deadline);
        Assert.Equal(TimeSpan.Zero, day.Needs[0].Deadline.Offset);
    }

    static (string, string)[] Codes(TerritoryReading reading) => [.. Example.Said(reading).Select(problem => (problem.Code, problem.Pointer))];
}
