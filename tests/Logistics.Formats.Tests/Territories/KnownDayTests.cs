using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Needs;
using Logistics.Formats.Demo;
using Logistics.Formats.Territories;
using Logistics.Measures;

namespace Logistics.Formats.Tests.Territories;

/// <summary>An entry read by itself is the entry that the whole file says, or is not read by itself.</summary>
public sealed class KnownDayTests(ITestOutputHelper output)
{
    static readonly DayDeclarations demo = DemoDay.Make(new DemoOptions { Date = new DateOnly(2044, 3, 1), Sites = 24, Lots = 20, Needs = 30, Seed = 7 });

    static readonly DaySection[] sections = [DaySection.Lots, DaySection.Needs, DaySection.EquipmentRequests, DaySection.Sites, DaySection.Vehicles];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_changes_give_the_day_that_the_whole_file_gives(int seed)
    {
        output.WriteLine($"seed {seed}");
        var dice = new Random(seed);
        var known = KnownDay.Of(demo with { Declines = [new Decline(demo.Lots[0].Id, demo.Needs[0].Id, Mass.Zero, "too far")] });
        var (alone, refused) = (0, 0);
        for (var step = 0; step < 150; step++)
        {
            EntryEdit[] edits = [.. Enumerable.Range(0, 1 + dice.Next(2)).Select(_ => Edit(known, dice)).DistinctBy(edit => (edit.Section, edit.Code))];
            var document = known.Document;
            foreach (var edit in edits)
                if (edit.Entry is { } entry)
                    document.Put(edit.Section, edit.Code, (JsonObject)entry.DeepClone());
                else
                    document.Remove(edit.Section, edit.Code);
            var whole = document.Read(null) as TerritoryReading.Accepted;

            if (known.With(edits) is { } made)
            {
                alone++;
                Assert.NotNull(whole);
                Assert.Equal(whole.Day, made.Day);
                foreach (var edit in edits)
                    Assert.Equal(DayDocument.Of(whole.Day).TagOf(edit.Section, edit.Code), made.TagOf(edit.Section, edit.Code));
            }
            else if (whole is not null)
                Assert.Contains(edits, edit => !sections.Take(3).Contains(edit.Section) || IsDeclined(known.Day, edit) || (edit.Entry is null && known.Find(edit.Section, edit.Code) is null));
            else
                refused++;
            if (whole is not null)
                known = known.With(edits) ?? KnownDay.Of(whole.Day);
        }
        output.WriteLine($"{alone} read alone, {refused} refused");
        Assert.True(alone > 40 && refused > 20);
    }

    static bool IsDeclined(DayDeclarations day, EntryEdit edit) =>
        (edit.Section == DaySection.Lots && edit.Code == day.Lots.FirstOrDefault(lot => day.Declines.Any(no => no.Lot == lot.Id))?.Code)
        || (edit.Section == DaySection.Needs && edit.Code == day.Needs.FirstOrDefault(need => day.Declines.Any(no => no.Need == need.Id))?.Code);

    static EntryEdit Edit(KnownDay known, Random dice)
    {
        var section = sections[dice.Next(10) switch { < 4 => 0, < 7 => 1, 7 => 2, 8 => 3, _ => 4 }];
        string[] codes = [.. known.Document.Codes(section)];
        var code = codes[dice.Next(codes.Length)];
        var entry = JsonNode.Parse(known.Find(section, code)!)!.AsObject();
        switch (dice.Next(24))
        {
            case 0:
                return new(section, code, null);
            case 1:
                return new(section, "nowhere", null);
            case 2:
                code = $"new-{dice.Next(1000)}";
                break;
            case 3:
                entry["unknownField"] = 1;
                break;
            case 4:
                entry["site"] = "no-such-site";
                break;
            case 5:
                entry.Remove("family");
                break;
            case 6:
                entry["wantedKg"] = dice.Next(2) == 0 ? 12.5 : -1;
                break;
            case 7:
                entry["product"] = "Crème brûlée \"maison\" <b>& Cie</b> \u2028 😀";
                break;
            case 8:
                entry["deadline"] = dice.Next(2) == 0 ? "17:30" : "25:61";
                break;
            case 9:
                entry["donor"] = known.Day.Parties[dice.Next(known.Day.Parties.Count)].Code;
                break;
            case 10:
                entry["site"] = known.Day.Sites[dice.Next(known.Day.Sites.Count)].Code;
                break;
        }
        entry["code"] = code;
        return new(section, code, entry);
    }
}
