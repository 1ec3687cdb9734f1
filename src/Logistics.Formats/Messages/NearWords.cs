using Logistics.Formats.Territories;

namespace Logistics.Formats.Messages;

/// <summary>Finds the known word that a misspelt one stands for.</summary>
/// <remarks>
/// Looks only among words that begin with the same letter and are nearly as long: a slip of the thumb rarely spares the length and hits the first letter,
/// and the time for a long message stays in proportion to its length. Thread safe.
/// </remarks>
sealed class NearWords(IEnumerable<string> known)
{
    const int ShortestWord = 5, LongWord = 8, LongestWord = 30;

    readonly Dictionary<(char First, int Length), string[]> byLook = known.Where(word => word.Length >= ShortestWord).Distinct()
        .GroupBy(word => (word[0], word.Length)).ToDictionary(group => group.Key, group => group.Order(StringComparer.Ordinal).ToArray());

    /// <summary>A word that differs by one letter, or by two from eight letters on; null when there is none. Of equally near ones the first by spelling.</summary>
    public string? Find(string word)
    {
        if (word.Length is < ShortestWord or > LongestWord)
            return null;
        var most = word.Length >= LongWord ? 2 : 1;
        string? nearest = null;
        for (var length = word.Length - most; length <= word.Length + most; length++)
            foreach (var candidate in byLook.GetValueOrDefault((word[0], length), []))
                if (Spelling.Distance(word, candidate) is var distance && (distance < most || (distance == most && nearest is null)))
                    (nearest, most) = (candidate, distance);
        return nearest;
    }
}
