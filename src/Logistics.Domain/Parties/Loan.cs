namespace Logistics.Domain.Parties;

/// <summary>What one territory lets another have.</summary>
public enum LoanKind
{
    /// <summary>A piece of shared equipment, on the days of the loan.</summary>
    Equipment,

    /// <summary>A lot, which is given: it does not come back.</summary>
    Lot,
}

/// <summary>
/// A territory lends another a piece of equipment, or gives it a lot. It holds while both agree: the one that lends says so by offering, the other when
/// it takes it up, and each may withdraw for itself.
/// </summary>
/// <remarks>The database shows the borrower what is lent by this very rule (<c>Schema/014_loans_and_exchange.sql</c>); a test compares the two.</remarks>
public sealed record Loan
{
    public required LoanId Id { get; init; }

    public required TerritoryId Lender { get; init; }

    /// <summary>Another territory than the lender.</summary>
    public required TerritoryId Borrower { get; init; }

    public required LoanKind Kind { get; init; }

    /// <summary>The id of the equipment or of the lot, which is the lender's.</summary>
    public required Guid Thing { get; init; }

    /// <summary>First day, inclusive.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Last day, inclusive; null: until one of them withdraws.</summary>
    public DateOnly? ValidUntil { get; init; }

    /// <summary>What they agreed on beside, in their words.</summary>
    public string? Conditions { get; init; }

    public required DateTimeOffset OfferedAt { get; init; }

    /// <summary>Null: not given yet.</summary>
    public LoanConsent? OfLender { get; init; }

    /// <summary>Null: not given yet.</summary>
    public LoanConsent? OfBorrower { get; init; }

    /// <summary>Whether it is agreed by both and neither has withdrawn.</summary>
    public bool Stands => OfLender is { WithdrawnAt: null } && OfBorrower is { WithdrawnAt: null };

    public bool Covers(DateOnly date) => Stands && ValidFrom <= date && (ValidUntil is null || date <= ValidUntil);
}

/// <param name="WithdrawnAt">For good: who changes its mind again needs a new offer. Null: it stands.</param>
public sealed record LoanConsent(DateTimeOffset GivenAt, DateTimeOffset? WithdrawnAt);
