namespace Logistics.Domain.Policies.Ballots;

/// <summary>A vote between policies: who may vote, on what, when, and the ballots that were cast. Archived whole, it can be counted again by anyone.</summary>
/// <remarks>Values are checked by the ballot reader (see docs/voting.md): candidates and voters are named once, and it takes effect after it closes.</remarks>
public sealed record Election
{
    /// <summary>The name of the vote, which the policy that wins refers to.</summary>
    public required string Code { get; init; }

    /// <summary>IANA name; days are counted on its clocks.</summary>
    public required string TimeZone { get; init; }

    /// <summary>First day on which votes count (inclusive).</summary>
    public required DateOnly Opens { get; init; }

    /// <summary>Last day on which votes count (inclusive); the result is decided on it.</summary>
    public required DateOnly Closes { get; init; }

    /// <summary>First day on which the policy that wins holds; after <see cref="Closes"/>.</summary>
    public required DateOnly EffectiveFrom { get; init; }

    /// <summary>That of the policy in force, never a candidate's: a candidate that changes the electorate changes it for the next vote.</summary>
    public required Electorate Electorate { get; init; }

    /// <summary>At least two.</summary>
    public required ValueList<Candidate> Candidates { get; init; }

    public required ValueList<Voter> Roll { get; init; }

    public required ValueList<Ballot> Ballots { get; init; }
}

/// <param name="Code">Short name that ballots use.</param>
public sealed record Candidate(string Code, string Name, Policy Policy);

/// <param name="Code">A number drawn for the voter rather than a name: the roll is archived with the ballots.</param>
/// <param name="Structure">The structure the voter belongs to; needed where structures vote.</param>
/// <param name="College">The college the voter belongs to; needed where colleges vote.</param>
public sealed record Voter(string Code, string? Structure = null, string? College = null);

/// <summary>A vote as it was cast: the candidates ranked, best first. Those left out are ranked below all that are named; nobody named is a blank vote.</summary>
public sealed record Ballot(string Voter, DateTimeOffset CastAt, ValueList<string> Ranking);
