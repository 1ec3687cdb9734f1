using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Needs;

/// <summary>What a partner wants of one family. The quantity is a cap, never a claim: stating more earns nothing.</summary>
public sealed record Need
{
    public required NeedId Id { get; init; }

    public required string Code { get; init; }

    public required TerritoryId Territory { get; init; }

    public required PartyId Recipient { get; init; }

    /// <summary>Where it is received.</summary>
    public required SiteId Site { get; init; }

    public required Family Family { get; init; }

    /// <summary>The most that is wanted.</summary>
    public required Mass Wanted { get; init; }

    public required Urgency Urgency { get; init; }

    /// <summary>Goods that come later are worth nothing to this need (inclusive).</summary>
    public required DateTimeOffset Deadline { get; init; }

    public required Transfer Transfer { get; init; }

    /// <summary>Qualities it wishes for: the last aim of a sharing, after all that matters more.</summary>
    public ValueList<Quality> Wishes { get; init; } = [];

    /// <summary>The dated event it serves, such as a street round; after the deadline it is void.</summary>
    public string? Event { get; init; }
}

/// <summary>Urgent needs come first, class 1 before 2 before 3.</summary>
public enum Urgency { Ordinary = 0, Class1 = 1, Class2 = 2, Class3 = 3 }

/// <summary>Brought by one of the rounds, or fetched by the recipient with its own means.</summary>
public enum Transfer
{
    Delivered,

    Collected,

    /// <summary>Said by a need that both suit: the matching decides. An allocation is always the one or the other.</summary>
    Either,
}
