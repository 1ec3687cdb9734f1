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
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Hosts;

namespace Logistics.Host.Worker;

/// <summary>A day for which something was declared.</summary>
/// <param name="Declared">Version of its declarations; grows when they change.</param>
/// <param name="PlannedFrom">Version the current plan was made from; null: not planned yet.</param>
/// <param name="Current">The current plan; null: not planned yet.</param>
/// <param name="PlanVersion">How many plans the day has had.</param>
public sealed record DayState(DateOnly Date, long Declared, long? PlannedFrom, PlanId? Current, int PlanVersion)
{
    public bool NeedsPlan => PlannedFrom is null || PlannedFrom < Declared;
}

/// <summary>A plan with the declarations it was made from.</summary>
/// <param name="Version">The number it has, or had, in force.</param>
public sealed record StoredDay(DayPlan Plan, DayDeclarations Declarations, int Version);

/// <summary>What the host asks of the store. Every member throws <see cref="StoreAwayException"/> when the store cannot be reached.</summary>
public interface IDayStore : IAsyncDisposable
{
    /// <summary>The people part of the same store.</summary>
    IPeople People { get; }

    /// <summary>The letters that wait in the same store.</summary>
    IOutbox Outbox { get; }

    /// <summary>Declared days as they are changed entry by entry.</summary>
    IDayEdits Edits { get; }

    /// <summary>Keys of programs.</summary>
    IApiKeys Keys { get; }

    /// <summary>Links by which drivers open routes.</summary>
    IRouteLinks RouteLinks { get; }

    /// <summary>Links in letters to partners that are asked.</summary>
    IAnswerLinks AnswerLinks { get; }

    /// <summary>What partners have before them.</summary>
    ICalendars Calendars { get; }

    /// <summary>Which letters people want.</summary>
    INotices Notices { get; }

    /// <summary>Devices that people are told on.</summary>
    IDevices Devices { get; }

    /// <summary>By which hosts on the same store share the planning.</summary>
    IClaims Claims { get; }

    /// <summary>What happened.</summary>
    IEvents Events { get; }

    /// <summary>The keys that hosts on the same store share.</summary>
    ISealingKeys SealingKeys { get; }

    /// <summary>What happened, in the same store.</summary>
    IProofs Proofs { get; }

    /// <summary>Where things are.</summary>
    IPlaces Places { get; }

    /// <summary>What territories lend each other.</summary>
    ILoans Loans { get; }

    /// <summary>Receipts for gifts in kind.</summary>
    IReceipts Receipts { get; }

    /// <summary>Who drives.</summary>
    IRota Rota { get; }

    /// <summary>What was exchanged with other programs.</summary>
    IExchange Exchange { get; }

    /// <summary>Photos in the same store.</summary>
    IPhotos Photos { get; }

    /// <summary>Which surplus has which photo.</summary>
    ILotPhotos LotPhotos { get; }

    /// <summary>All days, the latest first.</summary>
    Task<IReadOnlyList<DayState>> DaysAsync(CancellationToken cancellation);

    /// <summary>What is declared now, with its version; null when nothing is.</summary>
    Task<(DayDeclarations Day, long Version)?> DeclarationsAsync(DateOnly date, CancellationToken cancellation);

    /// <summary>Keeps the declarations of a day; the same again changes nothing.</summary>
    /// <exception cref="CodesTakenException"/>
    Task DeclareAsync(DayDeclarations day, CancellationToken cancellation);

    Task<StoredDay?> PlanAsync(PlanId id, CancellationToken cancellation);

    /// <summary>The plan that holds the route.</summary>
    Task<PlanId?> PlanOfRouteAsync(RouteId route, CancellationToken cancellation);

    /// <summary>Keeps a plan with its routes, all or nothing, as the day's current one.</summary>
    /// <param name="day">What it was made from, kept with it.</param>
    /// <param name="asked">What its recipients are asked, kept with it.</param>
    Task SaveAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation);

    /// <summary>All that recipients were asked for a date, with their answers so far.</summary>
    Task<IReadOnlyList<PutProposal>> ProposalsAsync(DateOnly date, CancellationToken cancellation);

    /// <param name="of">Who answers; null: somebody who may answer for anyone.</param>
    /// <param name="within">The territory that whoever answers is bound to; null: none. What is asked in others is unknown.</param>
    Task<AnswerOutcome> AnswerAsync(ProposalAnswer answer, PartyId? of, TerritoryId? within, CancellationToken cancellation);

    /// <summary>Writes what silence means for proposals whose time is over.</summary>
    Task CloseProposalsAsync(DateTimeOffset now, bool silenceAgrees, CancellationToken cancellation);

    /// <summary>Writes everything the store keeps, as one moment saw it, and the given files into an archive.</summary>
    Task<BackupManifest> BackUpAsync(IEnumerable<(string Name, byte[] Content)> files, Stream archive, CancellationToken cancellation);

    /// <summary>Asks the store for a sign of life.</summary>
    Task<StorePulse> PingAsync(CancellationToken cancellation);
}

/// <summary>Starts the store, or reaches it, and brings its schema up to date.</summary>
public interface IStoreOpener
{
    /// <param name="serverReady">Told once the server answers and before its schema is looked at.</param>
    Task<IDayStore> OpenAsync(Action<string> serverReady, CancellationToken cancellation);
}

/// <summary>The store cannot be reached now; what was accepted is safe and the worker tries again.</summary>
public sealed class StoreAwayException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The host cannot start at all; the message is one line for the operator.</summary>
public sealed class StartFailedException(string message, Exception? inner = null) : Exception(message, inner);
