namespace Logistics.Routing;

/// <summary>What is best. Under each, leaving out a request of higher priority comes first.</summary>
public enum Objective
{
    /// <summary>Money: tours' costs, the prizes lost, and what unevenness costs.</summary>
    Cost,

    /// <summary>Fewest vehicles, then least distance (the order of the SINTEF tables).</summary>
    Hierarchical,

    /// <summary>Least distance, with as many vehicles as it takes.</summary>
    Distance,
}

/// <summary>The value of a plan as a tuple of whole numbers, compared from left to right; less is better.</summary>
/// <remarks>
/// First the count of requests left out at each priority, from <see cref="Request.Required"/> down to 1 (down to 0 under an objective without money);
/// then, for <see cref="Objective.Cost"/>, microeuros; for <see cref="Objective.Hierarchical"/>, vehicles and decimetres; for <see cref="Objective.Distance"/>, decimetres.
/// </remarks>
public sealed class ObjectiveValue : IComparable<ObjectiveValue>, IEquatable<ObjectiveValue>
{
    public ObjectiveValue(params IReadOnlyList<long> levels) => Levels = levels;

    public IReadOnlyList<long> Levels { get; }

    public int CompareTo(ObjectiveValue? other)
    {
        if (other is null)
            return 1;
        for (var i = 0; i < Math.Min(Levels.Count, other.Levels.Count); i++)
            if (Levels[i] != other.Levels[i])
                return Levels[i].CompareTo(other.Levels[i]);
        return Levels.Count.CompareTo(other.Levels.Count);
    }

    public bool Equals(ObjectiveValue? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as ObjectiveValue);

    public override int GetHashCode() => Levels.Aggregate(17, HashCode.Combine);

    public static bool operator ==(ObjectiveValue? left, ObjectiveValue? right) => left is null ? right is null : left.Equals(right);

    public static bool operator !=(ObjectiveValue? left, ObjectiveValue? right) => !(left == right);

    public static bool operator <(ObjectiveValue left, ObjectiveValue right) => left.CompareTo(right) < 0;

    public static bool operator >(ObjectiveValue left, ObjectiveValue right) => left.CompareTo(right) > 0;

    public static bool operator <=(ObjectiveValue left, ObjectiveValue right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ObjectiveValue left, ObjectiveValue right) => left.CompareTo(right) >= 0;

    public override string ToString() => $"({string.Join(", ", Levels)})";
}
