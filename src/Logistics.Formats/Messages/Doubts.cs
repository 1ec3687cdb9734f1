using Logistics.Domain;

namespace Logistics.Formats.Messages;

/// <summary>Gathers what must be asked back; the first doubt about a field is kept.</summary>
sealed class Doubts
{
    /// <summary>More than this nobody chooses from.</summary>
    public const int MostChoices = 8;

    readonly SortedDictionary<DraftField, Doubt> byField = [];

    public void Add(DraftField field, DoubtReason reason, params IEnumerable<string> choices) =>
        byField.TryAdd(field, new(field, reason, [.. choices.Distinct().Take(MostChoices)]));

    public bool Has(DraftField field) => byField.ContainsKey(field);

    public Doubts Copy()
    {
        var copy = new Doubts();
        foreach (var (field, doubt) in byField)
            copy.byField[field] = doubt;
        return copy;
    }

    /// <summary>What nobody said comes before what only needs a look.</summary>
    public ValueList<Doubt> InOrder() => [.. byField.Values.OrderBy(doubt => doubt.Reason == DoubtReason.Estimated)];
}
