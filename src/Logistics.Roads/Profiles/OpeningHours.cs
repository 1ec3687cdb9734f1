namespace Logistics.Roads.Profiles;

/// <summary>Hours, weekdays, holidays and seasons as signs write them: <c>Mo,Tu,Th,Fr 07h45-08h45,16:15-17:45; SH off</c>.</summary>
/// <remarks>
/// The part of https://wiki.openstreetmap.org/wiki/Key:opening_hours/specification that conditions on roads use. Rules come one after the
/// other, and the last one that speaks of the day decides it; a rule after a comma adds to the one before. Hours that pass midnight belong to
/// the day on which they begin. What is not understood (sunrise, weeks, years, the first Monday of a month) makes the whole text not understood.
/// </remarks>
sealed class OpeningHours
{
    const int Day = 24 * 60;

    readonly List<Rule> rules = [];

    OpeningHours()
    {
    }

    /// <param name="Seasons">From and to, both included, as month times 100 plus day; empty: all year.</param>
    /// <param name="Days">Sets of days that must all hold: <c>SH Mo-Fr</c>; empty: every day.</param>
    /// <param name="Hours">In minutes, the end not included and beyond 24 hours when it lies on the next day; empty: all day.</param>
    sealed record Rule(List<(int From, int To)> Seasons, List<Days> Days, List<(int From, int To)> Hours, bool IsOff, bool Adds);

    /// <summary>A bit per weekday, Sunday first as in <see cref="DayOfWeek"/>.</summary>
    record struct Days(int Weekdays, bool PublicHolidays, bool SchoolHolidays);

    /// <summary>Null when any of it is not understood.</summary>
    public static OpeningHours? Parse(string text)
    {
        var hours = new OpeningHours();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
            if (part.Length > 0 && !Reader.Read(part, hours.rules))
                return null;
        return hours.rules.Count > 0 ? hours : null;
    }

    public bool Holds(Moment moment)
    {
        var holds = false;
        var minute = moment.Time.Hour * 60 + moment.Time.Minute;
        foreach (var rule in rules)
        {
            if (!IsInSeason(rule, moment))
                continue;
            var today = IsOn(rule, moment, moment.Weekday) && (rule.Hours.Count == 0 || rule.Hours.Exists(span => minute >= span.From && minute < span.To));
            // Hours that began yesterday; the holidays of yesterday are taken to be those of today.
            var yesterday = rule.Hours.Exists(span => minute + Day < span.To) && IsOn(rule, moment, (DayOfWeek)(((int)moment.Weekday + 6) % 7));
            if (today || yesterday)
                holds = !rule.IsOff;
            else if (!rule.Adds && !rule.IsOff && IsOn(rule, moment, moment.Weekday))
                holds = false;
        }
        return holds;
    }

    static bool IsInSeason(Rule rule, Moment moment)
    {
        var date = 100 * moment.Month + moment.Day;
        return rule.Seasons.Count == 0
            || rule.Seasons.Exists(season => season.From <= season.To ? date >= season.From && date <= season.To : date >= season.From || date <= season.To);
    }

    static bool IsOn(Rule rule, Moment moment, DayOfWeek weekday) =>
        rule.Days.TrueForAll(days => (days.Weekdays >> (int)weekday & 1) != 0 || days.PublicHolidays && moment.IsPublicHoliday || days.SchoolHolidays && moment.IsSchoolHoliday);

