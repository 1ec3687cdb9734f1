namespace Logistics.Routing;

/// <summary>What is proven about the best plan there is. Closed: these two cases and no other.</summary>
public abstract record Bound
{
    Bound()
    {
    }

    /// <summary>No plan is better than <paramref name="Value"/>; computed in whole numbers from end to end.</summary>
    public sealed record Proven(ObjectiveValue Value, BoundMethod Method) : Bound;

    /// <summary>No bound known, and why, in one line for a person to read.</summary>
    public sealed record Unknown(string Reason) : Bound;
}

public enum BoundMethod
{
    /// <summary>Every plan of a small day was weighed.</summary>
    Enumeration,

    /// <summary>Duals of a linear program over routes, made whole, and a pricing that left out no route.</summary>
    ColumnGeneration,
}
