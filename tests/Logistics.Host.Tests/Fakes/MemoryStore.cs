using System.Collections.Concurrent;
using System.Formats.Tar;
using System.Text;
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
using Logistics.Storage.Hosts;
using Logistics.Storage.Programs;

namespace Logistics.Host.Tests.Fakes;

/// <summary>A store in memory that can be made to go away. It outlives the hosts that open it, like a database does.</summary>
sealed class MemoryStore : IStoreOpener, IDayStore, IClaims, IEvents, ISealingKeys
{
    readonly Lock door = new();
    readonly Dictionary<DateOnly, (DayDeclarations Day, long Version)> declared = [];
    readonly Dictionary<DateOnly, (PlanId Plan, long Declared, int Version)> current = [];
    readonly MemoryProofs happened = new();
    readonly MemoryLoans lent = new();
    readonly MemoryReceipts receipts = new();
    readonly MemoryLotPhotos pictured = new();
    readonly MemoryExchange exchanged = new();
    MemoryPlaces? places;
    MemoryPeople? persons;
    MemoryCalendars? diary;
    MemoryNotices? notices;
    MemoryDevices? devices;
    MemoryRouteLinks? links;
    MemoryRota? rota;
    readonly ConcurrentDictionary<PlanId, StoredDay> plans = [];
    readonly List<PutProposal> put = [];
    readonly MemoryApiKeys programs = new();
    readonly Dictionary<(string, string), KeptAnswer> answered = [];
    readonly Dictionary<DateOnly, (PlanningClaim Claim, DateTimeOffset Until)> claims = [];
    readonly HashSet<(TerritoryId, DateTimeOffset)> windows = [];
    readonly List<StoredEvent> events = [];
    readonly List<string> keys = [];

    /// <summary>While true, every call fails as a stopped database does.</summary>
    public bool IsAway { get; set; }

    /// <summary>Called in the middle of saving a plan.</summary>
    public Action? WhileSaving { get; set; }

    /// <summary>The clock of links and letters; set before people are asked for.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public MemoryProofs Happened => happened;

    MemoryCalendars Diary => diary ??= new(() => Clock.GetUtcNow(), Persons);

    public ICalendars Calendars => IsAway ? throw new StoreAwayException("stopped") : Diary;

    public INotices Notices => IsAway ? throw new StoreAwayException("stopped")
        : notices ??= new MemoryNotices(Persons, Told, party => declared.Values.SelectMany(x => x.Day.Parties).FirstOrDefault(x => x.Id == party)?.Territory);

    public IDevices Devices => IsAway ? throw new StoreAwayException("stopped") : Told;

    public MemoryDevices Told => devices ??= new(() => Clock.GetUtcNow());

    public MemoryPeople Persons => persons ??= new(() => Clock.GetUtcNow(), Told);

    public IPeople People => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IProofs Proofs => IsAway ? throw new StoreAwayException("stopped") : happened;

    public IPlaces Places => IsAway ? throw new StoreAwayException("stopped") : places ??= new(() => declared.Values.Select(x => x.Day));

    public ILoans Loans => IsAway ? throw new StoreAwayException("stopped") : lent;

    public MemoryReceipts Receipted => receipts;

    public IReceipts Receipts => IsAway ? throw new StoreAwayException("stopped") : receipts;

    public IRota Rota => IsAway ? throw new StoreAwayException("stopped") : rota ??= new(() => Clock.GetUtcNow(), Persons);

    public IExchange Exchange => IsAway ? throw new StoreAwayException("stopped") : exchanged;

    public IPhotos Photos => IsAway ? throw new StoreAwayException("stopped") : new NoPhotos();

    public ILotPhotos LotPhotos => IsAway ? throw new StoreAwayException("stopped") : pictured;

    public IOutbox Outbox => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IDayEdits Edits => new MemoryEdits(this);

    public IApiKeys Keys => IsAway ? throw new StoreAwayException("stopped") : programs;

    public IAnswerLinks AnswerLinks => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IRouteLinks RouteLinks => IsAway ? throw new StoreAwayException("stopped") : Links;

