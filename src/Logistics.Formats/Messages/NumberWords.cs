namespace Logistics.Formats.Messages;

/// <summary>How many, as people say it.</summary>
/// <param name="Next">The token after it.</param>
readonly record struct Amount(decimal Low, decimal Expected, decimal High, int Next);

/// <summary>Reads numbers: "12", "2,5", "1/2", "vingt-cinq", "une trentaine", "10-15", "entre 10 et 15", "environ 20", "au moins 5".</summary>
static class NumberWords
{
    /// <summary>What is said with "environ" or "une trentaine" may be a fifth off: what the demonstration assumes of declared quantities.</summary>
    public const decimal Spread = 0.2m;

    static readonly Dictionary<string, int> Cardinals = new()
    {
        ["un"] = 1,
        ["une"] = 1,
        ["deux"] = 2,
        ["trois"] = 3,
        ["quatre"] = 4,
        ["cinq"] = 5,
        ["six"] = 6,
        ["sept"] = 7,
        ["huit"] = 8,
        ["neuf"] = 9,
        ["dix"] = 10,
        ["onze"] = 11,
        ["douze"] = 12,
        ["treize"] = 13,
        ["quatorze"] = 14,
        ["quinze"] = 15,
        ["seize"] = 16,
        ["vingt"] = 20,
        ["vingts"] = 20,
        ["trente"] = 30,
        ["quarante"] = 40,
        ["cinquante"] = 50,
        ["soixante"] = 60,
        ["cent"] = 100,
        ["cents"] = 100,
    };

    /// <summary>Rounded numbers; a dozen is meant exactly.</summary>
    static readonly Dictionary<string, int> Collectives = new()
    {
        ["dizaine"] = 10,
        ["douzaine"] = 12,
        ["quinzaine"] = 15,
        ["vingtaine"] = 20,
        ["trentaine"] = 30,
        ["quarantaine"] = 40,
        ["cinquantaine"] = 50,
        ["soixantaine"] = 60,
        ["centaine"] = 100,
    };

    static readonly string[][] About =
    [
        ["environ"], ["env", "."], ["env"], ["approximativement"], ["presque"], ["a", "peu", "pres"], ["autour", "de"], ["dans", "les"], ["pres", "de"], ["bien"], ["peut", "etre"],
    ];

    static readonly string[][] AtLeast = [["au", "moins"], ["minimum"], ["mini"], ["plus", "de"], ["plus", "d"]];

    static readonly string[][] AtMost = [["au", "plus"], ["maximum"], ["maxi"], ["max"], ["jusqu", "a"], ["moins", "de"]];

    public static bool IsCollective(string word) => Collectives.ContainsKey(word.TrimEnd('s'));

    /// <summary>The words in front of a number, with the number; null when none begins here.</summary>
    public static Amount? Read(Message message, int at)
    {
        if (After(message, at, About) is { } about)
            return Range(message, about) is { } rough ? Roughly(rough) : null;
        if (After(message, at, AtLeast) is { } least)
            return Single(message, least) is { } low ? low with { High = low.Expected * (1 + Spread) } : null;
        if (After(message, at, AtMost) is { } most)
            return Single(message, most) is { } high ? high with { Low = high.Expected * (1 - Spread) } : null;
        return Range(message, at);
    }

    static Amount? Range(Message message, int at)
    {
        if (message[at] == "entre" && Single(message, at + 1) is { } least && message[least.Next] == "et" && Single(message, least.Next + 1) is { } most)
            return Between(least, most);
        if (Single(message, at) is not { } first)
            return null;
        return message[first.Next] is "-" or "a" or "ou" && message.Number(at) is not null && message.Number(first.Next + 1) is not null
            && Single(message, first.Next + 1) is { } second && second.Expected > first.Expected
            ? Between(first, second)
            : first;
    }

    static Amount? Single(Message message, int at)
    {
        if (!message.IsFree(at))
            return null;
        if (message.Number(at) is { } number)
        {
            if (message[at + 1] == "/" && message.Number(at + 2) is { } parts and > 1 and <= 10 && number == 1)
                return Exactly(number / parts, at + 3);
            if (message[at + 1] == "½")
                return Exactly(number + 0.5m, at + 2);
            return Collective(message, at, number) ?? Exactly(number, at + 1);
        }
        if (message[at] is "demi" or "demie")
            return Exactly(0.5m, at + 1);
        if (message[at] is "un" or "une" && message[at + 1] is "demi" or "demie")
            return message[at + 2] == "douzaine" ? Exactly(6, at + 3) : Exactly(0.5m, at + 2);
        return Cardinal(message, at) is var (value, next) && value > 0 ? Collective(message, next - 1, value) ?? Exactly(value, next) : null;
    }

    /// <summary>"Une trentaine", "deux douzaines": the number at <paramref name="last"/> counts them.</summary>
    static Amount? Collective(Message message, int last, decimal count)
    {
        if (!Collectives.TryGetValue(message[last + 1].TrimEnd('s'), out var size))
            return null;
        var amount = Exactly(count * size, last + 2);
        return size == 12 ? amount : Roughly(amount);
    }

    /// <summary>Zero when no number begins here. "Quatre-vingt-dix-huit" is 4 times 20, plus 10, plus 8; "deux cents" 2 times 100.</summary>
    static (int Value, int Next) Cardinal(Message message, int at)
    {
        var (total, next) = (0, at);
        while (message.IsFree(next))
        {
            var joined = total >= 20 && message[next] == "et" && message[next + 1] is "un" or "une" or "onze" ? next + 1 : next;
            if (!Cardinals.TryGetValue(message[joined], out var value))
                break;
            if (value is 20 or 100 && total is > 1 and < 10)
                total *= value;
            else if (total == 0 || (total % 100 == 0 && value < 100) || (total % 100 == 10 && value < 10)
                || (total % 10 == 0 && total % 100 >= 20 && value < (total % 100 is 60 or 80 ? 20 : 10)))
                total += value;
            else
                break;
            next = joined + 1;
        }
        return (total, next);
    }

    static int? After(Message message, int at, string[][] phrases)
    {
        foreach (var phrase in phrases)
            if (message.IsFree(at) && message.Says(at, phrase))
                return at + phrase.Length;
        return null;
    }

    static Amount Exactly(decimal value, int next) => new(value, value, value, next);

    static Amount Roughly(Amount amount) => amount with { Low = amount.Low * (1 - Spread), High = amount.High * (1 + Spread) };

    static Amount Between(Amount low, Amount high) => low.Expected > high.Expected
        ? new(high.Low, (low.Expected + high.Expected) / 2, low.High, high.Next)
        : new(low.Low, (low.Expected + high.Expected) / 2, high.High, high.Next);
}
