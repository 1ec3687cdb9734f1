using Logistics.Formats.Instances;
using Logistics.Testing;

namespace Logistics.Formats.Tests.Instances;

public sealed class VrpDocumentTests
{
    static IEnumerable<string> Codes => typeof(InstanceCodes).GetFields().Select(code => (string)code.GetRawConstantValue()!);

    [Fact]
    public void Every_code_is_in_the_document_and_has_words_in_both_languages()
    {
        Assert.SkipWhen(Checkout.Root is null, "there are no sources here");
        var document = File.ReadAllText(Path.Combine(Checkout.Root!, "docs", "vrp.md"));
        foreach (var code in Codes)
        {
            Assert.Contains($"| {code} |", document, StringComparison.Ordinal);
            foreach (var culture in (string[])["fr", "en"])
                foreach (var part in (string[])["cause", "action"])
                    Assert.False(string.IsNullOrEmpty(InstanceReader.Texts.GetString($"{code}.{part}", System.Globalization.CultureInfo.GetCultureInfo(culture))), $"{code}.{part}");
        }
    }

    [Fact]
    public void No_code_means_two_things() => Assert.Equal(Codes.Count(), Codes.Distinct().Count());
}
