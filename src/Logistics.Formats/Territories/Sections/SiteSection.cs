using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class SiteSection() : CodedSection<Site>(
    new("site", "A place where goods are taken or left.",
        [Code, Party, Territory, Name, Kind, Longitude, Latitude, Address, Commune, Phone, AccessHint, OpeningWindows, StorageLeft, DailyOutflow,
         ChilledTo, Approved, ReceptionLeft,
         AcceptedFamilies, RefusedKinds, ReceptionDays, ReceptionHours, LeastShare, Service, HandOut, Hub]),
    known => known.Sites)
{
    static readonly Field<Party> Party = Required("party", Values.Party, "Code of the partner whose place it is.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its party.");
    static readonly Field<string> Name = Required("name", Values.Name, "What people call it.");
    static readonly Field<SiteKind> Kind = Required("kind", new WordValue<SiteKind>(), "What sort of place it is.");
    static readonly Field<int> Longitude = Required("longitude", Values.Longitude, "Degrees east (WGS 84).");
    static readonly Field<int> Latitude = Required("latitude", Values.Latitude, "Degrees north (WGS 84).");
    static readonly Field<string> Address = Optional("address", Values.Words, "Street address.");
    static readonly Field<string> Commune = Required("commune", Values.Name, "Town or village.");
    static readonly Field<string> Phone = Optional("phone", Values.Phone, "Telephone on the spot.");
    static readonly Field<string> AccessHint = Optional("accessHint", Values.Words, "What a driver must know at the door.");
    static readonly Field<ValueList<TimeWindow>> OpeningWindows =
        Required("openingWindows", Values.Windows, "When someone is there on the day; empty: never.");
    static readonly Field<StorageLeft> StorageLeft = Required("storageLeftKg", StorageLeftValue.Instance, "Room left today, in kilograms.");
    static readonly Field<Temperature> ChilledTo =
        Optional("chilledToCelsius", Values.Celsius, "The coldest its cold room holds, in degrees Celsius; absent: +4.");
    static readonly Field<bool> Approved = Optional(
        "approved", Values.Flag, false, "True when it is approved to handle sensitive food, or its sanitary plan foresees giving it.");
    static readonly Field<Mass> ReceptionLeft =
        Optional("receptionLeftKg", Values.Kilograms, "What the people there can receive today, all classes together, in kilograms; absent: no limit.");
    static readonly Field<StorageLeft> DailyOutflow = Optional(
        "dailyOutflowKg", StorageLeftValue.Instance, new StorageLeft(Mass.Zero, Mass.Zero, Mass.Zero), "What leaves the stores in a day and makes room for the days to come, in kilograms.");
    static readonly Field<ValueList<Family>> AcceptedFamilies =
        Required("acceptedFamilies", new ListValue<Family>(new WordValue<Family>(), distinct: true), "Families of goods it takes; empty: none.");
    static readonly Field<ValueList<string>> RefusedKinds =
        Optional("refusedKinds", new ListValue<string>(Values.Slug, distinct: true), [], "Kinds refused though their family is accepted.");
    static readonly Field<ValueList<DayOfWeek>> ReceptionDays = Optional(
        "receptionDays", new ListValue<DayOfWeek>(new WordValue<DayOfWeek>(), distinct: true), [], "Days of the week on which it receives in general; absent or empty: any.");
    static readonly Field<ValueList<DayHours>> ReceptionHours = Optional(
        "receptionHours", Values.Hours, [], "Hours in which it receives in general, on any day of the territory's clock: the next day is opened with them; absent or empty: as on a day like it.");
    static readonly Field<Mass> LeastShare =
        Optional("leastShareKg", Values.Kilograms, Mass.Zero, "Less than this of one lot it does not receive, in kilograms.");
    static readonly Field<Duration> Service =
        Required("serviceMinutes", Values.Minutes, "Time a stop takes whatever is moved: parking, greeting, signing.");
    static readonly Field<Duration> HandOut =
        Required("handOutMinutes", Values.Minutes, "Time from reception to the plate.");
    static readonly Field<Hub> Hub = Optional("hub", HubValue.Instance, "Set when goods are sorted and sent on from here.");

    protected override Site? Build(ObjectReader reader, string code)
    {
        var party = reader.Get(Party);
        var territory = reader.Territory(Territory, otherwise: party?.Territory);
        var (name, kind, longitude, latitude) = (reader.Get(Name), reader.Get(Kind), reader.Get(Longitude), reader.Get(Latitude));
        var (address, commune, phone, hint) = (reader.Find(Address), reader.Get(Commune), reader.Find(Phone), reader.Find(AccessHint));
        var (openings, storage, outflow) = (reader.Get(OpeningWindows), reader.Get(StorageLeft), reader.Get(DailyOutflow));
        var (chilledTo, approved, reception) = (reader.FindValue(ChilledTo), reader.Get(Approved), reader.FindValue(ReceptionLeft));
        var (accepted, refused) = (reader.Get(AcceptedFamilies), reader.Get(RefusedKinds));
        var (days, hours, least) = (reader.Get(ReceptionDays), reader.Get(ReceptionHours), reader.Get(LeastShare));
        var (service, handOut, hub) = (reader.Get(Service), reader.Get(HandOut), reader.Find(Hub));
        return !reader.Sound ? null : new Site
        {
            Id = TerritoryIds.Site(territory, code),
            Code = code,
            Territory = territory,
            Party = party!.Id,
            Name = name,
            Kind = kind,
            Position = new Position(longitude, latitude),
            Address = address,
            Commune = commune,
            Phone = phone,
            AccessHint = hint,
            OpeningWindows = openings,
            StorageLeft = storage,
            DailyOutflow = outflow,
            ChilledTo = chilledTo,
            Approved = approved,
            ReceptionLeft = reception,
            AcceptedFamilies = accepted,
            RefusedKinds = refused,
            ReceptionDays = days,
            ReceptionHours = hours,
            LeastShare = least,
            ServiceDuration = service,
            HandOutDuration = handOut,
            Hub = hub,
        };
    }

    public override void Write(ObjectWriter writer, Site fact)
    {
        var party = writer.Names[fact.Party];
        writer.Set(Code, fact.Code);
        writer.Set(Party, party);
        writer.Territory(Territory, fact.Territory, otherwise: party.Territory);
        writer.Set(Name, fact.Name);
        writer.Set(Kind, fact.Kind);
        writer.Set(Longitude, fact.Position.LongitudeE7);
        writer.Set(Latitude, fact.Position.LatitudeE7);
        writer.SetIfAny(Address, fact.Address);
        writer.Set(Commune, fact.Commune);
        writer.SetIfAny(Phone, fact.Phone);
        writer.SetIfAny(AccessHint, fact.AccessHint);
        writer.Set(OpeningWindows, fact.OpeningWindows);
        writer.Set(StorageLeft, fact.StorageLeft);
        writer.Set(DailyOutflow, fact.DailyOutflow);
        writer.SetIfAny(ChilledTo, fact.ChilledTo);
        writer.Set(Approved, fact.Approved);
        writer.SetIfAny(ReceptionLeft, fact.ReceptionLeft);
        writer.Set(AcceptedFamilies, fact.AcceptedFamilies);
        writer.Set(RefusedKinds, fact.RefusedKinds);
        writer.Set(ReceptionDays, fact.ReceptionDays);
        writer.Set(ReceptionHours, fact.ReceptionHours);
        writer.Set(LeastShare, fact.LeastShare);
        writer.Set(Service, fact.ServiceDuration);
        writer.Set(HandOut, fact.HandOutDuration);
        writer.SetIfAny(Hub, fact.Hub);
    }
}

