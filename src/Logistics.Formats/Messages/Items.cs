namespace Logistics.Formats.Messages;

/// <summary>One sort of goods that a message names, with what was said of how much there is.</summary>
sealed class Item
{
    /// <summary>Its first token: of its quantity where that stands in front.</summary>
    public required int Begin { get; init; }

    /// <summary>First token of its name.</summary>
    public required int NameBegin { get; init; }

    /// <summary>The token after its name.</summary>
    public required int NameEnd { get; set; }

    public string? Product { get; set; }

    public FoodWord? Food { get; set; }

    /// <summary>True when it names two sorts at once, "courgettes et aubergines", of one family.</summary>
    public bool IsMixed { get; set; }

    public List<SaidQuantity> Quantities { get; } = [];
}

/// <summary>Joins quantities and goods: "10 kg carottes, 5 cagettes salades et du pain", "salades : 20", "30 cageots de courgettes (200 kg)".</summary>
static class Items
{
    /// <summary>Words of goods that the word list does not know.</summary>
    const int MostUnknownWords = 3;

    /// <summary>A name does not go on beyond so many tokens.</summary>
    const int LongestName = 8;

    static readonly HashSet<string> Separators = [",", ";", ".", "\n", Tokenizer.Break, "+", "&", "!", "?", "/", "et", "puis", "ou", "plus"];

    static readonly HashSet<string> Articles = ["de", "d", "du", "des", "la", "le", "les", "l", "un", "une", "en"];

    /// <summary>Words after which no name of goods goes on.</summary>
    static readonly HashSet<string> Prepositions =
        ["a", "au", "aux", "chez", "pour", "avec", "sans", "sur", "dans", "avant", "apres", "par", "qui", "que", "entre", "jusqu", "des", "du", "il", "on", "je", "et", "ou", "est", "sont", "si", "car"];

    /// <summary>Kinds whose name goes on with what is in them: "sandwich poulet", "yaourt fraise", "compote pommes".</summary>
    static readonly HashSet<string> Dishes = ["prepared-meals", "cooked-chilled-meals", "canned-goods", "sweet-goods", "yoghurt", "cream-pastries", "pastries", "drinks", "ice-cream", "frozen-vegetables"];

    /// <summary>Beginnings of words that describe goods and may be kept in their name.</summary>
    static readonly string[] Describing =
    [
        "surgel", "congel", "frais", "fraich", "roug", "vert", "jaun", "blanc", "noir", "abim", "moche", "mur", "entier", "nature", "complet", "rape", "rassis", "cuit", "fume", "hache", "sec", "tranch", "declass", "varie",
        "demi", "ecrem", "sale", "doux", "douce", "sucre", "frit", "rond", "long", "grelot", "primeur", "trait", "invend",
    ];

    public static List<Item> Read(Message message)
    {
        List<Item> items = [];
        SaidQuantity? pending = null;
        List<SaidQuantity> besides = [];
        var separated = true;
        for (var i = 0; i < message.Count; i++)
        {
            if (Separators.Contains(message[i]) && !(message[i] == "plus" && Quantities.Read(message, i) is not null))
            {
                separated = true;
                continue;
            }
            if (!message.IsFree(i))
                continue;
            var last = items.Count > 0 ? items[^1] : null;
            if ((Quantities.Read(message, i) ?? BareCount(message, i, last)) is { } quantity)
            {
                if (last is not null && pending is null && IsContent(message, quantity, last))
                    last.Quantities[0] = new([.. last.Quantities[0].Levels, .. quantity.Levels], IsUnclear: false, last.Quantities[0].Begin, quantity.Next);
                else if (last is not null && pending is null && Belongs(message, quantity, last, separated))
                    last.Quantities.Add(quantity);
                else if (pending is not null && !separated)
                    besides.Add(quantity);
                else
                {
                    Close(message, items, pending, besides);
                    pending = quantity;
                }
                separated = false;
                i = quantity.Next - 1;
                continue;
            }
            if ((FoodWords.At(message, i) ?? (IsExpected(message, i, pending) ? FoodWords.NearlyAt(message, i) : null)) is var (food, next))
            {
                if (pending is null && IsDenied(message, i))
                {
                    i = next - 1;
                    continue;
                }
                if (pending is null && last is not null && message[i - 1] == "(" && i - 1 == last.NameEnd)
                    // "45 repas (plats préparés)" says the same goods twice.
                    last.NameEnd = next;
                else if (pending is null && last is { Food: not null } && GoesOn(message, last, i, food) is { } mixed)
                {
                    last.IsMixed |= mixed && last.Food.Kind != food.Kind;
                    last.NameEnd = Described(message, next);
                    last.Product = Name(message, last.Food, last.NameBegin, last.NameEnd);
                }
                else
                    items.Add(Named(message, i, food, next, pending, besides));
                (pending, separated) = (null, false);
                besides.Clear();
                i = Described(message, next) - 1;
            }
            else if (pending is not null && Unknown(message, i, pending) is { } end)
            {
                var item = new Item { Begin = pending.Begin, NameBegin = i, NameEnd = end, Product = message.Phrase(i, end) };
                item.Quantities.AddRange([pending, .. besides]);
                items.Add(item);
                (pending, separated) = (null, false);
                besides.Clear();
                i = end - 1;
            }
        }
        Close(message, items, pending, besides);
        return items;
    }

