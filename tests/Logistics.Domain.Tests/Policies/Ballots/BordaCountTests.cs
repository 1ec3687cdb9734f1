using Logistics.Domain.Policies;
using Logistics.Domain.Policies.Ballots;

namespace Logistics.Domain.Tests.Policies.Ballots;

public sealed class BordaCountTests
{
    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    static Candidate Named(string code, int halfLife) =>
        new(code, code, PolicyHashTests.Plain with { Sharing = SharingTerms.Default with { HalfLifeDays = halfLife } });

    public static DateTimeOffset At(int day, int hour = 12) =>
        Days.LocalTime.ToInstant(new DateOnly(2026, 4, day), new TimeOnly(hour, 0), Paris)!.Value;

    /// <summary>A vote between a, b and c from 10 to 20 April; each ballot "a>b" is cast by the next voter of the roll.</summary>
    public static Election Vote(Electorate electorate, Voter[] roll, params string[] ballots) => new()
    {
        Code = "spring",
        TimeZone = Paris.Id,
        Opens = new DateOnly(2026, 4, 10),
        Closes = new DateOnly(2026, 4, 20),
        EffectiveFrom = new DateOnly(2026, 5, 1),
        Electorate = electorate,
        Candidates = [Named("a", 28), Named("b", 56), Named("c", 112)],
        Roll = [.. roll],
        Ballots = [.. ballots.Select((x, i) => new Ballot(roll[i].Code, At(12), [.. x.Split('>', StringSplitOptions.RemoveEmptyEntries)]))],
    };

    static Voter[] Roll(int count) => [.. Enumerable.Range(1, count).Select(x => new Voter($"v{x}"))];

    static long[] Points(ElectionResult result) => [.. "abc".Select(x => result.Tallies.First(y => y.Candidate == x.ToString()).Points[0])];

    [Fact]
    public void First_of_three_gives_three_points()
    {
        // a: 3 + 3 + 1 = 7; b: 2 + 1 + 3 = 6; c: 1 + 2 + 2 = 5.
        var election = Vote(Electorate.Default, Roll(3), "a>b>c", "a>c>b", "b>c>a");
        var result = BordaCount.Count(election);
        Assert.Equal([7, 6, 5], Points(result));
        Assert.Equal(new ElectionOutcome.Elected("a", new DateOnly(2026, 4, 20), new DateOnly(2026, 5, 1)), result.Outcome);
    }

    [Fact]
    public void Who_ranks_one_of_three_gives_one_point()
    {
        // a: 1 + 1 + 1 = 3; b: 3; c: 2. Ranking only one's favourite, in the hope that others starve, earns the favourite less.
        var result = BordaCount.Count(Vote(Electorate.Default, Roll(3), "a", "a", "b>c>a"));
        Assert.Equal([3, 3, 2], Points(result));
    }

    [Fact]
    public void Equal_points_are_told_apart_by_first_places()
    {
        // a: 1 + 1 = 2, first on two ballots; b: 2, first on one; c: 1.
        var result = BordaCount.Count(Vote(Electorate.Default, Roll(3), "a", "b>c", "a"));
        Assert.Equal([2, 2, 1], Points(result));
        Assert.Equal("a", Assert.IsType<ElectionOutcome.Elected>(result.Outcome).Candidate);
    }

    [Fact]
    public void What_no_place_tells_apart_is_a_tie()
    {
        // a: 3 + 1 = 4; b: 2 + 2 = 4; c: 1 + 3 = 4. First places: one for a, one for c.
        var result = BordaCount.Count(Vote(Electorate.Default, Roll(2), "a>b>c", "c>b>a"));
        Assert.Equal([4, 4, 4], Points(result));
        Assert.Equal(new ElectionOutcome.Tied(["a", "c"]), result.Outcome);
    }

    [Fact]
    public void A_tie_changes_nothing()
    {
        var election = Vote(Electorate.Default, Roll(2), "a>b>c", "c>b>a");
        Assert.Null(BordaCount.Adopted(election, BordaCount.Count(election)));
    }

    [Fact]
    public void Too_few_voices_decide_nothing_and_blank_ones_count_for_the_quorum()
    {
        // Half of five is two and a half: three are needed.
        Assert.Equal(new ElectionOutcome.NoQuorum(1), BordaCount.Count(Vote(Electorate.Default, Roll(5), "a>b>c", "a>b>c")).Outcome);
        var result = BordaCount.Count(Vote(Electorate.Default, Roll(5), "a>b>c", "a>b>c", ""));
        Assert.IsType<ElectionOutcome.Elected>(result.Outcome);
        Assert.Equal((5, 3, 1, 3), (result.Roll, result.Cast, result.Blank, result.Quorum));
    }

