using System.Globalization;

namespace Logistics.Domain.Policies.Ballots;

/// <summary>The name that an archived vote gives itself: a ballot added, lost or changed afterwards shows.</summary>
public static class BallotHash
{
    /// <summary>SHA-256 over terms, roll and ballots, whatever order they lie in, as 64 hexadecimal digits.</summary>
    public static string Of(Election election)
    {
        ArgumentNullException.ThrowIfNull(election);
        var text = new CanonicalText("ramasse-ballot 1")
            .Line("code", election.Code).Line("timeZone", election.TimeZone)
            .Line("opens", election.Opens).Line("closes", election.Closes).Line("effectiveFrom", election.EffectiveFrom)
            .Line("voices", election.Electorate.Voices.ToString()).Line("quorumPercent", election.Electorate.QuorumPercent);
        foreach (var college in election.Electorate.Colleges.OrderBy(x => x.Name, StringComparer.Ordinal))
            text.Line($"college.{college.Weight}", college.Name);
        foreach (var candidate in election.Candidates.OrderBy(x => x.Code, StringComparer.Ordinal))
            text.Line("candidate", [candidate.Code, PolicyHash.Of(candidate.Policy)]);
        foreach (var voter in election.Roll.OrderBy(x => x.Code, StringComparer.Ordinal))
            text.Line("voter", voter.Code).Line("structure", voter.Structure ?? "").Line("college", voter.College ?? "");
        foreach (var ballot in election.Ballots.Select(TextOf).Order(StringComparer.Ordinal))
            text.Line("ballot", ballot);
        return text.Hash();
    }

    static string TextOf(Ballot ballot) =>
        string.Join(' ', [ballot.Voter, ballot.CastAt.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture), .. ballot.Ranking]);
}