    /// <summary>Walks through one rule, or several joined by commas.</summary>
    ref struct Reader(ReadOnlySpan<char> text)
    {
        static readonly string[] weekdays = ["Su", "Mo", "Tu", "We", "Th", "Fr", "Sa"];
        static readonly string[] months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

        ReadOnlySpan<char> rest = text;

        public static bool Read(string text, List<Rule> rules)
        {
            var reader = new Reader(text);
            var adds = false;
            do
            {
                if (reader.One(adds) is not { } rule)
                    return false;
                rules.Add(rule);
                adds = true;
            }
            while (reader.Takes(','));
            return reader.rest.IsEmpty;
        }

        Rule? One(bool adds)
        {
            var rule = new Rule([], [], [], IsOff: false, adds);
            var isAlways = Word("24/7");
            if (!Seasons(rule.Seasons))
                return null;
            while (Days() is { } days)
            {
                if (days == default)
                    return null;
                rule.Days.Add(days);
                Takes(':'); // "Mo-Fr: 07:00-09:00" is common
            }
            if (!Hours(rule.Hours))
                return null;
            if (Word("off") || Word("closed"))
                return rule with { IsOff = true };
            var isOpen = Word("open");
            return isAlways || isOpen || rule.Seasons.Count + rule.Days.Count + rule.Hours.Count > 0 ? rule : null;
        }

        bool Seasons(List<(int, int)> seasons)
        {
            while (Name(months) is var month and >= 0)
            {
                var (from, hasDay) = (month + 1, DayOfMonth());
                var (to, last) = (from, hasDay);
                if (Takes('-'))
                {
                    if (Name(months) is var end and >= 0)
                        (to, last) = (end + 1, DayOfMonth());
                    else if (hasDay is null || (last = DayOfMonth()) is null)
                        return false;
                }
                seasons.Add((100 * from + (hasDay ?? 1), 100 * to + (last ?? 31)));
                var before = rest;
                if (!Takes(','))
                    break;
                if (PeekName(months) < 0)
                {
                    rest = before;
                    break;
                }
            }
            return true;
        }

        /// <summary>Null: no days here; default: days that are not understood.</summary>
        Days? Days()
        {
            Days? found = null;
            while (true)
            {
                if (Word("PH"))
                    found = (found ?? default) with { PublicHolidays = true };
                else if (Word("SH"))
                    found = (found ?? default) with { SchoolHolidays = true };
                else if (Name(weekdays) is var from and >= 0)
                {
                    var to = from;
                    if (Takes('-') && (to = Name(weekdays)) < 0 || !rest.IsEmpty && rest[0] == '[')
                        return default(Days);
                    for (var day = from; ; day = (day + 1) % 7)
                    {
                        found = (found ?? default) with { Weekdays = (found?.Weekdays ?? 0) | 1 << day };
                        if (day == to)
                            break;
                    }
                }
                else
                    return found;
                var before = rest;
                if (!Takes(','))
                    return found;
                if (PeekName(weekdays) < 0 && !rest.StartsWith("PH") && !rest.StartsWith("SH"))
                {
                    rest = before;
                    return found;
                }
            }
        }

        bool Hours(List<(int, int)> hours)
        {
            while (!rest.IsEmpty && char.IsAsciiDigit(rest[0]))
            {
                if (Time() is not { } from || !Takes('-') || Time() is not { } to)
                    return false;
                hours.Add((from, to <= from ? to + Day : to));
                var before = rest;
                if (!Takes(','))
                    break;
                if (rest.IsEmpty || !char.IsAsciiDigit(rest[0]))
                {
                    rest = before;
                    break;
                }
            }
            return true;
        }

        /// <summary>Minutes after midnight; <c>07:45</c>, and as the French write it, <c>7h45</c> or <c>7h</c>.</summary>
        int? Time()
        {
            if (Number() is not { } hour || hour > 24 || rest.IsEmpty || rest[0] is not (':' or 'h' or 'H'))
                return null;
            var isFrench = rest[0] != ':';
            rest = rest[1..];
            if (Number() is not { } minute)
                return isFrench ? Trimmed(hour * 60) : null;
            return minute < 60 && hour * 60 + minute <= Day ? Trimmed(hour * 60 + minute) : null;
        }

        int? DayOfMonth()
        {
            var before = rest;
            if (Number() is { } day && day is > 0 and <= 31 && (rest.IsEmpty || rest[0] is not (':' or 'h' or 'H')))
                return Trimmed(day);
            rest = before;
            return null;
        }

        int? Number()
        {
            var length = 0;
            while (length < rest.Length && length < 3 && char.IsAsciiDigit(rest[length]))
                length++;
            if (length is 0 or > 2)
                return null;
            var number = int.Parse(rest[..length], System.Globalization.CultureInfo.InvariantCulture);
            rest = rest[length..];
            return number;
        }

        int Trimmed(int value)
        {
            rest = rest.TrimStart();
            return value;
        }

        bool Takes(char sign)
        {
            if (rest.IsEmpty || rest[0] != sign)
                return false;
            rest = rest[1..].TrimStart();
            return true;
        }

        bool Word(string word)
        {
            if (!rest.StartsWith(word, StringComparison.Ordinal) || rest.Length > word.Length && char.IsAsciiLetter(rest[word.Length]))
                return false;
            rest = rest[word.Length..].TrimStart();
            return true;
        }

        int Name(string[] names)
        {
            var name = PeekName(names);
            if (name >= 0)
                rest = rest[names[name].Length..].TrimStart();
            return name;
        }

        readonly int PeekName(string[] names)
        {
            for (var i = 0; i < names.Length; i++)
                if (rest.StartsWith(names[i], StringComparison.Ordinal) && (rest.Length == names[i].Length || !char.IsAsciiLetter(rest[names[i].Length])))
                    return i;
            return -1;
        }
    }
}
