using System.Globalization;
using System.Resources;
using Logistics.Measures;

namespace Logistics.Roads.Guidance;

/// <summary>Puts steps and parts into words, French unless the culture is English.</summary>
/// <remarks>Names stand behind a colon, so that no article is needed: the map does not know a street's gender.</remarks>
public static class GuidanceWords
{
    const int MostDestinations = 3; // nobody hears more while driving

    static readonly ResourceManager texts = new("Logistics.Roads.Guidance.GuidanceTexts", typeof(GuidanceWords).Assembly);

    /// <summary>One sentence without its full stop, such as « Tournez à droite : Avenue de Lodève (D 132) ».</summary>
    public static string Of(RoadStep step, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(step);
        var sentence = Action(step, culture);
        if (step.Kind == ManoeuvreKind.Arrive)
            return sentence;
        var road = (step.Name, step.Reference) switch
        {
            ("", var reference) => List(reference),
            (var name, "") => List(name),
            var (name, reference) => Text(culture, "Road.Reference", List(name), List(reference)),
        };
        if (road.Length > 0)
            sentence = Text(culture, "Road", sentence, road);
        return step.Destination.Length > 0 ? Text(culture, "Road.Destination", sentence, List(step.Destination, MostDestinations)) : sentence;
    }

    /// <summary>As one says it: to ten metres below a kilometre, to a hundred above. Nothing is nearer than ten metres but what is here.</summary>
    public static string Of(Distance distance, CultureInfo culture)
    {
        var tens = distance.Decimetres == 0 ? 0 : Math.Max(1, (distance.Decimetres + 50) / 100);
        return tens < 100 ? Text(culture, "Distance.Metres", 10 * tens) : Text(culture, "Distance.Kilometres", distance.Kilometres);
    }

    /// <summary>To a tenth of a second below ten seconds, to a second below an hour, to a minute above.</summary>
    public static string Of(Duration duration, CultureInfo culture)
    {
        var seconds = (duration.Milliseconds + 500) / 1000;
        return duration.Milliseconds < 9_950 ? Text(culture, "Duration.Fine", duration.Milliseconds / 1000m)
            : seconds < 60 ? Text(culture, "Duration.Seconds", seconds)
            : seconds < 3600 ? Text(culture, "Duration.Minutes", seconds / 60, seconds % 60)
            : Text(culture, "Duration.Hours", (seconds + 30) / 3600, (seconds + 30) % 3600 / 60);
    }

    /// <summary>One line for each part that took time.</summary>
    public static IReadOnlyList<string> Of(TravelParts parts, CultureInfo culture)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var lines = new List<string>();
        foreach (var part in parts.Driven)
            lines.Add(Text(culture, "Part.Driven", Text(culture, $"Class.{part.Class}"), part.KilometresPerHour, Of(part.Distance, culture), Of(part.Duration, culture)));
        if (parts.Bends > Duration.Zero)
            lines.Add(Text(culture, "Part.Bends", Of(parts.Bends, culture)));
        if (parts.Slope > Duration.Zero)
            lines.Add(Text(culture, "Part.Slope", Of(parts.Slope, culture)));
        foreach (var sign in parts.Signs)
            lines.Add(Counted($"Sign.{sign.Sign}", sign.Count, sign.Duration));
        if (parts.Turns.Count > 0)
            lines.Add(Counted("Part.Turns", parts.Turns.Count, parts.Turns.Duration));
        if (parts.TurningRound.Count > 0)
            lines.Add(Counted("Part.TurningRound", parts.TurningRound.Count, parts.TurningRound.Duration));
        return lines;

        string Counted(string key, int count, Duration duration) => Text(culture, $"{key}.{(count == 1 ? "One" : "Many")}", count, Of(duration, culture));
    }

    static string Action(RoadStep step, CultureInfo culture) => step.Kind switch
    {
        ManoeuvreKind.Depart => Text(culture, "Manoeuvre.Depart", Text(culture, $"Compass.{(step.BearingAfter + 22) % 360 / 45}")),
        ManoeuvreKind.Turn => Text(culture, $"Manoeuvre.Turn.{step.Direction}"),
        ManoeuvreKind.Keep or ManoeuvreKind.SlipRoad => Text(culture, $"Manoeuvre.{step.Kind}.{Side(step.Direction)}"),
        ManoeuvreKind.Roundabout when step.Exit == 0 => Text(culture, "Manoeuvre.Roundabout.Stay"),
        ManoeuvreKind.Roundabout => Text(culture, "Manoeuvre.Roundabout", Text(culture, $"Ordinal.{(step.Exit <= 3 ? step.Exit.ToString(CultureInfo.InvariantCulture) : "N")}", step.Exit)),
        ManoeuvreKind.Arrive when step.Direction != TurnDirection.Straight => Text(culture, $"Manoeuvre.Arrive.{Side(step.Direction)}"),
        _ => Text(culture, $"Manoeuvre.{step.Kind}"),
    };

    static TurnDirection Side(TurnDirection direction) => direction switch
    {
        TurnDirection.Straight => TurnDirection.Straight,
        TurnDirection.SlightRight or TurnDirection.Right or TurnDirection.SharpRight => TurnDirection.Right,
        _ => TurnDirection.Left,
    };

    static string List(string several, int most = int.MaxValue) =>
        string.Join(", ", several.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(most));

    static string Text(CultureInfo culture, string key, params ReadOnlySpan<object> values) =>
        string.Format(culture, texts.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text is named {key}."), values);
}
