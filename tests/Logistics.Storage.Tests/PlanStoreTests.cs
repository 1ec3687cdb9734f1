using Logistics.Domain;
using Logistics.Domain.Allocations;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates.</summary>
public sealed class PlanStoreTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_comes_back_as_it_was_made(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var plan = Plan("whole", new DateOnly(2030, 2, 1));

        Assert.Equal([new PlanVersion(Bellerive.Town, 1)], await SaveAsync(store, plan));

        var current = await store.RunAsync(Scope.Service, unit => PlanStore.CurrentAsync(unit, Bellerive.Town, plan.Date), Cancellation);
        Assert.Equal(new StoredPlan(1, Noon, plan), current);
        Assert.Equal(plan, await store.RunAsync(Scope.Service, unit => PlanStore.FindAsync(unit, plan.Id), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_with_batches_comes_back_whole(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var batch = Transformation.Of(
            new DayIndex(Bellerive.Day), "jars.cannery.1", Bellerive.Cannery, Bellerive.Jars, Bellerive.Kitchen, Bellerive.From("13:00", "15:00"),
            [new TransformationInput(Bellerive.Spinach, Bellerive.Kg(20))]);
        var plan = Plan("batches", new DateOnly(2030, 2, 9)) with
        {
            Batches = [batch],
            Supplies = [new Supply(new AllocationId(NameBasedId.Derive(NameBasedId.Root, "supply")), batch.Id, Bellerive.Spinach, Bellerive.Kg(20))],
            Untransformed = [new Untransformed(Bellerive.Fish, Bellerive.Kg(3), new UntransformedReason.HostRefused(Bellerive.Kitchen, new Refusal.OwnGoods()))],
            BatchBound = new TransformationBound(Bellerive.Kg(20), Bellerive.Kg(21), Mass.Zero, Mass.Zero),
            UnlistedRefusals = [new RefusalCount(new Refusal.Closed(), 700_000)],
        };
        await SaveAsync(store, plan);
        Assert.Equal(plan, await store.RunAsync(Scope.Service, unit => PlanStore.FindAsync(unit, plan.Id), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Versions_count_the_plans_in_force_and_a_plan_may_return(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2030, 2, 2);
        DayPlan first = Plan("first", date), second = Plan("second", date);

        Assert.Equal(1, Assert.Single(await SaveAsync(store, first)).Version);
        Assert.Equal(1, Assert.Single(await SaveAsync(store, first)).Version);
        Assert.Equal(2, Assert.Single(await SaveAsync(store, second)).Version);
        Assert.Equal(3, Assert.Single(await SaveAsync(store, first)).Version);

        Assert.Equal(first.Id, (await store.RunAsync(Scope.Service, unit => PlanStore.CurrentAsync(unit, Bellerive.Town, date), Cancellation))!.Plan.Id);
        Assert.Equal(second.Id, (await store.RunAsync(Scope.Service, unit => PlanStore.VersionAsync(unit, Bellerive.Town, date, 2), Cancellation))!.Plan.Id);
        var summaries = await store.RunAsync(Scope.Service, unit => PlanStore.VersionsAsync(unit, Bellerive.Town, date), Cancellation);
        Assert.Equal([(3, first.Id), (2, second.Id), (1, first.Id)], summaries.Select(x => (x.Version, x.Plan)));
        Assert.All(summaries, x => Assert.Equal(first.Allocations.Sum(a => a.Quantity.Grams), x.Allocated.Grams));
        Assert.All(summaries, x => Assert.Equal(first.Routes.Sum(r => r.Distance.Decimetres), x.Distance.Decimetres));
        Assert.Contains(date, await store.RunAsync(Scope.Service, unit => PlanStore.DatesAsync(unit, Bellerive.Town), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_of_two_territories_counts_in_each(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2030, 2, 3);
        var neighbour = new TerritoryId(NameBasedId.Derive(NameBasedId.Root, "territory/neighbour"));
        await SaveAsync(store, Plan("alone", date));

        var shared = await SaveAsync(store, Plan("shared", date) with { Territories = [Bellerive.Town, neighbour] });

        Assert.Equal([new PlanVersion(Bellerive.Town, 2), new PlanVersion(neighbour, 1)], shared);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Hosts_that_save_at_once_get_different_numbers(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2030, 2, 4);

        var versions = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SaveAsync(store, Plan($"at once {i}", date)), Cancellation)));

        Assert.Equal(Enumerable.Range(1, 6), versions.Select(x => x[0].Version).Order());
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Its_routes_are_lines_that_postgis_can_measure(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var plan = Plan("lines", new DateOnly(2030, 2, 5));
        await SaveAsync(store, plan);
        var route = plan.Routes[0];
        // What the legs measure as the crow flies from position to position, on the same sphere.
        var expected = route.Legs.Sum(leg => leg.Geometry.Zip(leg.Geometry.Skip(1)).Sum(pair => pair.First.DistanceTo(pair.Second).Metres));

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var measured = await unit.SingleAsync<double>(
                    "SELECT ST_Length(path::geography, use_spheroid => false) FROM route WHERE plan_id = @plan AND id = @id", new { plan = plan.Id.Value, id = route.Id.Value });
                Assert.Equal((double)expected, measured, tolerance: 1 + (route.Legs.Sum(leg => leg.Geometry.Count) * 0.1));
                Assert.Equal([route.Id], await PlanStore.RoutesNearAsync(unit, plan.Id, route.Legs[0].Geometry[0], Distance.FromMetres(1)));
                Assert.Empty(await PlanStore.RoutesNearAsync(unit, plan.Id, Position.FromDegrees(-3, -40), Distance.FromMetres(1000)));
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_was_never_planned_is_null(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        Assert.Null(await store.RunAsync(Scope.Service, unit => PlanStore.CurrentAsync(unit, Bellerive.Town, new DateOnly(1999, 1, 1)), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => PlanStore.VersionAsync(unit, Bellerive.Town, new DateOnly(1999, 1, 1), 1), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => PlanStore.FindAsync(unit, new PlanId(NameBasedId.Derive(NameBasedId.Root, "never"))), Cancellation));
    }

    static DayPlan Plan(string name, DateOnly date) =>
        Bellerive.Plan with { Id = new(NameBasedId.Derive(NameBasedId.Root, $"plan-store-tests/{name}")), Date = date };

    static Task<ValueList<PlanVersion>> SaveAsync(Store store, DayPlan plan) =>
        store.RunAsync(Scope.Service, unit => PlanStore.SaveAsync(unit, plan, Noon), Cancellation);
}
