using System.Numerics;

namespace Logistics.Domain.Policies.Ballots;

/// <summary>
/// Counts a vote by points. A ballot that ranks m candidates gives m points to its first, m - 1 to its second, down to 1, and none to those
/// it leaves out: who says less weighs less, and ranking all is worth a voter's while.
/// </summary>
/// <remarks>
/// Borda 1781; axioms: Young 1974, "An axiomatization of Borda's rule"; incomplete ballots: the modified count of Emerson 2013, "The
/// original Borda count and partial voting". Colleges: points per voice of the college, times what the college weighs; a college that
/// nobody voted in gives nothing. Equal scores are told apart by first places, then second places, and so on, counted in the same way;
/// what is still equal is a tie, and nothing changes. Exact: whole numbers only.
/// </remarks>
public static class BordaCount
{
    public static ElectionResult Count(Election election)
    {
        ArgumentNullException.ThrowIfNull(election);
        var review = new BallotReview(election);
        var colleges = Colleges(election, review);
        var unit = colleges.Where(x => x.Voices > 0).Aggregate(BigInteger.One, (lcm, x) => lcm / BigInteger.GreatestCommonDivisor(lcm, x.Voices) * x.Voices);
        var tallies = election.Candidates.Select(candidate => Tally(candidate, election, review, colleges, unit)).ToList();
        tallies.Sort((a, b) => Compare(b, a) is var order and not 0 ? order : string.CompareOrdinal(a.Candidate, b.Candidate));

        var quorum = (review.Voices * election.Electorate.QuorumPercent + 99) / 100;
        return new ElectionResult
        {
            Election = election.Code,
            Roll = review.Voices,
            Cast = review.Counted.Count,
            Blank = review.Counted.Count(x => x.Ballot.Ranking.Count == 0),
            Quorum = quorum,
            Colleges = colleges,
            ScoreUnit = unit,
            Tallies = [.. tallies],
            Void = review.Void,
            Outcome = OutcomeOf(election, review.Counted.Count, quorum, tallies),
        };
    }

    /// <summary>The policy that won, dated and signed; null when none did.</summary>
    /// <param name="result">What <see cref="Count"/> gave for this election.</param>
    public static Policy? Adopted(Election election, ElectionResult result)
    {
        ArgumentNullException.ThrowIfNull(election);
        ArgumentNullException.ThrowIfNull(result);
        if (result.Outcome is not ElectionOutcome.Elected elected)
            return null;
        var policy = election.Candidates.First(x => x.Code == elected.Candidate).Policy;
        return policy with
        {
            DecidedOn = elected.DecidedOn,
            EffectiveFrom = elected.EffectiveFrom,
            Signature = new PolicySignature(PolicyHash.Of(policy), election.Code, BallotHash.Of(election)),
        };
    }

    static ValueList<CollegeCount> Colleges(Election election, BallotReview review) => election.Electorate.Voices == VoiceRule.College
        ? [.. election.Electorate.Colleges.Select(x => new CollegeCount(x.Name, x.Weight, review.Counted.Count(y => y.Voter.College == x.Name)))]
        : [new CollegeCount(Name: null, Weight: 1, Voices: review.Counted.Count)];

    static Tally Tally(Candidate candidate, Election election, BallotReview review, ValueList<CollegeCount> colleges, BigInteger unit)
    {
        var points = new long[colleges.Count];
        var places = new BigInteger[election.Candidates.Count];
        var score = BigInteger.Zero;
        for (var c = 0; c < colleges.Count; c++)
        {
            var college = colleges[c];
            if (college.Voices == 0)
                continue;
            var worth = college.Weight * (unit / college.Voices);
            foreach (var (ballot, _) in review.Counted.Where(x => college.Name is null || x.Voter.College == college.Name))
                for (var rank = 0; rank < ballot.Ranking.Count; rank++)
                    if (ballot.Ranking[rank] == candidate.Code)
                    {
                        points[c] += ballot.Ranking.Count - rank;
                        places[rank] += worth;
                    }
            score += worth * points[c];
        }
        return new Tally(candidate.Code, PolicyHash.Of(candidate.Policy), [.. points], score, [.. places]);
    }

    /// <summary>Positive when the first did better.</summary>
    static int Compare(Tally a, Tally b)
    {
        var order = a.Score.CompareTo(b.Score);
        for (var rank = 0; order == 0 && rank < a.Places.Count; rank++)
            order = a.Places[rank].CompareTo(b.Places[rank]);
        return order;
    }

    static ElectionOutcome OutcomeOf(Election election, int cast, int quorum, List<Tally> tallies)
    {
        if (cast < quorum)
            return new ElectionOutcome.NoQuorum(quorum - cast);
        var best = tallies.Where(x => Compare(x, tallies[0]) == 0).Select(x => x.Candidate).ToList();
        return best.Count == 1
            ? new ElectionOutcome.Elected(best[0], DecidedOn: election.Closes, EffectiveFrom: election.EffectiveFrom)
            : new ElectionOutcome.Tied([.. best]);
    }
}
