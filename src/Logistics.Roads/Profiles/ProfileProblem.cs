using System.Globalization;
using System.Resources;

namespace Logistics.Roads.Profiles;

/// <summary>One thing that is wrong in a profile file or a file of zones, told to the person who wrote it.</summary>
/// <param name="Code">A stable name, such as <c>P0103</c>; they are listed in <c>docs/roads.md</c>.</param>
/// <param name="Pointer">Where: a JSON pointer (RFC 6901) into the file with what it is based on; empty for the whole file.</param>
/// <param name="Cause">What is wrong, in the reader's language.</param>
/// <param name="Action">What to do about it, in the reader's language.</param>
public sealed record ProfileProblem(string Code, string Pointer, string Cause, string Action);

/// <summary>A profile file as read: a profile, or everything that is wrong with it.</summary>
/// <param name="Profile">Null when there are problems.</param>
public sealed record ProfileReading(Profile? Profile, IReadOnlyList<ProfileProblem> Problems);

/// <summary>Gathers problems and puts them into words, French unless the culture is English.</summary>
sealed class ProfileProblems(CultureInfo culture)
{
    static readonly ResourceManager texts = new("Logistics.Roads.Profiles.ProfileTexts", typeof(ProfileProblems).Assembly);

    readonly List<ProfileProblem> problems = [];

    public IReadOnlyList<ProfileProblem> All => problems;

    public void Add(string code, string pointer, params ReadOnlySpan<object> arguments) =>
        problems.Add(new(code, pointer, string.Format(culture, Text(code + ".cause"), arguments), string.Format(culture, Text(code + ".action"), arguments)));

    string Text(string key) => texts.GetString(key, culture) ?? throw new ArgumentException($"No text is named {key}.", nameof(key));
}
