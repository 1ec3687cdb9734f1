using Logistics.Domain.Duties;
using Logistics.Host.Api;

namespace Logistics.Host.Duties;

/// <summary>What may be changed in a rota, and which crews fall apart by it: the same wherever it is kept.</summary>
public static class RotaRules
{
    /// <summary>How far ahead it is looked whether a crew falls apart.</summary>
    const int DaysAhead = 3;

    /// <summary>A day as it is typed or stands in an address; null: it is none, or none that anybody goes on: there is no month after the calendar's last.</summary>
    public static DateOnly? DateOf(string? text) => DaysApi.DateOf(text ?? "") is { Year: > 1999 and < 2200 } date ? date : null;

    /// <summary>The day a change is about, and the days (both inclusive) of which the rota must be known to judge it.</summary>
    public static (DateOnly Date, DateOnly From, DateOnly Until) Span(RotaChange change, DateOnly today)
    {
        var (date, last) = (change is RotaChange.Tell { Word.Date: var told } ? told : today, today.AddDays(DaysAhead));
        return (date, date < today ? date : today, date > last ? date : last);
    }

    /// <summary>Null: it may be written.</summary>
    public static RotaOutcome? Refuse(RotaChange change, Rota before) => change switch
    {
        RotaChange.Tell { Word: var word } when before.Volunteers.All(x => x.Id != word.Volunteer) || before.Duties.All(x => x.Id != word.Duty || !x.IsOn(word.Date)) => new RotaOutcome.NotThere(),
        RotaChange.Tell { Word: { Coming: not Coming.NotAtAll } word } => before.Judge(word.Volunteer, word.Duty, word.Date, word.Coming) is { } why ? new RotaOutcome.Refused(why) : null,
        RotaChange.KeepVolunteer { Volunteer: var volunteer } when before.Gone.Contains(volunteer.Id) => new RotaOutcome.NotThere(),
        RotaChange.TakeLeave { Leave: var leave } when before.Volunteers.All(x => x.Id != leave.Volunteer) => new RotaOutcome.NotThere(),
        _ => null,
    };

    /// <summary>A duty with one day more on which it rests, or one less; null: there is no such duty.</summary>
    public static Duty? Rested(RotaChange.Rest change, Rota before) => before.Duties.FirstOrDefault(x => x.Id == change.Duty) is { } duty
        ? duty with { Without = [.. change.Goes ? duty.Without.Where(x => x != change.Date) : duty.Without.Append(change.Date).Distinct().Order()] }
        : null;

    /// <summary>Crews of the next days that were whole before, as they are now. A duty that goes no more lacks nobody.</summary>
    public static IReadOnlyList<Outing> FellApart(Rota before, Rota after, DateOnly today)
    {
        var lacking = after.Of(today, today.AddDays(DaysAhead)).Where(x => !x.IsCovered).ToDictionary(x => (x.Duty.Id, x.Date));
        return [.. before.Of(today, today.AddDays(DaysAhead)).Where(x => x.IsCovered).Select(x => lacking.GetValueOrDefault((x.Duty.Id, x.Date))).OfType<Outing>()];
    }
}
