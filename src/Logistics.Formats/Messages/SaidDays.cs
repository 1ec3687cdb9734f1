using System.Globalization;

namespace Logistics.Formats.Messages;

/// <summary>A day as people say it.</summary>
/// <param name="Other">The other day that may be meant as well, if any.</param>
/// <param name="Next">The token after it.</param>
readonly record struct SaidDay(DateOnly Day, DateOnly? Other, int Next);

/// <summary>Reads days: "demain", "samedi", "lundi prochain", "le 12", "14/11", "14.11.2026", "1er décembre", "J+2".</summary>
/// <param name="today">The sender's day.</param>
sealed class SaidDays(DateOnly today)
{
    /// <summary>A date without a year is the nearest such one, but no longer ago than this.</summary>
    const int MostDaysAgo = 60;

    static readonly Dictionary<string, DayOfWeek> Weekdays = new()
    {
        ["lundi"] = DayOfWeek.Monday,
        ["mardi"] = DayOfWeek.Tuesday,
        ["mercredi"] = DayOfWeek.Wednesday,
        ["jeudi"] = DayOfWeek.Thursday,
        ["vendredi"] = DayOfWeek.Friday,
        ["samedi"] = DayOfWeek.Saturday,
        ["dimanche"] = DayOfWeek.Sunday,
    };

    static readonly Dictionary<string, int> Months = new()
    {
        ["janvier"] = 1,
        ["janv"] = 1,
        ["fevrier"] = 2,
        ["fevr"] = 2,
        ["fev"] = 2,
        ["mars"] = 3,
        ["avril"] = 4,
        ["avr"] = 4,
        ["mai"] = 5,
        ["juin"] = 6,
        ["juillet"] = 7,
        ["juil"] = 7,
        ["aout"] = 8,
        ["septembre"] = 9,
        ["sept"] = 9,
        ["octobre"] = 10,
        ["oct"] = 10,
        ["novembre"] = 11,
        ["nov"] = 11,
        ["decembre"] = 12,
        ["dec"] = 12,
    };

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static bool IsWeekday(string word) => Weekdays.ContainsKey(word);

    /// <summary>A day that names itself, wherever it stands: a weekday, "demain", "14/11", "12 novembre".</summary>
    public SaidDay? Read(Message message, int at)
    {
        if (!message.IsFree(at))
            return null;
        return Relative(message, at) ?? Weekday(message, at) ?? Numbered(message, at);
    }

    /// <summary>As <see cref="Read"/>, and a bare number too: only where a day is expected, after "le" or "DLC".</summary>
    public SaidDay? ReadAfterArticle(Message message, int at) => Read(message, at) ?? OfMonth(message, at);

    /// <summary>The end of a month, as long-lasting goods are dated: "03/2027", "mars 2027", "fin mars".</summary>
    public SaidDay? ReadMonth(Message message, int at)
    {
        if (message.Whole(at, 1, 12) is { } number && message[at + 1] is "/" or "." or "-" && message.Whole(at + 2, 2000, 2199) is { } year)
            return new(EndOf(year, number), null, at + 3);
        if (!Months.TryGetValue(message[at], out var month))
            return null;
        if (message.Whole(at + 1, 2000, 2199) is { } said)
            return new(EndOf(said, month), null, at + 2);
        return new(EndOf(month < today.Month ? today.Year + 1 : today.Year, month), null, at + 1);
    }

    public SaidDay Today(int next) => new(today, null, next);

    SaidDay? Relative(Message message, int at)
    {
        if (message.Says(at, "aujourd", "hui") || message.Says(at, "ce", "jour"))
            return new(today, null, at + 2);
        if (message[at] == "aujourdhui" || message[at] == "auj")
            return new(today, null, at + 1);
        if (message.Says(at, "apres", "demain"))
            return new(today.AddDays(2), null, at + 2);
        if (message[at] is "demain" or "2main")
            return new(today.AddDays(1), null, at + 1);
        if (message.Says(at, "avant", "hier"))
            return new(today.AddDays(-2), null, at + 2);
        if (message[at] == "hier")
            return new(today.AddDays(-1), null, at + 1);
        if (message.Says(at, "j", "+") && message.Whole(at + 2, 0, 400) is { } days)
            return new(today.AddDays(days), null, at + 3);
        return null;
    }

