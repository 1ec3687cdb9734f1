using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class TerritorySection() : CodedSection<Territory>(
    new("territory", "A group of partners that shares surplus under one voted policy.", [Code, Name, TimeZone, Policy]),
    known => known.Territories)
{
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<string> TimeZone = Required("timeZone", Values.Zone, "IANA name, such as Europe/Paris; the times of its sites are local to it.");
    static readonly Field<Policy> Policy = Required("policy", PolicyValue.Instance, "What the members decided.");

    protected override Territory? Build(ObjectReader reader, string code)
    {
        var (name, zone, policy) = (reader.Get(Name), reader.Get(TimeZone), reader.Get(Policy));
        if (!reader.Sound)
            return null;
        var territory = new Territory { Id = TerritoryIds.Territory(code), Code = code, Name = name, TimeZone = zone, Policy = policy };
        reader.Known.Add(territory, reader.Clock.Day);
        return territory;
    }

    public override void Write(ObjectWriter writer, Territory fact)
    {
        writer.Set(Code, fact.Code);
        writer.Set(Name, fact.Name);
        writer.Set(TimeZone, fact.TimeZone);
        writer.Set(Policy, fact.Policy);
    }
}

static class PolicyValue
{
    static readonly Field<string> Version = Required("version", Values.Name, "Name of this version; every plan repeats it.");
    static readonly Field<DateOnly> DecidedOn = Required("decidedOn", Values.Date, "Day of the vote.");
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

    public static readonly ObjectValue<Policy> Instance = new(
        new("policy", "What the members decided, dated and versioned.", [Version, DecidedOn, QuantityRisk, SafetyMargin, Radius, FoodFactor]),
        reader => new Policy
        {
            Version = reader.Get(Version),
            DecidedOn = reader.Get(DecidedOn),
            QuantityRiskPercent = reader.Get(QuantityRisk),
            SafetyMargin = reader.Get(SafetyMargin),
            Radius = reader.FindValue(Radius),
            FoodFactor = reader.Get(FoodFactor),
        },
        (writer, policy) =>
        {
            writer.Set(Version, policy.Version);
            writer.Set(DecidedOn, policy.DecidedOn);
            writer.Set(QuantityRisk, policy.QuantityRiskPercent);
            writer.Set(SafetyMargin, policy.SafetyMargin);
            writer.SetIfAny(Radius, policy.Radius);
            writer.Set(FoodFactor, policy.FoodFactor);
        });
}
