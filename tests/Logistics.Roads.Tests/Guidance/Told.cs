using System.Globalization;
using System.Text;
using Logistics.Measures;
using Logistics.Roads.Guidance;
using Logistics.Roads.Profiles;

namespace Logistics.Roads.Tests.Guidance;

/// <summary>What a driver would read.</summary>
static class Told
{
    public static CultureInfo French { get; } = CultureInfo.GetCultureInfo("fr-FR");

    public static CultureInfo English { get; } = CultureInfo.GetCultureInfo("en-GB");

    /// <summary>The van of the program, with some turns of its rules changed.</summary>
    public static Profile Van(string turns)
    {
        var reading = ProfileFile.Read(
            new MemoryStream(Encoding.UTF8.GetBytes($$"""{"format":"ramasse-profile","version":1,"based_on":"van-3t5","name":"test","turns":{{turns}}}""")), English);
        return reading.Profile ?? throw new InvalidOperationException(string.Join("; ", reading.Problems));
    }

    public static string InFrench(RoadStep step) => Text(step, French);

    /// <summary>With plain spaces, which are easier to write in a test.</summary>
    public static string Text(RoadStep step, CultureInfo culture) => GuidanceWords.Of(step, culture).Replace('\u00a0', ' ');

    /// <summary>All steps in French, but the first and the last, which every trip has.</summary>
    public static string[] Between(RoadNetwork roads, Position from, Position to) => [.. All(roads, from, to)[1..^1]];

    public static string[] All(RoadNetwork roads, Position from, Position to)
    {
        var path = roads.Path(from, to);
        Assert.NotNull(path);
        Sums(path);
        return [.. path.Steps.Select(InFrench)];
    }

    /// <summary>Steps and parts sum to the path, to the millisecond and the decimetre.</summary>
    public static void Sums(RoadPath path)
    {
        Assert.Equal(path.Duration.Milliseconds, path.Steps.Sum(step => step.Duration.Milliseconds));
        Assert.Equal(path.Distance.Decimetres, path.Steps.Sum(step => step.Distance.Decimetres));
        Assert.Equal((ManoeuvreKind.Depart, ManoeuvreKind.Arrive), (path.Steps[0].Kind, path.Steps[^1].Kind));
        Assert.NotNull(path.Parts);
        Assert.Equal(path.Duration, path.Parts.Total);
        Assert.Equal(path.Distance.Decimetres, path.Parts.Driven.Sum(part => part.Distance.Decimetres));
        Assert.All(path.Parts.Driven, part => Assert.True(part.Duration >= Duration.Zero));
    }
}
