using Logistics.Measures;

namespace Logistics.Roads;

/// <summary>A stretch of road that is shut today, both directions.</summary>
public abstract record Closure
{
    Closure()
    {
    }

    /// <summary>The stretch between two junctions that lies nearest to a position, at most <see cref="Reach"/> away.</summary>
    public sealed record At(Position Position) : Closure
    {
        /// <summary>Farther from any road than this, a position names none.</summary>
        public static Distance Reach { get; } = Distance.FromMetres(50);
    }

    /// <summary>Everything that the map draws as one way, by its number there.</summary>
    public sealed record Way(long Id) : Closure;
}