    /// <summary>A quantity that no goods followed belongs to the goods before, or stands alone when there are none.</summary>
    static void Close(Message message, List<Item> items, SaidQuantity? pending, List<SaidQuantity> besides)
    {
        if (pending is null)
            return;
        if (items.Count == 1 && (items[0].Quantities.Count == 0 || (IsWeight(pending) && !items[0].Quantities.Any(IsWeight))))
            items[0].Quantities.AddRange([pending, .. besides]);
        else if (items.Count == 0 && HasUnit(pending))
        {
            items.Add(new Item { Begin = pending.Begin, NameBegin = pending.Next, NameEnd = pending.Next });
            items[0].Quantities.AddRange([pending, .. besides]);
        }
        besides.Clear();
    }

    static bool IsWeight(SaidQuantity quantity) => quantity.Levels is [.., (_, { Sort: UnitSort.Weight })];

    static bool HasUnit(SaidQuantity quantity) => quantity.IsUnclear || quantity.Levels.Any(level => level.Unit != UnitWords.OnePiece);

    static Item Named(Message message, int at, FoodWord food, int next, SaidQuantity? pending, List<SaidQuantity> besides)
    {
        var end = Described(message, next);
        var item = new Item { Begin = pending?.Begin ?? at, NameBegin = at, NameEnd = end, Food = food, Product = Name(message, food, at, end) };
        if (pending is not null)
            item.Quantities.AddRange([pending, .. besides]);
        return item;
    }

    /// <summary>In the sender's words; where only accents, case or a slip are wrong, as the word list has it.</summary>
    static string Name(Message message, FoodWord food, int from, int end)
    {
        var listed = FoodWords.At(message, from);
        var own = listed?.Next ?? from + 1;
        var first = message.Raw(from, own);
        var known = listed is null || FrenchLetters.Fold(first) == FrenchLetters.Fold(listed.Value.Word.Name) || FoodWords.IsSlip(message[from]) ? food.Name : first;
        return $"{known} {message.Phrase(own, end)}".TrimEnd();
    }

    /// <summary>The end of the words that describe goods before <paramref name="at"/>: "bien mûres", "surgelés".</summary>
    static int Described(Message message, int at)
    {
        while (true)
        {
            var next = message[at] is "bien" or "tres" or "trop" ? at + 1 : at;
            if (!message.IsFree(next) || !message.IsWord(next) || !Describing.Any(word => message[next].StartsWith(word, StringComparison.Ordinal)))
                return at;
            // "Frozen" behind goods describes them, as "ripe" does, though both are goods by themselves.
            if (FoodWords.At(message, next) is var (_, end) && (end > next + 1 || !IsAlsoAdjective(message[next])))
                return at;
            at = next + 1;
        }
    }

    static bool IsAlsoAdjective(string word) => word.StartsWith("surgel", StringComparison.Ordinal) || word.StartsWith("congel", StringComparison.Ordinal) || word == "mures";

