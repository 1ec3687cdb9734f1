using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Formats.Territories;

namespace Logistics.Formats.Messages;

/// <summary>Turns a short message, as people write them in a group of partners, into drafts that a person confirms. French.</summary>
/// <remarks>
/// Pure and deterministic: the sender's day is an argument. No text makes it throw; its time grows in proportion to the text. What is understood
/// and what is asked back: <c>docs/messages.md</c>.
/// </remarks>
public static class MessageReader
{
    /// <summary>The first goods of the message; when it names more, a doubt of <see cref="DraftField.Product"/> has the others' names.</summary>
    /// <param name="today">The sender's day, by the sender's clock; between 2000 and 2199.</param>
    /// <param name="day">Whose sites the text may name; null: no place is looked for.</param>
    public static MessageDraft Read(string text, DateOnly today, DayDeclarations? day, UnitTable units)
    {
        var all = ReadAll(text, today, day, units);
        if (all.Count == 1)
            return all[0];
        var several = new Doubt(DraftField.Product, DoubtReason.Several, [.. all.Skip(1).Select(draft => draft.Product).OfType<string>().Distinct().Take(Doubts.MostChoices)]);
        return all[0] with { Doubts = [several, .. all[0].Doubts.Where(doubt => doubt.Field != DraftField.Product)] };
    }

