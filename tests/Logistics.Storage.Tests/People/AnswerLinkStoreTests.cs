using Logistics.Domain;
using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

public sealed class AnswerLinkStoreTests(Stores stores)
{
    static readonly DateOnly day = new(2026, 5, 4);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task One_link_a_day_for_each_who_speaks_for_a_partner_and_it_ends_with_the_right_it_rests_on(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var held = Association("odile") with { Id = Id("membership odile"), Organisation = Id("epicerie of odile") };
        await InviteAsync(store, "odile", held, Noon);
        Task<IReadOnlyList<SpeakerRow>> UnwrittenAsync(DateOnly date, int hours = 2) => store.RunAsync(
            Scope.Service, unit => AnswerLinkStore.UnwrittenAsync(unit, date, [new PartyId(Id("epicerie of odile")), new PartyId(Id("another"))], Noon.AddHours(hours)), Cancellation);
        Task<AnswerLinkRow?> FindAsync(string text, DateTimeOffset at) => store.RunAsync(Scope.Service, unit => AnswerLinkStore.FindAsync(unit, Digest(text), at), Cancellation);
        Task<bool> AddAsync(string text, DateOnly date) => store.RunAsync(
            Scope.Service, unit => AnswerLinkStore.AddAsync(unit, new(Id($"answer {text}"), date, Id("epicerie of odile"), held.Id, Noon.AddDays(2)), Digest(text), Noon), Cancellation);

        // An address that nobody ever answered from gets nothing but its invitation.
        Assert.Empty(await UnwrittenAsync(day));
        Assert.NotNull(await EnterAsync(store, "invite odile", "odile", Noon.AddHours(1)));
        Assert.Equal([new SpeakerRow(held.Id, Id("epicerie of odile"), Address("odile"), "fr", null, null, Id("person odile"), ByMail: true, OnDevices: false)], await UnwrittenAsync(day));

        // Who wants no such letter gets none; who wants them at certain hours says so with it.
        Task ChooseAsync(bool questions) => store.RunAsync(Scope.Service, unit => NoticeStore.KeepAsync(unit, Id("person odile"), new(questions, false, false, 60, 120)), Cancellation);
        await ChooseAsync(questions: false);
        Assert.Empty(await UnwrittenAsync(day));
        await ChooseAsync(questions: true);
        Assert.Equal((60, 120), (await UnwrittenAsync(day)) is [var quiet] ? (quiet.QuietFrom, quiet.QuietUntil) : default);

        Assert.True(await AddAsync("odile monday", day));
        Assert.False(await AddAsync("odile monday, by another host", day));
        Assert.Empty(await UnwrittenAsync(day));
        Assert.Single(await UnwrittenAsync(day.AddDays(1)));

        Assert.Equal((day, Id("epicerie of odile")), (await FindAsync("odile monday", Noon.AddDays(1))) is { } found ? (found.Date, found.Recipient) : default);
        Assert.Null(await FindAsync("odile tuesday", Noon.AddDays(1)));
        Assert.Null(await FindAsync("odile monday", Noon.AddDays(2)));
        await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, held.Id, null, null, Noon.AddDays(1)), Cancellation);
        Assert.Null(await FindAsync("odile monday", Noon.AddDays(1)));
        Assert.Empty(await UnwrittenAsync(day.AddDays(1), hours: 24));
    }
}
