using Logistics.Domain;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

/// <summary>Who votes, and what a voice weighs.</summary>
static class ElectorateValue
{
    static readonly Field<string> Name = Required("name", Values.Name, "Name of the college; the roll refers to it.");
    static readonly Field<int> Weight = Required("weight", new WholeValue(1, 1000), "What the college weighs beside the others, however many vote in it.");

    static readonly ObjectValue<College> College = new(
        new("college", "Voters whose voices together have a stated weight.", [Name, Weight]),
        reader => new College(reader.Get(Name), reader.Get(Weight)),
        (writer, college) =>
        {
            writer.Set(Name, college.Name);
            writer.Set(Weight, college.Weight);
        });

    static readonly Field<VoiceRule> Voices = Optional("voices", new WordValue<VoiceRule>(), VoiceRule.Person, "One voice for each person, for each structure, or by college.");
    static readonly Field<ValueList<College>> Colleges = Optional("colleges", new ListValue<College>(College), [], "The colleges, where voices count by college.");
    static readonly Field<int> Quorum = Optional("quorumPercent", new WholeValue(0, 100), Electorate.Default.QuorumPercent, "Part of the electorate that must vote, in percent.");

    public static readonly ObjectValue<Electorate> Instance = new(
        new("electorate", "Who votes on the next policy, and what a voice weighs.", [Voices, Colleges, Quorum]),
        reader =>
        {
            var electorate = new Electorate { Voices = reader.Get(Voices), Colleges = reader.Get(Colleges), QuorumPercent = reader.Get(Quorum) };
            if (!reader.Sound)
                return electorate;
            var byCollege = electorate.Voices == VoiceRule.College;
            if (byCollege != electorate.Colleges.Count > 0)
                reader.Fail(ProblemCodes.CollegesDisagree, reader.At(Colleges));
            foreach (var twice in electorate.Colleges.GroupBy(x => x.Name).Where(x => x.Count() > 1))
                reader.Fail(ProblemCodes.Repeated, reader.At(Colleges), $"« {twice.Key} »");
            return electorate;
        },
        (writer, electorate) =>
        {
            writer.Set(Voices, electorate.Voices);
            writer.Set(Colleges, electorate.Colleges);
            writer.Set(Quorum, electorate.QuorumPercent);
        });
}
