using System.Numerics;

namespace Logistics.Domain.Policies.Ballots;

/// <summary>What a vote came to, with every figure needed to recompute it by hand.</summary>
public sealed record ElectionResult
{
    public required string Election { get; init; }

    /// <summary>Voices that could be cast: persons, or structures where structures vote.</summary>
    public required int Roll { get; init; }

    /// <summary>Voices that count, blank ones included.</summary>
    public required int Cast { get; init; }

    public required int Blank { get; init; }

    /// <summary>Voices that had to be cast for anything to be decided.</summary>
    public required int Quorum { get; init; }

    /// <summary>Colleges with what they weigh and how many of their voices count; one of weight 1 where voices are alike.</summary>
    public required ValueList<CollegeCount> Colleges { get; init; }

    /// <summary>Scores are so many parts of one point: the least common multiple of the colleges' voices.</summary>
    public required BigInteger ScoreUnit { get; init; }

    /// <summary>The winner first; candidates that no rule tells apart stand by code.</summary>
    public required ValueList<Tally> Tallies { get; init; }

    /// <summary>Ballots that do not count, in the order of the ballots.</summary>
    public required ValueList<VoidBallot> Void { get; init; }

    public required ElectionOutcome Outcome { get; init; }
}

/// <param name="Name">Null where voices are alike.</param>
public sealed record CollegeCount(string? Name, int Weight, int Voices);

/// <param name="Points">Borda points from each college, in the order of <see cref="ElectionResult.Colleges"/>.</param>
/// <param name="Score">Sum over colleges of weight x points / voices, in units of <see cref="ElectionResult.ScoreUnit"/>.</param>
/// <param name="Places">The same sum for the ballots that place it first, second and so on; they break ties.</param>
public sealed record Tally(string Candidate, string PolicyHash, ValueList<long> Points, BigInteger Score, ValueList<BigInteger> Places);

/// <param name="Index">Position among the election's ballots, from 0.</param>
public sealed record VoidBallot(int Index, string Voter, VoidReason Reason);

/// <summary>Why a ballot does not count.</summary>
public abstract record VoidReason
{
    VoidReason() { }

    public sealed record NotOnRoll : VoidReason;

    /// <summary>Colleges vote, and the roll puts the voter in none of them.</summary>
    public sealed record NoCollege : VoidReason;

    public sealed record BeforeOpening(DateOnly Opens) : VoidReason;

    public sealed record AfterClosing(DateOnly Closes) : VoidReason;

    public sealed record UnknownCandidate(string Candidate) : VoidReason;

    public sealed record RankedTwice(string Candidate) : VoidReason;

    /// <summary>The same voice voted again later, and the later vote counts.</summary>
    public sealed record Replaced(DateTimeOffset At) : VoidReason;

    /// <summary>The same voice cast another ranking at the same instant: neither counts.</summary>
    public sealed record Contradicted : VoidReason;
}

public abstract record ElectionOutcome
{
    ElectionOutcome() { }

    /// <summary>Decided on the day of closing; holds from its date on, never before.</summary>
    public sealed record Elected(string Candidate, DateOnly DecidedOn, DateOnly EffectiveFrom) : ElectionOutcome;

    /// <summary>No rule tells these apart: the policy in force stays.</summary>
    public sealed record Tied(ValueList<string> Candidates) : ElectionOutcome;

    /// <summary>Too few voted: the policy in force stays.</summary>
    public sealed record NoQuorum(int Missing) : ElectionOutcome;
}
