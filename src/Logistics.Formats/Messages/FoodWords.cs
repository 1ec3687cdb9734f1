using System.Collections.Frozen;
using Logistics.Domain;
using Logistics.Domain.Goods;

namespace Logistics.Formats.Messages;

/// <summary>Goods that the word list knows.</summary>
/// <param name="Name">As it is written in French, plural where that is usual.</param>
/// <param name="Kind">As lots write it, see <see cref="Lot.Kind"/>.</param>
/// <param name="WeighedAs">Its row of a <see cref="UnitTable"/>: the kind, or a sort within it such as <c>fruit/melons</c>.</param>
/// <param name="Families">The usual first; more than one where the word does not tell.</param>
/// <param name="Temperatures">The usual first; more than one where the word does not tell.</param>
public sealed record FoodWord(string Name, string Kind, string WeighedAs, ValueList<Family> Families, ValueList<TemperatureClass> Temperatures);

/// <summary>The French words for goods of <c>Data/words.tsv</c>, whatever their case, accents, plural and small slips.</summary>
/// <remarks>
/// Food of animal origin maps to a kind that <see cref="FoodKinds"/> knows, or else a rule of law would not see it; a test compares the two lists.
/// Thread safe.
/// </remarks>
public static class FoodWords
{
    sealed record Phrase(string[] Stems, FoodWord Word);

    static readonly FoodWord[] Listed;

    /// <summary>By first stem, longest first.</summary>
    static readonly FrozenDictionary<string, Phrase[]> Phrases;

    /// <summary>Words that only their accents tell apart: "pâté" and "pâtes", "thé".</summary>
    static readonly FrozenDictionary<string, FoodWord> Accented;

    /// <summary>Usual slips, folded.</summary>
    static readonly FrozenSet<string> Slips;

    static readonly NearWords Near;

    static FoodWords()
    {
        List<FoodWord> listed = [];
        List<Phrase> phrases = [];
        Dictionary<string, FoodWord> accented = [];
        HashSet<string> slips = [];
        foreach (var row in Table.Rows("words.tsv", columns: 4))
        {
            string[] names = row[0].Split(", ");
            foreach (var name in names)
            {
                var plain = name.TrimStart('~', '=');
                var word = new FoodWord(name[0] == '~' ? names[0] : plain, row[1].Split('/')[0], row[1], Table.Words<Family>(row[2]), Table.Words<TemperatureClass>(row[3]));
                listed.Add(word);
                if (name[0] == '~')
                    slips.Add(FrenchLetters.Fold(plain));
                if (name[0] == '=')
                    accented.Add(plain, word);
                else
                    phrases.Add(new([.. Tokenizer.Cut(plain).Select(token => FrenchLetters.Stem(token.Word))], word));
            }
        }
        Listed = [.. listed];
        Slips = slips.ToFrozenSet();
        Accented = accented.ToFrozenDictionary();
        Phrases = phrases.GroupBy(phrase => phrase.Stems[0]).ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(phrase => phrase.Stems.Length).ToArray());
        Near = new(phrases.Where(phrase => phrase.Stems.Length == 1).Select(phrase => phrase.Stems[0]));
    }

    public static IReadOnlyList<FoodWord> All => Listed;

    /// <summary>The first goods that a text names; null when it names none.</summary>
    public static FoodWord? Find(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var message = new Message(text);
        for (var i = 0; i < message.Count; i++)
            if ((At(message, i) ?? NearlyAt(message, i)) is var (word, _))
                return word;
        return null;
    }

    /// <summary>A word that is listed, but as a slip.</summary>
    internal static bool IsSlip(string folded) => Slips.Contains(folded);

    internal static bool IsFood(string folded) => Phrases.TryGetValue(FrenchLetters.Stem(folded), out var there) && there[^1].Stems.Length == 1;

    /// <summary>The longest known name that begins at a token.</summary>
    internal static (FoodWord Word, int Next)? At(Message message, int at)
    {
        if (!message.IsFree(at) || !message.IsWord(at))
            return null;
        var found = Phrases.GetValueOrDefault(FrenchLetters.Stem(message[at]), []).FirstOrDefault(phrase => Matches(message, at, phrase.Stems));
        if (found is not { Stems.Length: > 1 } && Accented.TryGetValue(message.Raw(at, at + 1), out var accented))
            return (accented, at + 1);
        return found is null ? null : (found.Word, at + found.Stems.Length);
    }

    /// <summary>A known name of one word, but for a slip. Only to be asked where goods are expected: "courses" is near "courges".</summary>
    internal static (FoodWord Word, int Next)? NearlyAt(Message message, int at) =>
        message.IsFree(at) && message.IsWord(at) && !Fillers.IsCommon(message[at]) && Near.Find(FrenchLetters.Stem(message[at])) is { } stem
            ? (Phrases[stem].First(phrase => phrase.Stems.Length == 1).Word, at + 1)
            : null;

    static bool Matches(Message message, int at, string[] stems)
    {
        for (var i = 0; i < stems.Length; i++)
            if (!message.IsFree(at + i) || FrenchLetters.Stem(message[at + i]) != stems[i])
                return false;
        return true;
    }
}
