using System.Text.Json;
using Logistics.Measures;
using Logistics.Roads;
using Logistics.Roads.Guidance;

namespace Logistics.Formats.Roads;

/// <summary>Steps and parts of a path as JSON. Figures and kinds for programs, one text each for people.</summary>
static class PathStoryForm
{
    public static void Write(Utf8JsonWriter json, RoadPath path, PathStory story)
    {
        if (story.HasSteps)
        {
            json.WriteStartArray("steps");
            foreach (var step in path.Steps)
            {
                json.WriteStartObject();
                WriteStep(json, step, story);
                PathWriter.Point(json, "position", step.Position);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        WriteParts(json, path, story);
    }

    /// <summary>What is empty or does not apply is left out; bearings are degrees clockwise from north.</summary>
    public static void WriteStep(Utf8JsonWriter json, RoadStep step, PathStory story)
    {
        json.WriteString("kind", KindOf(step));
        if (step.Kind is not (ManoeuvreKind.Depart or ManoeuvreKind.Continue or ManoeuvreKind.TurnRound))
            json.WriteString("direction", Name(step.Direction));
        if (step.Exit > 0)
            json.WriteNumber("exit", step.Exit);
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)[("name", step.Name), ("ref", step.Reference), ("destination", step.Destination)])
            if (value.Length > 0)
                json.WriteString(name, value);
        json.WriteString("text", GuidanceWords.Of(step, story.Culture));
        PathWriter.Figures(json, step.Duration, step.Distance);
        json.WriteNumber("bearing_before", step.BearingBefore);
        json.WriteNumber("bearing_after", step.BearingAfter);
    }

    public static void WriteParts(Utf8JsonWriter json, RoadPath path, PathStory story)
    {
        if (!story.HasParts || path.Parts is not { } parts)
            return;
        json.WriteStartObject("parts");
        json.WriteStartArray("driven");
        foreach (var part in parts.Driven)
        {
            json.WriteStartObject();
            json.WriteString("class", Name(part.Class));
            json.WriteNumber("kmh", part.KilometresPerHour);
            PathWriter.Figures(json, part.Duration, part.Distance);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("bends_seconds", Seconds(parts.Bends));
        json.WriteNumber("slope_seconds", Seconds(parts.Slope));
        json.WriteStartArray("signs");
        foreach (var sign in parts.Signs)
        {
            json.WriteStartObject();
            json.WriteString("sign", Name(sign.Sign));
            json.WriteNumber("count", sign.Count);
            json.WriteNumber("seconds", Seconds(sign.Duration));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        Turns("turns", parts.Turns);
        Turns("turning_round", parts.TurningRound);
        json.WriteEndObject();

        void Turns(string name, TurnPart part)
        {
            json.WriteStartObject(name);
            json.WriteNumber("count", part.Count);
            json.WriteNumber("seconds", Seconds(part.Duration));
            json.WriteEndObject();
        }
    }

    /// <summary>Such as <c>turn</c> or <c>slip_road</c>.</summary>
    public static string KindOf(RoadStep step) => Name(step.Kind);

    static string Name<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    static decimal Seconds(Duration duration) => duration.Milliseconds / 1000m;
}
