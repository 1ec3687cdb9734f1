using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

/// <summary>Each code has one small broken file here that produces it, and only it, at the place named.</summary>
public sealed class ProblemTests
{
    sealed record Case(string Code, string Pointer, byte[] File);

    static Case Of(string code, string pointer, Action<JsonObject> edit) => new(code, pointer, Example.Edited(edit));

    static Case Raw(string code, string file) => new(code, "", Encoding.UTF8.GetBytes(file));

    static JsonObject Recipe(JsonObject root)
    {
        root["recipes"] = JsonNode.Parse("""
            [{ "code": "bocaux", "territory": "TERRITORY", "name": "Bocaux", "inputs": [{ "family": "fruit-and-vegetables" }], "equipment": ["mobile-cannery"],
               "smallestBatchKg": 20, "largestBatchKg": 200, "batchMinutes": 60, "hygiene": "low-acid", "yieldPermille": 900,
               "output": { "product": "Bocaux", "family": "fruit-and-vegetables", "kind": "jars", "temperature": "ambient", "lifeDays": 365 } }]
            """.Replace("TERRITORY", (string)root["territories"]![0]!["code"]!, StringComparison.Ordinal));
        return root["recipes"]![0]!.AsObject();
    }

    static JsonObject Crew(JsonObject root)
    {
        root["crews"] = new JsonArray(new JsonObject
        {
            ["site"] = (string)root["sites"]![0]!["code"]!,
            ["span"] = new JsonObject { ["begin"] = "09:00", ["end"] = "12:00" },
            ["persons"] = 4,
            ["trainedOperators"] = 1,
        });
        return root["crews"]![0]!.AsObject();
    }

