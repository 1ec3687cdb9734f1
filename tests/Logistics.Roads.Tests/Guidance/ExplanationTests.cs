using Logistics.Measures;
using Logistics.Roads.Guidance;

namespace Logistics.Roads.Tests.Guidance;

public sealed class ExplanationTests
{
    [Fact]
    public void Where_the_seconds_come_from()
    {
        // 100 m at 25 km/h, signals, 100 m, a gate, 100 m of service road at 15 km/h: 28.8 + 2 + 60 + 24 s.
        var parts = new TinyMap().Node(1, 0, 0).Node(2, 150, 0, "highway", "traffic_signals").Node(3, 250, 0, "barrier", "gate").Node(4, 400, 0)
            .Street(10, [1, 2, 3]).Way(11, [3, 4], "highway", "service").Read().Path(TinyMap.At(50, 0), TinyMap.At(350, 0))!.Parts!;
        Assert.Equal([(RoadClass.Minor, 25), (RoadClass.Service, 15)], parts.Driven.Select(part => (part.Class, part.KilometresPerHour)));
        Assert.InRange(parts.Driven[0].Duration.Milliseconds, 28_750, 28_850);
        Assert.InRange(parts.Driven[1].Distance.Metres, 99.8, 100.2);
        Assert.Equal([new WaitPart(SignKind.Signals, 1, Duration.FromSeconds(2)), new WaitPart(SignKind.Gate, 1, Duration.FromSeconds(60))], parts.Signs);
        Assert.Equal((default, default), (parts.Turns, parts.TurningRound));
        Assert.Equal((Duration.Zero, Duration.Zero), (parts.Bends, parts.Slope));
    }

    [Fact]
    public void Turns_and_turning_round_are_told_apart()
    {
        // No left into 4, so on to the dead end, 20 s of turning round, then a right turn of 3 s.
        var path = new TinyMap().Node(1, -300, 0).Node(2, 0, 0).Node(3, 50, 0).Node(4, 0, 300)
            .Street(10, [1, 2]).Street(11, [2, 3]).Street(12, [2, 4]).Restriction(1, "no_left_turn", 10, 2, 12)
            .Read(Told.Van("""{"along_s":[[45,3],[180,3]]}""")).Path(TinyMap.At(-200, 0), TinyMap.At(0, 200))!;
        Assert.Equal((new TurnPart(1, Duration.FromSeconds(3)), new TurnPart(1, Duration.FromSeconds(20))), (path.Parts!.Turns, path.Parts.TurningRound));
        Told.Sums(path);
    }

    [Fact]
    public void In_words()
    {
        var parts = new TravelParts
        {
            Driven = [new(RoadClass.Minor, 25, new(12_340), new(177_700))],
            Bends = new(1_500),
            Slope = new(61_000),
            Signs = [new(SignKind.Signals, 2, new(4_000)), new(SignKind.Stop, 1, new(3_000))],
            Turns = new(3, new(9_960)),
            TurningRound = new(1, new(20_000)),
        };
        Assert.Equal(
            [
                "Rue ou petite route, vers 25 km/h : 1,2 km, 2 min 58 s", "Virages de la route : 1,5 s", "Pentes : 1 min 01 s", "2 feux : 4,0 s", "1 stop : 3,0 s",
                "3 changements de direction : 10 s", "1 demi-tour : 20 s",
            ],
            GuidanceWords.Of(parts, Told.French).Select(line => line.Replace('\u00a0', ' ')));
        Assert.Equal(new(177_700 + 1_500 + 61_000 + 7_000 + 9_960 + 20_000), parts.Total);
    }
}
