using System.Globalization;
using System.Text.Json;
using Logistics.Domain.Policies.Ballots;

namespace Logistics.Formats.Policies;

/// <summary>Writes what a vote came to, with every figure of the count.</summary>
public static class ElectionResultWriter
{
    /// <param name="stream">Written to and left open.</param>
    public static void Write(Election election, ElectionResult result, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(election);
        ArgumentNullException.ThrowIfNull(result);
        using var json = new Utf8JsonWriter(stream, PolicyFile.Layout);
        json.WriteStartObject();
        json.WriteString("format", "ramasse-ballot-result");
        json.WriteNumber("version", 1);
        json.WriteString("ballot", result.Election);
        json.WriteString("ballotHash", BallotHash.Of(election));
        json.WriteString("rule", "borda-modified");
        json.WriteNumber("roll", result.Roll);
        json.WriteNumber("cast", result.Cast);
        json.WriteNumber("blank", result.Blank);
        json.WriteNumber("quorum", result.Quorum);
        json.WriteStartArray("colleges");
        foreach (var college in result.Colleges)
        {
            json.WriteStartObject();
            if (college.Name is not null)
                json.WriteString("name", college.Name);
            json.WriteNumber("weight", college.Weight);
            json.WriteNumber("voices", college.Voices);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        // Scores may be larger than any number type a reader has: they are texts.
        json.WriteString("scoreUnit", result.ScoreUnit.ToString(CultureInfo.InvariantCulture));
        json.WriteStartArray("candidates");
        foreach (var tally in result.Tallies)
        {
            json.WriteStartObject();
            json.WriteString("candidate", tally.Candidate);
            json.WriteString("policyHash", tally.PolicyHash);
            json.WriteStartArray("points");
            foreach (var points in tally.Points)
                json.WriteNumberValue(points);
            json.WriteEndArray();
            json.WriteString("score", tally.Score.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("void");
        foreach (var one in result.Void)
        {
            json.WriteStartObject();
            json.WriteNumber("index", one.Index);
            json.WriteString("voter", one.Voter);
            json.WriteString("reason", CodeOf(one.Reason));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        WriteOutcome(json, result.Outcome);
        json.WriteEndObject();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }

    static void WriteOutcome(Utf8JsonWriter json, ElectionOutcome outcome)
    {
        json.WriteStartObject("outcome");
        switch (outcome)
        {
            case ElectionOutcome.Elected elected:
                json.WriteString("code", "elected");
                json.WriteString("candidate", elected.Candidate);
                json.WriteString("decidedOn", elected.DecidedOn.ToString("O", CultureInfo.InvariantCulture));
                json.WriteString("effectiveFrom", elected.EffectiveFrom.ToString("O", CultureInfo.InvariantCulture));
                break;
            case ElectionOutcome.Tied tied:
                json.WriteString("code", "tied");
                json.WriteStartArray("candidates");
                foreach (var candidate in tied.Candidates)
                    json.WriteStringValue(candidate);
                json.WriteEndArray();
                break;
            case ElectionOutcome.NoQuorum missed:
                json.WriteString("code", "no-quorum");
                json.WriteNumber("missing", missed.Missing);
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
        }
        json.WriteEndObject();
    }

    static string CodeOf(VoidReason reason) => reason switch
    {
        VoidReason.NotOnRoll => "not-on-roll",
        VoidReason.NoCollege => "no-college",
        VoidReason.BeforeOpening => "before-opening",
        VoidReason.AfterClosing => "after-closing",
        VoidReason.UnknownCandidate => "unknown-candidate",
        VoidReason.RankedTwice => "ranked-twice",
        VoidReason.Replaced => "replaced",
        VoidReason.Contradicted => "contradicted",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
