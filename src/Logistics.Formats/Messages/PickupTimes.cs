using System.Globalization;

namespace Logistics.Formats.Messages;

/// <summary>Reads day and hours of the pickup: "demain avant 16h", "samedi entre 14h et 17h", "à partir de 9h", "ce soir".</summary>
static class PickupTimes
{
    enum Side { None, From, Until, Both, Relative }

    /// <summary>How far back from a time its preposition may stand: "avant demain samedi 16h".</summary>
    const int Reach = 5;

    static readonly TimeOnly LastOfDay = new(23, 59);

    public sealed record Said(DateOnly? Day, TimeOnly? From, TimeOnly? Until);

    public static Said Read(Message message, DateOnly today, Doubts doubts)
    {
        var (from, until) = Hours(message, doubts);
        var day = Day(message, today, hoursSaid: from is not null || until is not null, doubts);
        if (from is null && until is null && !doubts.Has(DraftField.Until))
            (from, until) = PartOfDay(message, ref day, today, doubts);
        else
            PartOfDay(message, ref day, today, doubts: null);
        if (from > until)
        {
            doubts.Add(DraftField.Until, DoubtReason.Unclear, Text(until.Value));
            until = null;
        }
        return new(day, from, until);
    }

    public static string Text(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    static (TimeOnly? From, TimeOnly? Until) Hours(Message message, Doubts doubts)
    {
        TimeOnly? from = null, until = null;
        for (var i = 0; i < message.Count; i++)
        {
            if (Clock(message, i) is not var (begin, next))
            {
                next = Bare(message, i, ref until, doubts);
                if (next > i)
                    i = next - 1;
                continue;
            }
            var side = SideOf(message, i, next);
            if (side == Side.Relative)
                doubts.Add(DraftField.Until, DoubtReason.Unclear);
            else if (RangeEnd(message, next, i) is var (end, after))
            {
                (from, until) = (from ?? begin, until ?? end);
                next = after;
            }
            else if (side == Side.Until)
                until ??= begin;
            else if (from is null)
            {
                from = begin;
                // "À 15h" may be the beginning, the end, or the minute.
                if (side == Side.None)
                    doubts.Add(DraftField.From, DoubtReason.Unclear, Text(begin));
            }
            message.Take(i, next);
            i = next - 1;
        }
        return (from, until);
    }

    /// <summary>"16h", "16h30", "16:30", "16 heures", "midi", "5h du soir"; in "14-17h" the 14.</summary>
    static (TimeOnly Time, int Next)? Clock(Message message, int at)
    {
        if (Alone(message, at) is { } alone)
            return alone;
        // The first of "14-17h" and "entre 14 et 17h".
        return message.IsFree(at) && message.Whole(at, 0, 23) is { } hour && message[at + 1] is "-" or "/" or "a" or "et" && Alone(message, at + 2) is var (end, _) && end.Hour > hour
            ? (new(hour, 0), at + 1)
            : null;
    }

    static (TimeOnly Time, int Next)? Alone(Message message, int at)
    {
        if (!message.IsFree(at))
            return null;
        if (message[at] == "midi" && message[at - 1] != "apres")
            return message[at + 1] == "et" && message[at + 2] is "demi" or "demie" ? (new(12, 30), at + 3) : (new(12, 0), at + 1);
        if (message[at] == "minuit")
            return (LastOfDay, at + 1);
        if (message.Whole(at, 0, 24) is not { } hour)
            return null;
        if (message[at + 1] is "h" or "heure" or "heures" or "hr" or "hrs")
        {
            var (minute, next) = message.Whole(at + 2, 0, 59) is { } said && message.Touches(at + 1) && message[at + 2].Length == 2 ? (said, at + 3) : (0, at + 2);
            return (At(hour, minute, message, ref next), next);
        }
        if (message[at + 1] == ":" && message.Touches(at) && message.Touches(at + 1) && message.Whole(at + 2, 0, 59) is { } after && message[at + 2].Length == 2)
        {
            var next = at + 3;
            return (At(hour, after, message, ref next), next);
        }
        return null;
    }

    static TimeOnly At(int hour, int minute, Message message, ref int next)
    {
        var evening = message.Says(next, "du", "soir") || message.Says(next, "de", "l", "apres", "midi");
        if (evening)
            next += message[next] == "du" ? 2 : 4;
        return hour == 24 ? LastOfDay : new(evening && hour < 12 ? hour + 12 : hour, minute);
    }

    static (TimeOnly End, int Next)? RangeEnd(Message message, int at, int begin)
    {
        var second = message[at] switch
        {
            "-" or "/" or "a" => at + 1,
            "et" when message[begin - 1] == "entre" || message[begin - 2] == "entre" => at + 1,
            "jusqu" => at + 2,
            "et" when message[at + 1] == "jusqu" => at + 3,
            _ => -1,
        };
        return second >= 0 && Alone(message, second) is var (end, next) ? (end, next) : null;
    }

    /// <summary>"Avant 16", with nothing behind that is counted: most likely an hour, and asked about.</summary>
    static int Bare(Message message, int at, ref TimeOnly? until, Doubts doubts)
    {
        if (!message.IsFree(at) || message[at] != "avant" || message.Whole(at + 1, 6, 22) is not { } hour || !(at + 2 >= message.Count || message.Tokens[at + 2].IsMark || message[at + 2] is "a" or "au" or "chez" or "svp" or "merci")
            || message[at + 2] is "/" or "-")
            return at;
        until ??= new(hour, 0);
        doubts.Add(DraftField.Until, DoubtReason.Unclear, Text(until.Value));
        message.Take(at, at + 2);
        return at + 2;
    }

    static Side SideOf(Message message, int at, int next)
    {
        if (message[next] is "max" or "maxi" or "maximum" or "dernier" || message.Says(next, "au", "plus", "tard") || message.Says(next, "grand", "max"))
            return Side.Until;
        for (var i = at - 1; i >= at - Reach && i >= 0 && !(message.Tokens[i].IsMark && message[i] is not ":"); i--)
            switch (message[i])
            {
                case "avant" or "jusqu" or "jusque" or "ici" or "tard" or "delai" or "ferme" or "fermeture" or "fermons" or "limite" or "maximum" or "max":
                    return Side.Until;
                case "partir" or "des" or "apres" or "depuis" or "ouvre" or "ouverture":
                    return Side.From;
                case "dans":
                    return Side.Relative;
                case "entre":
                    return Side.Both;
            }
        return Side.None;
    }

    static DateOnly? Day(Message message, DateOnly today, bool hoursSaid, Doubts doubts)
    {
        var calendar = new SaidDays(today);
        DateOnly? day = null;
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsFree(i))
                continue;
            // Usual hours are not the day that is meant: "ouvert du lundi au vendredi", "tous les samedis".
            if (message[i] == "du" && SaidDays.IsWeekday(message[i + 1]) && message[i + 2] == "au" && SaidDays.IsWeekday(message[i + 3]))
            {
                message.Take(i, i + 4);
                continue;
            }
            if (message.Says(i, "ce", "midi"))
                day ??= today;
            var said = message[i] == "le" ? AfterArticle(calendar, message, i + 1) : calendar.Read(message, i);
            if (said is not { } one)
                continue;
            // A day that has gone by is no day of service: the later one is meant.
            var meant = one.Day < today && one.Other > today ? one.Other.Value : one.Day;
            if (day is not null)
            {
                if (day != meant)
                    doubts.Add(DraftField.Day, DoubtReason.Several, SaidDays.Text(day.Value), SaidDays.Text(meant));
            }
            else if (!hoursSaid && IsDeadline(message, i))
                doubts.Add(DraftField.Day, DoubtReason.Several, DaysTo(today, meant));
            else
            {
                day = meant < today ? null : meant;
                if (day is null)
                    doubts.Add(DraftField.Day, DoubtReason.Unclear);
                else if (one.Other > today)
                    doubts.Add(DraftField.Day, DoubtReason.Unclear, SaidDays.Text(meant), SaidDays.Text(one.Other == meant ? one.Day : one.Other.Value));
            }
            message.Take(i, one.Next);
            i = one.Next - 1;
        }
        return day;
    }

    static SaidDay? AfterArticle(SaidDays calendar, Message message, int at) =>
        message.IsWord(at + 1) && message.Whole(at, 1, 31) is not null && message[at + 1] is "kg" or "kilos" or "cageots" ? null : calendar.ReadAfterArticle(message, at);

    static bool IsDeadline(Message message, int at)
    {
        for (var i = at - 1; i >= at - 2 && i >= 0; i--)
            if (message[i] is "avant" or "jusqu" or "ici")
                return true;
        return false;
    }

    static IEnumerable<string> DaysTo(DateOnly today, DateOnly last)
    {
        for (var day = today; day <= last && day < today.AddDays(Doubts.MostChoices); day = day.AddDays(1))
            yield return SaidDays.Text(day);
    }

    /// <summary>"Ce matin", "demain après-midi", "ce soir": the day, and hours to ask about. The hours are those in which most places answer.</summary>
    static (TimeOnly? From, TimeOnly? Until) PartOfDay(Message message, ref DateOnly? day, DateOnly today, Doubts? doubts)
    {
        for (var i = 0; i < message.Count; i++)
        {
            if (!message.IsFree(i))
                continue;
            var part = message[i] switch
            {
                "matin" or "matinee" => (Begin: new TimeOnly(8, 0), End: new TimeOnly(12, 0), Words: 1),
                "aprem" => (new(14, 0), new(18, 0), 1),
                "apres" when message[i + 1] == "midi" => (new(14, 0), new(18, 0), 2),
                "soir" or "soiree" => (new(18, 0), new(21, 0), 1),
                _ => (default, default, 0),
            };
            if (part.Words == 0)
                continue;
            if (message[i - 1] is "ce" or "cet" or "cette" && day is null)
                day = today;
            message.Take(i, i + part.Words);
            if (doubts is null)
                continue;
            if (part.Words == 1 && part.Begin.Hour == 18 || message[i - 2] is "fin" or "debut" or "milieu" || message[i - 3] is "fin" or "debut" or "milieu" || message[i - 1] == "avant" || message[i - 2] == "avant")
            {
                doubts.Add(DraftField.Until, DoubtReason.Unclear, HoursOf(part.Begin, part.End));
                return (null, null);
            }
            doubts.Add(DraftField.From, DoubtReason.Estimated, Text(part.Begin));
            doubts.Add(DraftField.Until, DoubtReason.Estimated, Text(part.End));
            return (part.Begin, part.End);
        }
        return (null, null);
    }

    static IEnumerable<string> HoursOf(TimeOnly begin, TimeOnly end)
    {
        for (var hour = begin.Hour; hour <= end.Hour; hour++)
            yield return Text(new(hour, 0));
    }
}
