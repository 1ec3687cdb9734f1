namespace Logistics.Domain.Proofs;

/// <summary>Why a proof is not kept.</summary>
public abstract record ProofProblem
{
    ProofProblem() { }

    /// <summary>There is no such plan, or it is not for who tells.</summary>
    public sealed record NoSuchPlan : ProofProblem;

    /// <summary>The plan has no such route, or it is not for who tells.</summary>
    public sealed record NoSuchRoute : ProofProblem;

    /// <summary>The route does not halt there.</summary>
    public sealed record NotAStop(SiteId Site) : ProofProblem;

    public sealed record NoLines : ProofProblem;

    /// <summary>The plan has nothing of the kind to be handled there.</summary>
    public sealed record NotHandledThere(AllocationId Allocation) : ProofProblem;

    /// <summary>It cannot happen to goods that are handled so.</summary>
    public sealed record NotDoneThere(AllocationId Allocation, Deed Deed, Handling Handling) : ProofProblem;

    /// <summary>Less than nothing, more than <see cref="ProofReview.MostAtOnce"/>, or not told where it must be.</summary>
    public sealed record BadQuantity(AllocationId Allocation) : ProofProblem;

    /// <summary>It was refused or lost, and nobody says why.</summary>
    public sealed record NoReason(AllocationId Allocation) : ProofProblem;

    /// <summary>A note or a reason is longer than <see cref="ProofReview.LongestNote"/> characters.</summary>
    public sealed record TooLong(int Characters) : ProofProblem;

    /// <summary>Before the day before the service day, or more than a day from now.</summary>
    public sealed record BadTime(DateTimeOffset At) : ProofProblem;

    /// <summary>No food was ever so cold or so hot.</summary>
    public sealed record BadTemperature : ProofProblem;

    public sealed record CorrectsItself : ProofProblem;

    /// <summary>What it corrects is about another stop.</summary>
    public sealed record CorrectsAnotherStop : ProofProblem;

    /// <summary>It does not tell anew all that it takes back.</summary>
    public sealed record CorrectsInPart(AllocationId Missing) : ProofProblem;

    /// <summary>Another proof has corrected it before: that one is to be corrected.</summary>
    public sealed record AlreadyCorrected(ProofId By) : ProofProblem;

    /// <summary>Another proof tells of the same goods at the same stop: that one is to be corrected.</summary>
    public sealed record AlreadyProven(AllocationId Allocation, ProofId By) : ProofProblem;

    /// <summary>The batch that made the lot was proven under another plan, by whose recipe it gave another quantity.</summary>
    public sealed record BatchProvenOtherwise(LotId Lot) : ProofProblem;

    /// <summary>Under this id something else was told before.</summary>
    public sealed record IdTaken : ProofProblem;
}
