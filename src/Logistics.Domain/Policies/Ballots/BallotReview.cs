namespace Logistics.Domain.Policies.Ballots;

/// <summary>Which ballots count: one per voice, in the period, from the roll. All others are void, each with its first reason.</summary>
/// <remarks>
/// A void ballot replaces nothing: the last ballot of a voice that is otherwise in order counts. The order in which ballots lie in the box
/// changes nothing.
/// </remarks>
sealed class BallotReview
{
    readonly Election election;
    readonly TimeZoneInfo zone;
    readonly Dictionary<string, Voter> roll;
    readonly HashSet<string> candidates;
    readonly HashSet<string> colleges;

    public BallotReview(Election election)
    {
        this.election = election;
        zone = TimeZoneInfo.FindSystemTimeZoneById(election.TimeZone);
        roll = election.Roll.ToDictionary(x => x.Code, StringComparer.Ordinal);
        candidates = [.. election.Candidates.Select(x => x.Code)];
        colleges = [.. election.Electorate.Colleges.Select(x => x.Name)];
        Voices = roll.Values.Select(VoiceOf).Distinct(StringComparer.Ordinal).Count();

        var reasons = election.Ballots.Select(WhyVoid).ToArray();
        foreach (var ofVoice in election.Ballots.Index().Where(x => reasons[x.Index] is null).GroupBy(x => VoiceOf(roll[x.Item.Voter]), StringComparer.Ordinal))
        {
            var last = ofVoice.Max(x => x.Item.CastAt);
            var final = ofVoice.Where(x => x.Item.CastAt == last).ToList();
            foreach (var (index, _) in ofVoice.Where(x => x.Item.CastAt < last))
                reasons[index] = new VoidReason.Replaced(last);
            if (final.All(x => x.Item.Ranking.Equals(final[0].Item.Ranking)))
                foreach (var (index, _) in final.Skip(1))
                    reasons[index] = new VoidReason.Replaced(last);
            else
                foreach (var (index, _) in final)
                    reasons[index] = new VoidReason.Contradicted();
        }
        Void = [.. election.Ballots.Index().Where(x => reasons[x.Index] is not null).Select(x => new VoidBallot(x.Index, x.Item.Voter, reasons[x.Index]!))];
        Counted = [.. election.Ballots.Index().Where(x => reasons[x.Index] is null).Select(x => (x.Item, roll[x.Item.Voter]))];
    }

    /// <summary>Voices that could be cast.</summary>
    public int Voices { get; }

    public ValueList<VoidBallot> Void { get; }

    public IReadOnlyList<(Ballot Ballot, Voter Voter)> Counted { get; }

    string VoiceOf(Voter voter) => election.Electorate.Voices == VoiceRule.Structure ? voter.Structure ?? voter.Code : voter.Code;

    VoidReason? WhyVoid(Ballot ballot)
    {
        if (!roll.TryGetValue(ballot.Voter, out var voter))
            return new VoidReason.NotOnRoll();
        if (election.Electorate.Voices == VoiceRule.College && (voter.College is null || !colleges.Contains(voter.College)))
            return new VoidReason.NoCollege();
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(ballot.CastAt, zone).DateTime);
        if (day < election.Opens)
            return new VoidReason.BeforeOpening(election.Opens);
        if (day > election.Closes)
            return new VoidReason.AfterClosing(election.Closes);
        var ranked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var candidate in ballot.Ranking)
        {
            if (!candidates.Contains(candidate))
                return new VoidReason.UnknownCandidate(candidate);
            if (!ranked.Add(candidate))
                return new VoidReason.RankedTwice(candidate);
        }
        return null;
    }
}
