using Logistics.Formats.Territories;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Territories;

/// <summary>What <c>docs/</c> says about the format is what the code does.</summary>
public sealed class TerritoryDocumentTests
{
    public static string Document() => Read("territory-file.md");

    static string Read(string name)
    {
        if (Checkout.Root is not { } root)
        {
            Assert.Skip("the sources are not here");
            return "";
        }
        return File.ReadAllText(Path.Combine(root, "docs", name));
    }

    [Fact]
    public void The_example_for_people_is_the_one_that_the_tests_read() =>
        Assert.Contains($"```json\n{Example.Text}\n```", Document(), StringComparison.Ordinal);

    [Fact]
    public void The_schema_is_the_one_the_reader_reads_by()
    {
        // Written beside the test first, so that a change of format is renewed by copying one file.
        var renewed = Path.Combine(AppContext.BaseDirectory, "territory.schema.json");
        File.WriteAllText(renewed, TerritorySchema.Text());
        Assert.True(TerritorySchema.Text() == Read("territory.schema.json"), $"docs/territory.schema.json is out of date: copy {renewed} over it.");
    }
}
