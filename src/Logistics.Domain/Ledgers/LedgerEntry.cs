using Logistics.Domain.Goods;
using Logistics.Measures;

namespace Logistics.Domain.Ledgers;

/// <summary>One fact about what a partner received. Never edited: a correction is another entry, with the opposite amount.</summary>
/// <param name="Family">Null where it is not known.</param>
/// <param name="Date">The day it was received.</param>
public sealed record LedgerEntry(PartyId Party, Family? Family, Mass Quantity, DateOnly Date, LedgerSource Source);

public enum LedgerSource
{
    /// <summary>Shared by the network.</summary>
    Shared,

    /// <summary>Carried over from an earlier ledger, already faded to its date.</summary>
    Opening,

    /// <summary>Where a newcomer starts (see <see cref="NewcomerStart"/>).</summary>
    Newcomer,

    /// <summary>Takes back an entry that was wrong.</summary>
    Correction,

    /// <summary>Was offered and refused with a reason: kept as a fact, and counts nothing. Whoever says no today loses no rank.</summary>
    RefusedWithReason,
}
