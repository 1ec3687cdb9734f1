using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Worker;

namespace Logistics.Host.Duties;

/// <summary>Changes rotas, sounds the alarm when a crew falls apart, and has what is declared for the days to come follow.</summary>
public sealed class RotaDesk(StoreDoor door, PublicAddress address, TimeProvider clock)
{
    /// <summary>How often it is begun anew when others change the same day.</summary>
    const int Attempts = 5;

    /// <summary>Of a day that is being opened: shifts taken from another day are nobody's way yet.</summary>
    static readonly DateTimeOffset nothingHasLeft = DateTimeOffset.MinValue;

    /// <summary>Where the territory's clocks stand; that of UTC where nothing of it was ever declared.</summary>
    public async Task<TimeZoneInfo> ZoneOfAsync(TerritoryId territory, CancellationToken cancellation) =>
        (await door.Store.Claims.TerritoriesAsync(cancellation)).FirstOrDefault(x => x.Territory == territory.Value) is { } known && TimeZoneInfo.TryFindSystemTimeZoneById(known.Zone, out var zone) ? zone : TimeZoneInfo.Utc;

    public DateOnly TodayIn(TimeZoneInfo zone) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);

    /// <param name="by">Who enters it; null: a volunteer by its link.</param>
    public async Task<RotaOutcome> ChangeAsync(TerritoryId territory, RotaChange change, Guid? by, CancellationToken cancellation)
    {
        var zone = await ZoneOfAsync(territory, cancellation);
        var outcome = await door.Store.Rota.ChangeAsync(territory, change, by, TodayIn(zone), (fellApart, rota, dispatchers) => LettersOf(fellApart, rota, dispatchers, zone), cancellation);
        if (outcome is RotaOutcome.Kept)
            await FollowAsync(territory, cancellation);
        return outcome;
    }

    /// <summary>Has the declared days from today on follow a territory's rota. What a host that was killed left undone is done the next time.</summary>
    public async Task FollowAsync(TerritoryId territory, CancellationToken cancellation)
    {
        var today = TodayIn(await ZoneOfAsync(territory, cancellation));
        foreach (var state in (await door.Store.DaysAsync(cancellation)).Where(x => x.Date >= today))
            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                if (await door.Store.DeclarationsAsync(state.Date, cancellation) is not var (day, version) || day.Territories.All(x => x.Id != territory))
                    break;
                var (after, _) = DutyShifts.Apply(day, territory, await door.Store.Rota.ReadAsync(territory, day.Date, day.Date, cancellation), clock.GetUtcNow());
                if (ReferenceEquals(after, day) || (await door.Store.Edits.ReplaceAsync([new(day, after, version, [], [])], cancellation))[0] is not null)
                    break;
            }
    }

    /// <summary>A day as the rotas of its territories want it, before it is declared.</summary>
    public async Task<DayDeclarations> FollowedAsync(DayDeclarations day, CancellationToken cancellation)
    {
        foreach (var (territory, rota) in await RotasAsync(day, cancellation))
            day = DutyShifts.Apply(DutyShifts.WithoutGone(day, rota), territory, rota, nothingHasLeft).Day;
        return day;
    }

    /// <summary>What of a day's duties does not leave, or did not: crews that lack somebody, and those whose vehicle or places are not there.</summary>
    public async Task<IReadOnlyList<Outing>> NotLeavingAsync(DayDeclarations day, CancellationToken cancellation)
    {
        var (found, now) = (new List<Outing>(), clock.GetUtcNow());
        foreach (var (territory, rota) in await RotasAsync(day, cancellation))
        {
            // A crew that is incomplete by what was said or kept since does not take back that it left.
            var underway = day.Shifts.Where(x => DutyShifts.IsUnderway(x, day.Date, rota, now)).Select(x => x.Id).ToHashSet();
            found.AddRange(rota.Of(day.Date, day.Date).Where(x => !x.IsCovered && !underway.Contains(x.Duty.Id)));
            found.AddRange(DutyShifts.Apply(day, territory, rota, now).Stuck);
        }
        return found;
    }

    async Task<IReadOnlyList<(TerritoryId Territory, Rota Rota)>> RotasAsync(DayDeclarations day, CancellationToken cancellation)
    {
        var found = new List<(TerritoryId, Rota)>();
        foreach (var territory in (await door.Store.Rota.TerritoriesAsync(cancellation)).Where(x => day.Territories.Any(y => y.Id == x)))
            found.Add((territory, await door.Store.Rota.ReadAsync(territory, day.Date, day.Date, cancellation)));
        return found;
    }

    /// <summary>What was declared last: names of vehicles and places.</summary>
    public async Task<DayIndex?> LatestAsync(CancellationToken cancellation) =>
        (await door.Store.DaysAsync(cancellation)).MaxBy(x => x.Date) is { } last && await door.Store.DeclarationsAsync(last.Date, cancellation) is var (day, _) ? new DayIndex(day) : null;

    List<AlarmLetter> LettersOf(IReadOnlyList<Outing> fellApart, Rota rota, IReadOnlyList<Storage.DispatcherRow> dispatchers, TimeZoneInfo zone)
    {
        var now = clock.GetUtcNow();
        var letters = new List<AlarmLetter>();
        foreach (var outing in fellApart)
        {
            if (LocalTime.ToInstant(outing.Date, outing.Duty.Leaves, zone) is not { } leaves || leaves <= now || leaves - now > Outing.AlarmWithin)
                continue;
            foreach (var dispatcher in dispatchers)
                letters.Add(new(DutyWords.Alarm(outing, dispatcher.Email, CultureInfo.GetCultureInfo(dispatcher.Language == "en" ? "en-GB" : "fr-FR"), address.Link($"/qui-conduit?du={outing.Date:yyyy-MM-dd}"))));
            foreach (var volunteer in rota.Volunteers.Where(x => x.Email is not null && MayStepIn(x, outing, rota)))
            {
                var token = Token.New();
                letters.Add(new(DutyWords.Call(outing, volunteer, address.Link($"/b/{token.Text}")), volunteer.Id, token));
            }
        }
        return letters;
    }

    /// <summary>Whether somebody who has not said no could come as what is lacking.</summary>
    static bool MayStepIn(Volunteer volunteer, Outing outing, Rota rota)
    {
        if (outing.Hindered.Any(x => x.Who.Id == volunteer.Id) || outing.Crew.Any(x => x.Who.Id == volunteer.Id))
            return false;
        // Where nothing lacks but hands for what is heavy, who does not lift it is not called.
        if (outing.Gaps.All(x => x is Gap.NobodyLifts) && volunteer.Lifts < outing.Duty.Heaviest)
            return false;
        return rota.Judge(volunteer.Id, outing.Duty.Id, outing.Date, outing.Gaps.Any(x => x is Gap.NoDriver) ? Coming.AsDriver : Coming.AsHelper) is null;
    }
}
