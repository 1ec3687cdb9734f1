using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class PartySection() : CodedSection<Party>(
    new("party", "Whoever gives, receives or lends: any partner can be donor and recipient.",
        [Code, Territory, Name, Kind, Phone, Siret, Rna, AttestedPersons, ReceivedEarlier, ReceivedByFamily, AuditedWeeklyNeed, Habilitated, RedistributesShortDated, ConventionRequired, Collection]),
    known => known.Parties)
{
    static readonly Field<Territory> Territory = Required("territory", Values.Territory, "Code of the territory it belongs to.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<PartyKind> Kind = Required("kind", new WordValue<PartyKind>(), "What sort of partner it is.");
    static readonly Field<string> Phone = Optional("phone", Values.Phone, "Telephone.");
    static readonly Field<Siret> Siret = Optional(
        "siret", new RegisterValue<Siret>("^([0-9] ?){14}$", Domain.Parties.Siret.Read, ProblemCodes.NoSiret),
        "Number of the establishment in the French register of businesses: 14 digits, of which the last are check digits.");
    static readonly Field<Rna> Rna = Optional(
        "rna", new RegisterValue<Rna>("^[Ww] ?[0-9] ?[0-9A-Za-z] ?([0-9] ?){7}$", Domain.Parties.Rna.Read, ProblemCodes.NoRna), "Number of the association in the national directory: W and nine digits; overseas and in Corsica the second may be a letter.");
    static readonly Field<int> AttestedPersons =
        Optional("attestedPersons", Values.Count, 0, "Persons it serves, attested once for the partner: its entitled share. 0: no claim of its own.");
    static readonly Field<Mass> ReceivedEarlier =
        Optional("receivedEarlierKg", Values.Kilograms, Mass.Zero, "Already received over the period the policy looks back on, in kilograms.");
    static readonly Field<FamilyMasses> ReceivedByFamily =
        Optional("receivedByFamilyKg", FamilyMassesValue.Instance, FamilyMasses.Zero, "The same told by family, faded by the policy's half-life, in kilograms.");
    static readonly Field<Mass> AuditedWeeklyNeed = Optional(
        "auditedWeeklyNeedKg", Values.Kilograms, Mass.Zero, "What it needs in a week, declared and audited, in kilograms; counts where the policy entitles by it.");
    static readonly Field<bool> Habilitated =
        Optional("habilitated", Values.Flag, true, "Habilitated to distribute food aid (code de l'action sociale et des familles, L. 266-2).");

    static readonly Field<bool> RedistributesShortDated = Optional(
        "redistributesShortDated", Values.Flag, false,
        "Attests that it hands out food before its use-by date even when less than 48 hours are left (code de l'environnement, D. 541-310).");
    static readonly Field<bool> ConventionRequired = Optional(
        "conventionRequired", Values.Flag, false,
        "True when it may give only under a written agreement: shops above 400 m², large caterers, industry and wholesale (code de l'environnement, L. 541-15-6).");
    static readonly Field<CollectionMeans> Collection = Optional(
        "collection", CollectionValue.Instance, CollectionMeans.PlainCar, "What it comes with when it fetches goods; absent: a car without cold and without a box.");

    protected override Party? Build(ObjectReader reader, string code)
    {
        var territory = reader.Territory(Territory, otherwise: null);
        var (name, kind, phone) = (reader.Get(Name), reader.Get(Kind), reader.Find(Phone));
        var (siret, rna) = (reader.FindValue(Siret), reader.FindValue(Rna));
        var (persons, received, habilitated) = (reader.Get(AttestedPersons), reader.Get(ReceivedEarlier), reader.Get(Habilitated));
        var (shortDated, convention, collection) = (reader.Get(RedistributesShortDated), reader.Get(ConventionRequired), reader.Get(Collection));
        var (byFamily, audited) = (reader.Get(ReceivedByFamily), reader.Get(AuditedWeeklyNeed));
        return !reader.Sound ? null : new Party
        {
            Id = TerritoryIds.Party(territory, code),
            Code = code,
            Territory = territory,
            Name = name,
            Kind = kind,
            Phone = phone,
            Siret = siret,
            Rna = rna,
            AttestedPersons = persons,
            ReceivedEarlier = received,
            ReceivedByFamily = byFamily,
            AuditedWeeklyNeed = audited,
            Habilitated = habilitated,
            RedistributesShortDated = shortDated,
            ConventionRequired = convention,
            Collection = collection,
        };
    }

    public override void Write(ObjectWriter writer, Party fact)
    {
        writer.Set(Code, fact.Code);
        writer.Territory(Territory, fact.Territory, otherwise: null);
        writer.Set(Name, fact.Name);
        writer.Set(Kind, fact.Kind);
        writer.SetIfAny(Phone, fact.Phone);
        writer.SetIfAny(Siret, fact.Siret);
        writer.SetIfAny(Rna, fact.Rna);
        writer.Set(AttestedPersons, fact.AttestedPersons);
        writer.Set(ReceivedEarlier, fact.ReceivedEarlier);
        writer.Set(ReceivedByFamily, fact.ReceivedByFamily);
        writer.Set(AuditedWeeklyNeed, fact.AuditedWeeklyNeed);
        writer.Set(Habilitated, fact.Habilitated);
        writer.Set(RedistributesShortDated, fact.RedistributesShortDated);
        writer.Set(ConventionRequired, fact.ConventionRequired);
        writer.Set(Collection, fact.Collection);
    }
}

static class CollectionValue
{
    static readonly Field<ValueList<TemperatureClass>> Classes = Optional(
        "classes", new ListValue<TemperatureClass>(new WordValue<TemperatureClass>(), distinct: true), [], "Temperature classes its vehicle holds.");
    static readonly Field<bool> Box = Optional("isothermalBox", Values.Flag, false, "True when it brings boxes that keep the cold for a while.");

    public static readonly ObjectValue<CollectionMeans> Instance = new(
        new("collection", "What a partner comes with when it fetches goods itself.", [Classes, Box]),
        reader => new CollectionMeans(reader.Get(Classes), reader.Get(Box)),
        (writer, means) =>
        {
            writer.Set(Classes, means.Held);
            writer.Set(Box, means.IsothermalBox);
        });
}
