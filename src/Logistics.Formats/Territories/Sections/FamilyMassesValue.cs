using Logistics.Domain.Goods;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

static class FamilyMassesValue
{
    static readonly Field<Mass> Protein = Of("protein", "Meat, fish, eggs, pulses");
    static readonly Field<Mass> Dairy = Of("dairy", "Milk and what is made of it");
    static readonly Field<Mass> FruitAndVegetables = Of("fruitAndVegetables", "Fruit and vegetables");
    static readonly Field<Mass> Starch = Of("starch", "Bread, cereals, potatoes");
    static readonly Field<Mass> Other = Of("other", "Other food");
    static readonly Field<Mass> Hygiene = Of("hygiene", "Hygiene goods");

    public static readonly ObjectValue<FamilyMasses> Instance = new(
        new("familyMasses", "An amount for each family of goods, in kilograms; what is absent is 0.", [Protein, Dairy, FruitAndVegetables, Starch, Other, Hygiene]),
        reader => new FamilyMasses(
            reader.Get(Protein), reader.Get(Dairy), reader.Get(FruitAndVegetables), reader.Get(Starch), reader.Get(Other), reader.Get(Hygiene)),
        (writer, masses) =>
        {
            writer.Set(Protein, masses.Protein);
            writer.Set(Dairy, masses.Dairy);
            writer.Set(FruitAndVegetables, masses.FruitAndVegetables);
            writer.Set(Starch, masses.Starch);
            writer.Set(Other, masses.Other);
            writer.Set(Hygiene, masses.Hygiene);
        });

    static Field<Mass> Of(string name, string what) => Optional(name, Values.Kilograms, Mass.Zero, $"{what}, in kilograms.");
}
