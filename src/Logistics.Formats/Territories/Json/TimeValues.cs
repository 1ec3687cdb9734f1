using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Days;
using static Logistics.Formats.Territories.Json.ObjectShape;

namespace Logistics.Formats.Territories.Json;

/// <summary>A calendar day, <c>2026-11-20</c>.</summary>
sealed class DateValue : Value<DateOnly>
{
    public override bool TryRead(JsonCursor at, out DateOnly value)
    {
        value = default;
        if (at.Text() is not { } text)
            return false;
        if (LocalClock.TryDate(text, out value))
            return true;
        at.Report(ProblemCodes.NotATime, at.Quoted, at.Problems.Word("time.date"));
        return false;
    }

    public override void Write(ObjectWriter to, DateOnly value) => to.Json.WriteStringValue(LocalClock.Text(value));

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = LocalClock.DatePattern };
}

/// <summary>An instant, as the people there write it (<see cref="LocalClock"/>).</summary>
sealed class MomentValue : Value<DateTimeOffset>
{
    public override bool TryRead(JsonCursor at, out DateTimeOffset value)
    {
        value = default;
        if (at.Text() is not { } text)
            return false;
        if (!at.Clock.TryMoment(text, out var instant))
            at.Report(ProblemCodes.NotATime, at.Quoted, at.Problems.Word("time.moment"));
        else if (instant is null)
            at.Report(ProblemCodes.SkippedTime, at.Quoted, at.Clock.Zone.Id);
        value = instant ?? default;
        return instant is not null;
    }

    public override void Write(ObjectWriter to, DateTimeOffset value) => to.Json.WriteStringValue(to.Clock.Text(value));

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = LocalClock.MomentPattern };
}

/// <summary>Several windows of one day. They may stand in any order and touch, but not overlap; they are kept in order.</summary>
sealed class WindowsValue(int least = 0) : Value<ValueList<TimeWindow>>
{
    readonly ListValue<TimeWindow> list = new(Window, least);

    static readonly MomentValue Moment = new();
    static readonly Field<DateTimeOffset> Begin = Required("begin", Moment, "First instant, inclusive.");
    static readonly Field<DateTimeOffset> End = Required("end", Moment, "Last instant, inclusive.");

    /// <summary>One window: <c>{ "begin": "08:30", "end": "12:00" }</c>.</summary>
    public static readonly ObjectValue<TimeWindow> Window = new(
        new("window", "A span of time on the clock of the place; both ends inclusive.", [Begin, End]),
        reader => Between(reader, Begin, End),
        (writer, window) =>
        {
            writer.Set(Begin, window.Begin);
            writer.Set(End, window.End);
        });

    /// <summary>The window of two fields of one object, which must be in order.</summary>
    public static TimeWindow Between(ObjectReader reader, Field<DateTimeOffset> begin, Field<DateTimeOffset> end)
    {
        DateTimeOffset from = reader.Get(begin), to = reader.Get(end);
        if (reader.Sound && to < from)
            reader.Fail(ProblemCodes.DisorderedWindow, reader.At(end), reader.At(begin).Quoted, reader.At(end).Quoted);
        return reader.Sound ? new TimeWindow(from, to) : default;
    }

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out ValueList<TimeWindow> value)
    {
        if (!list.TryRead(at, out value))
            return false;
        value = value.OrderBy(window => window.Begin).ThenBy(window => window.End).ToValueList();
        for (var i = 1; i < value.Count; i++)
            if (value[i].Begin < value[i - 1].End)
            {
                at.Report(ProblemCodes.OverlappingWindows, Words(at.Clock, value[i - 1]), Words(at.Clock, value[i]));
                return false;
            }
        return true;
    }

    public override void Write(ObjectWriter to, ValueList<TimeWindow> value) => list.Write(to, value);

    public override IEnumerable<ObjectShape> Shapes => list.Shapes;

    public override JsonObject Schema() => list.Schema();

    public static string Words(LocalClock clock, TimeWindow window) => $"{clock.Text(window.Begin)}–{clock.Text(window.End)}";
}

/// <summary>A time of any day, <c>08:30</c>.</summary>
sealed class HourValue : Value<TimeOnly>
{
    public override bool TryRead(JsonCursor at, out TimeOnly value)
    {
        value = default;
        if (at.Text() is not { } text)
            return false;
        if (LocalClock.TryHour(text, out value))
            return true;
        at.Report(ProblemCodes.NotATime, at.Quoted, at.Problems.Word("time.hour"));
        return false;
    }

    public override void Write(ObjectWriter to, TimeOnly value) => to.Json.WriteStringValue(LocalClock.Text(value));

    public override JsonObject Schema() => new() { ["type"] = "string", ["pattern"] = LocalClock.HourPattern };
}

/// <summary>Several spans of any day. They may stand in any order and touch, but not overlap; they are kept in order.</summary>
sealed class HoursValue : Value<ValueList<DayHours>>
{
    static readonly HourValue Hour = new();
    static readonly Field<TimeOnly> Begin = Required("begin", Hour, "First minute, inclusive.");
    static readonly Field<TimeOnly> End = Required("end", Hour, "Last minute, inclusive.");

    static readonly ListValue<DayHours> List = new(new ObjectValue<DayHours>(
        new("hours", "A span of any day on the clock of the place; both ends inclusive.", [Begin, End]),
        reader =>
        {
            TimeOnly from = reader.Get(Begin), to = reader.Get(End);
            if (reader.Sound && to < from)
                reader.Fail(ProblemCodes.DisorderedWindow, reader.At(End), reader.At(Begin).Quoted, reader.At(End).Quoted);
            return reader.Sound ? new DayHours(from, to) : default;
        },
        (writer, hours) =>
        {
            writer.Set(Begin, hours.Begin);
            writer.Set(End, hours.End);
        }));

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out ValueList<DayHours> value)
    {
        if (!List.TryRead(at, out value))
            return false;
        value = value.OrderBy(hours => hours.Begin).ThenBy(hours => hours.End).ToValueList();
        for (var i = 1; i < value.Count; i++)
            if (value[i].Begin < value[i - 1].End)
            {
                at.Report(ProblemCodes.OverlappingWindows, Words(value[i - 1]), Words(value[i]));
                return false;
            }
        return true;
    }

    public override void Write(ObjectWriter to, ValueList<DayHours> value) => List.Write(to, value);

    public override IEnumerable<ObjectShape> Shapes => List.Shapes;

    public override JsonObject Schema() => List.Schema();

    static string Words(DayHours hours) => $"{LocalClock.Text(hours.Begin)}–{LocalClock.Text(hours.End)}";
}

/// <summary>An IANA zone name.</summary>
sealed class ZoneValue : Value<string>
{
    const string Pattern = "^[A-Za-z_]+(/[A-Za-z0-9_+-]+)*$";

    readonly TextValue text = new(64, Pattern);

    public override bool TryRead(JsonCursor at, [MaybeNullWhen(false)] out string value)
    {
        if (!text.TryRead(at, out value))
            return false;
        if (TimeZoneInfo.TryFindSystemTimeZoneById(value, out var zone) && zone.HasIanaId)
            return true;
        at.Report(ProblemCodes.UnknownZone, at.Quoted);
        return false;
    }

    public override void Write(ObjectWriter to, string value) => text.Write(to, value);

    public override JsonObject Schema() => text.Schema();
}
