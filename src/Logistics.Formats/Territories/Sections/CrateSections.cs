using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class CrateTypeSection() : CodedSection<CrateType>(
    new("crateType", "A returnable crate.", [Code, Name, Litres, Tare, Owner]),
    known => known.CrateTypes)
{
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<Volume> Litres = Required("volumeLitres", Values.Litres, "Room it takes, in litres.");
    static readonly Field<Mass> Tare = Required("tareKg", Values.Kilograms, "Weight when empty, in kilograms.");
    static readonly Field<Party> Owner = Required("owner", Values.Party, "Code of the partner who wants it back.");

    protected override CrateType? Build(ObjectReader reader, string code)
    {
        var (name, litres, tare, owner) = (reader.Get(Name), reader.Get(Litres), reader.Get(Tare), reader.Get(Owner));
        return reader.Sound ? new CrateType(code, name, litres, tare, owner.Id) : null;
    }

    public override void Write(ObjectWriter writer, CrateType fact)
    {
        writer.Set(Code, fact.Code);
        writer.Set(Name, fact.Name);
        writer.Set(Litres, fact.Volume);
        writer.Set(Tare, fact.Tare);
        writer.Set(Owner, writer.Names[fact.Owner]);
    }
}

sealed class CrateBalanceSection() : Section<CrateBalance>(
    new("crateBalance", "Empty returnable crates at a site.", [Place, Type, Count]))
{
    static readonly Field<Site> Place = Required("site", Values.Site, "Code of the site that holds them.");
    static readonly Field<CrateType> Type = Required("crateType", Values.CrateType, "Code of the crate.");
    static readonly Field<int> Count = Required("count", Values.Count, "How many.");

    public override CrateBalance? Read(ObjectReader reader)
    {
        var (site, type, count) = (reader.Get(Place), reader.Get(Type), reader.Get(Count));
        return reader.Sound ? new CrateBalance(site.Id, type.Code, count) : null;
    }

    public override void Write(ObjectWriter writer, CrateBalance fact)
    {
        writer.Set(Place, writer.Names[fact.Site]);
        writer.Set(Type, writer.CrateType(fact.CrateType));
        writer.Set(Count, fact.Count);
    }
}
