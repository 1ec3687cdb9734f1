namespace Logistics.Storage.Checking;

/// <summary>Something in a store that no order of requests, hosts and faults explains.</summary>
/// <param name="About">What it is about, with figures; ids and dates, nothing of a person.</param>
public sealed record StoreProblem(StoreFault Fault, string About)
{
    /// <summary>True: a proof that is still on its way may explain it. Anything else is a mistake of this program, or of who went around it.</summary>
    public bool MayBeLate => Fault is StoreFault.TakenWhereNothingWas or StoreFault.MoreLeftTheRoadThanCameOnIt or StoreFault.UnknownParent or StoreFault.BatchGrows;
}

public enum StoreFault
{
    /// <inheritdoc cref="LedgerProblem.StockDiffers"/>
    StockDiffers,

    /// <inheritdoc cref="LedgerProblem.TakenWhereNothingWas"/>
    TakenWhereNothingWas,

    /// <inheritdoc cref="LedgerProblem.MoreLeftTheRoadThanCameOnIt"/>
    MoreLeftTheRoadThanCameOnIt,

    /// <inheritdoc cref="LedgerProblem.ReversalOfReversal"/>
    ReversalOfReversal,

    /// <inheritdoc cref="LedgerProblem.FalseReversal"/>
    FalseReversal,

    /// <inheritdoc cref="LedgerProblem.UnknownParent"/>
    UnknownParent,

    /// <inheritdoc cref="LedgerProblem.BatchGrows"/>
    BatchGrows,

    /// <summary>What came in of a lot is not what became of it and what is left.</summary>
    LotNotBalanced,

    /// <summary>A declared row's columns say something else than its document.</summary>
    ColumnsDiffer,

    /// <summary>A day's rows are not those that its digest was made of: a change was kept in part.</summary>
    DayNotItsDigest,

    /// <summary>A territory's plans of a date are not numbered from 1 without a gap, each in force later than the one before.</summary>
    VersionsNotInOrder,

    /// <summary>Of a date two plans are the current one, or its current plan is not that of all its territories.</summary>
    SeveralInForce,

    /// <summary>A plan's columns or routes say something else than its document.</summary>
    PlanNotItsRow,

    /// <summary>A plan is there without the declarations it was made from, or from such as never were.</summary>
    PlanFromNowhere,

    /// <summary>A plan is there and was in force nowhere, or nobody was told of it.</summary>
    PlanUntold,

    /// <summary>Two bookings or batches of plans in force have one piece of equipment at one time.</summary>
    EquipmentTakenTwice,

    /// <summary>A vehicle or a driver is on two routes of plans in force at one time.</summary>
    OnTwoRoutes,

    /// <summary>An answer takes more than was offered.</summary>
    AnsweredMoreThanOffered,

    /// <summary>A proof is there, and what it means for the ledger is not.</summary>
    ProofNotPosted,

    /// <summary>An entry of the ledger tells of an allocation, and no proof does.</summary>
    PostedWithoutProof,

    /// <summary>A proof or a surplus has a photo that is nowhere.</summary>
    PhotoMissing,

    /// <summary>A photo is in the store for days and belongs to no proof and no surplus.</summary>
    PhotoOfNothing,
}
