using Logistics.Measures;

namespace Logistics.Domain.Goods;

/// <summary>An amount for each family of goods.</summary>
public sealed record FamilyMasses(Mass Protein, Mass Dairy, Mass FruitAndVegetables, Mass Starch, Mass Other, Mass Hygiene)
{
    public static readonly FamilyMasses Zero = new(Mass.Zero, Mass.Zero, Mass.Zero, Mass.Zero, Mass.Zero, Mass.Zero);

    public Mass Total => Protein + Dairy + FruitAndVegetables + Starch + Other + Hygiene;

    public Mass this[Family family] => family switch
    {
        Family.Protein => Protein,
        Family.Dairy => Dairy,
        Family.FruitAndVegetables => FruitAndVegetables,
        Family.Starch => Starch,
        Family.Other => Other,
        Family.Hygiene => Hygiene,
        _ => throw new ArgumentOutOfRangeException(nameof(family)),
    };

    public static FamilyMasses Of(Func<Family, Mass> mass)
    {
        ArgumentNullException.ThrowIfNull(mass);
        return new(mass(Family.Protein), mass(Family.Dairy), mass(Family.FruitAndVegetables), mass(Family.Starch), mass(Family.Other), mass(Family.Hygiene));
    }
}
