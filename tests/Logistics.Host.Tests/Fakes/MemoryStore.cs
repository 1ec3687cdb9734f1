using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Text;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Domain.Proposals;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Photos;
using Logistics.Host.Worker;
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Programs;

namespace Logistics.Host.Tests.Fakes;

/// <summary>A store in memory that can be made to go away. It outlives the hosts that open it, like a database does.</summary>
sealed class MemoryStore : IStoreOpener, IDayStore
{
    readonly Lock door = new();
    readonly Dictionary<DateOnly, (DayDeclarations Day, long Version)> declared = [];
    readonly Dictionary<DateOnly, (PlanId Plan, long Declared, int Version)> current = [];
    readonly MemoryProofs happened = new();
    MemoryPeople? persons;
    readonly ConcurrentDictionary<PlanId, StoredDay> plans = [];
    readonly List<PutProposal> put = [];
    readonly MemoryApiKeys programs = new();
    readonly Dictionary<(string, string), KeptAnswer> answered = [];

    /// <summary>While true, every call fails as a stopped database does.</summary>
    public bool IsAway { get; set; }

    /// <summary>Called in the middle of saving a plan.</summary>
    public Action? WhileSaving { get; set; }

    /// <summary>The clock of links and letters; set before people are asked for.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public MemoryPeople Persons => persons ??= new(() => Clock.GetUtcNow());

    public IPeople People => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IProofs Proofs => IsAway ? throw new StoreAwayException("stopped") : happened;

    public IPhotos Photos => IsAway ? throw new StoreAwayException("stopped") : new NoPhotos();

    public IOutbox Outbox => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IDayEdits Edits => new MemoryEdits(this);

    public IApiKeys Keys => IsAway ? throw new StoreAwayException("stopped") : programs;

    public int Declarations { get; private set; }

    /// <summary>What became of entries, in order.</summary>
    public List<EntryNote> Notes { get; } = [];

    /// <summary>Called before a changed day is kept: somebody else's chance.</summary>
    public Action? BeforeReplacing { get; set; }

    public int PlanCount => plans.Count;

    public Task<IDayStore> OpenAsync(Action<string> serverReady, CancellationToken cancellation) => Answer<IDayStore>(() =>
    {
        serverReady("memory");
        return this;
    });

    public Task<IReadOnlyList<DayState>> DaysAsync(CancellationToken cancellation) => Answer<IReadOnlyList<DayState>>(() =>
        [.. declared.OrderByDescending(x => x.Key).Select(x => current.TryGetValue(x.Key, out var plan)
            ? new DayState(x.Key, x.Value.Version, plan.Declared, plan.Plan, plan.Version)
            : new DayState(x.Key, x.Value.Version, null, null, 0))]);

    public Task<(DayDeclarations Day, long Version)?> DeclarationsAsync(DateOnly date, CancellationToken cancellation) =>
        Answer(() => declared.TryGetValue(date, out var found) ? found : ((DayDeclarations, long)?)null);

    public Task DeclareAsync(DayDeclarations day, CancellationToken cancellation) => Answer(() =>
    {
        Declarations++;
        return declared[day.Date] = (day, declared.TryGetValue(day.Date, out var before) ? before.Version + 1 : 1);
    });

    public Task<StoredDay?> PlanAsync(PlanId id, CancellationToken cancellation) => Answer(() => plans.GetValueOrDefault(id));

    public Task<PlanId?> PlanOfRouteAsync(RouteId route, CancellationToken cancellation) => Answer(() =>
        plans.Values.Where(plan => plan.Plan.Routes.Any(x => x.Id == route)).Select(plan => (PlanId?)plan.Plan.Id).FirstOrDefault());

    public Task<IReadOnlyList<PutProposal>> ProposalsAsync(DateOnly date, CancellationToken cancellation) =>
        Answer<IReadOnlyList<PutProposal>>(() => [.. put.Where(x => x.Proposal.Date == date)]);

    public Task<AnswerOutcome> AnswerAsync(ProposalAnswer answer, PartyId? of, CancellationToken cancellation) => Answer(() =>
    {
        var at = put.FindIndex(x => x.Proposal.Id == answer.Proposal && (of is null || x.Proposal.Recipient == of));
        if (at < 0)
            return AnswerOutcome.Unknown;
        if (answer.Takes > put[at].Proposal.Quantity)
            return AnswerOutcome.TooMuch;
        if (put[at].Answer is { } before)
            return before.Takes == answer.Takes ? AnswerOutcome.Kept : AnswerOutcome.Over;
        put[at] = put[at] with { Answer = answer };
        return AnswerOutcome.Kept;
    });

