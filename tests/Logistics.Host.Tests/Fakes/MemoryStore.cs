using System.Collections.Concurrent;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Host.Access;
using Logistics.Host.Mail;
using Logistics.Host.Worker;

namespace Logistics.Host.Tests.Fakes;

/// <summary>A store in memory that can be made to go away. It outlives the hosts that open it, like a database does.</summary>
sealed class MemoryStore : IStoreOpener, IDayStore
{
    readonly Lock door = new();
    readonly Dictionary<DateOnly, (DayDeclarations Day, long Version)> declared = [];
    readonly Dictionary<DateOnly, (PlanId Plan, long Declared, int Version)> current = [];
    MemoryPeople? persons;
    readonly ConcurrentDictionary<PlanId, StoredDay> plans = [];

    /// <summary>While true, every call fails as a stopped database does.</summary>
    public bool IsAway { get; set; }

    /// <summary>Called in the middle of saving a plan.</summary>
    public Action? WhileSaving { get; set; }

    /// <summary>The clock of links and letters; set before people are asked for.</summary>
    public TimeProvider Clock { get; set; } = TimeProvider.System;

    public MemoryPeople Persons => persons ??= new(() => Clock.GetUtcNow());

    public IPeople People => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public IOutbox Outbox => IsAway ? throw new StoreAwayException("stopped") : Persons;

    public int Declarations { get; private set; }

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

    public Task SaveAsync(DayPlan plan, DayDeclarations day, long version, CancellationToken cancellation) => Answer(() =>
    {
        WhileSaving?.Invoke();
        if (IsAway)
            throw new StoreAwayException("stopped while saving");
        var number = current.TryGetValue(plan.Date, out var before) ? before.Version + 1 : 1;
        plans[plan.Id] = new(plan, day, number);
        return current[plan.Date] = (plan.Id, version, number);
    });

    public Task PingAsync(CancellationToken cancellation) => Answer(() => true);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

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
