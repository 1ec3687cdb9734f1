using System.Globalization;

namespace Logistics.Formats.Roads;

/// <summary>What to tell of a path beside its line.</summary>
/// <param name="Culture">Of the words: French unless English.</param>
public sealed record PathStory(CultureInfo Culture)
{
    /// <summary>What the driver does, step by step.</summary>
    public bool HasSteps { get; init; }

    /// <summary>Where the time comes from.</summary>
    public bool HasParts { get; init; }
}
