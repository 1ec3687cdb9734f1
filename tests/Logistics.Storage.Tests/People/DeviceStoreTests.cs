using System.Text.Json;
using Logistics.Domain;
using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests.People;

/// <summary>At dates of their own, since whoever takes what waits takes anyone's that is due; and with an instance's key of its own for each test.</summary>
public sealed class DeviceStoreTests(Stores stores)
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task What_waits_is_taken_by_one_tried_again_later_and_gone_once_told(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (now, key) = (new DateTimeOffset(2002, 1, 1, 0, 0, 0, TimeSpan.Zero), Point("taken"));
        var suzanne = await InviteAsync(store, "suzanne", Association("suzanne"), now);
        await AddAsync(store, suzanne, "suzanne phone", key, now);
        Task<TakenPush?> TakeAsync(DateTimeOffset at) => store.RunAsync(Scope.Service, unit => PushOutbox.TakeAsync(unit, [key], at, at.AddMinutes(5)), Cancellation);

        Assert.Equal(1, await PutAsync(store, suzanne, "morning", key, now, now, now.AddHours(3)));
        // Nothing is put that would come too late, or for a device that was shown another key.
        Assert.Equal(0, await PutAsync(store, suzanne, "late", key, now, now.AddHours(3), now.AddHours(3)));
        Assert.Equal(0, await PutAsync(store, suzanne, "foreign", Point("another instance"), now, now, now.AddHours(3)));

        // Two hosts, or four: one has it.
        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => TakeAsync(now), Cancellation)));
        var first = Assert.Single(taken, x => x is not null)!;
        Assert.Equal((Id("note morning"), Id("device suzanne phone"), "https://push.example/suzanne phone", "{}", "normal", 1, now.AddHours(3)), (first.Note, first.Device, first.Endpoint, first.Said, first.Urgency, first.Attempts, first.Expires));
        Assert.Equal(Point("suzanne phone"), first.Key);
        Assert.Equal(Secret("suzanne phone"), first.Secret);

        await store.RunAsync(Scope.Service, unit => PushOutbox.RetryAsync(unit, first.Note, first.Device, now.AddMinutes(2)), Cancellation);
        Assert.Null(await TakeAsync(now.AddMinutes(1)));
        Assert.Equal(2, (await TakeAsync(now.AddMinutes(2)))!.Attempts);
        // Who took it died: after the time it had, another takes it; after its own time nobody does.
        Assert.Equal(3, (await TakeAsync(now.AddMinutes(8)))!.Attempts);
        Assert.Null(await TakeAsync(now.AddHours(3)));
        await store.RunAsync(Scope.Service, unit => PushOutbox.ToldAsync(unit, first.Note, first.Device, now.AddMinutes(9)), Cancellation);
        Assert.Null(await TakeAsync(now.AddHours(1)));
        Assert.Equal(now.AddMinutes(9), Assert.Single(await OfAsync(store, suzanne, key)).HeardAt);
        Assert.Equal(0, await WaitingAsync(store, suzanne));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_device_is_one_person_s_and_passes_to_another_only_by_what_its_browser_knows(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var key = Point("passes");
        var (tamar, ulysse) = (await InviteAsync(store, "tamar", Association("tamar"), Noon), await InviteAsync(store, "ulysse", Association("ulysse"), Noon));
        Assert.True(await AddAsync(store, tamar, "shared", key, Noon));
        Assert.True(await AddAsync(store, tamar, "shared", key, Noon.AddHours(1)));
        var device = Assert.Single(await OfAsync(store, tamar, key));
        Assert.Equal((Noon, Noon.AddHours(1)), (device.MadeAt, device.HeardAt));
        await PutAsync(store, tamar, "for tamar", key, Noon, Noon.AddYears(50), Noon.AddYears(60));

        // The address alone is not enough, nor is the id.
        Assert.False(await AddAsync(store, ulysse, new NewDevice(Id("device stolen"), "https://push.example/shared", Point("stolen"), Secret("stolen")), key, Noon));
        Assert.False(await store.RunAsync(Scope.Service, unit => DeviceStore.RemoveAsync(unit, ulysse, device.Id), Cancellation));
        Assert.Equal([device], await OfAsync(store, tamar, key));
        Assert.Equal(1, await WaitingAsync(store, tamar));

        // The browser itself: another's from now on, with nothing of what waited for the one before.
        Assert.True(await AddAsync(store, ulysse, new NewDevice(Id("device passed"), "https://push.example/shared", Point("shared"), Secret("shared")), key, Noon));
        Assert.Empty(await OfAsync(store, tamar, key));
        Assert.Equal(0, await WaitingAsync(store, tamar) + await WaitingAsync(store, ulysse));
        var passed = Assert.Single(await OfAsync(store, ulysse, key)).Id;
        Assert.True(await store.RunAsync(Scope.Service, unit => DeviceStore.RemoveAsync(unit, ulysse, passed), Cancellation));
        Assert.Empty(await OfAsync(store, ulysse, key));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_person_has_so_many_devices_and_is_told_on_the_first_what_it_gets_by_mail(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var key = Point("many");
        var violette = await InviteAsync(store, "violette", Association("violette"), Noon);
        Task<NoticeChoiceRow?> ChoiceAsync() => store.RunAsync(Scope.Service, unit => NoticeStore.FindAsync(unit, violette), Cancellation);

        for (var i = 0; i < DeviceStore.Most; i++)
            await AddAsync(store, violette, $"violette {i}", key, Noon.AddMinutes(i));
        // Who never said is asked by mail, so on devices too, and nothing else.
        Assert.Equal(new NoticeChoiceRow(true, false, false, null, null, QuestionsThere: true), await ChoiceAsync());
        await AddAsync(store, violette, "violette 0", key, Noon.AddHours(1));
        await AddAsync(store, violette, "violette new", key, Noon.AddHours(2));
        var kept = (await OfAsync(store, violette, key)).Select(x => x.Id).ToHashSet();
        Assert.Equal(DeviceStore.Most, kept.Count);
        Assert.Contains(Id("device violette 0"), kept);
        Assert.DoesNotContain(Id("device violette 1"), kept);

        // What was chosen is not changed by a further device.
        await store.RunAsync(Scope.Service, unit => NoticeStore.KeepAsync(unit, violette, new(true, true, false, 60, 120, DigestThere: true)), Cancellation);
        await AddAsync(store, violette, "violette newer", key, Noon.AddHours(3));
        Assert.Equal(new NoticeChoiceRow(true, true, false, 60, 120, DigestThere: true), await ChoiceAsync());
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Leaving_and_being_erased_end_a_device_and_a_person_takes_along_what_is_kept(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (start, key) = (Noon, Point("ends"));
        var wanda = await InviteAsync(store, "wanda", Association("wanda"), start);
        await EnterAsync(store, "invite wanda", "wanda", start);
        await AddAsync(store, wanda, "wanda library", key, start, Id("session wanda"));
        await AddAsync(store, wanda, "wanda phone", key, start);
        await PutAsync(store, wanda, "for wanda", key, start, start.AddYears(50), start.AddYears(60));

        // All that is kept goes along, what waits included; nothing by which the device could be written to.
        var export = JsonDocument.Parse((await store.RunAsync(Scope.Service, unit => PeopleStore.ExportAsync(unit, wanda, start), Cancellation))!).RootElement.GetProperty("devices");
        Assert.Equal(["https://push.example/wanda library", "https://push.example/wanda phone"], export.EnumerateArray().Select(x => x.GetProperty("endpoint").GetString()).Order());
        Assert.All(export.EnumerateArray(), x => Assert.Equal(1, x.GetProperty("waiting").GetArrayLength()));

        // Who signs out at a library's machine is told nothing there any more.
        await store.RunAsync(Scope.Service, unit => SignInStore.EndAsync(unit, Id("session wanda"), start.AddHours(1)), Cancellation);
        Assert.Equal(Id("device wanda phone"), Assert.Single(await OfAsync(store, wanda, key)).Id);

        Assert.Equal(1, await WaitingAsync(store, wanda));
        await store.RunAsync(Scope.Service, unit => PeopleStore.EraseAsync(unit, wanda, wanda, start.AddHours(2)), Cancellation);
        Assert.Empty(await OfAsync(store, wanda, key));
        Assert.Equal(0, await WaitingAsync(store, wanda));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Each_is_told_where_it_chose_and_by_a_letter_where_no_device_hears(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var (key, date) = (Point("where"), new DateOnly(2053, 6, 3));
        var held = Association("xavier") with { Organisation = Id("party of xavier") };
        var xavier = await InviteAsync(store, "xavier", held, Noon);
        await EnterAsync(store, "invite xavier", "xavier", Noon);
        var reader = new NoticeReaderRow(xavier, Id("party of xavier"), "xavier", Address("xavier"), "fr", null, null);
        var (due, expires) = (Noon.AddYears(90), Noon.AddYears(91));

        // By mail or not, on devices or not, and whether there is one: letters and notices.
        async Task<(int Letters, int Notices)> ToldAsync(bool byMail, bool onDevices, bool tells = true, DateTimeOffset? until = null)
        {
            date = date.AddDays(1);
            var name = $"xavier {date:O}";
            var push = tells ? new NewPush(Id("note " + name), [key], "{}", "low", until ?? expires) : null;
            Assert.True(await store.RunAsync(
                Scope.Service, unit => NoticeStore.WriteAsync(unit, NoticeKind.Digest, reader with { ByMail = byMail, OnDevices = onDevices }, date, Mail(name, "xavier"), push, due, Noon), Cancellation));
            return await store.RunAsync(
                Scope.Service,
                unit => unit.SingleAsync<(int, int)>("SELECT (SELECT count(*)::int FROM mail_outbox WHERE id = @mail), (SELECT count(*)::int FROM push_outbox WHERE note_id = @note)", new { mail = Mail(name, "xavier").Id, note = Id("note " + name) }),
                Cancellation);
        }

        Assert.Equal((1, 0), await ToldAsync(byMail: false, onDevices: true));
        await AddAsync(store, xavier, "xavier phone", key, Noon);
        await AddAsync(store, xavier, "xavier desk", key, Noon);
        Assert.Equal((0, 2), await ToldAsync(byMail: false, onDevices: true));
        Assert.Equal((1, 2), await ToldAsync(byMail: true, onDevices: true));
        Assert.Equal((1, 0), await ToldAsync(byMail: true, onDevices: false));
        Assert.Equal((1, 0), await ToldAsync(byMail: false, onDevices: true, tells: false));
        Assert.Equal((1, 0), await ToldAsync(byMail: false, onDevices: true, until: due));

        // And who is asked what: neither by mail nor on devices is not at all.
        async Task<(bool, bool)?> AskedAsync(bool byMail, bool onDevices)
        {
            await store.RunAsync(Scope.Service, unit => NoticeStore.KeepAsync(unit, xavier, new(byMail, false, false, null, null, QuestionsThere: onDevices)), Cancellation);
            return (await store.RunAsync(Scope.Service, unit => AnswerLinkStore.UnwrittenAsync(unit, date, [new PartyId(Id("party of xavier"))], Noon), Cancellation)) is [var row] ? (row.ByMail, row.OnDevices) : null;
        }

        Assert.Equal((true, true), await AskedAsync(true, true));
        Assert.Equal((false, true), await AskedAsync(false, true));
        Assert.Equal((true, false), await AskedAsync(true, false));
        Assert.Null(await AskedAsync(false, false));
    }

    /// <summary>Bytes of that many, from a name.</summary>
    internal static byte[] Point(string name) => [4, .. Digest(name), .. Digest(name + " more")];

    internal static byte[] Secret(string name) => Digest(name)[..16];

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_topic_stands_beside_browsers_and_hears_its_own_server_alone(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var name = $"zelda {kind}";
        var zelda = await InviteAsync(store, name, Association(name), Noon);
        byte[] key = Point("instance"), server = "https://ntfy.example/"u8.ToArray();
        Assert.True(await AddAsync(store, zelda, $"{name} phone", key, Noon));
        Assert.True(await AddAsync(store, zelda, new NewDevice(Id($"device {name} topic"), $"https://ntfy.example/{name}", null, null), server, Noon));

        await store.RunAsync(
            Scope.Service,
            async unit =>
            {
                Assert.Equal([(true, 1), (false, 1)], (await DeviceStore.OfPersonAsync(unit, zelda, [key, server])).CountBy(x => x.IsTopic).OrderByDescending(x => x.Key).Select(x => (x.Key, x.Value)));
                Assert.True(Assert.Single(await DeviceStore.OfPersonAsync(unit, zelda, [server])).IsTopic);
                var at = new DateTimeOffset(2047, 1, 1, 0, 0, 0, TimeSpan.Zero);
                Assert.Equal(2, await PushOutbox.AddAsync(unit, new(Id($"note {name}"), [key, server], "{}", "normal", at.AddHours(1)), zelda, at, at));
                Assert.Equal(1, await PushOutbox.AddAsync(unit, new(Id($"note {name} 2"), [server], "{}", "normal", at.AddHours(1)), zelda, at, at));
                // Another instance's server takes nothing of it.
                Assert.Null(await PushOutbox.TakeAsync(unit, ["https://other.example/"u8.ToArray()], at, at.AddMinutes(5)));
                var taken = (await PushOutbox.TakeAsync(unit, [server], at, at.AddMinutes(5)))!;
                Assert.Equal(((byte[]?)null, (byte[]?)null, $"https://ntfy.example/{name}"), (taken.Key, taken.Secret, taken.Endpoint));
            },
            Cancellation);
    }

    static Task<bool> AddAsync(Store store, Guid person, string name, byte[] key, DateTimeOffset now, Guid? session = null) =>
        AddAsync(store, person, new NewDevice(Id("device " + name), "https://push.example/" + name, Point(name), Secret(name)), key, now, session);

    static Task<bool> AddAsync(Store store, Guid person, NewDevice device, byte[] key, DateTimeOffset now, Guid? session = null) =>
        store.RunAsync(Scope.Service, unit => DeviceStore.AddAsync(unit, device, person, session, key, now), Cancellation);

    static Task<IReadOnlyList<DeviceRow>> OfAsync(Store store, Guid person, byte[] key) => store.RunAsync(Scope.Service, unit => DeviceStore.OfPersonAsync(unit, person, [key]), Cancellation);

    static Task<int> PutAsync(Store store, Guid person, string name, byte[] key, DateTimeOffset now, DateTimeOffset due, DateTimeOffset expires) =>
        store.RunAsync(Scope.Service, unit => PushOutbox.AddAsync(unit, new(Id("note " + name), [key], "{}", "normal", expires), person, now, due), Cancellation);

    static Task<int> WaitingAsync(Store store, Guid person) => store.RunAsync(
        Scope.Service, unit => unit.SingleAsync<int>("SELECT count(*)::int FROM push_outbox o JOIN push_device d ON d.id = o.device_id WHERE d.person_id = @person", new { person }), Cancellation);
}