    static readonly Case[] Cases =
    [
        Raw(ProblemCodes.EmptyFile, ""),
        Raw(ProblemCodes.EmptyFile, " \r\n\t"),
        Raw(ProblemCodes.Syntax, Example.Text[..^40]),
        Raw(ProblemCodes.Syntax, Example.Text + "]"),
        Raw(ProblemCodes.Syntax, "{ 'format': 1 }"),
        new(ProblemCodes.TooLarge, "", new byte[TerritoryReader.MostBytes + 1]),
        new(ProblemCodes.NotUnicode, "", Encoding.Latin1.GetBytes(Example.Text)),
        new(ProblemCodes.NotUnicode, "", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(Example.Text)).ToArray()),
        Raw(ProblemCodes.NotUnicode, Example.Text.Replace("Rosa", "\\ud800", StringComparison.Ordinal)),
        Raw(ProblemCodes.TooDeep, Example.Text.Replace("\"declared\"", new string('[', 40) + new string(']', 40), StringComparison.Ordinal)),
        Of(ProblemCodes.OtherFormat, "/format", root => root["format"] = "vroom"),
        // A plan where the territory file should be: only the mix-up is said, not that a plan has no parties.
        Raw(ProblemCodes.OtherFormat, "{ \"format\": \"ramasse-plan\", \"version\": 1, \"id\": 5, \"routes\": [] }") with { Pointer = "/format" },
        Of(ProblemCodes.OtherVersion, "/version", root => root["version"] = 2),
        Of(ProblemCodes.OtherVersion, "/version", root => (root["version"], root["tours"]) = (2, 3)),
        new(ProblemCodes.DuplicateProperty, "/lots/0/crates",
            Encoding.UTF8.GetBytes(Example.Text.Replace("\"crates\": 5,", "\"crates\": 5, \"crates\": 6,", StringComparison.Ordinal))),
        Of(ProblemCodes.UnknownProperty, "/needs/0/wantedKilos", root => root["needs"]![0]!["wantedKilos"] = 60),
        Of(ProblemCodes.MissingProperty, "/lots/0", root => root["lots"]![0]!.AsObject().Remove("product")),
        Of(ProblemCodes.WrongType, "/needs/0/wantedKg", root => root["needs"]![0]!["wantedKg"] = "60"),
        Of(ProblemCodes.WrongType, "/lots/0/crates", root => root["lots"]![0]!["crates"] = 2.5),
        Of(ProblemCodes.WrongType, "/lots/0/indivisible", root => root["lots"]![0]!["indivisible"] = "yes"),
        Of(ProblemCodes.WrongType, "/needs/0", root => root["needs"]![0] = "legumes"),
        Of(ProblemCodes.WrongType, "/shifts", root => root["shifts"] = new JsonObject()),
        Raw(ProblemCodes.WrongType, "[]"),
        Of(ProblemCodes.OutOfRange, "/sites/0/latitude", root => root["sites"]![0]!["latitude"] = 91),
        Of(ProblemCodes.OutOfRange, "/needs/0/wantedKg", root => root["needs"]![0]!["wantedKg"] = -1),
        new(ProblemCodes.OutOfRange, "/needs/0/wantedKg",
            Encoding.UTF8.GetBytes(Example.Text.Replace("\"wantedKg\": 60", "\"wantedKg\": 1e400", StringComparison.Ordinal))),
        Of(ProblemCodes.UnknownWord, "/lots/0/family", root => root["lots"]![0]!["family"] = "fruits"),
        Of(ProblemCodes.BadText, "/lots/0/code", root => root["lots"]![0]!["code"] = "poireaux du jour"),
        Of(ProblemCodes.UnknownWord, "/vehicles/0/profile", root => root["vehicles"]![0]!["profile"] = "submarine"),
        Of(ProblemCodes.BadText, "/drivers/0/name", root => root["drivers"]![0]!["name"] = ""),
        Of(ProblemCodes.BadText, "/drivers/0/name", root => root["drivers"]![0]!["name"] = "Ro\0sa"),
        Of(ProblemCodes.BadText, "/notice", root => root["notice"] = "\u001b[31mExemple"),
        Of(ProblemCodes.Repeated, "/sites/1/acceptedFamilies/2", root => root["sites"]![1]!["acceptedFamilies"]!.AsArray().Add("starch")),
        Of(ProblemCodes.EmptyList, "/vehicles/0/compartments", root => root["vehicles"]![0]!["compartments"] = new JsonArray()),
        Of(ProblemCodes.NoSiret, "/parties/0/siret", root => root["parties"]![0]!["siret"] = "732 829 320 00075"),
        Of(ProblemCodes.NoRna, "/parties/0/rna", root => root["parties"]![0]!["rna"] = "W34123456"),
        Of(ProblemCodes.TooMany, "/vehicles/0/compartments", root => SetCompartments(root, 31)),
        Of(ProblemCodes.DuplicateCode, "/lots/1/code", root => root["lots"]!.AsArray().Add(root["lots"]![0]!.DeepClone())),
        Of(ProblemCodes.UnknownReference, "/needs/0/site", root => root["needs"]![0]!["site"] = "boutik"),
        Of(ProblemCodes.NotATime, "/needs/0/deadline", root => root["needs"]![0]!["deadline"] = "25:00"),
        Of(ProblemCodes.NotATime, "/needs/0/deadline", root => root["needs"]![0]!["deadline"] = "2026-11-20T08:30:00.5"),
        Of(ProblemCodes.NotATime, "/needs/0/deadline", root => root["needs"]![0]!["deadline"] = "08:30:00.5"),
        Of(ProblemCodes.NotATime, "/needs/0/deadline", root => root["needs"]![0]!["deadline"] = "2026-11-20T08:30:00.5+01:00"),
        Of(ProblemCodes.NotATime, "/date", root => root["date"] = "20/11/2026"),
        // From the evening before to a time on no known day: without its date the file cannot be judged further.
        Of(ProblemCodes.NotATime, "/date", root => (root["date"], root["lots"]![0]!["pickupWindow"]!["begin"]) = ("2026-11-31", "2026-11-19T22:00")),
        Of(ProblemCodes.SkippedTime, "/needs/0/deadline", root => root["needs"]![0]!["deadline"] = "2027-03-28T02:30"),
        Of(ProblemCodes.DisorderedWindow, "/lots/0/pickupWindow/end", root => root["lots"]![0]!["pickupWindow"]!["end"] = "06:00"),
        Of(ProblemCodes.DisorderedWindow, "/consents/0/validUntil", root =>
        {
            root["consents"]![0]!["validFrom"] = "2026-11-20";
            root["consents"]![0]!["validUntil"] = "2026-11-19";
        }),
        Of(ProblemCodes.OverlappingWindows, "/sites/1/openingWindows", root => root["sites"]![1]!["openingWindows"]![1]!["begin"] = "11:59"),
        Of(ProblemCodes.UnknownZone, "/territories/0/timeZone", root => root["territories"]![0]!["timeZone"] = "Europe/Lunel"),
        Of(ProblemCodes.BreakOutsideShift, "/shifts/0/breaks", root => root["shifts"]![0]!["breaks"]![0]!["end"] = "14:30"),
        Of(ProblemCodes.PersonTwice, "/shifts/1", root =>
        {
            AddVan(root, "fourgon-2");
            AddShift(root, "fourgon-2", "rosa");
        }),
        Of(ProblemCodes.VehicleTwice, "/shifts/1", root =>
        {
            root["drivers"]!.AsArray().Add(new JsonObject { ["code"] = "samir", ["territory"] = "vidourle", ["name"] = "Samir" });
            AddShift(root, "fourgon", "samir");
        }),
        Of(ProblemCodes.CrossingBreaks, "/shifts/0/breaks", root => AddBreak(root, "12:29", "13:00")),
        Of(ProblemCodes.CrossingBreaks, "/shifts/0/breaks", root => AddBreak(root, "10:00", "11:01")),
        Of(ProblemCodes.OwnHelper, "/shifts/0/helpers", root => root["shifts"]![0]!["helpers"] = new JsonArray("rosa")),
        Of(ProblemCodes.NoDate, "/lots/0", root => root["lots"]![0]!.AsObject().Remove("keepsUntil")),
        Of(ProblemCodes.SeveralDates, "/lots/0", root => root["lots"]![0]!["useBy"] = "2026-11-22"),
        Of(ProblemCodes.DisorderedQuantity, "/lots/0/quantityKg", root => root["lots"]![0]!["quantityKg"]!["low"] = 51),
        Of(ProblemCodes.DisorderedBatch, "/recipes/0/smallestBatchKg", root => Recipe(root)["smallestBatchKg"] = 201),
        Of(ProblemCodes.OutOfRange, "/recipes/0/yieldPermille", root => Recipe(root)["yieldPermille"] = 1001),
        Of(ProblemCodes.EmptyList, "/recipes/0/inputs", root => Recipe(root)["inputs"] = new JsonArray()),
        Of(ProblemCodes.MoreOperatorsThanPeople, "/crews/0/trainedOperators", root => Crew(root)["trainedOperators"] = 5),
        Of(ProblemCodes.UnknownReference, "/crews/0/site", root => Crew(root)["site"] = "nulle-part"),
        Of(ProblemCodes.ShareBeyondLot, "/lots/0/smallestShareKg", root => root["lots"]![0]!["smallestShareKg"] = 50.001),
        Of(ProblemCodes.NotAHundred, "/territories/0/policy/sharing/entitlementPercent", root =>
            SetSharing(root, "entitlementPercent", new JsonObject { ["persons"] = 50, ["equal"] = 50, ["auditedNeed"] = 50 })),
        Of(ProblemCodes.OrderNotVotable, "/territories/0/policy/sharing/order", root => SetSharing(root, "order", new JsonArray("quality", "waste", "equity", "kilometres"))),
        Of(ProblemCodes.OrderNotVotable, "/territories/0/policy/sharing/order", root => SetSharing(root, "order", new JsonArray("waste", "equity"))),
        Of(ProblemCodes.KindsMissing, "/territories/0/policy/sharing/changes/order", root => SetSharing(root, "changes",
            new JsonObject { ["order"] = new JsonArray("hours", "crates"), ["minutes"] = 60, ["crates"] = 1, ["kilometres"] = 5 })),
        Of(ProblemCodes.EffectiveTooSoon, "/territories/0/policy/effectiveFrom", root => root["territories"]![0]!["policy"]!["effectiveFrom"] = "2026-09-14"),
        Of(ProblemCodes.NotWhatWasVoted, "/territories/0/policy/signature", root => root["territories"]![0]!["policy"]!["signature"] =
            new JsonObject { ["policyHash"] = new string('0', 64), ["ballot"] = "automne", ["ballotHash"] = new string('0', 64) }),
        Of(ProblemCodes.CollegesDisagree, "/territories/0/policy/electorate", root => root["territories"]![0]!["policy"]!["electorate"] = new JsonObject { ["voices"] = "college" }),
        Of(ProblemCodes.VehicleWithoutShift, "/vehicles/1", root => AddVan(root, "fourgon-2")),
        Of(ProblemCodes.NeedBeyondStorage, "/needs/0", root => root["needs"]![0]!["wantedKg"] = 241),
        Of(ProblemCodes.NeedNotAccepted, "/needs/0", root => root["needs"]![0]!["family"] = "dairy"),
        Of(ProblemCodes.PickupWhileClosed, "/lots/0", root => root["lots"]![0]!["pickupWindow"] = new JsonObject { ["begin"] = "12:01", ["end"] = "13:00" }),
        Of(ProblemCodes.PastUseBy, "/lots/0", root =>
        {
            root["lots"]![0]!.AsObject().Remove("keepsUntil");
            root["lots"]![0]!["useBy"] = "2026-11-19";
        }),
        Of(ProblemCodes.PastDeadline, "/needs/0", root => root["needs"]![0]!["deadline"] = "2026-11-19T23:59:59"),
    ];

    static void SetSharing(JsonObject root, string name, JsonNode value) => root["territories"]![0]!["policy"]!["sharing"] = new JsonObject { [name] = value };

    static void SetCompartments(JsonObject root, int count)
    {
        var vehicle = root["vehicles"]![0]!;
        var one = vehicle["compartments"]![0]!;
        vehicle["compartments"] = new JsonArray([.. Enumerable.Range(0, count).Select(_ => one.DeepClone())]);
    }

    static void AddBreak(JsonObject root, string begin, string end) =>
        root["shifts"]![0]!["breaks"]!.AsArray().Add(new JsonObject { ["begin"] = begin, ["end"] = end, ["minutes"] = 10 });

    static void AddVan(JsonObject root, string code)
    {
        var van = root["vehicles"]![0]!.DeepClone();
        van["code"] = code;
        root["vehicles"]!.AsArray().Add(van);
    }

    static void AddShift(JsonObject root, string vehicle, string driver)
    {
        var shift = root["shifts"]![0]!.DeepClone();
        (shift["code"], shift["vehicle"], shift["driver"]) = ("encore", vehicle, driver);
        root["shifts"]!.AsArray().Add(shift);
    }

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Cases.Length)];

    public static TheoryData<string> Codes => [.. AllCodes()];

    /// <summary>Those of a vote have their file and their tests elsewhere.</summary>
    static IEnumerable<string> AllCodes() => EveryCode().Where(code => !code.StartsWith("T06", StringComparison.Ordinal));

    static IEnumerable<string> EveryCode() => typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetValue(null)!);

    [Fact]
    public void The_example_itself_is_accepted_without_a_word() => Assert.Empty(Assert.IsType<TerritoryReading.Accepted>(Example.Read(Example.Bytes)).Warnings);

    [Fact]
    public void What_lies_just_inside_a_bound_is_accepted_without_a_word()
    {
        foreach (var edit in new Action<JsonObject>[]
        {
            root => SetCompartments(root, 30),
            // The example's own break may begin from 11:00 to 12:30.
            root => AddBreak(root, "12:30", "13:00"),
            root => AddBreak(root, "10:00", "11:00"),
            root => root["needs"]![0]!["deadline"] = "00:00",
            root => root["notice"] = "Deux lignes,\r\n\tet une tabulation",
            root => root["vehicles"]![0]!["profile"] = "cargo-bike",
        })
            Assert.Empty(Assert.IsType<TerritoryReading.Accepted>(Example.Read(Example.Edited(edit))).Warnings);
    }

    [Fact]
    public void A_plan_in_the_place_of_a_territory_is_answered_with_the_mix_up()
    {
        var problem = Assert.Single(Example.Said(Example.Read(Example.Edited(root => root["format"] = "ramasse-plan"))));
        Assert.Contains("inversez les deux fichiers", problem.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_profile_is_answered_with_those_there_are()
    {
        var problem = Assert.Single(Example.Said(Example.Read(Example.Edited(root => root["vehicles"]![0]!["profile"] = "cargobike"))));
        foreach (var name in Logistics.Planning.Travel.SpeedProfiles.Names)
            Assert.Contains(name, problem.Action, StringComparison.Ordinal);
        Assert.Contains("« cargo-bike »", problem.Action, StringComparison.Ordinal);
    }

    [Fact]
    public void A_site_that_is_closed_is_visited_within_the_lots_own_window()
    {
        var (code, _, file) = Cases.First(one => one.Code == ProblemCodes.PickupWhileClosed);
        var problem = Assert.Single(Example.Said(Example.Read(file)));
        Assert.Equal(code, problem.Code);
        Assert.Contains("d’après ses heures d’ouverture", problem.Cause, StringComparison.Ordinal);
        Assert.Contains("viendra quand même dans la plage du lot", problem.Action, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_broken_file_gives_its_one_problem_at_its_place(int number)
    {
        var (code, pointer, file) = Cases[number];
        var reading = Example.Read(file);
        var problem = Assert.Single(Example.Said(reading));
        Assert.Equal((code, pointer), (problem.Code, problem.Pointer));
        Assert.Equal(string.CompareOrdinal(code, "T0900") > 0, reading is TerritoryReading.Accepted);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_case(string code) =>
        Assert.True(code is ProblemCodes.ManyMore or ProblemCodes.CodeOfAnother || Cases.Any(one => one.Code == code), $"{code} has no case; {ProblemCodes.ManyMore} and {ProblemCodes.CodeOfAnother} have tests of their own.");

    [Fact]
    public void What_only_the_days_kept_already_show_is_said_like_the_rest()
    {
        var french = StoredProblems.CodeOfAnother("/code", "epinards", new DateOnly(2026, 3, 27), CultureInfo.GetCultureInfo("fr-FR"));
        Assert.Equal((ProblemCodes.CodeOfAnother, "/code"), (french.Code, french.Pointer));
        Assert.Contains("epinards", french.Cause, StringComparison.Ordinal);
        Assert.Contains("27/03/2026", french.Cause, StringComparison.Ordinal);
        var english = StoredProblems.CodeOfAnother("/code", "epinards", new DateOnly(2026, 3, 27), CultureInfo.GetCultureInfo("en-GB"));
        Assert.NotEqual((french.Cause, french.Action), (english.Cause, english.Action));
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_is_documented(string code) =>
        Assert.Contains($"| {code} |", TerritoryDocumentTests.Document(), StringComparison.Ordinal);

    [Fact]
    public void No_code_is_used_twice() => Assert.Distinct(EveryCode());

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Words_are_French_first_and_English_when_asked(int number)
    {
        var file = Cases[number].File;
        var french = Assert.Single(Example.Said(TerritoryReader.Read(file)));
        var english = Assert.Single(Example.Said(TerritoryReader.Read(file, CultureInfo.GetCultureInfo("en-GB"))));
        Assert.Equal((french.Code, french.Pointer), (english.Code, english.Pointer));
        Assert.NotEqual(french.Cause, english.Cause);
        Assert.NotEqual(french.Action, english.Action);
        foreach (var text in new[] { french.Cause, french.Action, english.Cause, english.Action })
        {
            Assert.DoesNotMatch(@"\{\d\}", text);
            Assert.Matches(@"^\S.*\S$", text);
        }
    }
}
