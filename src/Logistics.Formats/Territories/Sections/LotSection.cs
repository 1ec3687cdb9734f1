using Logistics.Domain;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class LotSection() : CodedSection<Lot>(
    new("lot", "A traceable batch of goods that can be given.",
        [Code, Place, Donor, Territory, Product, Kind, Family, Quantity, Litres, Units, Crates, CrateType, Temperature,
         Warmest, Packing, AnimalOrigin, UseBy, BestBefore, KeepsUntil, ShortDateJustification, Pickup, SmallestShare, Indivisible, Source, Qualities])
    { ExactlyOneOf = [UseBy, BestBefore, KeepsUntil] },
    known => known.Lots)
{
    static readonly Field<Site> Place = Required("site", Values.Site, "Code of the site where it is taken.");
    static readonly Field<Party> Donor = Optional("donor", Values.Party, "Code of who gives; absent: the site's party.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its site.");
    static readonly Field<string> Product = Required("product", Values.Name, "What it is, in the donor's words.");
    static readonly Field<string> Kind = Required("kind", Values.Slug, "A finer kind that sites may refuse, such as raw-fish.");
    static readonly Field<Family> Family = Required("family", new WordValue<Family>(), "Family of goods, the unit in which needs are stated.");
    static readonly Field<Quantity> Quantity = Required("quantityKg", QuantityValue.Instance, "How much, in kilograms.");
    static readonly Field<Volume> Litres =
        Optional("volumeLitres", Values.Litres, "Room the whole lot takes, in litres; absent: not known.");
    static readonly Field<int> Units = Optional("units", Values.Count, 0, "Number of units; 0: not counted.");
    static readonly Field<int> Crates = Optional("crates", Values.Count, 0, "Number of crates; 0: none or not counted.");
    static readonly Field<CrateType> CrateType = Optional("crateType", Values.CrateType, "Code of the returnable crate it comes in.");
    static readonly Field<TemperatureClass> Temperature =
        Required("temperature", new WordValue<TemperatureClass>(), "Temperature class it must be kept in.");
    static readonly Field<Temperature> Warmest =
        Optional("warmestCelsius", Values.Celsius, "The warmest it may be kept where its label is stricter than its kind, in degrees Celsius.");
    static readonly Field<Packing> Packing =
        Optional("packing", new WordValue<Packing>(), "How it is packed; food of animal origin that does not say is not given.");
    static readonly Field<bool> AnimalOrigin =
        Optional("animalOrigin", Values.Flag, false, "True when it is of animal origin though its kind is not one that rules know by name.");
    static readonly Field<string> ShortDateJustification = Optional(
        "shortDateJustification", Values.Words, "The donor's word on why its use-by date is near; kept, and opens nothing by itself.");
    static readonly Field<DateOnly> UseBy = Optional("useBy", Values.Date, "Use-by date (DLC); the day itself is still good.");
    static readonly Field<DateOnly> BestBefore = Optional("bestBefore", Values.Date, "Best-before date (DDM); never refuses, only weighs.");
    static readonly Field<DateOnly> KeepsUntil =
        Optional("keepsUntil", Values.Date, "The donor's own estimate where the law asks for no date: bread, fresh fruit and vegetables, hygiene goods.");
    static readonly Field<TimeWindow> Pickup = Required("pickupWindow", WindowsValue.Window, "When loading may begin.");
    static readonly Field<Mass> SmallestShare =
        Optional("smallestShareKg", Values.Kilograms, Mass.Zero, "Less than this is not worth a stop, in kilograms; 0: no such limit.");
    static readonly Field<ValueList<Quality>> Qualities =
        Optional("qualities", new ListValue<Quality>(new WordValue<Quality>(), distinct: true), [], "What a need may wish for: organic, local.");
    static readonly Field<bool> Indivisible = Optional("indivisible", Values.Flag, false, "True when it goes to one recipient or to none.");
    static readonly Field<SourceKind> Source = Required("source", new WordValue<SourceKind>(), "How it came to be given.");

    protected override Lot? Build(ObjectReader reader, string code)
    {
        var (site, donor) = (reader.Get(Place), reader.Find(Donor));
        var territory = reader.Territory(Territory, otherwise: site?.Territory);
        var (product, kind, family, quantity) = (reader.Get(Product), reader.Get(Kind), reader.Get(Family), reader.Get(Quantity));
        var (litres, units, crates, crateType) = (reader.FindValue(Litres), reader.Get(Units), reader.Get(Crates), reader.Find(CrateType));
        var (warmest, packing, animal, justification) =
            (reader.FindValue(Warmest), reader.FindValue(Packing), reader.Get(AnimalOrigin), reader.Find(ShortDateJustification));
        var (temperature, date, pickup) = (reader.Get(Temperature), Date(reader), reader.Get(Pickup));
        var (smallest, indivisible, source) = (reader.Get(SmallestShare), reader.Get(Indivisible), reader.Get(Source));
        var qualities = reader.Get(Qualities);
        if (quantity is not null && smallest > quantity.Range.Expected)
            reader.Fail(ProblemCodes.ShareBeyondLot, reader.At(SmallestShare), smallest.Kilograms, quantity.Range.Expected.Kilograms);
        return !reader.Sound ? null : new Lot
        {
            Id = TerritoryIds.Lot(territory, code),
            Code = code,
            Territory = territory,
            Donor = donor?.Id ?? site!.Party,
            Site = site!.Id,
            Product = product,
            Family = family,
            Kind = kind,
            Quantity = quantity!.Range,
            Origin = quantity.Origin,
            Volume = litres,
            Units = units,
            Crates = crates,
            CrateType = crateType?.Code,
            Temperature = temperature,
            Warmest = warmest,
            Packing = packing,
            Qualities = qualities,
            AnimalOrigin = animal,
            Date = date!,
            ShortDateJustification = justification,
            PickupWindow = pickup,
            SmallestShare = smallest,
            Indivisible = indivisible,
            Source = source,
        };
    }

    /// <summary>The one date of three; none or several is a problem of its own.</summary>
    static DateMark? Date(ObjectReader reader)
    {
        var (useBy, bestBefore, keepsUntil) = (reader.FindValue(UseBy), reader.FindValue(BestBefore), reader.FindValue(KeepsUntil));
        Field[] given = [.. new Field[] { UseBy, BestBefore, KeepsUntil }.Where(reader.Has)];
        if (given.Length == 0)
            reader.Fail(ProblemCodes.NoDate, reader.Cursor);
        else if (given.Length > 1)
            reader.Fail(ProblemCodes.SeveralDates, reader.Cursor, string.Join(", ", given.Select(field => field.Name)));
        return useBy is { } dlc ? new DateMark.UseBy(dlc)
            : bestBefore is { } ddm ? new DateMark.BestBefore(ddm)
            : keepsUntil is { } estimate ? new DateMark.KeepsUntil(estimate)
            : null;
    }

    public override void Write(ObjectWriter writer, Lot fact)
    {
        var site = writer.Names[fact.Site];
        writer.Set(Code, fact.Code);
        writer.Set(Place, site);
        if (fact.Donor != site.Party)
            writer.Set(Donor, writer.Names[fact.Donor]);
        writer.Territory(Territory, fact.Territory, otherwise: site.Territory);
        writer.Set(Product, fact.Product);
        writer.Set(Kind, fact.Kind);
        writer.Set(Family, fact.Family);
        writer.Set(Quantity, new Quantity(fact.Quantity, fact.Origin));
        writer.SetIfAny(Litres, fact.Volume);
        writer.Set(Units, fact.Units);
        writer.Set(Crates, fact.Crates);
        writer.SetIfAny(CrateType, fact.CrateType is { } type ? writer.CrateType(type) : null);
        writer.Set(Temperature, fact.Temperature);
        writer.SetIfAny(Warmest, fact.Warmest);
        writer.SetIfAny(Packing, fact.Packing);
        writer.Set(AnimalOrigin, fact.AnimalOrigin);
        writer.Set(Qualities, fact.Qualities);
        var field = fact.Date switch
        {
            DateMark.UseBy => UseBy,
            DateMark.BestBefore => BestBefore,
            DateMark.KeepsUntil => KeepsUntil,
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        writer.SetIfAny(field, (DateOnly?)fact.Date.Date);
        writer.SetIfAny(ShortDateJustification, fact.ShortDateJustification);
        writer.Set(Pickup, fact.PickupWindow);
        writer.Set(SmallestShare, fact.SmallestShare);
        writer.Set(Indivisible, fact.Indivisible);
        writer.Set(Source, fact.Source);
    }
}

/// <summary>A lot's quantity with where the figure comes from.</summary>
sealed record Quantity(MassRange Range, QuantityOrigin Origin);

static class QuantityValue
{
    static readonly Field<Mass> Low = Required("low", Values.Kilograms, "At least so much, in kilograms.");
    static readonly Field<Mass> Expected = Required("expected", Values.SomeKilograms, "What is shared out, in kilograms.");
    static readonly Field<Mass> High = Required("high", Values.Kilograms, "What vehicles must have room for, in kilograms.");
    static readonly Field<QuantityOrigin> Origin =
        Required("origin", new WordValue<QuantityOrigin>(), "Said by the donor, foreseen from the past, or weighed.");

    public static readonly ObjectValue<Quantity> Instance = new(
        new("quantity", "A quantity that is not known exactly: low ≤ expected ≤ high, in kilograms.", [Low, Expected, High, Origin]),
        reader =>
        {
            var (low, expected, high, origin) = (reader.Get(Low), reader.Get(Expected), reader.Get(High), reader.Get(Origin));
            if (reader.Sound && (low > expected || expected > high))
                reader.Fail(ProblemCodes.DisorderedQuantity, reader.Cursor, low.Kilograms, expected.Kilograms, high.Kilograms);
            return new(reader.Sound ? new MassRange(low, expected, high) : default, origin);
        },
        (writer, quantity) =>
        {
            writer.Set(Low, quantity.Range.Low);
            writer.Set(Expected, quantity.Range.Expected);
            writer.Set(High, quantity.Range.High);
            writer.Set(Origin, quantity.Origin);
        });
}
