using System.Text.Json;
using Logistics.Storage.People;
using Npgsql;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

public sealed class PeopleStoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Inviting_again_adds_nothing_but_a_mail_and_changes_nobodys_name(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var first = await InviteAsync(store, "gaelle", Association("gaelle"), Noon);
        var again = await store.RunAsync(
            Scope.Service,
            unit => PeopleStore.InviteAsync(
                unit, new(Address("gaelle"), "Another name", "en", Association("gaelle") with { Id = Id("membership gaelle again") }, null), Id("another gaelle"),
                new(Digest("gaelle again"), Noon.AddDays(7)), Mail("gaelle again", "gaelle"), Noon.AddDays(1)),
            Cancellation);

        Assert.Equal(first, again);
        var member = Assert.Single(await MembersAsync(store, null), row => row.Email == Address("gaelle"));
        Assert.Equal(("Madame gaelle", "association", false), (member.Name, member.Role, member.Entered));
        Assert.NotNull(await EnterAsync(store, "gaelle again", "gaelle", Noon.AddDays(6)));
        Assert.True(Assert.Single(await MembersAsync(store, null), row => row.Email == Address("gaelle")).Entered);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Members_are_listed_by_territory(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "hugo", Dispatcher("hugo", "plaine"), Noon);
        await InviteAsync(store, "ines", Dispatcher("ines", "causse"), Noon);

        Assert.Equal([Address("hugo")], (await MembersAsync(store, Id("plaine"))).Select(row => row.Email));
        Assert.Equal(2, (await MembersAsync(store, null)).Count(row => row.Email == Address("hugo") || row.Email == Address("ines")));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_person_takes_along_what_is_known_and_leaves_no_more_than_an_id(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var person = await InviteAsync(store, "jeanne", Association("jeanne"), Noon);
        await EnterAsync(store, "invite jeanne", "jeanne", Noon);

        using (var taken = JsonDocument.Parse((await store.RunAsync(Scope.Service, unit => PeopleStore.ExportAsync(unit, person, Noon), Cancellation))!))
        {
            Assert.Equal(Address("jeanne"), taken.RootElement.GetProperty("person").GetProperty("email").GetString());
            foreach (var list in (string[])["memberships", "sessions", "links", "mails", "audit"])
                Assert.NotEqual(0, taken.RootElement.GetProperty(list).GetArrayLength());
        }
        Assert.True(await store.RunAsync(Scope.Service, unit => PeopleStore.EraseAsync(unit, person, person, Noon.AddHours(1)), Cancellation));

        Assert.Null(await FindAsync(store, "jeanne", Noon.AddHours(1)));
        Assert.Null(await store.RunAsync(Scope.Service, unit => PeopleStore.ExportAsync(unit, person, Noon.AddHours(1)), Cancellation));
        Assert.False(await store.RunAsync(Scope.Service, unit => PeopleStore.EraseAsync(unit, person, person, Noon.AddHours(2)), Cancellation));
        Assert.DoesNotContain(await MembersAsync(store, null), row => row.Email == Address("jeanne"));
        Assert.Equal(
            ["membership-given", "invited", "signed-in", "exported", "erased"],
            (await store.RunAsync(Scope.Service, unit => AuditLog.OfAsync(unit, person), Cancellation)).Select(entry => entry.Action));
        // Nothing that was known of her stands anywhere in the tables of people.
        foreach (var table in (string[])["person", "membership", "sign_in_link", "session", "attempt", "mail_outbox", "audit_entry"])
            Assert.Equal(0, await store.RunAsync(
                Scope.Service,
                unit => unit.SingleAsync<int>($"SELECT count(*)::int FROM {table} t WHERE t::text ILIKE '%jeanne@%' OR t::text ILIKE '%madame jeanne%'"), Cancellation));

        // The same address may be invited again, and is somebody new.
        Assert.NotEqual(person, await store.RunAsync(
            Scope.Service,
            unit => PeopleStore.InviteAsync(
                unit, new(Address("jeanne"), null, "fr", Association("jeanne") with { Id = Id("membership jeanne anew") }, null), Id("jeanne anew"),
                new(Digest("jeanne anew"), Noon.AddDays(7)), Mail("jeanne anew", "jeanne"), Noon.AddHours(3)),
            Cancellation));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task The_audit_is_not_changed(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await store.RunAsync(Scope.Service, unit => AuditLog.AppendAsync(unit, new(Noon, null, "invited", Id("kim"))), Cancellation);

        foreach (var sql in (string[])["UPDATE audit_entry SET action = 'exported'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"])
        {
            // Even its owner cannot, who may do what the service may not.
            var refused = await Assert.ThrowsAsync<PostgresException>(() => store.RunAsync(Scope.Owner, unit => unit.ExecuteAsync(sql), Cancellation));
            Assert.Equal("23001", refused.SqlState);
        }
    }

    static Task<IReadOnlyList<MemberRow>> MembersAsync(Store store, Guid? territory) =>
        store.RunAsync(Scope.Service, unit => PeopleStore.MembersAsync(unit, Noon.AddDays(8), territory), Cancellation);
}