    /// <summary>One draft for each sort of goods, in the order of the text; at least one. Day, hours and place are those of the whole message.</summary>
    /// <inheritdoc cref="Read"/>
    /// <exception cref="ArgumentOutOfRangeException">The day is not between 2000 and 2199.</exception>
    public static IReadOnlyList<MessageDraft> ReadAll(string text, DateOnly today, DayDeclarations? day, UnitTable units)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(units);
        ArgumentOutOfRangeException.ThrowIfLessThan(today, LocalClock.FirstDay);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(today, LocalClock.LastDay);
        var message = new Message(text);
        Fillers.TakeStreets(message);
        var doubts = new Doubts();
        var date = DateMarks.Read(message, today, doubts);
        var pickup = PickupTimes.Read(message, today, doubts);
        var site = day is null ? null : new PlaceNames(day).Read(message, doubts);
        var qualities = Qualities(message);
        var intent = new Intent(message);
        var items = Items.Read(message);
        if (items.Count == 0)
            items.Add(new Item { Begin = 0, NameBegin = 0, NameEnd = 0 });
        List<MessageDraft> drafts = [];
        for (var i = 0; i < items.Count; i++)
        {
            // What is said before the first goods and behind the last is about them too.
            var (from, end) = (i == 0 ? 0 : items[i].Begin, i + 1 == items.Count ? message.Count : items[i + 1].Begin);
            drafts.Add(Draft(items[i], intent.IsNeed(items[i].NameEnd), ColdWords.Read(message, from, end, items[i].Food), units, doubts.Copy()) with
            {
                Date = date,
                Day = pickup.Day,
                From = pickup.From,
                Until = pickup.Until,
                Site = site,
                Qualities = qualities,
            });
        }
        return [.. drafts.Select(draft => draft with { Doubts = Whole(draft) })];
    }

    static MessageDraft Draft(Item item, bool isNeed, TemperatureClass? cold, UnitTable units, Doubts doubts)
    {
        var food = item.Food;
        if (item.Product is null)
            doubts.Add(DraftField.Product, DoubtReason.Missing);
        if (food is null)
            doubts.Add(DraftField.Family, DoubtReason.Missing);
        else if (food.Families.Count > 1)
            doubts.Add(DraftField.Family, DoubtReason.Several, food.Families.Select(WordOf));
        var weighed = Weigh(item, food, units, doubts);
        var temperature = cold ?? food?.Temperatures[0];
        if (!isNeed && temperature is null)
            doubts.Add(DraftField.Temperature, DoubtReason.Missing);
        else if (!isNeed && cold is null && food!.Temperatures.Count > 1)
            doubts.Add(DraftField.Temperature, DoubtReason.Estimated, food.Temperatures.Select(WordOf));
        return new()
        {
            IsNeed = isNeed,
            Product = item.Product,
            Kind = food is null ? null : item.IsMixed && food.Families[0] == Family.FruitAndVegetables ? "mixed-vegetables" : ColdWords.KindOf(food, cold),
            Family = food is { Families: [var only] } ? only : null,
            Quantity = weighed.Quantity,
            EstimatedBy = weighed.Row,
            Crates = weighed.Crates,
            Units = weighed.Units,
            Temperature = temperature,
            Doubts = doubts.InOrder(),
        };
    }

    /// <summary>A weight that was said comes before one by the table; crates and pieces are kept beside it.</summary>
    static Weighed Weigh(Item item, FoodWord? food, UnitTable units, Doubts doubts)
    {
        Weighed[] all = [.. item.Quantities.Select(quantity => Quantities.Weigh(quantity, food, units))];
        MassRange[] said = [.. all.Where(one => one is { IsEstimated: false, Quantity: not null }).Select(one => one.Quantity!.Value).Distinct()];
        var estimated = Array.Find(all, one => one is { IsEstimated: true, Quantity: not null });
        MassRange? quantity = said.Length > 0 ? said[0] : estimated?.Quantity;
        if (said.Length > 1)
            doubts.Add(DraftField.Quantity, DoubtReason.Several, said.Select(range => Quantities.Text(range.Expected)));
        else if (quantity is null)
            doubts.Add(DraftField.Quantity, item.Quantities.Count == 0 ? DoubtReason.Missing : DoubtReason.Unclear);
        else if (said.Length == 0)
            doubts.Add(DraftField.Quantity, DoubtReason.Estimated, Quantities.Text(quantity.Value.Low), Quantities.Text(quantity.Value.Expected), Quantities.Text(quantity.Value.High));
        return new(quantity, all.Select(one => one.Crates).FirstOrDefault(count => count is not null), all.Select(one => one.Units).FirstOrDefault(count => count is not null), said.Length == 0 ? estimated?.Row : null);
    }

    /// <summary>The doubts, with those about what nobody said and a lot or need cannot do without.</summary>
    static ValueList<Doubt> Whole(MessageDraft draft)
    {
        var doubts = new Doubts();
        foreach (var doubt in draft.Doubts)
            doubts.Add(doubt.Field, doubt.Reason, doubt.Choices);
        if (draft is { Date: null, IsNeed: false })
            doubts.Add(DraftField.Date, DoubtReason.Missing);
        if (draft.Day is null)
            doubts.Add(DraftField.Day, DoubtReason.Missing);
        if (draft.Until is null)
            doubts.Add(DraftField.Until, DoubtReason.Missing);
        if (draft.Site is null)
            doubts.Add(DraftField.Site, DoubtReason.Missing);
        return doubts.InOrder();
    }

    static ValueList<Quality> Qualities(Message message)
    {
        SortedSet<Quality> found = [];
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsFree(i))
                continue;
            // "Au local" is a place, "magasin bio" a shop.
            Quality? said = message[i] switch
            {
                "bio" or "bios" or "biologique" or "biologiques" when message[i - 1] is not ("magasin" or "boutique" or "epicerie" or "supermarche" or "grossiste" or "marche" or "rayon") => Quality.Organic,
                "ab" when message.Raw(i, i + 1) == "ab" && message.Text[message.Tokens[i].Start] == 'A' => Quality.Organic,
                "locale" or "locales" or "locaux" => Quality.Local,
                "local" when message[i - 1] is not ("au" or "le" or "notre" or "du" or "un" or "ce") => Quality.Local,
                "coin" when message[i - 1] == "du" => Quality.Local,
                _ => null,
            };
            if (said is not { } quality)
                continue;
            found.Add(quality);
            message.Take(i, i + 1);
        }
        return [.. found];
    }

    static string WordOf<T>(T value) where T : struct, Enum => Territories.Json.WordValue<T>.Word(value);
}
