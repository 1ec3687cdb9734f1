using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Calendars;
using Logistics.Host.Duties;
using Logistics.Host.Mail;
using Logistics.Host.Notices;
using Logistics.Host.Photos;
using Logistics.Host.Push;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Embedding;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Wiring;

/// <summary>The store as the host uses it: each member one short transaction, of all territories: the worker plans them together, and a dispatcher's page shows what it planned.</summary>
public sealed class PostgisDayStore(Store store, EmbeddedServer? server, TimeProvider clock, IIdSource ids) : IDayStore
{
    public IPeople People { get; } = new PostgisPeople(store, clock, ids);

    public IOutbox Outbox { get; } = new PostgisOutbox(store, clock);

    public IDayEdits Edits { get; } = new PostgisDayEdits(store, clock, ids);

    public IApiKeys Keys { get; } = new PostgisApiKeys(store, clock);

    public IRouteLinks RouteLinks { get; } = new PostgisRouteLinks(store, clock);

    public IAnswerLinks AnswerLinks { get; } = new PostgisAnswerLinks(store, clock);

    public ICalendars Calendars { get; } = new PostgisCalendars(store, clock);

    public INotices Notices { get; } = new PostgisNotices(store, clock, ids);

    public IDevices Devices { get; } = new PostgisDevices(store, clock);

    public IClaims Claims { get; } = new PostgisClaims(store, clock, ids);

    public IEvents Events { get; } = new PostgisEvents(store);

    public ISealingKeys SealingKeys { get; } = new PostgisSealingKeys(store);

    public IProofs Proofs { get; } = new PostgisProofs(store, clock);

    public IPlaces Places { get; } = new PostgisPlaces(store, clock);

    public ILoans Loans { get; } = new PostgisLoans(store, clock);

    public IReceipts Receipts { get; } = new PostgisReceipts(store, clock);

    public IRota Rota { get; } = new PostgisRota(store, clock, ids);

    public IExchange Exchange { get; } = new PostgisExchange(store, clock);

    public IPhotos Photos { get; } = new PostgisPhotos(store, clock);

    public ILotPhotos LotPhotos { get; } = new PostgisLotPhotos(store, clock);

    public Task<IReadOnlyList<DayState>> DaysAsync(CancellationToken cancellation) => RunAsync<IReadOnlyList<DayState>>(() => store.RunAsync(
        Scope.Service,
        async unit => (IReadOnlyList<DayState>)[.. (await DayBook.DaysAsync(unit)).Select(day =>
            new DayState(day.Date, day.Revision, day.PlannedRevision, day.Plan is { } id ? new PlanId(id) : null, day.Version))],
        cancellation));

    public Task<(DayDeclarations Day, long Version)?> DeclarationsAsync(DateOnly date, CancellationToken cancellation) =>
        RunAsync(() => store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, date), cancellation));

    public Task DeclareAsync(DayDeclarations day, CancellationToken cancellation) => RunAsync(() => store.RunAsync(
        Scope.Service,
        async unit =>
        {
            if (await LotCodes.TakenAsync(unit, day) is { Count: > 0 } taken)
                throw new CodesTakenException(day.Date, taken);
            foreach (var territory in await DeclarationStore.SaveDayAsync(unit, day, clock.GetUtcNow()))
                await EventLog.AppendAsync(unit, new(clock.GetUtcNow(), territory, "day-declared", territory.Value, DatePayload(day.Date)));
        },
        cancellation));

    public Task<StoredDay?> PlanAsync(PlanId id, CancellationToken cancellation) => RunAsync(() => store.RunAsync(
        Scope.Service,
        async unit => await DayBook.FindAsync(unit, id) is { } found ? new StoredDay(found.Plan, found.Day, found.Version) : null, cancellation));

    public Task<PlanId?> PlanOfRouteAsync(RouteId route, CancellationToken cancellation) =>
        RunAsync(() => store.RunAsync(Scope.Service, unit => DayBook.PlanOfRouteAsync(unit, route), cancellation));

    public Task SaveAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation) => RunAsync(() => store.RunAsync(
        Scope.Service, unit => SaveAsync(unit, plan, day, version, asked, ids, clock.GetUtcNow()), cancellation));

    internal static async Task SaveAsync(UnitOfWork unit, DayPlan plan, DayDeclarations day, long version, Asking asked, IIdSource ids, DateTimeOffset now)
    {
        await PlanStore.SaveAsync(unit, plan, now);
        await DayBook.SaveSourceAsync(unit, plan.Id, day, version);
        await WithPlan.PutAsync(unit, plan, new(day), asked, ids, now);
        foreach (var territory in plan.Territories)
            await EventLog.AppendAsync(unit, new(now, territory, "plan-saved", plan.Id.Value, DatePayload(plan.Date)));
    }

    public Task<IReadOnlyList<PutProposal>> ProposalsAsync(DateOnly date, CancellationToken cancellation) =>
        RunAsync(() => store.RunAsync(Scope.Service, unit => ProposalStore.OfDateAsync(unit, date), cancellation));

    public Task<AnswerOutcome> AnswerAsync(ProposalAnswer answer, PartyId? of, TerritoryId? within, CancellationToken cancellation) =>
        RunAsync(() => store.RunAsync(within is { } bound ? Scope.Of(bound) : Scope.Service, unit => ProposalStore.AnswerAsync(unit, answer, of), cancellation));

    public Task CloseProposalsAsync(DateTimeOffset now, bool silenceAgrees, CancellationToken cancellation) =>
        RunAsync(() => store.RunAsync(Scope.Service, unit => ProposalStore.CloseAsync(unit, now, silenceAgrees), cancellation));

    public Task<BackupManifest> BackUpAsync(IEnumerable<(string Name, byte[] Content)> files, Stream archive, CancellationToken cancellation) =>
        RunAsync(() => Backup.WriteAsync(store, files, clock.GetUtcNow(), archive, cancellation));

    public Task<StorePulse> PingAsync(CancellationToken cancellation) => RunAsync(() => StorePulse.TakeAsync(store, cancellation));

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        if (server is not null)
            await server.DisposeAsync();
    }

    /// <summary>The store's failures in the host's words. A conflict is tried again by the worker like an absence.</summary>
    internal static async Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is StoreUnavailableException or StoreConflictException)
        {
            throw new StoreAwayException(e.Message, e);
        }
    }

    internal static Task RunAsync(Func<Task> work) => RunAsync(async () =>
    {
        await work();
        return true;
    });

    static string DatePayload(DateOnly date) => JsonSerializer.Serialize(new { date });
}