static class StorageLeftValue
{
    static readonly Field<Mass> Ambient = Required("ambient", Values.Kilograms, "At room temperature, in kilograms.");
    static readonly Field<Mass> Chilled = Required("chilled", Values.Kilograms, "In the cold room, in kilograms.");
    static readonly Field<Mass> Frozen = Required("frozen", Values.Kilograms, "In the freezer, in kilograms.");

    public static readonly ObjectValue<StorageLeft> Instance = new(
        new("storageLeft", "Room left today by temperature class, in kilograms.", [Ambient, Chilled, Frozen]),
        reader => new StorageLeft(reader.Get(Ambient), reader.Get(Chilled), reader.Get(Frozen)),
        (writer, left) =>
        {
            writer.Set(Ambient, left.Ambient);
            writer.Set(Chilled, left.Chilled);
            writer.Set(Frozen, left.Frozen);
        });
}

static class HubValue
{
    static readonly Field<Duration> SortingDelay =
        Required("sortingMinutes", Values.Minutes, "From reception until goods can leave again.");
    static readonly Field<Mass> HourlyCapacity = Required("hourlyCapacityKg", Values.Kilograms, "What can be sorted in an hour, in kilograms.");
    static readonly Field<int> Docks = Required("docks", new WholeValue(1, 1000), "Vehicles that can be served at once.");
    static readonly Field<int> LossPermille = Optional("lossPermille", new WholeValue(0, 1000), 0, "What sorting is expected to find spoilt or broken, in thousandths of what comes in.");

    public static readonly ObjectValue<Hub> Instance = new(
        new("hub", "A place where goods are sorted and sent on.", [SortingDelay, HourlyCapacity, Docks, LossPermille]),
        reader => new Hub(reader.Get(SortingDelay), reader.Get(HourlyCapacity), reader.Get(Docks)) { LossPermille = reader.Get(LossPermille) },
        (writer, hub) =>
        {
            writer.Set(SortingDelay, hub.SortingDelay);
            writer.Set(HourlyCapacity, hub.HourlyCapacity);
            writer.Set(Docks, hub.Docks);
            writer.Set(LossPermille, hub.LossPermille);
        });
}
