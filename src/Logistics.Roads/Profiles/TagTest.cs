using Logistics.Roads.Osm;

namespace Logistics.Roads.Profiles;

/// <summary>A tag as profiles write it: <c>area=yes</c>, or <c>tunnel=*</c> for any value but <c>no</c>.</summary>
readonly record struct TagTest(string Key, string Value)
{
    /// <summary>Null when the text is not of that form.</summary>
    public static TagTest? Parse(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is var sign && sign > 0 && sign + 1 < text.Length ? new(text[..sign], text[(sign + 1)..]) : null;

    public bool Holds(in Tags tags) => tags[Key] is { } value && (Value == "*" ? value != "no" : value == Value);

    public static bool Any(TagTest[] tests, in Tags tags)
    {
        foreach (var test in tests)
            if (test.Holds(tags))
                return true;
        return false;
    }
}