    /// <summary>"Salades : 20", with nothing behind the number.</summary>
    static SaidQuantity? BareCount(Message message, int at, Item? last)
    {
        if (last is null || last.Quantities.Count > 0 || message.Number(at) is null || !(at == last.NameEnd || (message[at - 1] is ":" or "(" or "-" or "x" or "=" && at - 1 == last.NameEnd)))
            return null;
        return NumberWords.Read(message, at) is { } amount && (amount.Next >= message.Count || message.Tokens[amount.Next].IsMark || message[amount.Next] == "et")
            ? new([(amount, UnitWords.OnePiece)], IsUnclear: false, at, amount.Next)
            : null;
    }

    /// <summary>"Carottes 10 kg", and "30 cageots de courgettes (200 kg)", "soit 200 kg".</summary>
    static bool Belongs(Message message, SaidQuantity quantity, Item last, bool separated)
    {
        if (message[quantity.Begin - 1] is "(" or "soit" or "=" && quantity.Begin - 1 <= last.NameEnd + 2)
            return true;
        return last.Quantities.Count == 0 && !separated;
    }

    /// <summary>"12 pots de confiture de 370 g": what is in each of those that were counted.</summary>
    static bool IsContent(Message message, SaidQuantity quantity, Item last) =>
        message[quantity.Begin - 1] == "de" && quantity.Begin - 1 == last.NameEnd && quantity.Levels is [(_, { Sort: UnitSort.Weight or UnitSort.Room })]
        && last.Quantities is [{ Levels: [.., (_, { Sort: not (UnitSort.Weight or UnitSort.Room) })] }];

    static bool IsExpected(Message message, int at, SaidQuantity? pending) => at == 0 || pending is not null || Articles.Contains(message[at - 1]);

    static bool IsDenied(Message message, int at)
    {
        var before = message[at - 1] is "de" or "d" ? at - 2 : at - 1;
        if (message[before] == "besoin" && message[before - 1] is "pas" or "plus" or "aucun")
            return true;
        return message[before] is "pas" or "sans" or "sauf" or "aucun" or "aucune" or "hors" || (message[before] == "plus" && before < at - 1);
    }

    /// <summary>Whether goods continue the name before them, "confiture de fraises", and if so whether they are a second sort, "courgettes et aubergines".</summary>
    static bool? GoesOn(Message message, Item last, int at, FoodWord food)
    {
        var from = last.NameEnd;
        if (at - last.NameBegin > LongestName)
            return null;
        if (at == from)
            return Dishes.Contains(last.Food!.Kind) ? false : null;
        for (var i = from; i < at; i++)
            if (message[i] is not ("de" or "d" or "a" or "la" or "l" or "au" or "aux" or "en" or "et" or "&" or "/"))
                return null;
        if (message[from] is not ("et" or "&" or "/"))
            return at - from <= 3 ? false : null;
        // "Du pain et du lait" are two; "20 kg de courgettes et aubergines" were weighed together.
        return last.Quantities.Count > 0 && food.Families[0] == last.Food!.Families[0] && at - from <= 2 ? true : null;
    }

    /// <summary>The end of a name that begins here, right behind a quantity, when the word list knows none of it.</summary>
    static int? Unknown(Message message, int at, SaidQuantity pending)
    {
        var begin = pending.Next;
        while (begin < at && (Articles.Contains(message[begin]) || !message.IsFree(begin) || message[begin] == ":"))
            begin++;
        if (begin != at || !IsGoodsWord(message, at) || message[at].Length < 3)
            return null;
        var end = at + 1;
        for (var i = at; i <= at + MostUnknownWords && i < message.Count && !message.Tokens[i].IsMark && !Prepositions.Contains(message[i]); i++)
            // "De belles courgettes": the goods come later.
            if (FoodWords.At(message, i) is not null)
                return null;
        while (end < at + MostUnknownWords && (IsGoodsWord(message, end) || (message[end] is "de" or "d" && IsGoodsWord(message, end + 1) && end + 1 < at + MostUnknownWords)))
            end++;
        return end;
    }

    /// <summary>A word with a capital in the middle of a text may be somebody's name.</summary>
    static bool IsGoodsWord(Message message, int at) =>
        message.IsFree(at) && message.IsWord(at) && !Prepositions.Contains(message[at]) && !Articles.Contains(message[at]) && !Fillers.IsCommon(message[at])
        && !char.IsUpper(message.Text[message.Tokens[at].Start]) && FoodWords.At(message, at) is null;
}
