namespace Logistics.Formats.Messages;

/// <summary>A message as its readers see it: each takes the words that it understood, so that no other reads them as something else.</summary>
sealed class Message
{
    readonly bool[] taken;

    public Message(string text)
    {
        Text = text;
        Tokens = [.. Tokenizer.Cut(text)];
        taken = new bool[Tokens.Length];
    }

    public string Text { get; }

    public Token[] Tokens { get; }

    public int Count => Tokens.Length;

    /// <summary>The word, number or mark there, taken or not; empty before the beginning and after the end.</summary>
    public string this[int at] => at >= 0 && at < Count ? Tokens[at].Word : "";

    public decimal? Number(int at) => at >= 0 && at < Count ? Tokens[at].Number : null;

    /// <summary>The number there, when it is whole and within bounds (inclusive).</summary>
    public int? Whole(int at, int least, int most) =>
        Number(at) is { } number && number >= least && number <= most && number == decimal.Truncate(number) ? (int)number : null;

    public bool IsWord(int at) => at >= 0 && at < Count && Tokens[at].IsWord;

    public bool IsFree(int at) => at >= 0 && at < Count && !taken[at];

    /// <summary>Whether nothing, not even a space, stands between this and the next.</summary>
    public bool Touches(int at) => at >= 0 && at + 1 < Count && Tokens[at].End == Tokens[at + 1].Start;

    public void Take(int from, int end)
    {
        for (var i = Math.Max(from, 0); i < end && i < Count; i++)
            taken[i] = true;
    }

    /// <summary>Whether these words stand there one after the other.</summary>
    public bool Says(int at, params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
            if (this[at + i] != words[i])
                return false;
        return true;
    }

    /// <summary>The words that nobody took, as the sender wrote them, in lower case and with single spaces; cut where nobody reads on.</summary>
    public string Phrase(int from, int end)
    {
        const int longest = 100;
        List<string> words = [];
        for (var i = from; i < end; i++)
            if (IsFree(i))
                words.Add(Raw(i, i + 1) + (this[i] is "d" or "l" && i + 1 < end ? "’" : ""));
        var phrase = string.Join(' ', words).Replace("’ ", "’", StringComparison.Ordinal);
        return phrase.Length <= longest ? phrase : phrase[..longest].TrimEnd();
    }

    /// <summary>As the sender wrote it, in lower case.</summary>
    public string Raw(int from, int end) => from >= end ? "" : Text[Tokens[from].Start..Tokens[end - 1].End].ToLowerInvariant();
}
