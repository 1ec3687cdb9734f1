using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class NeedSection() : CodedSection<Need>(
    new("need", "What a partner wants of one family. The quantity is a cap, never a claim: stating more earns nothing.",
        [Code, Place, Recipient, Territory, Family, Wanted, Urgency, Deadline, Transfer, Wishes, Event]),
    known => known.Needs)
{
    static readonly Field<Site> Place = Required("site", Values.Site, "Code of the site where it is received.");
    static readonly Field<Party> Recipient = Optional("recipient", Values.Party, "Code of who receives; absent: the site's party.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its site.");
    static readonly Field<Family> Family = Required("family", new WordValue<Family>(), "Family of goods.");
    static readonly Field<Mass> Wanted = Required("wantedKg", Values.SomeKilograms, "The most that is wanted, in kilograms.");
    static readonly Field<Urgency> Urgency =
        Optional("urgency", new WordValue<Urgency>(), Domain.Needs.Urgency.Ordinary, "Urgent needs come first: class1 before class2 before class3.");
    static readonly Field<DateTimeOffset> Deadline =
        Required("deadline", Values.Moment, "Goods that come later are worth nothing to this need (inclusive).");
    static readonly Field<Transfer> Transfer =
        Optional("transfer", new WordValue<Transfer>(), Domain.Needs.Transfer.Delivered, "Brought by one of the rounds, or fetched by the recipient; either: the matching decides.");
    static readonly Field<ValueList<Quality>> Wishes =
        Optional("wishes", new ListValue<Quality>(new WordValue<Quality>(), distinct: true), [], "Qualities it wishes for, after all that matters more: organic, local.");
    static readonly Field<string> Event = Optional("event", Values.Name, "The dated event it serves, such as a street round.");

    protected override Need? Build(ObjectReader reader, string code)
    {
        var (site, recipient) = (reader.Get(Place), reader.Find(Recipient));
        var territory = reader.Territory(Territory, otherwise: site?.Territory);
        var (family, wanted, urgency) = (reader.Get(Family), reader.Get(Wanted), reader.Get(Urgency));
        var (deadline, transfer, happening) = (reader.Get(Deadline), reader.Get(Transfer), reader.Find(Event));
        var wishes = reader.Get(Wishes);
        return !reader.Sound ? null : new Need
        {
            Id = TerritoryIds.Need(territory, code),
            Code = code,
            Territory = territory,
            Recipient = recipient?.Id ?? site!.Party,
            Site = site!.Id,
            Family = family,
            Wanted = wanted,
            Urgency = urgency,
            Deadline = deadline,
            Transfer = transfer,
            Wishes = wishes,
            Event = happening,
        };
    }

    public override void Write(ObjectWriter writer, Need fact)
    {
        var site = writer.Names[fact.Site];
        writer.Set(Code, fact.Code);
        writer.Set(Place, site);
        if (fact.Recipient != site.Party)
            writer.Set(Recipient, writer.Names[fact.Recipient]);
        writer.Territory(Territory, fact.Territory, otherwise: site.Territory);
        writer.Set(Family, fact.Family);
        writer.Set(Wanted, fact.Wanted);
        writer.Set(Urgency, fact.Urgency);
        writer.Set(Deadline, fact.Deadline);
        writer.Set(Transfer, fact.Transfer);
        writer.Set(Wishes, fact.Wishes);
        writer.SetIfAny(Event, fact.Event);
    }
}
