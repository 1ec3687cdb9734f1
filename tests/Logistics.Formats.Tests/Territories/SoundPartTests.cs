using System.Text.Json.Nodes;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Tests.Territories;

/// <summary>What is wrong in a file is told, and what is left of it is a day.</summary>
public sealed class SoundPartTests
{
    static TerritoryReading Read(Action<JsonObject> edit) => TerritoryReader.ReadSound(Example.Edited(edit));

    public static TheoryData<string, string, Action<JsonObject>> WrongEntries => new()
    {
        { ProblemCodes.NoDate, "/lots/0", root => root["lots"]![0]!.AsObject().Remove("keepsUntil") },
        { ProblemCodes.MissingProperty, "/lots/0", root => root["lots"]![0]!.AsObject().Remove("temperature") },
        { ProblemCodes.OutOfRange, "/lots/0", root => root["lots"]![0]!["quantityKg"]!["low"] = -4 },
        { ProblemCodes.OutOfRange, "/needs/0", root => root["needs"]![0]!["wantedKg"] = -1 },
        { ProblemCodes.WrongType, "/needs/0", root => root["needs"]![0] = "legumes" },
        { ProblemCodes.UnknownReference, "/consents/0", root => root["consents"]![0]!["to"] = "nobody" },
    };

    [Theory]
    [MemberData(nameof(WrongEntries))]
    public void A_wrong_entry_is_left_out_and_told(string code, string entry, Action<JsonObject> edit)
    {
        var accepted = Assert.IsType<TerritoryReading.Accepted>(Read(edit));
        var problem = Assert.Single(accepted.Problems);
        Assert.Equal(code, problem.Code);
        Assert.StartsWith(entry, problem.Pointer, StringComparison.Ordinal);
        Assert.NotEqual("", problem.Cause);
        Assert.NotEqual("", problem.Action);
        Assert.Equal([entry], accepted.LeftOut);
        var whole = Example.Accepted(Example.Bytes);
        Assert.Equal(whole.Sites, accepted.Day.Sites);
        Assert.Equal(whole.Lots.Count + whole.Needs.Count + whole.Consents.Count - 1, accepted.Day.Lots.Count + accepted.Day.Needs.Count + accepted.Day.Consents.Count);
    }

    [Fact]
    public void What_names_a_wrong_entry_is_left_out_with_it()
    {
        // Without its party the shop has no site, and its need has nowhere to go.
        var accepted = Assert.IsType<TerritoryReading.Accepted>(Read(root => root["sites"]![1]!["latitude"] = 91));
        Assert.Single(accepted.Problems);
        Assert.Equal(["/sites/1", "/needs/0", "/shifts/0"], accepted.LeftOut);
        Assert.Single(accepted.Day.Lots);
    }

    [Fact]
    public void Of_two_shifts_at_once_the_first_stands()
    {
        var accepted = Assert.IsType<TerritoryReading.Accepted>(Read(root =>
        {
            var again = root["shifts"]![0]!.DeepClone();
            again["code"] = "again";
            root["shifts"]!.AsArray().Add(again);
        }));
        Assert.Equal([ProblemCodes.PersonTwice, ProblemCodes.VehicleTwice], accepted.Problems.Select(x => x.Code));
        Assert.Equal(["/shifts/1"], accepted.LeftOut);
        Assert.Equal("matin", Assert.Single(accepted.Day.Shifts).Code);
    }

    [Fact]
    public void A_file_that_is_wrong_about_its_territories_is_rejected_whole() =>
        Assert.IsType<TerritoryReading.Rejected>(Read(root => root["territories"]![0]!["policy"]!["quantityRiskPercent"] = 101));

    [Fact]
    public void So_is_one_whose_sections_are_not_lists() => Assert.IsType<TerritoryReading.Rejected>(Read(root => root["lots"] = new JsonObject()));

    [Fact]
    public void And_one_with_a_word_the_format_does_not_have() => Assert.IsType<TerritoryReading.Rejected>(Read(root => root["tours"] = new JsonArray()));

    [Fact]
    public void A_sound_file_reads_the_same_either_way()
    {
        var accepted = Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.ReadSound(Example.Bytes));
        Assert.Equal(Example.Accepted(Example.Bytes), accepted.Day);
        Assert.Empty(accepted.Problems);
        Assert.Empty(accepted.LeftOut);
    }
}
