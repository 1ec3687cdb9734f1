using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Programs;

namespace Logistics.Host.Wiring;

/// <summary>Keys of programs as the host asks for them.</summary>
public sealed class PostgisApiKeys(Store store, TimeProvider clock) : IApiKeys
{
    public Task AddAsync(ApiKey key, byte[] digest, Guid? by, CancellationToken cancellation)
    {
        var (capacity, scopes) = (key.Capacity, key.Scopes.ToArray());
        var row = new ApiKeyRow(key.Id, key.Label, capacity.Role, capacity.Organisation, capacity.Territory, capacity.Label, scopes, key.MadeAt, key.ValidUntil, null);
        return PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ApiKeyStore.AddAsync(unit, row, digest, by), cancellation));
    }

    public Task<ApiKey?> FindAsync(byte[] digest, CancellationToken cancellation) => RunAsync(
        async unit => await ApiKeyStore.FindAsync(unit, digest, clock.GetUtcNow()) is { } row ? KeyOf(row) : null, cancellation);

    public Task<IReadOnlyList<ApiKey>> ListAsync(Guid? organisation, Guid? territory, CancellationToken cancellation) => RunAsync(
        async unit => (IReadOnlyList<ApiKey>)[.. (await ApiKeyStore.ListAsync(unit, organisation, territory, clock.GetUtcNow())).Select(KeyOf)], cancellation);

    public Task<bool> EndAsync(Guid id, Guid? organisation, Guid? territory, Guid? by, CancellationToken cancellation) =>
        RunAsync(unit => ApiKeyStore.EndAsync(unit, id, organisation, territory, by, clock.GetUtcNow()), cancellation);

    Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work, CancellationToken cancellation) => PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, work, cancellation));

    static ApiKey KeyOf(ApiKeyRow row) =>
        new(new(row.Id, row.Role, row.Organisation, row.Territory, row.HeldFor), row.Label, row.Scopes, row.MadeAt, row.ValidUntil, row.UsedOn);
}

/// <summary>Changes of declared days as the host asks for them.</summary>
public sealed class PostgisDayEdits(Store store, TimeProvider clock, IIdSource ids) : IDayEdits
{
    public async Task<IReadOnlyList<long?>> ReplaceAsync(IReadOnlyList<DayChange> changes, CancellationToken cancellation)
    {
        try
        {
            return await PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => ReplaceAsync(unit, changes), cancellation));
        }
        catch (AnsweredMeanwhileException)
        {
            return new long?[changes.Count];
        }
    }

    public Task<bool> ApplyAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, PlanId? over, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var now = clock.GetUtcNow();
                if (!await DayBook.ApplyAsync(unit, plan, day, version, over, now))
                    return false;
                await WithPlan.PutAsync(unit, plan, new(day), asked, ids, now);
                var what = JsonSerializer.Serialize(new { date = plan.Date });
                await EventLog.AppendAllAsync(unit, [.. plan.Territories.Select(territory => new NewEvent(now, territory, "plan-applied", plan.Id.Value, what))]);
                return true;
            },
            cancellation));

    public Task<bool> ReviseAsync(DayPlan plan, DayIndex declared, DayPlan source, long version, Asking asked, PlanId over, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var now = clock.GetUtcNow();
                if (!await DayBook.ReviseAsync(unit, plan, source, version, over, now))
                    return false;
                await WithPlan.PutAsync(unit, plan, declared, asked, ids, now);
                var what = JsonSerializer.Serialize(new { date = plan.Date });
                await EventLog.AppendAllAsync(unit, [.. plan.Territories.Select(territory => new NewEvent(now, territory, "plan-edited", plan.Id.Value, what))]);
                return true;
            },
            cancellation));

    public Task<KeptAnswer?> AnsweredAsync(string caller, string key, CancellationToken cancellation) =>
        PostgisDayStore.RunAsync(() => store.RunAsync(Scope.Service, unit => AnswerStore.FindAsync(unit, caller, key), cancellation));

    async Task<IReadOnlyList<long?>> ReplaceAsync(UnitOfWork unit, IReadOnlyList<DayChange> changes)
    {
        var now = clock.GetUtcNow();
        foreach (var change in changes)
            if (await LotCodes.TakenAsync(unit, change.After, change.Before) is { Count: > 0 } taken)
                throw new CodesTakenException(change.After.Date, taken);
        var changed = await DayBook.ReplaceAsync(unit, [.. changes.Select(change => new DayReplacement(change.Before, change.After, change.Version))], now);
        var kept = changes.Zip(changed).Where(x => x.Second is not null).Select(x => (Change: x.First, Territories: x.Second!)).ToList();
        foreach (var answer in kept.SelectMany(x => x.Change.Answers))
            if (!await AnswerStore.KeepAsync(unit, answer, now))
                throw new AnsweredMeanwhileException();
        await EventLog.AppendAllAsync(unit,
        [
            .. kept.SelectMany(x => x.Territories.Select(territory => new NewEvent(now, territory, "day-declared", territory.Value, JsonSerializer.Serialize(new { date = x.Change.After.Date })))),
            .. kept.SelectMany(x => x.Change.Notes.Select(note => new NewEvent(
                now, note.Territory, "declaration-changed", note.Subject,
                JsonSerializer.Serialize(new { date = x.Change.After.Date, section = note.Section, code = note.Code, change = note.Change, party = note.Party?.Value })))),
        ]);
        // Each territory's revision grew by one.
        return [.. changes.Zip(changed, (change, territories) => change.Version + territories?.Count)];
    }

    /// <summary>Undoes the unit of work.</summary>
    sealed class AnsweredMeanwhileException : Exception;
}