    [Fact]
    public void The_policy_that_wins_is_dated_and_signed_and_holds_from_its_day_only()
    {
        var election = Vote(Electorate.Default, Roll(1), "b>a>c");
        var policy = BordaCount.Adopted(election, BordaCount.Count(election))!;
        Assert.Equal((new DateOnly(2026, 4, 20), new DateOnly(2026, 5, 1)), (policy.DecidedOn, PolicyBook.FirstDayOf(policy)));
        Assert.Equal(new PolicySignature(PolicyHash.Of(policy), "spring", BallotHash.Of(election)), policy.Signature);
        Assert.Equal("before", PolicyBook.InForce([PolicyHashTests.Plain with { Version = "before" }, policy], new DateOnly(2026, 4, 30))?.Version);
    }

    [Fact]
    public void A_college_weighs_what_is_stated_however_many_vote()
    {
        var electorate = new Electorate { Voices = VoiceRule.College, Colleges = [new("donors", 1), new("recipients", 2)], QuorumPercent = 0 };
        Voter[] roll = [new("d1", College: "donors"), new("d2", College: "donors"), new("d3", College: "donors"), new("r1", College: "recipients")];
        // Per voice, donors: a 3, b 2, c 1. Recipients: a 1, b 2, c 3, twice. a = 3 + 2 = 5, b = 2 + 4 = 6, c = 1 + 6 = 7.
        var result = BordaCount.Count(Vote(electorate, roll, "a>b>c", "a>b>c", "a>b>c", "c>b>a"));
        Assert.Equal(["c", "b", "a"], result.Tallies.Select(x => x.Candidate));
        // In thirds of a point, since three donors voted.
        Assert.Equal(3, result.ScoreUnit);
        Assert.Equal([21, 18, 15], result.Tallies.Select(x => (int)x.Score));
    }

    [Fact]
    public void A_structure_has_one_voice_and_its_last_vote_counts()
    {
        var electorate = new Electorate { Voices = VoiceRule.Structure };
        Voter[] roll = [new("p1", "grocery"), new("p2", "grocery"), new("p3", "kitchen")];
        var election = Vote(electorate, roll, "a", "b", "c>a");
        election = election with { Ballots = [election.Ballots[0] with { CastAt = At(13) }, election.Ballots[1], election.Ballots[2]] };
        var result = BordaCount.Count(election);
        Assert.Equal((2, 2), (result.Roll, result.Cast));
        Assert.Equal(new VoidBallot(1, "p2", new VoidReason.Replaced(At(13))), Assert.Single(result.Void));
        Assert.Equal([2, 0, 2], Points(result));
    }

    [Fact]
    public void Each_void_ballot_has_its_reason()
    {
        var election = Vote(Electorate.Default, Roll(9), "a");
        election = election with
        {
            Ballots =
            [
                new("stranger", At(12), ["a"]),
                new("v1", At(9, 23), ["a"]),
                new("v2", At(21, 0), ["a"]),
                new("v3", At(12), ["a", "z"]),
                new("v4", At(12), ["a", "b", "a"]),
                new("v5", At(12), ["a"]),
                new("v5", At(12), ["b"]),
                new("v6", At(12), ["a"]),
                new("v6", At(14), ["b"]),
                // The first and the last instant of the period count.
                new("v7", At(10, 0), ["c"]),
                new("v8", At(20, 23), ["c"]),
                // A later ballot that is void takes nothing back.
                new("v8", At(22), ["a"]),
            ],
        };
        var result = BordaCount.Count(election);
        Assert.Equal(
            [
                (0, new VoidReason.NotOnRoll()), (1, new VoidReason.BeforeOpening(election.Opens)), (2, new VoidReason.AfterClosing(election.Closes)),
                (3, new VoidReason.UnknownCandidate("z")), (4, new VoidReason.RankedTwice("a")), (5, new VoidReason.Contradicted()),
                (6, new VoidReason.Contradicted()), (7, new VoidReason.Replaced(At(14))), (11, new VoidReason.AfterClosing(election.Closes)),
            ],
            result.Void.Select(x => (x.Index, x.Reason)));
        Assert.Equal([0, 1, 2], Points(result));
    }

    [Fact]
    public void A_ballot_added_or_changed_afterwards_shows_in_the_hash_and_their_order_does_not()
    {
        var election = Vote(Electorate.Default, Roll(3), "a>b>c", "b", "c");
        var hash = BallotHash.Of(election);
        Assert.Equal(hash, BallotHash.Of(election with { Ballots = [.. election.Ballots.Reverse()], Roll = [.. election.Roll.Reverse()] }));
        Assert.NotEqual(hash, BallotHash.Of(election with { Ballots = [.. election.Ballots.Skip(1)] }));
        Assert.NotEqual(hash, BallotHash.Of(election with { Ballots = [election.Ballots[0] with { Ranking = ["a", "c", "b"] }, .. election.Ballots.Skip(1)] }));
    }
}
