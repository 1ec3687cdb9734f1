using Logistics.Domain;
using Logistics.Storage.Hosts;

namespace Logistics.Storage.Tests.Hosts;

public sealed class PlanningClaimsTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);
    static readonly TimeSpan Long = TimeSpan.FromMinutes(5);
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(200);

    static readonly Guid Anna = NameBasedId.Derive(NameBasedId.Root, "anna"), Bert = NameBasedId.Derive(NameBasedId.Root, "bert");

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_is_one_hosts_until_it_lets_go(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = await DeclareAsync(store, 50);

        var annas = await TakeAsync(store, date, Anna, Long);
        Assert.NotNull(annas);
        Assert.Null(await TakeAsync(store, date, Bert, Long));
        // A host that lost the answer to its first asking asks again, and only the later claim counts.
        var again = await TakeAsync(store, date, Anna, Long);
        Assert.Equal(annas.Number + 1, again!.Number);
        Assert.False(await RenewAsync(store, annas, Long));
        Assert.True(await RenewAsync(store, again, Long));

        Assert.True(await EndAsync(store, again));
        Assert.Equal(again.Number + 1, (await TakeAsync(store, date, Bert, Long))!.Number);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_claim_that_ran_out_is_anybodys_and_its_holder_saves_nothing_any_more(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = await DeclareAsync(store, 51);
        var annas = (await TakeAsync(store, date, Anna, Short))!;

        await Task.Delay(2 * Short, Cancellation);
        // Nobody took it: it may go on.
        Assert.True(await RenewAsync(store, annas, Short));
        await Task.Delay(2 * Short, Cancellation);
        var berts = (await TakeAsync(store, date, Bert, Long))!;

        Assert.False(await RenewAsync(store, annas, Long));
        Assert.False(await EndAsync(store, annas));
        Assert.True(await EndAsync(store, berts));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_day_that_was_planned_meanwhile_is_nobodys_to_claim(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = await DeclareAsync(store, 52);
        await PlanAsync(store, date, Noon);

        Assert.Null(await TakeAsync(store, date, Anna, Long));
        // Nor is it kept from those who come when it changes.
        await store.RunAsync(Scope.Service, async unit => await DeclarationStore.SaveDayAsync(unit, (await DeclarationStore.LoadDayAsync(unit, date))! with { Declines = [] }, Noon), Cancellation);
        Assert.NotNull(await TakeAsync(store, date, Bert, Long));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_many_who_ask_at_once_one_gets_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = await DeclareAsync(store, 53);

        var claims = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            Task.Run(() => TakeAsync(store, date, NameBasedId.Derive(NameBasedId.Root, $"host {i}"), Long), Cancellation)));

        Assert.Single(claims, x => x is not null);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_window_asks_for_one_more_plan_however_many_hosts_open_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = await DeclareAsync(store, 54);
        var territory = (await store.RunAsync(Scope.Service, unit => DeclarationStore.LoadDayAsync(unit, date), Cancellation))!.Lots[0].Territory;
        var window = Noon.AddHours(3);
        await PlanAsync(store, date, Noon);
        Assert.False(await NeedsPlanAsync());

        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => OpenAsync(window), Cancellation)));

        Assert.Single(opened, x => x);
        Assert.True(await NeedsPlanAsync());
        var claim = (await TakeAsync(store, date, Anna, Long))!;
        Assert.True(claim.AtWindow);
        await EndAsync(store, claim);
        await PlanAsync(store, date, window.AddMinutes(1));
        Assert.False(await NeedsPlanAsync());
        // One that began before the plan was made, and one after the last lot was fetched, ask for nothing.
        Assert.False(await OpenAsync(window.AddSeconds(30)));
        Assert.False(await OpenAsync(new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero)));

        // Nor does it go on to the day after, which has a window of its own.
        var next = await DeclareAsync(store, 54, days: 1);
        Assert.False(await OpenAsync(window.AddSeconds(31)));
        await PlanAsync(store, next, Noon);
        Assert.True(await OpenAsync(window.AddMinutes(2)));
        Assert.True(await NeedsPlanAsync());
        Assert.False(await store.RunAsync(Scope.Service, unit => DayBook.DayAsync(unit, next), Cancellation) is var later && later!.PlannedRevision < later.Revision);

        Task<bool> OpenAsync(DateTimeOffset at) => store.RunAsync(Scope.Service, unit => PlanningWindows.OpenAsync(unit, territory, at, at), Cancellation);
        async Task<bool> NeedsPlanAsync() => await store.RunAsync(Scope.Service, unit => DayBook.DayAsync(unit, date), Cancellation) is var day && (day!.PlannedRevision ?? 0) < day.Revision;
    }

    /// <summary>A day of its own for each test and store.</summary>
    static async Task<DateOnly> DeclareAsync(Store store, int seed, int days = 0)
    {
        var day = ArbitraryFacts.WholeDay(seed, new DateOnly(2041, 1, 1).AddDays(seed + days));
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Noon), Cancellation);
        return day.Date;
    }

    static Task PlanAsync(Store store, DateOnly date, DateTimeOffset now) => store.RunAsync(
        Scope.Service,
        async unit =>
        {
            var (day, revision) = (await DayBook.DeclaredAsync(unit, date))!.Value;
            var plan = Testing.Bellerive.Plan with
            {
                Id = new(NameBasedId.Derive(NameBasedId.Root, $"claims {date:O} {now:O}")),
                Date = date,
                Territories = day.Territories.Select(x => x.Id).ToValueList(),
                Routes = [],
            };
            await PlanStore.SaveAsync(unit, plan, now);
            await DayBook.SaveSourceAsync(unit, plan.Id, day, revision);
        },
        Cancellation);

    static Task<PlanningClaim?> TakeAsync(Store store, DateOnly date, Guid holder, TimeSpan lease) =>
        store.RunAsync(Scope.Service, unit => PlanningClaims.TakeAsync(unit, date, holder, lease), Cancellation);

    static Task<bool> RenewAsync(Store store, PlanningClaim claim, TimeSpan lease) => store.RunAsync(Scope.Service, unit => PlanningClaims.RenewAsync(unit, claim, lease), Cancellation);

    static Task<bool> EndAsync(Store store, PlanningClaim claim) => store.RunAsync(Scope.Service, unit => PlanningClaims.EndAsync(unit, claim), Cancellation);
}
