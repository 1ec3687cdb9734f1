using Logistics.Domain;
using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests;

public sealed class CalendarStoreTests(Stores stores)
{
    static readonly DateOnly day = new(2052, 5, 6);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static NewCalendarEntry Entry(string name, int hour = 9, string kind = "delivery", string territory = "calendars", string document = """{"place":"x"}""") => new(
        Id($"calendar {name}"), Id(territory), Id("calendar party"), Id("calendar site"), kind, new(day, new(hour, 0), TimeSpan.Zero), new(day, new(hour, 20), TimeSpan.Zero), document);

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_changes_counts_up_what_goes_is_struck_out_and_what_stays_stays(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        Task PutAsync(int minutes, params NewCalendarEntry[] entries) => store.RunAsync(
            Scope.Service, unit => CalendarStore.ReplaceAsync(unit, day, [new TerritoryId(Id("calendars"))], entries, Noon.AddMinutes(minutes)), Cancellation);
        async Task<IEnumerable<(Guid, int, bool, DateTimeOffset)>> ReadAsync(Guid? site = null) =>
            (await store.RunAsync(Scope.Service, unit => CalendarStore.OfPartyAsync(unit, new(Id("calendar party")), site, day, day), Cancellation)).Select(x => (x.Id, x.Sequence, x.Cancelled, x.ChangedAt));
        var elsewhere = Entry("elsewhere", 20, territory: "another territory");
        await store.RunAsync(Scope.Service, unit => CalendarStore.ReplaceAsync(unit, day, [new TerritoryId(Id("another territory"))], [elsewhere], Noon), Cancellation);

        await PutAsync(0, Entry("first"), Entry("second", 11));
        await PutAsync(5, Entry("first"), Entry("second", 12), Entry("third", 13));
        Assert.Equal([(Entry("first").Id, 0, false, Noon), (Entry("second").Id, 1, false, Noon.AddMinutes(5)), (Entry("third").Id, 0, false, Noon.AddMinutes(5)), (elsewhere.Id, 0, false, Noon)], await ReadAsync());

        // The second goes and comes back; another territory's plan takes nothing away.
        await PutAsync(10, Entry("first"), Entry("third", 13));
        await PutAsync(15, Entry("first"), Entry("third", 13));
        Assert.Equal((Entry("second").Id, 2, true, Noon.AddMinutes(10)), (await ReadAsync()).ElementAt(1));
        await PutAsync(20, Entry("first"), Entry("second", 12), Entry("third", 13, document: """{"place":"y"}"""));
        Assert.Equal(
            [(Entry("first").Id, 0, false, Noon), (Entry("second").Id, 3, false, Noon.AddMinutes(20)), (Entry("third").Id, 1, false, Noon.AddMinutes(20)), (elsewhere.Id, 0, false, Noon)], await ReadAsync());
        Assert.Equal(4, (await ReadAsync(Id("calendar site"))).Count());
        Assert.Empty(await ReadAsync(Id("another site")));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task An_address_is_its_holder_s_to_renew_and_to_end_and_ends_with_the_membership(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var held = Association("paulette");
        var paulette = await InviteAsync(store, "paulette", held, Noon);
        var other = await InviteAsync(store, "quitterie", Association("quitterie"), Noon);
        Task<bool> RenewAsync(string text, Guid person, Guid? site = null) => store.RunAsync(
            Scope.Service, unit => CalendarLinkStore.RenewAsync(unit, new(Id($"calendar link {text}"), held.Id, site, "en", Noon), person, Digest(text), Noon), Cancellation);
        async Task<Guid?> FindAsync(string text) => (await store.RunAsync(Scope.Service, unit => CalendarLinkStore.FindAsync(unit, Digest(text), Noon.AddHours(1)), Cancellation))?.Party;

        Assert.False(await RenewAsync("paulette by another", other));
        Assert.True(await RenewAsync("paulette 1", paulette));
        Assert.True(await RenewAsync("paulette at a place", paulette, Id("place of paulette")));
        Assert.Equal(held.Organisation, await FindAsync("paulette 1"));
        Assert.True(await RenewAsync("paulette 2", paulette));
        Assert.Null(await FindAsync("paulette 1"));
        Assert.Null(await FindAsync("paulette by another"));
        Assert.Equal([null, Id("place of paulette")], (await store.RunAsync(Scope.Service, unit => CalendarLinkStore.OfPersonAsync(unit, paulette), Cancellation)).Select(x => x.Site).Order());

        Task<bool> EndAsync(Guid person) => store.RunAsync(Scope.Service, unit => CalendarLinkStore.EndAsync(unit, held.Id, Id("place of paulette"), person, Noon), Cancellation);
        Assert.False(await EndAsync(other));
        Assert.True(await EndAsync(paulette));
        Assert.Null(await FindAsync("paulette at a place"));
        await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, held.Id, null, null, Noon.AddMinutes(30)), Cancellation);
        Assert.Null(await FindAsync("paulette 2"));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_letter_that_was_chosen_is_written_once_and_not_before_it_is_due(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var date = new DateOnly(2052, 6, 3);
        var town = ArbitraryFacts.WholeDay(77, date);
        await store.RunAsync(Scope.Service, unit => DeclarationStore.SaveDayAsync(unit, town, Noon), Cancellation);
        var party = town.Parties[0];
        var held = Association("rosalie") with { Id = Id("membership rosalie"), Organisation = party.Id.Value };
        var rosalie = await InviteAsync(store, "rosalie", held, Noon);
        Task<IReadOnlyList<NoticeReaderRow>> UnwrittenAsync(NoticeKind what) =>
            store.RunAsync(Scope.Service, unit => NoticeStore.UnwrittenAsync(unit, what, party.Territory, date, Noon), Cancellation);
        Task KeepAsync(NoticeChoiceRow choice) => store.RunAsync(Scope.Service, unit => NoticeStore.KeepAsync(unit, rosalie, choice), Cancellation);
        Task<bool> WriteAsync(string name) => store.RunAsync(
            Scope.Service, unit => NoticeStore.WriteAsync(unit, NoticeKind.Reminder, new(rosalie, party.Id.Value, "rosalie", Address("rosalie"), "fr", 1320, 420), date, Mail(name, "rosalie"), null, Noon.AddYears(90), Noon), Cancellation);

        // Who has never said gets none.
        Assert.Empty(await UnwrittenAsync(NoticeKind.Reminder));
        await KeepAsync(new(Questions: false, Reminder: false, Digest: true, null, null));
        await KeepAsync(new(Questions: true, Reminder: true, Digest: false, 22 * 60, 7 * 60));
        Assert.Equal(new NoticeChoiceRow(true, true, false, 1320, 420), await store.RunAsync(Scope.Service, unit => NoticeStore.FindAsync(unit, rosalie), Cancellation));
        Assert.Empty(await UnwrittenAsync(NoticeKind.Digest));
        Assert.Equal([new NoticeReaderRow(rosalie, party.Id.Value, "rosalie", Address("rosalie"), "fr", 1320, 420)], await UnwrittenAsync(NoticeKind.Reminder));

        Assert.True(await WriteAsync("reminder of rosalie"));
        Assert.False(await WriteAsync("reminder of rosalie, by another host"));
        Assert.Empty(await UnwrittenAsync(NoticeKind.Reminder));
        Assert.Equal(
            [Noon.AddYears(90)],
            await store.RunAsync(Scope.Service, unit => unit.QueryAsync<DateTimeOffset>("SELECT next_attempt_at FROM mail_outbox WHERE recipient = @to AND subject = 'Votre lien' AND next_attempt_at > @Noon", new { to = Address("rosalie"), Noon }), Cancellation));
        await Assert.ThrowsAnyAsync<Exception>(() => KeepAsync(new(true, true, true, 60, null)));
    }
}
