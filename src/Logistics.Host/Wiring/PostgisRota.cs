using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Host.Access;
using Logistics.Host.Duties;
using Logistics.Storage;
using Logistics.Storage.People;

namespace Logistics.Host.Wiring;

/// <summary>Who drives, as the host asks for it.</summary>
public sealed class PostgisRota(Store store, TimeProvider clock, IIdSource ids) : IRota
{
    /// <summary>A volunteer's link, from when it was made.</summary>
    static readonly TimeSpan linkLasts = TimeSpan.FromDays(365);

    public Task<Rota> ReadAsync(TerritoryId territory, DateOnly from, DateOnly until, CancellationToken cancellation) =>
        RunAsync(Scope.Of(territory), unit => RotaStore.ReadAsync(unit, territory, from, until), cancellation);

    public Task<IReadOnlyList<TerritoryId>> TerritoriesAsync(CancellationToken cancellation) => RunAsync(Scope.Service, RotaStore.TerritoriesAsync, cancellation);

    public Task<IReadOnlyList<Leave>> LeavesAsync(TerritoryId territory, DateOnly today, CancellationToken cancellation) =>
        RunAsync(Scope.Of(territory), unit => RotaStore.LeavesAsync(unit, territory, today), cancellation);

    public Task<Volunteer?> OfLinkAsync(byte[] digest, CancellationToken cancellation) => RunAsync(Scope.Service, unit => RotaStore.OfLinkAsync(unit, digest, clock.GetUtcNow()), cancellation);

    public Task AddLinkAsync(DriverId volunteer, Token token, Letter? letter, CancellationToken cancellation) => RunAsync(
        Scope.Service,
        async unit =>
        {
            await LinkAsync(unit, volunteer, token);
            if (letter is not null)
                await MailOutbox.AddAsync(unit, new(ids.Next(), letter.Recipient, letter.Subject, letter.Body), clock.GetUtcNow());
            return true;
        },
        cancellation);

    public Task<int> RemindAsync(TerritoryId territory, DateOnly date, Remind write, CancellationToken cancellation) => RunAsync(
        Scope.Service,
        async unit =>
        {
            await RotaStore.LockAsync(unit, territory);
            var written = 0;
            if (await RotaStore.UnremindedAsync(unit, territory, date) is { Count: > 0 } readers)
                foreach (var (reader, letter, token, due, linkUntil) in write(await RotaStore.ReadAsync(unit, territory, date, date), readers))
                    if (await RotaStore.RemindAsync(unit, reader, date, new(ids.Next(), letter.Recipient, letter.Subject, letter.Body), due, clock.GetUtcNow()))
                    {
                        await RotaStore.AddLinkAsync(unit, ids.Next(), token.Digest, reader, clock.GetUtcNow(), linkUntil);
                        written++;
                    }
            return written;
        },
        cancellation);

    public Task EndLinksAsync(DriverId volunteer, CancellationToken cancellation) => RunAsync(
        Scope.Service,
        async unit =>
        {
            await RotaStore.EndLinksAsync(unit, volunteer, clock.GetUtcNow());
            return true;
        },
        cancellation);

    // The outbox and links are the instance's: a member could not write them with the rest.
    public Task<RotaOutcome> ChangeAsync(TerritoryId territory, RotaChange change, Guid? by, DateOnly today, Alarm alarm, CancellationToken cancellation) =>
        RunAsync(Scope.Service, unit => ChangeAsync(unit, territory, change, by, today, alarm), cancellation);

    async Task<RotaOutcome> ChangeAsync(UnitOfWork unit, TerritoryId territory, RotaChange change, Guid? by, DateOnly today, Alarm alarm)
    {
        await RotaStore.LockAsync(unit, territory);
        var (date, from, until) = RotaRules.Span(change, today);
        var before = await RotaStore.ReadAsync(unit, territory, from, until);
        if (RotaRules.Refuse(change, before) is { } refused)
            return refused;
        if (!await WriteAsync(unit, territory, change, before, by))
            return new RotaOutcome.NotThere();

        var after = await RotaStore.ReadAsync(unit, territory, from, until);
        var fellApart = RotaRules.FellApart(before, after, today);
        if (fellApart.Count > 0)
            foreach (var letter in alarm(fellApart, after, await RotaStore.DispatchersAsync(unit, territory, clock.GetUtcNow())))
            {
                if (letter is { Reader: { } reader, Token: { } token })
                    await LinkAsync(unit, reader, token);
                await MailOutbox.AddAsync(unit, new(ids.Next(), letter.Letter.Recipient, letter.Letter.Subject, letter.Letter.Body), clock.GetUtcNow());
            }
        await EventLog.AppendAllAsync(unit,
        [
            new(clock.GetUtcNow(), territory, "rota-changed", territory.Value, JsonSerializer.Serialize(new { date })),
            .. fellApart.Select(x => new NewEvent(clock.GetUtcNow(), territory, "crew-fell-apart", x.Duty.Id.Value, JsonSerializer.Serialize(new { date = x.Date }))),
        ]);
        return new RotaOutcome.Kept(fellApart);
    }

    /// <returns>False: it is about somebody or something that is not there.</returns>
    async Task<bool> WriteAsync(UnitOfWork unit, TerritoryId territory, RotaChange change, Rota before, Guid? by)
    {
        var now = clock.GetUtcNow();
        switch (change)
        {
            case RotaChange.Tell { Word: var word }:
                await RotaStore.TellAsync(unit, territory, word, by);
                return true;
            case RotaChange.TakeLeave { Leave: var leave }:
                await RotaStore.TakeLeaveAsync(unit, territory, leave, now);
                return true;
            case RotaChange.EndLeave(var volunteer, var leave):
                return await RotaStore.EndLeaveAsync(unit, territory, volunteer, leave, now);
            case RotaChange.KeepVolunteer { Volunteer: var volunteer }:
                await RotaStore.KeepAsync(unit, volunteer, now);
                return true;
            case RotaChange.Forget { Volunteer: var volunteer }:
                await RotaStore.EndLinksAsync(unit, volunteer.Id, now);
                return await RotaStore.ForgetAsync(unit, volunteer, now);
            case RotaChange.KeepDuty { Duty: var duty }:
                await RotaStore.KeepAsync(unit, duty, now);
                return true;
            case RotaChange.Rest rest when RotaRules.Rested(rest, before) is { } rested:
                await RotaStore.KeepAsync(unit, rested, now);
                return true;
            case RotaChange.Rest:
                return false;
            case RotaChange.EndDuty(var duty):
                return await RotaStore.EndAsync(unit, territory, duty, now);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    Task LinkAsync(UnitOfWork unit, DriverId volunteer, Token token) => RotaStore.AddLinkAsync(unit, ids.Next(), token.Digest, volunteer, clock.GetUtcNow(), clock.GetUtcNow() + linkLasts);

    Task<T> RunAsync<T>(Scope scope, Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(scope, work, cancellation));
}
