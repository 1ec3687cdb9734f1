using FsCheck;
using FsCheck.Fluent;
using Logistics.Domain.Policies;
using Logistics.Domain.Policies.Ballots;

namespace Logistics.Domain.Tests.Policies.Ballots;

/// <summary>The axioms of Young 1974 that a count must keep, on made-up votes with incomplete and blank ballots.</summary>
public sealed class BordaProperties
{
    /// <summary>Rankings of some of a, b and c, best first.</summary>
    static readonly Gen<string[]> Votes = Gen.Elements("", "a", "b", "c", "a>b", "b>c", "c>a", "b>a", "a>b>c", "c>b>a", "b>c>a", "a>c>b", "c>a>b").ArrayOf();

    static readonly Electorate NoQuorum = new() { QuorumPercent = 0 };

    static readonly Electorate Colleges = new() { Voices = VoiceRule.College, QuorumPercent = 0, Colleges = [new("even", 3), new("odd", 2)] };

    static Election Of(Electorate electorate, string[] votes) => BordaCountTests.Vote(
        electorate, [.. votes.Select((_, i) => new Voter($"v{i}", College: i % 2 == 0 ? "even" : "odd"))], votes);

    static string[] Winners(ElectionResult result) => result.Outcome switch
    {
        ElectionOutcome.Elected x => [x.Candidate],
        ElectionOutcome.Tied x => [.. x.Candidates],
        _ => [],
    };

    static string[] Winners(string[] votes) => Winners(BordaCount.Count(Of(NoQuorum, votes)));

    [Fact]
    public void Anonymity_who_casts_which_ballot_changes_nothing() => Check.One(Runs.Fixed, Prop.ForAll(Votes.ToArbitrary(), votes =>
    {
        // The whole roll of a college exchanges its ballots: odd voters among themselves, and even ones.
        string[] turned = [.. votes.Skip(2), .. votes.Take(2)];
        return votes.Length % 2 == 1 || new[] { NoQuorum, Colleges }.All(electorate =>
            BordaCount.Count(Of(electorate, votes)).Tallies.Equals(BordaCount.Count(Of(electorate, turned)).Tallies));
    }));

    [Fact]
    public void Neutrality_renaming_the_candidates_renames_the_winner() => Check.One(Runs.Fixed, Prop.ForAll(Votes.ToArbitrary(), votes =>
    {
        // a becomes b, b becomes c, c becomes a.
        static string Renamed(string text) => string.Concat(text.Select(x => x switch { 'a' => 'b', 'b' => 'c', 'c' => 'a', _ => x }));
        return new[] { NoQuorum, Colleges }.All(electorate =>
            Winners(BordaCount.Count(Of(electorate, votes))).Select(Renamed).Order().SequenceEqual(Winners(BordaCount.Count(Of(electorate, [.. votes.Select(Renamed)]))).Order()));
    }));

    [Fact]
    public void Reinforcement_what_two_groups_choose_apart_they_choose_together() => Check.One(Runs.Fixed, Prop.ForAll(Votes.ToArbitrary(), Votes.ToArbitrary(), (one, other) =>
    {
        var common = Winners(one).Intersect(Winners(other)).Order().ToList();
        return common.Count == 0 || Winners([.. one, .. other]).Order().SequenceEqual(common);
    }));

    [Fact]
    public void Ranking_a_candidate_higher_never_harms_it() => Check.One(Runs.Fixed, Prop.ForAll(Votes.ToArbitrary(), votes =>
    {
        var at = Array.FindIndex(votes, x => x.Length > 1 && x[0] != 'a' && x.Contains('a'));
        if (at < 0 || !Winners(votes).SequenceEqual(["a"]))
            return true;
        string[] raised = [.. votes];
        raised[at] = string.Join('>', votes[at].Split('>').OrderByDescending(x => x == "a"));
        return Winners(raised).SequenceEqual(["a"]);
    }));
}
