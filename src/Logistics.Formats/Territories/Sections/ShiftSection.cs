using Logistics.Domain;
using Logistics.Domain.Fleet;
using Logistics.Domain.Parties;
using Logistics.Formats.Territories.Json;
using Logistics.Measures;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Sections;

sealed class ShiftSection() : CodedSection<Shift>(
    new("shift", "One driver, one vehicle, one span of the day.",
        [Code, Vehicle, Driver, Territory, Helpers, Span, StartSite, EndSite, Breaks]),
    known => known.Shifts)
{
    static readonly Field<Vehicle> Vehicle = Required("vehicle", Values.Vehicle, "Code of the vehicle.");
    static readonly Field<Driver> Driver = Required("driver", Values.Driver, "Code of the driver.");
    static readonly Field<Territory> Territory = Optional("territory", Values.Territory, "Code of its territory; absent: that of its vehicle.");
    static readonly Field<ValueList<Driver>> Helpers =
        Optional("helpers", new ListValue<Driver>(Values.Driver, distinct: true), [], "Codes of the people who come along to carry.");
    static readonly Field<TimeWindow> Span = Required("span", WindowsValue.Window, "Leaves no earlier, is back no later.");
    static readonly Field<Site> StartSite = Required("startSite", Values.Site, "Code of the site it leaves from.");
    static readonly Field<Site> EndSite = Optional("endSite", Values.Site, "Code of the site it returns to; absent: where it left from.");
    static readonly Field<ValueList<Break>> Breaks =
        Optional("breaks", new ListValue<Break>(BreakValue.Instance), [], "Rests, in any order. The next one may begin only when the window of the one before has ended.");

    protected override Shift? Build(ObjectReader reader, string code)
    {
        var (vehicle, driver) = (reader.Get(Vehicle), reader.Get(Driver));
        var territory = reader.Territory(Territory, otherwise: vehicle?.Territory);
        var (helpers, span) = (reader.Get(Helpers), reader.Get(Span));
        var breaks = reader.Get(Breaks).OrderBy(rest => rest.Window.Begin).ThenBy(rest => rest.Window.End).ToValueList();
        var (start, end) = (reader.Get(StartSite), reader.Find(EndSite));
        if (reader.Sound)
        {
            Judge(reader, span, breaks);
            if (helpers.Contains(driver!))
                reader.Fail(ProblemCodes.OwnHelper, reader.At(Helpers), driver!.Name);
        }
        return !reader.Sound ? null : new Shift
        {
            Id = TerritoryIds.Shift(territory, code),
            Code = code,
            Territory = territory,
            Driver = driver!.Id,
            Helpers = helpers.Select(helper => helper.Id).ToValueList(),
            Vehicle = vehicle!.Id,
            Span = span,
            StartSite = start.Id,
            EndSite = (end ?? start).Id,
            Breaks = breaks,
        };
    }

    /// <summary>Breaks begin within the shift, and which of two comes first must not depend on the round.</summary>
    /// <param name="breaks">In order.</param>
    static void Judge(ObjectReader reader, TimeWindow span, ValueList<Break> breaks)
    {
        if (breaks.Any(rest => rest.Window.Begin < span.Begin || rest.Window.End > span.End))
            reader.Fail(ProblemCodes.BreakOutsideShift, reader.At(Breaks), reader.Clock.Text(span.Begin), reader.Clock.Text(span.End));
        foreach (var (first, second) in breaks.Zip(breaks.Skip(1)))
            if (second.Window.Begin < first.Window.End)
                reader.Fail(
                    ProblemCodes.CrossingBreaks, reader.At(Breaks), WindowsValue.Words(reader.Clock, first.Window), WindowsValue.Words(reader.Clock, second.Window));
    }

    public override void Write(ObjectWriter writer, Shift fact)
    {
        var vehicle = writer.Names[fact.Vehicle];
        writer.Set(Code, fact.Code);
        writer.Set(Vehicle, vehicle);
        writer.Set(Driver, writer.Names[fact.Driver]);
        writer.Territory(Territory, fact.Territory, otherwise: vehicle.Territory);
        writer.Set(Helpers, fact.Helpers.Select(id => writer.Names[id]).ToValueList());
        writer.Set(Span, fact.Span);
        writer.Set(StartSite, writer.Names[fact.StartSite]);
        if (fact.EndSite != fact.StartSite)
            writer.Set(EndSite, writer.Names[fact.EndSite]);
        writer.Set(Breaks, fact.Breaks);
    }
}

static class BreakValue
{
    static readonly Field<DateTimeOffset> Begin = Required("begin", Values.Moment, "It begins at this time or later.");
    static readonly Field<DateTimeOffset> End = Required("end", Values.Moment, "It begins at this time or earlier.");
    static readonly Field<Duration> Length = Required("minutes", Values.Minutes, "How long it lasts, in minutes.");

    public static readonly ObjectValue<Break> Instance = new(
        new("break", "A rest that begins within a window and lasts so long.", [Begin, End, Length]),
        reader => new Break(WindowsValue.Between(reader, Begin, End), reader.Get(Length)),
        (writer, rest) =>
        {
            writer.Set(Begin, rest.Window.Begin);
            writer.Set(End, rest.Window.End);
            writer.Set(Length, rest.Duration);
        });
}
