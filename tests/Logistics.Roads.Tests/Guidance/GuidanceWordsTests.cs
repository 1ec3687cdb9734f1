using System.Text.RegularExpressions;
using System.Xml.Linq;
using Logistics.Measures;
using Logistics.Roads.Guidance;
using Logistics.Testing;

namespace Logistics.Roads.Tests.Guidance;

public sealed partial class GuidanceWordsTests
{
    [Fact]
    public void Every_text_is_in_both_languages_with_the_same_places()
    {
        var (french, english) = (Read("GuidanceTexts.resx"), Read("GuidanceTexts.en.resx"));
        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        foreach (var (name, text) in french)
            Assert.True(Places(text).SetEquals(Places(english[name])) || name is "Ordinal.1" or "Ordinal.2" or "Ordinal.3" || name.EndsWith(".One", StringComparison.Ordinal), name);
    }

    [Fact]
    public void Every_step_that_there_can_be_has_its_words_in_both_languages()
    {
        foreach (var culture in (System.Globalization.CultureInfo[])[Told.French, Told.English])
            foreach (var kind in Enum.GetValues<ManoeuvreKind>())
                foreach (var direction in Enum.GetValues<TurnDirection>())
                    for (var exit = 0; exit < 6; exit++)
                        for (var bearing = 0; bearing < 360; bearing += 15)
                            if (kind != ManoeuvreKind.Turn || direction != TurnDirection.Back)
                                Assert.NotEmpty(Told.Text(Step(kind, direction) with { Exit = exit, BearingAfter = bearing }, culture));
    }

    [Fact]
    public void Every_part_that_there_can_be_has_its_words_in_both_languages()
    {
        foreach (var culture in (System.Globalization.CultureInfo[])[Told.French, Told.English])
            foreach (var count in (int[])[1, 2])
            {
                var parts = new TravelParts
                {
                    Driven = [.. Enum.GetValues<RoadClass>().Select(kind => new DrivenPart(kind, 50, new(100), new(1_000)))],
                    Bends = new(1),
                    Slope = new(1),
                    Signs = [.. Enum.GetValues<SignKind>().Where(sign => sign != SignKind.None).Select(sign => new WaitPart(sign, count, new(1)))],
                    Turns = new(count, new(1)),
                    TurningRound = new(count, new(1)),
                };
                Assert.Equal(parts.Driven.Count + parts.Signs.Count + 4, GuidanceWords.Of(parts, culture).Count);
            }
    }

    [Theory]
    [InlineData(ManoeuvreKind.Turn, TurnDirection.Left, "Tournez à gauche : Avenue de Lodève (D 132, D 5), direction Lodève, Millau", "Turn left: Avenue de Lodève (D 132, D 5), towards Lodève, Millau")]
    [InlineData(ManoeuvreKind.Roundabout, TurnDirection.Straight, "Au rond-point, 2e sortie : Avenue de Lodève (D 132, D 5), direction Lodève, Millau", "At the roundabout, 2nd exit: Avenue de Lodève (D 132, D 5), towards Lodève, Millau")]
    [InlineData(ManoeuvreKind.Keep, TurnDirection.SlightLeft, "Gardez la gauche : Avenue de Lodève (D 132, D 5), direction Lodève, Millau", "Keep left: Avenue de Lodève (D 132, D 5), towards Lodève, Millau")]
    [InlineData(ManoeuvreKind.Arrive, TurnDirection.Right, "Vous êtes arrivé, à droite", "You have arrived, on the right")]
    public void A_step_in_words(ManoeuvreKind kind, TurnDirection direction, string french, string english)
    {
        var step = Step(kind, direction) with { Name = "Avenue de Lodève", Reference = "D 132;D 5", Destination = "Lodève; Millau", Exit = 2 };
        Assert.Equal((french, english), (Told.Text(step, Told.French), Told.Text(step, Told.English)));
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        Assert.Equal("Tournez à droite", Told.InFrench(Step(ManoeuvreKind.Turn, TurnDirection.Right)));
        Assert.Equal("Tournez à droite : D 5", Told.InFrench(Step(ManoeuvreKind.Turn, TurnDirection.Right) with { Reference = "D 5" }));
        Assert.Equal("Gardez la droite, direction Sète", Told.InFrench(Step(ManoeuvreKind.Keep, TurnDirection.SlightRight) with { Destination = "Sète" }));
    }

    [Theory]
    [InlineData(0, "0 m", "0 m")]
    [InlineData(3, "10 m", "10 m")]
    [InlineData(244.9, "240 m", "240 m")]
    [InlineData(245, "250 m", "250 m")]
    [InlineData(994.9, "990 m", "990 m")]
    [InlineData(995, "1,0 km", "1.0 km")]
    [InlineData(12_340, "12,3 km", "12.3 km")]
    public void A_distance_as_one_says_it(double metres, string french, string english) => Assert.Equal(
        (french, english),
        (GuidanceWords.Of(Distance.FromMetres(metres), Told.French).Replace('\u00a0', ' '), GuidanceWords.Of(Distance.FromMetres(metres), Told.English).Replace('\u00a0', ' ')));

    [Theory]
    [InlineData(9_949, "9,9 s")]
    [InlineData(9_950, "10 s")]
    [InlineData(59_499, "59 s")]
    [InlineData(59_500, "1 min 00 s")]
    [InlineData(3_599_400, "59 min 59 s")]
    [InlineData(3_599_500, "1 h 00 min")]
    [InlineData(7_500_000, "2 h 05 min")]
    public void A_duration_as_one_says_it(long milliseconds, string told) => Assert.Equal(told, GuidanceWords.Of(new Duration(milliseconds), Told.French).Replace('\u00a0', ' '));

    static RoadStep Step(ManoeuvreKind kind, TurnDirection direction) => new()
    {
        Kind = kind,
        Direction = direction,
        Exit = 0,
        Name = "",
        Reference = "",
        Destination = "",
        Position = TinyMap.At(0, 0),
        BearingBefore = 0,
        BearingAfter = 0,
        Distance = new(1),
        Duration = new(1),
    };

    static Dictionary<string, string> Read(string file)
    {
        Assert.SkipWhen(Checkout.Root is null, "the sources are not beside this test");
        return XDocument.Load(Path.Combine(Checkout.Root!, "src", "Logistics.Roads", "Guidance", file)).Root!.Elements("data")
            .ToDictionary(x => x.Attribute("name")!.Value, x => x.Element("value")!.Value);
    }

    static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();
}
