using Logistics.Domain.Days;
using Logistics.Domain.Ledgers;
using Logistics.Host.Duties;
using Logistics.Matching.Forecasts;

namespace Logistics.Host.Worker;

/// <summary>Whether the needs of the day that is taken as an example are declared anew.</summary>
public enum RepeatedNeeds { None, LikeThatDay }

/// <summary>What came of opening a day.</summary>
public abstract record OpeningOutcome
{
    OpeningOutcome() { }

    public sealed record Opened(DayDeclarations Day, long Version) : OpeningOutcome;

    public sealed record ThereAlready : OpeningOutcome;

    /// <summary>No earlier day to open it from: the first comes by a file.</summary>
    public sealed record NothingBefore : OpeningOutcome;

    /// <summary>The days hold territories that the visitor does not dispatch.</summary>
    public sealed record NotAllOf : OpeningOutcome;
}

/// <summary>Opens a day from those before it (<see cref="NextDay"/>), with the crews that the rota has for it.</summary>
public sealed class DayOpening(StoreDoor door, RotaDesk rota)
{
    /// <summary>How far back a day of the same weekday is looked for.</summary>
    public const int DaysBack = 35;

    /// <param name="mayOpen">Whether the visitor may open a day with these territories.</param>
    public async Task<OpeningOutcome> OpenAsync(DateOnly date, RepeatedNeeds needs, Func<DayDeclarations, bool> mayOpen, CancellationToken cancellation)
    {
        var days = await door.Store.DaysAsync(cancellation);
        if (days.Any(x => x.Date == date))
            return new OpeningOutcome.ThereAlready();
        if (days.Where(x => x.Date < date).MaxBy(x => x.Date) is not { } last || await door.Store.DeclarationsAsync(last.Date, cancellation) is not var (latest, _))
            return new OpeningOutcome.NothingBefore();
        if (!mayOpen(latest))
            return new OpeningOutcome.NotAllOf();
        var same = days.Where(x => x.Date < date && x.Date.DayOfWeek == date.DayOfWeek && x.Date >= date.AddDays(-DaysBack)).MaxBy(x => x.Date) ?? last;
        var like = same.Date == latest.Date ? latest : (await door.Store.DeclarationsAsync(same.Date, cancellation))!.Value.Day;

        IReadOnlyList<LedgerEntry> received = [];
        var left = NextDay.LeftBy([]);
        if (last.Current is { } current && await door.Store.PlanAsync(current, cancellation) is { } planned)
        {
            var index = planned.Plan.DayOf(new DayIndex(planned.Declarations));
            received = DayReceipts.Of(index, planned.Plan, await door.Store.Proofs.OfDateAsync(last.Date, null, cancellation));
            left = NextDay.LeftBy(planned.Plan.Leftovers);
        }
        var day = NextDay.Of(latest, like, date, received, left);
        if (needs == RepeatedNeeds.LikeThatDay)
            day = NextDay.WithNeedsOf(like, day);
        day = await rota.FollowedAsync(day, cancellation);
        return (await door.Store.Edits.ReplaceAsync([new(null, day, 0, [], [])], cancellation))[0] is { } version
            ? new OpeningOutcome.Opened(day, version)
            : new OpeningOutcome.ThereAlready();
    }
}
