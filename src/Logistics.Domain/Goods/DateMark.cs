namespace Logistics.Domain.Goods;

/// <summary>The date that ends a lot's life as food.</summary>
/// <remarks>
/// The two dates differ in law: past its use-by date a food is deemed unsafe (Regulation (EU) No 1169/2011, article 24);
/// past its best-before date it may still be given after checks.
/// </remarks>
public abstract record DateMark(DateOnly Date)
{
    /// <summary>DLC. The day itself is still good, until its last instant in the territory's zone.</summary>
    public sealed record UseBy(DateOnly Date) : DateMark(Date);

    /// <summary>DDM. Never refuses; it only weighs.</summary>
    public sealed record BestBefore(DateOnly Date) : DateMark(Date);

    /// <summary>The donor's own estimate where the law asks for no date: fresh fruit and vegetables, bread, hygiene goods.</summary>
    public sealed record KeepsUntil(DateOnly Date) : DateMark(Date);
}
