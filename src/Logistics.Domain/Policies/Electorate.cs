namespace Logistics.Domain.Policies;

/// <summary>Who votes on the next policy and what a voice weighs: part of the policy, so that nobody changes the electorate but by a vote.</summary>
public sealed record Electorate
{
    /// <summary>« Une personne = une voix », and half of the electorate must vote.</summary>
    public static readonly Electorate Default = new();

    public VoiceRule Voices { get; init; } = VoiceRule.Person;

    /// <summary>What each college weighs; empty unless voices count by college.</summary>
    public ValueList<College> Colleges { get; init; } = [];

    /// <summary>So many percent of the roll must vote, blank votes included, or nothing is decided; 0 to 100.</summary>
    public int QuorumPercent { get; init; } = 50;
}

public enum VoiceRule
{
    /// <summary>Every person on the roll has one voice.</summary>
    Person,

    /// <summary>Every structure has one voice, whoever of its people casts it.</summary>
    Structure,

    /// <summary>Every college weighs what is stated for it, however many its people are.</summary>
    College,
}

/// <param name="Weight">1 to 1000; only the proportions between colleges matter.</param>
public sealed record College(string Name, int Weight);