    public Task CloseProposalsAsync(DateTimeOffset now, bool silenceAgrees, CancellationToken cancellation) => Answer(() => true);

    /// <summary>An archive of nothing: what is in one is the store's own matter.</summary>
    public async Task<BackupManifest> BackUpAsync(IEnumerable<(string Name, byte[] Content)> files, Stream archive, CancellationToken cancellation)
    {
        await Answer(() => true);
        const string manifest = """{"format": "ramasse-backup", "version": 1, "madeAt": "2026-03-10T05:00:00+00:00", "schema": 0, "tables": [], "files": []}""";
        await using (var tar = new TarWriter(archive, leaveOpen: true))
            await tar.WriteEntryAsync(new PaxTarEntry(TarEntryType.RegularFile, "manifest.json") { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(manifest)) }, cancellation);
        return (await BackupArchive.VerifyAsync(archive, cancellation)).Manifest!;
    }

    public Task SaveAsync(DayPlan plan, DayDeclarations day, long version, IReadOnlyCollection<Proposal> asked, CancellationToken cancellation) => Answer(() =>
    {
        WhileSaving?.Invoke();
        if (IsAway)
            throw new StoreAwayException("stopped while saving");
        var number = current.TryGetValue(plan.Date, out var before) ? before.Version + 1 : 1;
        plans[plan.Id] = new(plan, day, number);
        put.AddRange(asked.Select(x => new PutProposal(x, null)));
        return current[plan.Date] = (plan.Id, version, number);
    });

    public Task PingAsync(CancellationToken cancellation) => Answer(() => true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class MemoryEdits(MemoryStore store) : IDayEdits
    {
        public Task<long?> ReplaceAsync(DayDeclarations? before, DayDeclarations day, long version, IReadOnlyList<EntryNote> notes, IReadOnlyList<KeptAnswer> answers, CancellationToken cancellation)
        {
            store.BeforeReplacing?.Invoke();
            return store.Answer<long?>(() =>
            {
                if ((store.declared.TryGetValue(day.Date, out var now) ? now.Version : 0) != version || answers.Any(answer => store.answered.ContainsKey((answer.Caller, answer.Key))))
                    return null;
                foreach (var answer in answers)
                    store.answered[(answer.Caller, answer.Key)] = answer;
                store.Notes.AddRange(notes);
                store.declared[day.Date] = (day, version + 1);
                return version + 1;
            });
        }

        public Task<bool> ApplyAsync(DayPlan plan, DayDeclarations day, long version, IReadOnlyCollection<Proposal> asked, PlanId? over, CancellationToken cancellation)
        {
            lock (store.door)
                if (store.declared.GetValueOrDefault(plan.Date).Version != version || (store.current.TryGetValue(plan.Date, out var current) ? current.Plan : (PlanId?)null) != over)
                    return Task.FromResult(false);
            return store.SaveAsync(plan, day, version, asked, cancellation).ContinueWith(_ => true, cancellation, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        public Task<KeptAnswer?> AnsweredAsync(string caller, string key, CancellationToken cancellation) => store.Answer(() => store.answered.GetValueOrDefault((caller, key)));
    }

    /// <summary>Those of this store are in the folder.</summary>
    sealed class NoPhotos : IPhotos
    {
        public Task PutAsync(PhotoId id, byte[] content, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<byte[]?> OpenAsync(PhotoId id, CancellationToken cancellation) => Task.FromResult<byte[]?>(null);

        public Task KeepOnlyAsync(IReadOnlySet<PhotoId> photos, DateTimeOffset putBefore, CancellationToken cancellation) => Task.CompletedTask;
    }

    Task<T> Answer<T>(Func<T> work)
    {
        if (IsAway)
            return Task.FromException<T>(new StoreAwayException("stopped"));
        lock (door)
            try
            {
                return Task.FromResult(work());
            }
            catch (StoreAwayException e)
            {
                return Task.FromException<T>(e);
            }
    }
}
