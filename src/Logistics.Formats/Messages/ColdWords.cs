using Logistics.Domain.Goods;

namespace Logistics.Formats.Messages;

/// <summary>Reads how cold goods are kept, and what that makes of their kind.</summary>
static class ColdWords
{
    static readonly HashSet<string> Meats = ["meat", "minced-meat", "poultry", "meat-preparations", "offal", "stuffings"];

    /// <summary>What tokens from <paramref name="from"/> to <paramref name="end"/> (exclusive) say; null when nothing.</summary>
    public static TemperatureClass? Read(Message message, int from, int end, FoodWord? food)
    {
        for (var i = from; i < end; i++)
        {
            var word = message[i];
            if (word.StartsWith("surgel", StringComparison.Ordinal) || word.StartsWith("congele", StringComparison.Ordinal))
                return TemperatureClass.Frozen;
            // A cold room that the text mentions says nothing of goods that never stand in one.
            if (food is not null && !food.Temperatures.Contains(TemperatureClass.Chilled))
                continue;
            if (word is "frigo" or "frigos" || word.StartsWith("refriger", StringComparison.Ordinal) || message.Says(i, "chambre", "froide") || message.Says(i, "au", "frais"))
                return TemperatureClass.Chilled;
            if (food is null && word == "congelateur")
                return TemperatureClass.Frozen;
            if (word == "uht" || message.Says(i, "longue", "conservation") || word.StartsWith("ambiant", StringComparison.Ordinal))
                return TemperatureClass.Ambient;
            // "Fresh" meat and milk are kept cold; fresh beans are only not dry.
            if (word is "frais" or "fraiche" or "fraiches" && food is not null && food.Families[0] is Family.Protein or Family.Dairy)
                return TemperatureClass.Chilled;
        }
        return null;
    }

    /// <summary>Meat and fish change their kind, and with it the law's limits, when they are said to be frozen.</summary>
    public static string KindOf(FoodWord food, TemperatureClass? said) => said != TemperatureClass.Frozen ? food.Kind
        : Meats.Contains(food.Kind) ? "frozen-meat"
        : food.Kind == "raw-fish" ? "frozen-fish"
        : food.Kind;
}
