using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Plans;
using Logistics.Testing;
using Logistics.Storage.Mapping;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates.</summary>
public sealed class DayBookTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_wants_a_plan_until_it_has_one_and_again_when_it_is_declared_anew(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Day(new DateOnly(2031, 5, 1));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Noon), Cancellation);

        var (declared, revision) = (await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, day.Date), Cancellation))!.Value;
        Assert.Equal(day, declared);
        Assert.Equal(new DayStatus(day.Date, revision, null, null, 0), await StatusAsync(store, day.Date));

        var plan = Plan(day.Date);
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await PlanStore.SaveAsync(unit, plan, Noon);
                await DayBook.SaveSourceAsync(unit, plan.Id, declared, revision);
            },
            Cancellation);
        Assert.Equal(new DayStatus(day.Date, revision, revision, plan.Id.Value, 1), await StatusAsync(store, day.Date));

        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day with { Notice = "declared anew" }, Noon), Cancellation);
        var status = await StatusAsync(store, day.Date);
        Assert.True(status.Revision > status.PlannedRevision);
        // The plan still knows what it was made from.
        var found = await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, plan.Id), Cancellation);
        Assert.Equal(new SourcedPlan(plan, day, 1), found);
    }

    /// <summary>Each change is made over the plan that was seen, or not at all; what the day was made from is not made younger by it.</summary>
    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_changed_by_hand_comes_into_force_over_the_one_it_was_changed_from_and_no_other(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Day(new DateOnly(2031, 5, 2));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Noon), Cancellation);
        var (declared, revision) = (await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, day.Date), Cancellation))!.Value;
        var plan = Plan(day.Date);
        Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.ApplyAsync(unit, plan, declared, revision, null, Noon), Cancellation));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day with { Notice = "declared anew" }, Noon), Cancellation);

        DayPlan By(string who, PlanId over) => plan with
        {
            Id = new(NameBasedId.Derive(plan.Id.Value, who)),
            Holds = [new(plan.Routes[0].Shift), new(plan.Routes[0].Shift, plan.Shipments[0].Id)],
            Change = new(ChangeKind.Moved, over, null, NameBasedId.Derive(NameBasedId.Root, who), plan.Id),
        };
        var (one, other) = (By("sophie", plan.Id), By("karim", plan.Id));
        Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, one, plan, revision, plan.Id, Noon), Cancellation));
        Assert.False(await store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, other, plan, revision, plan.Id, Noon), Cancellation));
        var status = await StatusAsync(store, day.Date);
        Assert.Equal((one.Id.Value, 2, revision), (status.Plan, status.Version, status.PlannedRevision));
        Assert.True(status.Revision > status.PlannedRevision);
        var found = (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, one.Id), Cancellation))!;
        Assert.NotEmpty(one.RefusedPairs);
        Assert.Equal(one, found.Plan);
        Assert.Equal(declared, found.Day);
        Assert.Null(await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, other.Id), Cancellation));

        // One that refuses others says so itself, and one from a plan that is not there is not kept.
        var fewer = By("awa", one.Id) with { RefusedPairs = [.. one.RefusedPairs.Skip(1)] };
        Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, fewer, one, revision, one.Id, Noon), Cancellation));
        Assert.Equal(fewer, (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, fewer.Id), Cancellation))!.Plan);

        // Rounds that are in another order, or gone, or another's, and goods that are in none: read as they were written, whatever of it the one before has already.
        DayPlan last = fewer;
        var first = Assert.Single(plan.Routes);
        var second = first with { Id = new(NameBasedId.Derive(plan.Id.Value, "second")), Shift = new(NameBasedId.Derive(plan.Id.Value, "second shift")), Number = 2 };
        var shorter = first with { Stops = [.. first.Stops.Skip(1)] };
        foreach (var (i, changed) in ((DayPlan[])
        [
            plan with { Routes = [first, second] },
            plan with { Routes = [second, first] },
            plan with { Routes = [second, shorter], Shipments = [.. plan.Shipments.Skip(1)] },
            plan with { Routes = [shorter], Allocations = [.. plan.Allocations.Skip(1)] },
            plan with { Routes = [first, second], Allocations = [.. plan.Allocations.Skip(1)] },
            plan with { Routes = [] },
            plan,
        ]).Index())
        {
            var next = By($"nadia {i}", last.Id) with { Routes = changed.Routes, Shipments = changed.Shipments, Allocations = changed.Allocations };
            Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, next, last, revision, last.Id, Noon), Cancellation));
            Assert.Equal(next, (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, next.Id), Cancellation))!.Plan);
            // Only a round that changed is written out.
            Assert.Equal(next.Routes.Except(last.Routes).Count(), await WrittenOutAsync(next.Id));
            last = next;
        }
        // One of a host from before, whose rounds stand in its document.
        await store.RunAsync(
            Scope.Owner,
            async unit =>
            {
                await unit.ExecuteAsync("UPDATE plan SET document = document || jsonb_build_object('routes', @routes::jsonb) WHERE id = @id", new { id = plan.Id.Value, routes = Documents.Write(plan.Routes) });
                await unit.ExecuteAsync("UPDATE route SET place = NULL, document = NULL WHERE plan_id = @id", new { id = plan.Id.Value });
            },
            Cancellation);
        Assert.Equal(plan, (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, plan.Id), Cancellation))!.Plan);
        var (old, source) = (By("old", last.Id) with { Routes = [second, first] }, plan);
        foreach (var (next, written) in ((DayPlan, int)[])[(old, 2), (By("older", old.Id) with { Routes = [first, second] }, 0)])
        {
            Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, next, source, revision, last.Id, Noon), Cancellation));
            Assert.Equal(next, (await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, next.Id), Cancellation))!.Plan);
            Assert.Equal(written, await WrittenOutAsync(next.Id));
            (source, last) = (next, next);
        }
        var orphan = By("zoe", last.Id);
        await Assert.ThrowsAsync<ArgumentException>(() => store.RunAsync(Scope.Service, unit => DayBook.ReviseAsync(unit, orphan, other, revision, last.Id, Noon), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => PlanStore.FindAsync(unit, orphan.Id), Cancellation));

        Task<int> WrittenOutAsync(PlanId id) =>
            store.RunAsync(Scope.Service, unit => unit.SingleAsync<int>("SELECT count(*)::int FROM route WHERE plan_id = @id AND document IS NOT NULL", new { id = id.Value }), Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_is_not_there_is_null(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        Assert.Null(await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, new DateOnly(1999, 1, 1)), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => DayBook.FindAsync(unit, new PlanId(Guid.Empty)), Cancellation));
        Assert.Null(await store.RunAsync(Scope.Service, unit => DayBook.PlanOfRouteAsync(unit, new RouteId(Guid.Empty)), Cancellation));
    }

    static async Task<DayStatus> StatusAsync(Store store, DateOnly date) =>
        (await store.RunAsync(Scope.Service, unit => DayBook.DaysAsync(unit), Cancellation)).Single(day => day.Date == date);

    static DayDeclarations Day(DateOnly date) => Bellerive.Day with { Date = date };

    static DayPlan Plan(DateOnly date) => Bellerive.Plan with { Id = new(NameBasedId.Derive(NameBasedId.Root, $"day-book-tests/{date:O}")), Date = date };
}
