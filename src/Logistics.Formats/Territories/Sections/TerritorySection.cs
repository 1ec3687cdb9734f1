using Logistics.Domain.Parties;
using Logistics.Domain.Policies;
using Logistics.Formats.Territories.Json;
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
