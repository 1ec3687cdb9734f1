using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Proposals;
using Logistics.Measures;
using Logistics.Testing;

namespace Logistics.Storage.Tests;

/// <summary>Tests keep apart by their dates.</summary>
public sealed class ProposalStoreTests(Stores stores)
{
    static readonly DateTimeOffset Noon = new(2026, 3, 27, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_answer_is_kept_once_and_only_by_who_was_asked(StoreKind kind)
    {
        var (store, put, _) = await PutAsync(kind, new DateOnly(2033, 1, 4));
        Assert.Equal(put.Select(x => new PutProposal(x, null)), await OfDateAsync(store, put[0].Date));

        Assert.Equal(AnswerOutcome.Unknown, await AnswerAsync(store, put[0], put[0].Quantity, of: put.First(x => x.Recipient != put[0].Recipient).Recipient));
        Assert.Equal(AnswerOutcome.TooMuch, await AnswerAsync(store, put[0], put[0].Quantity + new Mass(1)));
        Assert.Equal(AnswerOutcome.Over, await AnswerAsync(store, put[0], put[0].Quantity, at: put[0].AnswerBy.AddSeconds(1)));
        Assert.Equal(AnswerOutcome.Kept, await AnswerAsync(store, put[0], new Mass(1000), of: put[0].Recipient, motive: "no « room »"));
        Assert.Equal(AnswerOutcome.Kept, await AnswerAsync(store, put[0], new Mass(1000)));
        Assert.Equal(AnswerOutcome.Over, await AnswerAsync(store, put[0], Mass.Zero));

        var found = await OfDateAsync(store, put[0].Date);
        Assert.Equal(new ProposalAnswer(put[0].Id, new Mass(1000), "no « room »", Noon, BySilence: false), found.Single(x => x.Proposal.Id == put[0].Id).Answer);
        // Putting the same again changes nothing, and nothing said is ever changed.
        await store.RunAsync(Scope.Service, unit => ProposalStore.PutAsync(unit, put), Cancellation);
        Assert.Equal(found, await OfDateAsync(store, put[0].Date));
        await Assert.ThrowsAnyAsync<Exception>(() => store.RunAsync(Scope.Service, unit => unit.ExecuteAsync("UPDATE proposal_answer SET takes_g = 0"), Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded, true)]
    [InlineData(StoreKind.Server, true)]
    [InlineData(StoreKind.Server, false)]
    public async Task Silence_is_written_when_the_time_is_over_and_a_no_then_asks_for_another_plan(StoreKind kind, bool agrees)
    {
        var (store, put, date) = await PutAsync(kind, new DateOnly(2033, 2, agrees ? 4 : 5));
        var before = await StatusAsync(store, date);
        Assert.Equal(before.Revision, before.PlannedRevision);
        await AnswerAsync(store, put[0], Mass.Zero);
        // One no among others that are still open asks for nothing yet.
        Assert.Equal(before.Revision, (await StatusAsync(store, date)).Revision);

        await store.RunAsync(Scope.Service, unit => ProposalStore.CloseAsync(unit, put[0].AnswerBy, agrees), Cancellation);
        Assert.Single(await OfDateAsync(store, date), x => x.Answer is not null);
        await store.RunAsync(Scope.Service, unit => ProposalStore.CloseAsync(unit, put[0].AnswerBy.AddSeconds(1), agrees), Cancellation);

        var closed = await OfDateAsync(store, date);
        Assert.All(closed.Where(x => x.Proposal.Id != put[0].Id), x => Assert.Equal((agrees ? x.Proposal.Quantity : Mass.Zero, true), (x.Answer!.Takes, x.Answer.BySilence)));
        var after = await StatusAsync(store, date);
        Assert.Equal(before.Revision + (agrees ? 1 : put.Count), after.Revision);
        Assert.Equal(after.Revision, (await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, date), Cancellation))!.Value.Revision);
        Assert.Equal(AnswerOutcome.Over, await AnswerAsync(store, put[1], put[1].Quantity));
    }

    async Task<(Store Store, ValueList<Proposal> Put, DateOnly Date)> PutAsync(StoreKind kind, DateOnly date)
    {
        var store = await stores.OpenAsync(kind);
        var day = Bellerive.Day with { Date = date };
        var plan = Bellerive.Plan with { Id = new(NameBasedId.Derive(NameBasedId.Root, $"proposal-store-tests/{date:O}")), Date = date };
        var put = new ProposalBook([]).ToPut(plan, new DayIndex(day), Noon.AddYears(-1), Duration.FromMinutes(60)).Select(x => x with { PutAt = Noon, AnswerBy = Noon.AddHours(1) })
            .OrderBy(x => x.Id.Value.ToString(), StringComparer.Ordinal).ToValueList();
        Assert.True(put.Count >= 3);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, day, Noon), Cancellation);
        var revision = (await store.RunAsync(Scope.Service, unit => DayBook.DeclaredAsync(unit, date), Cancellation))!.Value.Revision;
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await PlanStore.SaveAsync(unit, plan, Noon);
                await DayBook.SaveSourceAsync(unit, plan.Id, day, revision);
                await ProposalStore.PutAsync(unit, put);
            },
            Cancellation);
        return (store, put, date);
    }

    static Task<IReadOnlyList<PutProposal>> OfDateAsync(Store store, DateOnly date) => store.RunAsync(Scope.Service, unit => ProposalStore.OfDateAsync(unit, date), Cancellation);

    static async Task<DayStatus> StatusAsync(Store store, DateOnly date) => (await store.RunAsync(Scope.Service, DayBook.DaysAsync, Cancellation)).Single(x => x.Date == date);

    static Task<AnswerOutcome> AnswerAsync(Store store, Proposal to, Mass takes, PartyId? of = null, string? motive = null, DateTimeOffset? at = null) =>
        store.RunAsync(Scope.Service, unit => ProposalStore.AnswerAsync(unit, new ProposalAnswer(to.Id, takes, motive, at ?? Noon, BySilence: false), of), Cancellation);
}
