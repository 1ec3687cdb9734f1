using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class PartySection() : CodedSection<Party>(
    new("party", "Whoever gives, receives or lends: any partner can be donor and recipient.",
        [Code, Territory, Name, Kind, Phone, AttestedPersons, ReceivedEarlier, Habilitated]),
    known => known.Parties)
{
    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of the territory it belongs to.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<PartyKind> Kind = Required("kind", new WordValue<PartyKind>(), "What sort of partner it is.");
    static readonly Field<string> Phone = Optional("phone", Values.Phone, "Telephone.");
    static readonly Field<int> AttestedPersons =
        Optional("attestedPersons", Values.Count, 0, "Persons it serves, attested once for the partner: its entitled share. 0: no claim of its own.");
    static readonly Field<Mass> ReceivedEarlier =
        Optional("receivedEarlierKg", Values.Kilograms, Mass.Zero, "Already received over the period the policy looks back on, in kilograms.");
    static readonly Field<bool> Habilitated =
        Optional("habilitated", Values.Flag, true, "Habilitated to distribute food aid (code de l'action sociale et des familles, L. 266-2).");

    protected override Party? Build(ObjectReader reader, string code)
    {
        var territory = reader.Territory(Territory, otherwise: null);
        var (name, kind, phone) = (reader.Get(Name), reader.Get(Kind), reader.Find(Phone));
        var (persons, received, habilitated) = (reader.Get(AttestedPersons), reader.Get(ReceivedEarlier), reader.Get(Habilitated));
        return !reader.Sound ? null : new Party
        {
            Id = TerritoryIds.Party(territory, code),
            Code = code,
            Territory = territory,
            Name = name,
            Kind = kind,
            Phone = phone,
            AttestedPersons = persons,
            ReceivedEarlier = received,
            Habilitated = habilitated,
        };
    }

    public override void Write(ObjectWriter writer, Party fact)
    {
        writer.Set(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.Set(Name, fact.Name);
        writer.Set(Kind, fact.Kind);
        writer.SetIfAny(Phone, fact.Phone);
        writer.Set(AttestedPersons, fact.AttestedPersons);
        writer.Set(ReceivedEarlier, fact.ReceivedEarlier);
        writer.Set(Habilitated, fact.Habilitated);
    }
}