    public MemoryRouteLinks Links => links ??= new(() => Clock.GetUtcNow());

    public IClaims Claims => IsAway ? throw new StoreAwayException("stopped") : this;

    public IEvents Events => this;

    public ISealingKeys SealingKeys => this;

    /// <summary>How often events were asked for.</summary>
    public int Polls { get; private set; }

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
        RefuseTaken(day);
        Declarations++;
        return declared[day.Date] = (day, declared.TryGetValue(day.Date, out var before) ? before.Version + 1 : 1);
    });

    void RefuseTaken(DayDeclarations day)
    {
        var taken = day.Lots.SelectMany(lot => declared.Values.Where(x => x.Day.Date != day.Date && x.Day.Lots.Any(y => y.Id == lot.Id && y.Donor != lot.Donor))
            .Select(x => new TakenCode(lot.Id, lot.Code, x.Day.Date)).Take(1)).ToList();
        if (taken.Count > 0)
            throw new CodesTakenException(day.Date, taken);
    }

    public Task<StoredDay?> PlanAsync(PlanId id, CancellationToken cancellation) => Answer(() => plans.GetValueOrDefault(id));

    public Task<PlanId?> PlanOfRouteAsync(RouteId route, CancellationToken cancellation) => Answer(() =>
        plans.Values.Where(plan => plan.Plan.Routes.Any(x => x.Id == route)).Select(plan => (PlanId?)plan.Plan.Id).FirstOrDefault());

    public Task<IReadOnlyList<PutProposal>> ProposalsAsync(DateOnly date, CancellationToken cancellation) =>
        Answer<IReadOnlyList<PutProposal>>(() => [.. put.Where(x => x.Proposal.Date == date)]);

    public Task<AnswerOutcome> AnswerAsync(ProposalAnswer answer, PartyId? of, TerritoryId? within, CancellationToken cancellation) => Answer(() =>
    {
        var at = put.FindIndex(x => x.Proposal.Id == answer.Proposal && (of is null || x.Proposal.Recipient == of) && (within is null || x.Proposal.Territory == within));
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

    public Task SaveAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation) => Answer(() =>
    {
        WhileSaving?.Invoke();
        if (IsAway)
            throw new StoreAwayException("stopped while saving");
        var number = current.TryGetValue(plan.Date, out var before) ? before.Version + 1 : 1;
        plans[plan.Id] = new(plan, day, number);
        put.AddRange(asked.Proposals.Select(x => new PutProposal(x, null)));
        Persons.Write(plan.Date, asked);
        Diary.Replace(plan, day);
        return current[plan.Date] = (plan.Id, version, number);
    });

    public Task<PlanningClaim?> TakeAsync(DateOnly date, Guid holder, TimeSpan lease, CancellationToken cancellation) => Answer(() =>
    {
        var now = TimeProvider.System.GetUtcNow();
        if (claims.TryGetValue(date, out var held) && held.Until > now && held.Claim.Holder != holder)
            return null;
        var claim = new PlanningClaim(date, (held.Claim?.Number ?? 0) + 1, holder, AtWindow: false);
        claims[date] = (claim, now + lease);
        return claim;
    });

    public Task<bool> RenewAsync(PlanningClaim claim, TimeSpan lease, CancellationToken cancellation) => Answer(() => Prolong(claim, lease));

    public Task ReleaseAsync(PlanningClaim claim, CancellationToken cancellation) => Answer(() => Prolong(claim, TimeSpan.Zero));

    public async Task<bool> SaveAsync(
        PlanningClaim claim, DayPlan plan, DayDeclarations day, long version, Asking asked, CancellationToken cancellation)
    {
        if (!await Answer(() => Prolong(claim, TimeSpan.Zero)))
            return false;
        await SaveAsync(plan, day, version, asked, cancellation);
        return true;
    }

    public Task<IReadOnlyList<TerritoryZone>> TerritoriesAsync(CancellationToken cancellation) => Answer<IReadOnlyList<TerritoryZone>>(() =>
        [.. declared.Values.SelectMany(x => x.Day.Territories).DistinctBy(x => x.Id).Select(x => new TerritoryZone(x.Id.Value, x.Code, x.TimeZone))]);

    public Task<bool> OpenWindowAsync(TerritoryId territory, DateTimeOffset scheduledAt, CancellationToken cancellation) => Answer(() => windows.Add((territory, scheduledAt)));

    /// <summary>As another host does that finds the claim's time over.</summary>
    public void TakeOver(DateOnly date) => _ = Answer(() => claims[date] = (claims[date].Claim with { Number = claims[date].Claim.Number + 1, Holder = Guid.Empty }, DateTimeOffset.MaxValue));

    bool Prolong(PlanningClaim claim, TimeSpan lease)
    {
        if (claims[claim.Date].Claim != claim)
            return false;
        claims[claim.Date] = (claim, TimeProvider.System.GetUtcNow() + lease);
        return true;
    }

    public Task<IReadOnlyList<StoredEvent>> AfterAsync(long id, int limit, CancellationToken cancellation) => Answer<IReadOnlyList<StoredEvent>>(() =>
    {
        Polls++;
        return [.. events.Where(x => x.Id > id).Take(limit)];
    });

    public Task<long> LatestAsync(CancellationToken cancellation) => Answer(() => (long)events.Count);

    /// <summary>Writes down that something happened.</summary>
    public void Add(params IEnumerable<NewEvent> happened) => _ = Answer(() =>
    {
        foreach (var one in happened)
            events.Add(new(events.Count + 1, one));
        return true;
    });

    public Task<IReadOnlyList<string>> AllAsync(CancellationToken cancellation) => Answer<IReadOnlyList<string>>(() => [.. keys]);

    public Task KeepAsync(string name, string content, TimeSpan close, CancellationToken cancellation) => Answer(() =>
    {
        keys.Add(content);
        return true;
    });

    public Task<StorePulse> PingAsync(CancellationToken cancellation) => Answer(() => new StorePulse(Migrator.Known, 0));

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    sealed class MemoryEdits(MemoryStore store) : IDayEdits
    {
        public Task<IReadOnlyList<long?>> ReplaceAsync(IReadOnlyList<DayChange> changes, CancellationToken cancellation)
        {
            store.BeforeReplacing?.Invoke();
            return store.Answer<IReadOnlyList<long?>>(() => [.. changes.Select(change =>
            {
                if ((store.declared.TryGetValue(change.After.Date, out var now) ? now.Version : 0) != change.Version
                    || change.Answers.Any(answer => store.answered.ContainsKey((answer.Caller, answer.Key))))
                    return null;
                store.RefuseTaken(change.After);
                foreach (var answer in change.Answers)
                    store.answered[(answer.Caller, answer.Key)] = answer;
                store.Notes.AddRange(change.Notes);
                store.declared[change.After.Date] = (change.After, change.Version + 1);
                return (long?)change.Version + 1;
            })]);
        }

        public Task<bool> ApplyAsync(DayPlan plan, DayDeclarations day, long version, Asking asked, PlanId? over, CancellationToken cancellation)
        {
            lock (store.door)
                if (store.declared.GetValueOrDefault(plan.Date).Version != version || (store.current.TryGetValue(plan.Date, out var current) ? current.Plan : (PlanId?)null) != over)
                    return Task.FromResult(false);
            return store.SaveAsync(plan, day, version, asked, cancellation).ContinueWith(_ => true, cancellation, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        }

        public Task<bool> ReviseAsync(DayPlan plan, DayIndex declared, DayPlan source, long version, Asking asked, PlanId over, CancellationToken cancellation)
        {
            lock (store.door)
                if (!store.current.TryGetValue(plan.Date, out var current) || current.Plan != over)
                    return Task.FromResult(false);
            store.Add(new NewEvent(store.Clock.GetUtcNow(), plan.Territories[0], "plan-edited", plan.Id.Value, $"{{\"date\": \"{plan.Date:yyyy-MM-dd}\"}}"));
            return store.SaveAsync(plan, declared.Day, version, asked, cancellation).ContinueWith(_ => true, cancellation, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
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
            catch (Exception e) when (e is StoreAwayException or CodesTakenException)
            {
                return Task.FromException<T>(e);
            }
    }
}
