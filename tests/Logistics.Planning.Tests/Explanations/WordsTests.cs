using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Text.RegularExpressions;
using Logistics.Domain.Allocations;
using Logistics.Domain.Equipment;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Plans;
using Logistics.Domain.Shipments;
using Logistics.Matching.Reasons;
using Logistics.Planning.Explanations;

namespace Logistics.Planning.Tests.Explanations;

public sealed partial class WordsTests
{
    static readonly ResourceManager Resources = new("Logistics.Planning.Explanations.Words", typeof(Explainer).Assembly);

    static Dictionary<string, string> In(string culture) =>
        Resources.GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: culture.Length == 0)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    [Fact]
    public void English_has_every_sentence_of_French_with_the_same_places_to_fill()
    {
        Dictionary<string, string> french = In(""), english = In("en");
        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        foreach (var (key, sentence) in french)
            Assert.Equal(Places(sentence), Places(english[key]));
    }

    static IEnumerable<string> Places(string sentence) => PlaceRegex().Matches(sentence).Select(match => match.Value).Distinct().Order();

    [GeneratedRegex(@"\{\d")]
    private static partial Regex PlaceRegex();

    public static TheoryData<Type, string> ClosedCases => new()
    {
        { typeof(AllocationReason), "Allocation" },
        { typeof(Refusal), "Refusal" },
        { typeof(UnmetReason), "Unmet" },
        { typeof(LeftoverReason), "Leftover" },
        { typeof(UntransformedReason), "Untransformed" },
        { typeof(UnassignedReason), "Unassigned" },
        { typeof(Change), "Change" },
        { typeof(ColdPlace), "Remedy" },
    };

    [Theory]
    [MemberData(nameof(ClosedCases))]
    public void Every_case_has_its_sentence(Type closed, string prefix)
    {
        var sentences = In("");
        foreach (var one in closed.GetNestedTypes(BindingFlags.Public).Where(type => type.IsSubclassOf(closed)))
            Assert.Contains($"{prefix}.{one.Name}", sentences.Keys);
    }

    public static TheoryData<Type, string> Enums => new()
    {
        { typeof(Family), "Family" },
        { typeof(TemperatureClass), "Temperature" },
        { typeof(Urgency), "Urgency" },
        { typeof(Transfer), "Transfer" },
        { typeof(EquipmentKind), "Equipment" },
        { typeof(UnmetRequestReason), "Request" },
        { typeof(ExclusionReason), "Exclusion" },
        { typeof(RoadBasisKind), "Roads" },
        { typeof(ComparisonPoint), "Comparison" },
    };

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_value_has_its_name(Type values, string prefix)
    {
        var sentences = In("");
        foreach (var value in Enum.GetNames(values))
            Assert.Contains($"{prefix}.{value}", sentences.Keys);
    }
}
