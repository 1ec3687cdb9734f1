using Logistics.Domain.Goods;
using Logistics.Domain.Needs;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class DeclineSection() : Section<Decline>(
    new("decline", "A recipient was offered a lot for one of its needs and said no; saying no costs nothing.", [Of, For, Most, Motive]))
{
    static readonly Field<Lot> Of = Required("lot", Values.Lot, "Code of the lot.");
    static readonly Field<Need> For = Required("need", Values.Need, "Code of the need.");
    static readonly Field<Mass> Most = Optional("takesKg", Values.Kilograms, Mass.Zero, "What it takes of the lot all the same, in kilograms; absent: none of it.");
    static readonly Field<string> Motive = Optional("motive", Values.Words, "Why, in its own words; shown to whoever asks.");

    public override Decline? Read(ObjectReader reader)
    {
        var (lot, need, most, motive) = (reader.Get(Of), reader.Get(For), reader.Get(Most), reader.Find(Motive));
        return reader.Sound ? new Decline(lot.Id, need.Id, most, motive) : null;
    }

    public override void Write(ObjectWriter writer, Decline fact)
    {
        writer.Set(Of, writer.Names[fact.Lot]);
        writer.Set(For, writer.Names[fact.Need]);
        writer.Set(Most, fact.Most);
        writer.SetIfAny(Motive, fact.Motive);
    }
}