    SaidDay? Weekday(Message message, int at)
    {
        if (!Weekdays.TryGetValue(message[at], out var weekday))
            return null;
        // "Samedi 12 décembre": the number says which Saturday, unless it is the beginning of something else ("samedi 12 cageots").
        if ((Numbered(message, at + 1) ?? (LooksLikeDayOfMonth(message, at + 1) ? OfMonth(message, at + 1) : null)) is { } dated)
            return dated with { Other = dated.Day.DayOfWeek == weekday ? null : Coming(weekday) };
        var next = Coming(weekday);
        if (message[at + 1] is "prochain" or "pro")
            // "Samedi prochain" is this week's Saturday to some and next week's to others.
            return new(next == today ? next.AddDays(7) : next, next == today ? null : next.AddDays(7), at + 2);
        return new(next, next == today ? next.AddDays(7) : null, at + 1);
    }

    static bool LooksLikeDayOfMonth(Message message, int at) =>
        message.Whole(at, 1, 31) is not null && (at + 1 >= message.Count || message.Tokens[at + 1].IsMark || message[at + 1] is "avant" or "de" or "a" or "au" or "entre" or "matin" or "apres" or "soir" or "des" or "jusqu");

    SaidDay? Numbered(Message message, int at)
    {
        if (message.Whole(at, 1, 31) is { } day)
        {
            var first = message[at + 1] == "er" ? at + 2 : at + 1;
            // "1/2 palette" is no first of February.
            if (message[first] is "/" or "." or "-" && message.Whole(first + 1, 1, 12) is { } number && UnitWords.Find(message[first + 2]) is null)
            {
                // With a hyphen or a point it takes the year too, or "10-12 kg" would be a day.
                if (message[first + 2] == message[first] && Year(message, first + 3) is { } year)
                    return Exact(year, number, day, first + 4);
                return message[first] == "/" && message[first + 2] != "/" ? Nearest(number, day, first + 2) : null;
            }
            if (Months.TryGetValue(message[first], out var month))
                return Year(message, first + 1) is { } said && said >= 2000 && message.Number(first + 1) >= 2000 ? Exact(said, month, day, first + 2) : Nearest(month, day, first + 1);
        }
        return null;
    }

    static int? Year(Message message, int at) => message.Whole(at, 2000, 2199) ?? (message.Whole(at, 20, 99) is { } two ? 2000 + two : null);

    /// <summary>The next such day of a month; and when it was some days ago, that one, which may be meant of a date on a package.</summary>
    SaidDay? OfMonth(Message message, int at)
    {
        // "14.11" was cut as a decimal number.
        if (message.IsFree(at) && message.Number(at) is not null && message[at].Split('.') is [var left, var right]
            && int.TryParse(left, CultureInfo.InvariantCulture, out var first) && int.TryParse(right, CultureInfo.InvariantCulture, out var second))
            return Nearest(second, first, at + 1);
        if (!message.IsFree(at) || message.Whole(at, 1, 31) is not { } day)
            return null;
        var next = message[at + 1] == "er" ? at + 2 : at + 1;
        for (var date = today; date < today.AddDays(62); date = date.AddDays(1))
            if (date.Day == day)
                return new(date, today.DayNumber - Before(day).DayNumber <= 7 && date != today ? Before(day) : null, next);
        return null;
    }

    DateOnly Before(int day)
    {
        var date = today.AddDays(-1);
        while (date.Day != day)
            date = date.AddDays(-1);
        return date;
    }

    DateOnly Coming(DayOfWeek weekday) => today.AddDays(((int)weekday - (int)today.DayOfWeek + 7) % 7);

    static SaidDay? Exact(int year, int month, int day, int next) =>
        month is >= 1 and <= 12 && day <= DateTime.DaysInMonth(year, month) ? new(new(year, month, day), null, next) : null;

    SaidDay? Nearest(int month, int day, int next)
    {
        // Seven years hold a 29 February, whatever the century.
        for (var year = today.AddDays(-MostDaysAgo).Year; year <= today.Year + 8; year++)
            if (Exact(year, month, day, next) is { } said && said.Day >= today.AddDays(-MostDaysAgo))
                return said;
        return null;
    }

    static DateOnly EndOf(int year, int month) => new(year, month, DateTime.DaysInMonth(year, month));
}
