namespace Logistics.Formats;

/// <summary>Characters that no person types and not every reader of ours can hold: PostgreSQL's <c>jsonb</c> has no U+0000.</summary>
static class ControlCharacters
{
    /// <summary>Whether a text has one of U+0000 to U+001F other than tab, line feed and carriage return.</summary>
    public static bool In(string text) => text.Any(letter => letter < ' ' && letter is not ('\t' or '\n' or '\r'));
}
