namespace Logistics.Domain.Policies;

/// <summary>Which vote a policy came out of. Who doubts it compares both hashes with those of the archived ballot.</summary>
/// <param name="PolicyHash"><see cref="Policies.PolicyHash.Of"/> of what was voted on.</param>
/// <param name="Ballot">Code of the vote.</param>
/// <param name="BallotHash"><see cref="Ballots.BallotHash.Of"/> of the archived ballot.</param>
public sealed record PolicySignature(string PolicyHash, string Ballot, string BallotHash);
