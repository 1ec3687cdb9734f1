using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Domain.Policies.Ballots;
using Logistics.Formats.Territories;
using Logistics.Formats.Territories.Json;
using Logistics.Formats.Territories.Sections;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Policies;

/// <summary>A vote as a document: terms, candidates, roll and ballots. It is the archive too.</summary>
static class BallotFile
{
    public const string FormatName = "ramasse-ballot";
    public const int FormatVersion = 1;
    public const string Example = "docs/voting.md";

    static readonly Field<string> Schema = Optional("$schema", Values.Words, "Address of this schema, for editors.");
    static readonly Field<string> Format = Required("format", new FormatValue(FormatName), "Says that this is a ballot file.");
    static readonly Field<int> Version = Required("version", new VersionValue(FormatVersion), "Version of the format.");
    static readonly Field<string> Code = Required("code", Values.Code, "Name of the vote, which the policy that wins refers to.");
    static readonly Field<string> Zone = Required("timeZone", Values.Zone, "IANA name; days are counted on its clocks.");
    static readonly Field<DateOnly> Opens = Required("opens", Values.Date, "First day on which votes count (inclusive).");
    static readonly Field<DateOnly> Closes = Required("closes", Values.Date, "Last day on which votes count (inclusive).");
    static readonly Field<DateOnly> EffectiveFrom = Required("effectiveFrom", Values.Date, "First day on which the policy that wins holds; after the last day of voting.");
    static readonly Field<Electorate> Electorate = Optional("electorate", ElectorateValue.Instance, Domain.Policies.Electorate.Default,
        "That of the policy in force, never a candidate's.");
    static readonly Field<ValueList<Candidate>> Candidates = Required("candidates", new SectionValue<Candidate>(new CandidateSection(), least: 1), "The policies to choose from; at least two.");
    static readonly Field<ValueList<Voter>> Roll = Required("roll", new SectionValue<Voter>(new VoterSection()), "Who may vote.");
    static readonly Field<ValueList<Ballot>> Ballots = Required("ballots", new SectionValue<Ballot>(new BallotSection()), "Every vote that was cast, void ones included.");

    public static readonly ObjectShape Shape = new("ballotFile", "A vote between policies.",
        [Schema, Format, Version, Code, Zone, Opens, Closes, EffectiveFrom, Electorate, Candidates, Roll, Ballots]);

    public static bool IsUnderstood(JsonElement file, JsonCursor root) => Heading.Understood(Format, file, root) && Heading.Understood(Version, file, root);

    public static Election Read(ObjectReader reader)
    {
        reader.Find(Schema);
        reader.Get(Format);
        reader.Get(Version);
        var (code, zone) = (reader.Get(Code), reader.Get(Zone));
        var (opens, closes, effective) = (reader.Get(Opens), reader.Get(Closes), reader.Get(EffectiveFrom));
        // A time without a date is on the opening day; with neither zone nor day the problems of both were told.
        reader.Clock = new LocalClock(opens == default ? LocalClock.FirstDay : opens, zone is null ? TimeZoneInfo.Utc : TimeZoneInfo.FindSystemTimeZoneById(zone));
        if (opens != default && closes != default && closes < opens)
            reader.Fail(ProblemCodes.DisorderedWindow, reader.At(Closes), reader.At(Opens).Quoted, reader.At(Closes).Quoted);
        if (effective != default && closes != default && effective <= closes)
            reader.Fail(ProblemCodes.EffectiveTooSoon, reader.At(EffectiveFrom), LocalClock.Text(effective), LocalClock.Text(closes));
        var election = new Election
        {
            Code = code,
            TimeZone = zone!,
            Opens = opens,
            Closes = closes,
            EffectiveFrom = effective,
            Electorate = reader.Get(Electorate),
            Candidates = reader.Get(Candidates),
            Roll = reader.Get(Roll),
            Ballots = reader.Get(Ballots),
        };
        if (election.Candidates is { Count: 1 })
            reader.Fail(ProblemCodes.TooFewCandidates, reader.At(Candidates));
        reader.Close();
        return election;
    }

    public static void Write(ObjectWriter writer, Election election)
    {
        writer.Clock = new LocalClock(election.Opens, TimeZoneInfo.FindSystemTimeZoneById(election.TimeZone));
        writer.Set(Format, FormatName);
        writer.Set(Version, FormatVersion);
        writer.Set(Code, election.Code);
        writer.Set(Zone, election.TimeZone);
        writer.Set(Opens, election.Opens);
        writer.Set(Closes, election.Closes);
        writer.Set(EffectiveFrom, election.EffectiveFrom);
        writer.Set(Electorate, election.Electorate);
        writer.Set(Candidates, election.Candidates);
        writer.Set(Roll, election.Roll);
        writer.Set(Ballots, election.Ballots);
    }

    sealed class CandidateSection() : CodedSection<Candidate>(
        new("candidate", "A policy that may be chosen.", [Code, Name, Policy]), known => known.Candidates)
    {
        static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
        static readonly Field<Policy> Policy = Required("policy", PolicyValue.Instance, "What it decides. Its dates are replaced by those of the vote if it wins.");

        protected override Candidate? Build(ObjectReader reader, string code)
        {
            var (name, policy) = (reader.Get(Name), reader.Get(Policy));
            return reader.Sound ? new Candidate(code, name, policy) : null;
        }

        public override void Write(ObjectWriter writer, Candidate fact)
        {
            writer.Set(Code, fact.Code);
            writer.Set(Name, fact.Name);
            writer.Set(Policy, fact.Policy);
        }
    }

    sealed class VoterSection() : CodedSection<Voter>(
        new("voter", "Somebody who may vote.", [Code, Structure, College]), known => known.Voters)
    {
        static readonly Field<string> Structure = Optional("structure", Values.Code, "Code of the structure the voter belongs to; needed where structures vote.");
        static readonly Field<string> College = Optional("college", Values.Name, "Name of the college the voter belongs to; needed where colleges vote.");

        protected override Voter? Build(ObjectReader reader, string code)
        {
            var (structure, college) = (reader.Find(Structure), reader.Find(College));
            return reader.Sound ? new Voter(code, structure, college) : null;
        }

        public override void Write(ObjectWriter writer, Voter fact)
        {
            writer.Set(Code, fact.Code);
            writer.SetIfAny(Structure, fact.Structure);
            writer.SetIfAny(College, fact.College);
        }
    }

    /// <summary>What a ballot says is judged by the count, which keeps the reason; only its form is judged here.</summary>
    sealed class BallotSection() : Section<Ballot>(new("ballot", "A vote as it was cast.", [Voter, CastAt, Ranking]))
    {
        static readonly Field<string> Voter = Required("voter", Values.Code, "Code of the voter.");
        static readonly Field<DateTimeOffset> CastAt = Required("castAt", Values.Moment, "When it was cast, on the clocks of the zone; a time without a date is on the opening day.");
        static readonly Field<ValueList<string>> Ranking =
            Required("ranking", new ListValue<string>(Values.Code), "Codes of candidates, best first; those left out rank below all that are named; none: a blank vote.");

        public override Ballot? Read(ObjectReader reader)
        {
            var (voter, at, ranking) = (reader.Get(Voter), reader.Get(CastAt), reader.Get(Ranking));
            return reader.Sound ? new Ballot(voter, at, ranking) : null;
        }

        public override void Write(ObjectWriter writer, Ballot fact)
        {
            writer.Set(Voter, fact.Voter);
            writer.Set(CastAt, fact.CastAt);
            writer.Set(Ranking, fact.Ranking);
        }
    }
}
