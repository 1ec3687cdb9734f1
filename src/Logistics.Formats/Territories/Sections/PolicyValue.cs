using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

/// <summary>A policy: inside a territory, in a file of its own, and as a candidate of a vote.</summary>
static class PolicyValue
{
    static readonly Field<string> Version = Required("version", Values.Name, "Name of this version; every plan repeats it.");
    static readonly Field<DateOnly> DecidedOn = Required("decidedOn", Values.Date, "Day of the vote.");
    static readonly Field<DateOnly> EffectiveFrom = Optional("effectiveFrom", Values.Date, "First day it holds (inclusive); absent: the day it was decided.");
    static readonly Field<decimal> QuantityRisk =
        Required("quantityRiskPercent", Values.Percent, "Chance, in percent, that a lot weighs more than its high estimate.");
    static readonly Field<Duration> SafetyMargin =
        Required("safetyMarginMinutes", Values.Minutes, "Goods arrive at least this long before they could no longer be handed out, in minutes.");
    static readonly Field<Distance> Radius =
        Optional("radiusKilometres", Values.Kilometres, "Greatest distance between donor and recipient, as the crow flies; absent: none.");

    static readonly Field<int> Grams = Required("gramsCo2ePerKilogram", Values.Count, "Grams of CO2 equivalent per kilogram of food.");
    static readonly Field<string> Source = Required("source", Values.Name, "Who says so.");
    static readonly Field<int> Year = Required("year", new WholeValue(1990, 2199), "Year of the source.");

    static readonly Field<EmissionFactor> FoodFactor = Required(
        "foodFactor",
        new ObjectValue<EmissionFactor>(
            new("foodFactor", "An emission factor and where it comes from.", [Grams, Source, Year]),
            reader => new EmissionFactor(reader.Get(Grams), reader.Get(Source), reader.Get(Year)),
            (writer, factor) =>
            {
                writer.Set(Grams, factor.GramsCo2ePerKilogram);
                writer.Set(Source, factor.Source);
                writer.Set(Year, factor.Year);
            }),
        "What one kilogram of food saved from waste spares the climate.");

    static readonly Field<SharingTerms> Sharing = Optional("sharing", SharingValue.Instance, SharingTerms.Default,
        "Who receives what, and in which order aims come; absent: each of its defaults.");
    static readonly Field<Electorate> Electorate = Optional("electorate", ElectorateValue.Instance, Domain.Policies.Electorate.Default,
        "Who votes on the next policy; absent: one person, one voice, and half of the electorate must vote.");

    static readonly Field<string> PolicyHash = Required("policyHash", Values.Hash, "Hash of what was voted on.");
    static readonly Field<string> Ballot = Required("ballot", Values.Code, "Code of the vote.");
    static readonly Field<string> BallotHash = Required("ballotHash", Values.Hash, "Hash of the archived ballot.");

    static readonly Field<PolicySignature> Signature = Optional(
        "signature",
        new ObjectValue<PolicySignature>(
            new("signature", "The vote that a policy came out of.", [PolicyHash, Ballot, BallotHash]),
            reader => new PolicySignature(reader.Get(PolicyHash), reader.Get(Ballot), reader.Get(BallotHash)),
            (writer, signature) =>
            {
                writer.Set(PolicyHash, signature.PolicyHash);
                writer.Set(Ballot, signature.Ballot);
                writer.Set(BallotHash, signature.BallotHash);
            }),
        "The vote it came out of; absent: it was adopted in another way. Its policy hash must be that of this policy.");

    public static readonly ObjectValue<Policy> Instance = new(
        new("policy", "What the members decided, dated and versioned.",
            [Version, DecidedOn, EffectiveFrom, QuantityRisk, SafetyMargin, Radius, FoodFactor, Sharing, Electorate, Signature]),
        Read, Write);

    static Policy Read(ObjectReader reader)
    {
        var policy = new Policy
        {
            Version = reader.Get(Version),
            DecidedOn = reader.Get(DecidedOn),
            EffectiveFrom = reader.FindValue(EffectiveFrom),
            QuantityRiskPercent = reader.Get(QuantityRisk),
            SafetyMargin = reader.Get(SafetyMargin),
            Radius = reader.FindValue(Radius),
            FoodFactor = reader.Get(FoodFactor),
            Sharing = reader.Get(Sharing),
            Electorate = reader.Get(Electorate),
            Signature = reader.Find(Signature),
        };
        if (reader.Sound && policy.EffectiveFrom < policy.DecidedOn)
            reader.Fail(ProblemCodes.EffectiveTooSoon, reader.At(EffectiveFrom), LocalClock.Text(policy.EffectiveFrom.Value), LocalClock.Text(policy.DecidedOn));
        if (reader.Sound && policy.Signature is { } signature && Domain.Policies.PolicyHash.Of(policy) is var hash && signature.PolicyHash != hash)
            reader.Fail(ProblemCodes.NotWhatWasVoted, reader.At(Signature), signature.PolicyHash, hash);
        return policy;
    }

    static void Write(ObjectWriter writer, Policy policy)
    {
        writer.Set(Version, policy.Version);
        writer.Set(DecidedOn, policy.DecidedOn);
        writer.SetIfAny(EffectiveFrom, policy.EffectiveFrom);
        writer.Set(QuantityRisk, policy.QuantityRiskPercent);
        writer.Set(SafetyMargin, policy.SafetyMargin);
        writer.SetIfAny(Radius, policy.Radius);
        writer.Set(FoodFactor, policy.FoodFactor);
        writer.Set(Sharing, policy.Sharing);
        writer.Set(Electorate, policy.Electorate);
        writer.SetIfAny(Signature, policy.Signature);
    }
}
