using System.Text.Json;
using Logistics.Domain;
using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

/// <summary>Long before the other tests' dates, so that what they keep is not forgotten.</summary>
public sealed class RetentionTests(Stores stores)
{
    static readonly DateTimeOffset start = new(1990, 6, 1, 8, 0, 0, TimeSpan.Zero);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_was_kept_long_enough_goes_and_nothing_before(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        await InviteAsync(store, "noor", Association("noor"), start);
        await EnterAsync(store, "invite noor", "noor", start);
        await store.RunAsync(Scope.Service, unit => SignInStore.CountAsync(unit, Digest("noor knocks"), start), Cancellation);
        await store.RunAsync(Scope.Service, unit => MailOutbox.SentAsync(unit, Mail("invite noornoor", "noor").Id, start), Cancellation);
        await InviteAsync(store, "oscar", Association("oscar"), start);

        async Task<string> LeftAsync(TimeSpan after)
        {
            await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, start + after), Cancellation);
            return await store.RunAsync(
                Scope.Service,
                unit => unit.SingleAsync<string>(
                    """
                    SELECT concat_ws(' ',
                      CASE WHEN EXISTS (SELECT 1 FROM attempt WHERE subject = @knocks) THEN 'attempt' END,
                      CASE WHEN EXISTS (SELECT 1 FROM sign_in_link WHERE digest = @link) THEN 'link' END,
                      CASE WHEN EXISTS (SELECT 1 FROM session WHERE id = @session) THEN 'session' END,
                      CASE WHEN EXISTS (SELECT 1 FROM mail_outbox WHERE recipient = @noor) THEN 'mail' END,
                      CASE WHEN EXISTS (SELECT 1 FROM person WHERE email = @oscar) THEN 'oscar' END,
                      CASE WHEN EXISTS (SELECT 1 FROM person WHERE email = @noor) THEN 'noor' END)
                    """,
                    new { knocks = Digest("noor knocks"), link = Digest("invite noor"), session = Id("session noor"), noor = Address("noor"), oscar = Address("oscar") }),
                Cancellation);
        }

        var moment = TimeSpan.FromSeconds(1);
        Assert.Equal("attempt link session mail oscar noor", await LeftAsync(Retention.Traces - moment));
        Assert.Equal("session mail oscar noor", await LeftAsync(Retention.Traces + moment));
        Assert.Equal("session mail oscar noor", await LeftAsync(Retention.Mails - moment));
        Assert.Equal("noor", await LeftAsync(Retention.Mails + moment));
        await store.RunAsync(Scope.Service, unit => PeopleStore.EndAsync(unit, Association("noor").Id, null, null, start.AddDays(40)), Cancellation);
        Assert.Equal("noor", await LeftAsync(TimeSpan.FromDays(40) + Retention.Former - moment));
        Assert.Equal("", await LeftAsync(TimeSpan.FromDays(40) + Retention.Former + moment));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Who_came_when_goes_after_a_year_and_links_of_volunteers_when_they_have_ended_long_enough(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (territory, day) = (new TerritoryId(Id("retention rota")), new DateOnly(1990, 6, 1));
        var (volunteer, duty) = RotaStoreTests.Made(territory, "forgotten", day);
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await RotaStore.KeepAsync(unit, volunteer, start);
                await RotaStore.KeepAsync(unit, duty, start);
                await RotaStore.TellAsync(unit, territory, new(duty.Id, day, volunteer.Id, Domain.Duties.Coming.NotAtAll, start), null);
                await RotaStore.TakeLeaveAsync(unit, territory, new(Id("retention leave"), volunteer.Id, day, day), start);
                await RotaStore.AddLinkAsync(unit, Id("retention link"), Digest("retention link"), volunteer.Id, start, start.AddDays(900));
                await RotaStore.EndLinksAsync(unit, volunteer.Id, start);
                await RotaStore.RemindAsync(unit, volunteer.Id, day, new(Id("retention reminder"), volunteer.Email!, "Demain", ""), start, start);
                // Waiting, it would be the first that another test's post takes.
                await MailOutbox.SentAsync(unit, Id("retention reminder"), start);
            },
            Cancellation);

        Task<string> LeftAsync(TimeSpan after) => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await Retention.ForgetAsync(unit, start + after);
                return await unit.SingleAsync<string>(
                    """
                    SELECT concat_ws(' ', CASE WHEN EXISTS (SELECT FROM duty_reminder WHERE volunteer_id = @volunteer) THEN 'reminder' END,
                      CASE WHEN EXISTS (SELECT FROM volunteer_link WHERE id = @link) THEN 'link' END, CASE WHEN EXISTS (SELECT FROM attendance WHERE duty_id = @duty) THEN 'word' END,
                      CASE WHEN EXISTS (SELECT FROM volunteer_leave WHERE id = @leave) THEN 'leave' END)
                    """,
                    new { volunteer = volunteer.Id.Value, link = Id("retention link"), duty = duty.Id.Value, leave = Id("retention leave") });
            },
            Cancellation);

        Assert.Equal("reminder link word leave", await LeftAsync(Retention.Keys - TimeSpan.FromSeconds(1)));
        Assert.Equal("word leave", await LeftAsync(Retention.Keys + TimeSpan.FromSeconds(1)));
        Assert.Equal("word leave", await LeftAsync(Retention.Attendances));
        Assert.Equal("", await LeftAsync(Retention.Attendances + TimeSpan.FromDays(1)));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_device_that_is_not_heard_of_for_a_year_goes_and_what_comes_too_late_for_it_at_once(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var key = DeviceStoreTests.Point("retention");
        // Somebody who may act still, so that only what is hers goes.
        var yvonne = await InviteAsync(store, "yvonne", Association("yvonne"), start);
        await EnterAsync(store, "invite yvonne", "yvonne", start);
        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await MailOutbox.SentAsync(unit, Mail("invite yvonneyvonne", "yvonne").Id, start);
                await DeviceStore.AddAsync(unit, new(Id("device yvonne"), "https://push.example/yvonne", DeviceStoreTests.Point("yvonne"), DeviceStoreTests.Secret("yvonne")), yvonne, Id("session yvonne"), key, start);
                Assert.Equal(1, await PushOutbox.AddAsync(unit, new(Id("note yvonne"), [key], "{}", "low", start.AddDays(2)), yvonne, start, start));
            },
            Cancellation);

        Task<string> LeftAsync(TimeSpan after) => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await Retention.ForgetAsync(unit, start + after);
                return await unit.SingleAsync<string>(
                    "SELECT concat_ws(' ', (SELECT 'device' FROM push_device WHERE id = @device), (SELECT 'waiting' FROM push_outbox WHERE note_id = @note), (SELECT 'session' FROM session WHERE id = @session))",
                    new { device = Id("device yvonne"), note = Id("note yvonne"), session = Id("session yvonne") });
            },
            Cancellation);

        Assert.Equal("device waiting session", await LeftAsync(TimeSpan.FromDays(2) - TimeSpan.FromSeconds(1)));
        Assert.Equal("device session", await LeftAsync(TimeSpan.FromDays(2)));
        // The session in which it was switched on ends by itself: the device stays.
        Assert.Equal("device", await LeftAsync(Retention.Devices));
        Assert.Equal("", await LeftAsync(Retention.Devices + TimeSpan.FromSeconds(1)));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_photo_of_a_surplus_goes_after_its_time_with_what_it_shows_and_with_who_added_it(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var person = await InviteAsync(store, "photographer", Association("photographer"), start);
        var days = new[] { 920, 921, 922 }.Select((seed, i) => ArbitraryFacts.WholeDay(seed, new DateOnly(1990, 6, 1 + i))).ToArray();
        foreach (var day in days)
            await store.RunAsync(
                Scope.Service,
                async unit =>
                {
                    // The first was declared and is no more.
                    if (day != days[0])
                        await DeclarationStore.SaveDayAsync(unit, day, start);
                    await LotPhotoStore.LinkAsync(unit, day.Date, day.Lots[0], new string('1', 64), day == days[2] ? person : null, start);
                },
                Cancellation);

        Assert.Equal("012", await OfDaysAsync());
        Assert.Equal("12", await LeftAsync(TimeSpan.FromHours(1)));
        using (var taken = JsonDocument.Parse((await store.RunAsync(Scope.Service, unit => PeopleStore.ExportAsync(unit, person, start), Cancellation))!))
            Assert.Equal(days[2].Lots[0].Id.Value, Assert.Single(taken.RootElement.GetProperty("lotPhotos").EnumerateArray()).GetProperty("lot").GetGuid());
        Assert.True(await store.RunAsync(Scope.Service, unit => PeopleStore.EraseAsync(unit, person, person, start), Cancellation));
        Assert.Equal("1", await LeftAsync(Retention.LotPhotos - TimeSpan.FromSeconds(1)));
        Assert.Equal("", await LeftAsync(Retention.LotPhotos + TimeSpan.FromSeconds(1)));

        async Task<string> LeftAsync(TimeSpan after)
        {
            await store.RunAsync(Scope.Service, unit => Retention.ForgetAsync(unit, start + after), Cancellation);
            return await OfDaysAsync();
        }

        Task<string> OfDaysAsync() => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                var left = "";
                foreach (var (i, day) in days.Index())
                    left += (await LotPhotoStore.OfDateAsync(unit, day.Date)).ContainsKey(day.Lots[0].Id) ? $"{i}" : "";
                return left;
            },
            Cancellation);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_receipt_is_kept_for_six_years(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var receipt = await store.RunAsync(Scope.Service, unit => ReceiptStoreTests.IssueAsync(unit, new LedgerBook("kept").Territory, $"kept/{kind}", start), Cancellation);

        Assert.NotNull(await LeftAsync(Retention.Receipts));
        Assert.Null(await LeftAsync(Retention.Receipts + TimeSpan.FromSeconds(1)));

        Task<Domain.Receipts.Receipt?> LeftAsync(TimeSpan after) => store.RunAsync(
            Scope.Service,
            async unit =>
            {
                await Retention.ForgetAsync(unit, start + after);
                return await ReceiptStore.FindAsync(unit, receipt);
            },
            Cancellation);
    }
}
