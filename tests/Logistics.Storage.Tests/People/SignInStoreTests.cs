using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

public sealed class SignInStoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_link_opens_once_and_only_while_it_lasts(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var person = await InviteAsync(store, "amina", Association("amina"), Noon);
        await AskAsync(store, "amina", "amina 1", Noon);
        await AskAsync(store, "amina", "amina 2", Noon);

        Assert.Null(await EnterAsync(store, "amina 0", "amina", Noon));
        Assert.Equal(person, await EnterAsync(store, "amina 1", "amina", Noon.AddMinutes(14)));
        Assert.Null(await EnterAsync(store, "amina 1", "amina again", Noon.AddMinutes(14)));
        Assert.Null(await EnterAsync(store, "amina 2", "amina late", Noon.AddMinutes(15)));

        var state = (await FindAsync(store, "amina", Noon.AddDays(1)))!;
        Assert.Equal((person, Address("amina"), "Madame amina"), (state.Person, state.Email, state.Name));
        Assert.Equal(Association("amina"), state.Acting);
        Assert.Null(await FindAsync(store, "amina", Noon.AddDays(31)));
        Assert.Null(await FindAsync(store, "amina again", Noon));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Of_many_who_use_one_link_at_once_one_enters(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "bruno", Association("bruno"), Noon);

        var entered = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => EnterAsync(store, "invite bruno", $"bruno {i}", Noon), Cancellation)));

        Assert.Single(entered, person => person is not null);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_unknown_address_and_one_that_asks_too_often_get_nothing(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "chloe", Association("chloe"), Noon);
        var before = await MailsAsync(store);

        await AskAsync(store, "nobody", "nobody 1", Noon);
        await AskAsync(store, "chloe", "chloe 1", Noon, mayWrite: false);

        Assert.Equal(before, await MailsAsync(store));
        Assert.Null(await EnterAsync(store, "nobody 1", "nobody", Noon));
        Assert.Null(await EnterAsync(store, "chloe 1", "chloe", Noon));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Attempts_are_counted_by_subject_and_span(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        async Task<int> Count(string subject, DateTimeOffset since) => await store.RunAsync(Scope.Service, unit => SignInStore.CountAsync(unit, Digest(subject), since), Cancellation);

        var together = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Count("one", Noon), Cancellation)));

        Assert.Equal(Enumerable.Range(1, 6), together.Order());
        Assert.Equal(1, await Count("another", Noon));
        Assert.Equal(1, await Count("one", Noon.AddHours(1)));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Who_holds_several_memberships_chooses_among_its_own(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "diane", Association("diane here"), Noon);
        await InviteAsync(store, "diane", Association("diane there", "piemont"), Noon.AddMinutes(1), token: "diane again");
        await InviteAsync(store, "elias", Association("elias"), Noon);
        await EnterAsync(store, "diane again", "diane", Noon.AddHours(1));

        var state = (await FindAsync(store, "diane", Noon.AddHours(1)))!;
        Assert.Null(state.Acting);
        Assert.Equal([Association("diane here"), Association("diane there", "piemont")], state.Held);

        async Task<bool> Act(string membership) =>
            await store.RunAsync(Scope.Service, unit => SignInStore.ActAsync(unit, Id("session diane"), Id("membership " + membership), Noon.AddHours(1)), Cancellation);
        Assert.False(await Act("elias"));
        Assert.True(await Act("diane there"));
        Assert.Equal("diane there", (await FindAsync(store, "diane", Noon.AddHours(1)))!.Acting!.Label);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_session_that_was_left_is_over_and_a_membership_that_ended_is_acted_in_no_more(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "farid", Association("farid"), Noon);
        await EnterAsync(store, "invite farid", "farid", Noon);
        var membership = Association("farid").Id;

        Assert.False(await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, membership, Id("piemont"), null, Noon.AddHours(1)), Cancellation));
        Assert.NotNull((await FindAsync(store, "farid", Noon.AddHours(1)))!.Acting);
        Assert.True(await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, membership, Id("celleneuve"), null, Noon.AddHours(1)), Cancellation));
        Assert.False(await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, membership, null, null, Noon.AddHours(2)), Cancellation));

        var state = (await FindAsync(store, "farid", Noon.AddHours(1)))!;
        Assert.Null(state.Acting);
        Assert.Empty(state.Held);
        await store.RunAsync(Scope.Service, unit => SignInStore.EndAsync(unit, Id("session farid"), Noon.AddHours(2)), Cancellation);
        Assert.Null(await FindAsync(store, "farid", Noon.AddHours(2)));
    }

    static Task AskAsync(Store store, string name, string token, DateTimeOffset now, bool mayWrite = true) => store.RunAsync(
        Scope.Service,
        unit => SignInStore.AskAsync(unit, new(Digest(token), now.AddMinutes(15)), Mail(token, name), mayWrite, now), Cancellation);

    static Task<int> MailsAsync(Store store) => store.RunAsync(
        Scope.Service,
        unit => unit.SingleAsync<int>("SELECT count(*)::int FROM mail_outbox WHERE recipient IN (@nobody, @chloe)", new { nobody = Address("nobody"), chloe = Address("chloe") }),
        Cancellation);
}
