namespace Logistics.Measures;

/// <summary>What goods take of a vehicle, in its three dimensions at once: weight, room and crate places.</summary>
/// <remarks>Addition and comparison are by component: a load fits a capacity only if all three do.</remarks>
public readonly record struct Load(Mass Mass, Volume Volume, int Crates)
{
    public static Load Zero => default;

    public static Load operator +(Load left, Load right) => new(left.Mass + right.Mass, left.Volume + right.Volume, left.Crates + right.Crates);

    public static Load operator -(Load left, Load right) => new(left.Mass - right.Mass, left.Volume - right.Volume, left.Crates - right.Crates);

    /// <summary>True when every dimension is at most that of <paramref name="capacity"/> (inclusive).</summary>
    public bool FitsIn(Load capacity) => Mass <= capacity.Mass && Volume <= capacity.Volume && Crates <= capacity.Crates;

    public override string ToString() => $"{Mass}, {Volume}, {Crates} crates";
}
