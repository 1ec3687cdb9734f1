using Logistics.Domain;
using Logistics.Storage.People;
using Logistics.Storage.Programs;
using Logistics.Testing;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.Programs;

/// <summary>Keys hold until they end; what was answered once is answered once; a day is replaced only by who saw it as it is.</summary>
public sealed class ProgramsTests(Stores stores)
{
    static readonly DateTimeOffset now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_key_holds_until_it_ends_or_runs_out_and_is_listed_where_it_belongs(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (organisation, territory) = (Id("key organisation"), Id("key territory"));
        var key = new ApiKeyRow(Id("key"), "caisse", "association", organisation, territory, "Épicerie", ["read", "declare"], now, now.AddDays(10), null);
        await store.RunAsync(Scope.Service, unit => ApiKeyStore.AddAsync(unit, key, Digest("the key"), null), Cancellation);

        Task<ApiKeyRow?> FindAsync(DateTimeOffset at) => store.RunAsync(Scope.Service, unit => ApiKeyStore.FindAsync(unit, Digest("the key"), at), Cancellation);
        Task<IReadOnlyList<ApiKeyRow>> ListAsync(Guid? one, Guid? other) => store.RunAsync(Scope.Service, unit => ApiKeyStore.ListAsync(unit, one, other, now), Cancellation);

        var found = (await FindAsync(now.AddDays(2)))!;
        Assert.Equal(("caisse", "association", organisation, territory, "Épicerie"), (found.Label, found.Role, found.Organisation, found.Territory, found.HeldFor));
        Assert.Equal(["read", "declare"], found.Scopes);
        Assert.Equal(new DateOnly(2026, 5, 6), (await FindAsync(now.AddDays(2)))!.UsedOn);
        Assert.NotNull(await FindAsync(now.AddDays(10).AddTicks(-10)));
        Assert.Null(await FindAsync(now.AddDays(10)));
        Assert.Null(await store.RunAsync(Scope.Service, unit => ApiKeyStore.FindAsync(unit, Digest("another"), now), Cancellation));

        Assert.Single(await ListAsync(organisation, null), row => row.Id == key.Id);
        Assert.Single(await ListAsync(null, territory), row => row.Id == key.Id);
        Assert.Empty(await ListAsync(Id("nobody"), null));
        Assert.False(await store.RunAsync(Scope.Service, unit => ApiKeyStore.EndAsync(unit, key.Id, Id("nobody"), null, null, now), Cancellation));
        Assert.True(await store.RunAsync(Scope.Service, unit => ApiKeyStore.EndAsync(unit, key.Id, organisation, null, null, now), Cancellation));
        Assert.Null(await FindAsync(now));
        Assert.False(await store.RunAsync(Scope.Service, unit => ApiKeyStore.EndAsync(unit, key.Id, organisation, null, null, now), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_key_opens_nothing_once_its_maker_may_no_more(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var membership = Association("paula");
        var maker = await InviteAsync(store, "paula", membership, now);
        var key = new ApiKeyRow(Id("paula key"), "", "association", membership.Organisation, membership.Territory, "", ["read"], now, now.AddDays(300), null);
        await store.RunAsync(Scope.Service, unit => ApiKeyStore.AddAsync(unit, key, Digest("paula key"), maker), Cancellation);
        Task<ApiKeyRow?> FindAsync() => store.RunAsync(Scope.Service, unit => ApiKeyStore.FindAsync(unit, Digest("paula key"), now.AddDays(2)), Cancellation);
        Assert.NotNull(await FindAsync());
        await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, membership.Id, null, null, now.AddDays(1)), Cancellation);
        Assert.Null(await FindAsync());
        Assert.DoesNotContain(await store.RunAsync(Scope.Service, unit => ApiKeyStore.ListAsync(unit, membership.Organisation, null, now.AddDays(2)), Cancellation), row => row.Id == key.Id);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_saved_later_is_the_current_one_whatever_its_host_s_clock_says(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = new DateOnly(2032, 7, 3) };
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, now), Cancellation);
        foreach (var (name, clock) in new[] { ("slow 1", now), ("slow 2", now.AddMinutes(-1)), ("slow 3", now.AddMinutes(-2)) })
        {
            var plan = Bellerive.Plan with { Id = new(Id(name)), Date = day.Date, Routes = [] };
            Assert.False(await store.RunAsync(Scope.Service, unit => DayBook.IsPlannedAsync(unit, day.Date, 100), Cancellation));
            await store.RunAsync(
                Scope.Service,
                async unit =>
                {
                    await PlanStore.SaveAsync(unit, plan, clock);
                    await DayBook.SaveSourceAsync(unit, plan.Id, day, 7);
                },
                Cancellation);
            Assert.Equal(plan.Id.Value, (await store.RunAsync(Scope.Service, unit => DayBook.DayAsync(unit, day.Date), Cancellation))!.Plan);
            Assert.True(await store.RunAsync(Scope.Service, unit => DayBook.IsPlannedAsync(unit, day.Date, 7), Cancellation));
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_answer_is_kept_once_and_forgotten_in_time_with_keys_that_ended(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        // Long before the other tests' dates, so that what they keep is not forgotten.
        var then = new DateTimeOffset(1991, 6, 1, 8, 0, 0, TimeSpan.Zero);
        var answer = new KeptAnswer("key a", "once", Digest("request"), 201, "/there", "tag", """{"a": 1}""");
        Task<KeptAnswer?> FindAsync() => store.RunAsync(Scope.Service, unit => AnswerStore.FindAsync(unit, "key a", "once"), Cancellation);
        Assert.True(await store.RunAsync(Scope.Service, unit => AnswerStore.KeepAsync(unit, answer, then), Cancellation));
        Assert.False(await store.RunAsync(Scope.Service, unit => AnswerStore.KeepAsync(unit, answer with { Status = 200 }, then), Cancellation));
        Assert.True(await store.RunAsync(Scope.Service, unit => AnswerStore.KeepAsync(unit, answer with { Caller = "key b" }, then), Cancellation));
        var found = (await FindAsync())!;
        Assert.Equal(answer.Request, found.Request);
        Assert.Equal(answer, found with { Request = answer.Request });

        var key = new ApiKeyRow(Id("old key"), "", "auditor", null, null, "", ["read"], then.AddDays(-30), then, null);
        await store.RunAsync(Scope.Service, unit => ApiKeyStore.AddAsync(unit, key, Digest("the old key"), null), Cancellation);
        Task<long> KeysAsync() => store.RunAsync(Scope.Service, unit => unit.SingleAsync<long>("SELECT count(*) FROM api_key WHERE id = @Id", new { key.Id }), Cancellation);

        await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, then + Retention.Answers), Cancellation);
        Assert.NotNull(await FindAsync());
        await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, then + Retention.Answers + TimeSpan.FromSeconds(1)), Cancellation);
        Assert.Null(await FindAsync());
        Assert.Equal(1, await KeysAsync());
        await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, then + Retention.Keys + TimeSpan.FromSeconds(1)), Cancellation);
        Assert.Equal(0, await KeysAsync());
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_many_who_replace_what_they_saw_one_wins_each_time(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = new DateOnly(2032, 7, 1) };
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, now), Cancellation);
        for (var turn = 0; turn < 3; turn++)
        {
            var revision = await store.RunAsync(Scope.Service, unit => DayBook.RevisionAsync(unit, day.Date), Cancellation);
            var kept = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => store.RunAsync(
                Scope.Service, unit => DayBook.ReplaceAsync(unit, [new(null, day with { Notice = $"turn {turn} writer {i}" }, revision)], now), Cancellation)));
            var winner = Assert.Single(Enumerable.Range(0, 8), i => kept[i][0] is not null);
            var (read, after) = (await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, day.Date), Cancellation))!.Value;
            Assert.Equal($"turn {turn} writer {winner}", read.Notice);
            Assert.True(after > revision);
        }
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_plan_is_applied_over_the_one_that_was_seen_or_not_at_all(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = new DateOnly(2032, 7, 2) };
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, now), Cancellation);
        var revision = await store.RunAsync(Scope.Service, unit => DayBook.RevisionAsync(unit, day.Date), Cancellation);
        Task<bool> ApplyAsync(string name, long from, PlanId? over) => store.RunAsync(
            Scope.Service, unit => DayBook.ApplyAsync(unit, Bellerive.Plan with { Id = new(Id(name)), Date = day.Date, Routes = [] }, day, from, over, now), Cancellation);

        Assert.True(await ApplyAsync("applied 1", revision, null));
        Assert.False(await ApplyAsync("applied 2", revision, null));
        var kept = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => ApplyAsync($"applied after {i}", revision, new(Id("applied 1")))));
        Assert.Single(kept, x => x);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day with { Notice = "anew" }, now), Cancellation);
        var current = await store.RunAsync(Scope.Service, unit => DayBook.DaysAsync(unit), Cancellation);
        Assert.False(await ApplyAsync("applied 9", revision, new(current.First(x => x.Date == day.Date).Plan!.Value)));
    }
}
