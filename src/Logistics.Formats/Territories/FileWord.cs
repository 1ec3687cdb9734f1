using Logistics.Formats.Territories.Json;

namespace Logistics.Formats.Territories;

/// <summary>Choices of a fixed list as territory files write them: <c>FruitAndVegetables</c> is <c>fruit-and-vegetables</c>.</summary>
public static class FileWord
{
    public static string Of<T>(T value)
        where T : struct, Enum => WordValue<T>.Word(value);
}
