using Logistics.Formats.Messages;

namespace Logistics.Formats.Tests.Messages;

public sealed class SampleMessagesTests
{
    public static TheoryData<string, string> Samples
    {
        get
        {
            var samples = new TheoryData<string, string>();
            foreach (var block in SampleMessages.Table.ReplaceLineEndings("\n").Split("\n\n"))
                samples.Add(block[..block.IndexOf('\n', StringComparison.Ordinal)], block[(block.IndexOf('\n', StringComparison.Ordinal) + 1)..]);
            return samples;
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void A_message_gives_the_drafts_of_the_table(string message, string drafts) =>
        Assert.Equal(drafts, "  " + DraftText.Of(MessageReader.ReadAll(message, Celleneuve.Today, Celleneuve.Day, UnitTable.Default)).Replace("\n", "\n  ", StringComparison.Ordinal));

    [Fact]
    public void The_table_has_fifty_messages() => Assert.True(Samples.Count >= 50);

    [Fact]
    public void One_message_is_one_draft_that_asks_about_the_other_goods()
    {
        var draft = MessageReader.Read("10 kg carottes, 5 cagettes salades et du pain", Celleneuve.Today, Celleneuve.Day, UnitTable.Default);
        Assert.Equal("carottes", draft.Product);
        Assert.Equal(new Doubt(DraftField.Product, DoubtReason.Several, ["salades", "pain"]), draft.Doubts[0]);
    }

    [Fact]
    public void Without_a_day_no_place_is_looked_for() =>
        Assert.Equal((null, DoubtReason.Missing), MessageReader.Read("5 kg de riz à Biocoop Celleneuve", Celleneuve.Today, day: null, UnitTable.Default) is var draft
            ? (draft.Site, draft.Doubts.Single(doubt => doubt.Field == DraftField.Site).Reason)
            : default);

    [Fact]
    public void A_corrected_table_changes_what_crates_come_to()
    {
        var corrected = UnitTable.Default.Corrected("mixed-vegetables", "crate", Enumerable.Repeat(12_000L, 15));
        // (5 × 8 + 15 × 12) / 20 = 11 kg for one.
        Assert.Equal(110, MessageReader.Read("10 cageots de courgettes", Celleneuve.Today, null, corrected).Quantity!.Value.Expected.Kilograms);
    }

    /// <summary>Dates a package may bear, on the 19th: the 17th was the day before yesterday and not next month's.</summary>
    [Theory]
    [InlineData("yaourts DLC 17", "2026-11-17", "2026-11-17/2026-12-17")]
    [InlineData("yaourts DLC 25", "2026-11-25", "")]
    [InlineData("yaourts DLC 21 et 23", "2026-11-21", "2026-11-21/2026-11-23")]
    [InlineData("yaourts DLC 14.12", "2026-12-14", "")]
    [InlineData("yaourts DLC 3/01", "2027-01-03", "")]
    [InlineData("yaourts DLC 18/11/26", "2026-11-18", "2026-11-18")]
    public void The_stricter_of_two_dates_is_taken_and_asked_about(string message, string date, string choices)
    {
        var draft = MessageReader.Read(message, Celleneuve.Today, null, UnitTable.Default);
        Assert.Equal(date, SaidDays.Text(draft.Date!.Date));
        Assert.Equal(choices, string.Join('/', draft.Doubts.Where(doubt => doubt.Field == DraftField.Date).SelectMany(doubt => doubt.Choices)));
    }
}
