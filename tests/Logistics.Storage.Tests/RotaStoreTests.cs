using Logistics.Domain;
using Logistics.Domain.Duties;
using Logistics.Measures;
using Logistics.Storage.People;
using static Logistics.Storage.Tests.People.Persons;

namespace Logistics.Storage.Tests;

public sealed class RotaStoreTests(Stores stores)
{
    static readonly DateOnly day = new(2053, 4, 10);

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Somebody and a duty, no member of theirs left at its default.</summary>
    public static (Volunteer Volunteer, Duty Duty) Made(TerritoryId territory, string name, DateOnly date)
    {
        var volunteer = new Volunteer
        {
            Id = new(Id($"rota volunteer {name}")),
            Code = $"v-{name}",
            Territory = territory,
            Name = "Noé d'Été",
            Phone = "06 00 00 00 01",
            Email = "noe@people.example",
            Partner = new(Id("rota partner")),
            HelpsOthers = true,
            Licence = Licence.C1,
            Lifts = new Mass(25_500),
            MostDutiesAMonth = 4,
        };
        return (volunteer, new()
        {
            Id = new(Id($"rota duty {name}")),
            Code = $"d-{name}",
            Territory = territory,
            Organiser = new(Id("rota organiser")),
            Vehicle = new(Id("rota vehicle")),
            Leaves = new(7, 45),
            Back = new(12, 15),
            StartSite = new(Id("rota start")),
            EndSite = new(Id("rota end")),
            Days = new DutyDays.Weekly([DayOfWeek.Monday, date.DayOfWeek], date.AddDays(-28), date.AddDays(90), 2),
            OnHolidays = OnHolidays.Goes,
            Without = [date.AddDays(14)],
            LeastPeople = 2,
            MostPeople = 3,
            Licence = Licence.C1,
            Heaviest = new Mass(20_000),
            Regulars = [new(volunteer.Id, true, date.AddDays(-28))],
        });
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_rota_comes_back_as_it_was_kept_and_the_last_word_counts(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var territory = new TerritoryId(Id("rota territory"));
        var (volunteer, duty) = Made(territory, "one", day);
        var once = duty with { Id = new(Id("rota once")), Code = "once", Days = new DutyDays.Once(day), Regulars = [] };
        var away = new Leave(Id("rota leave"), volunteer.Id, day.AddDays(28), day.AddDays(30));
        Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work) => store.RunAsync(Scope.Of(territory), work, Cancellation);
        Task<Rota> ReadAsync(int days = 0) => RunAsync(unit => RotaStore.ReadAsync(unit, territory, day.AddDays(days), day.AddDays(days)));
        async Task<string> CrewAsync(int days, Duty of) => string.Join(' ', (await ReadAsync(days)).Of(day.AddDays(days), day.AddDays(days)).Single(x => x.Duty.Id == of.Id).Crew.Select(x => $"{x.Drives} {x.Who.Code}"));
        Task TellAsync(Duty of, Coming coming, DateTimeOffset at) => store.RunAsync(Scope.Of(territory), unit => RotaStore.TellAsync(unit, territory, new(of.Id, day, volunteer.Id, coming, at, volunteer.Id), null), Cancellation);

        await store.RunAsync(
            Scope.Of(territory),
            async unit =>
            {
                await RotaStore.LockAsync(unit, territory);
                await RotaStore.KeepAsync(unit, volunteer with { Name = "before" }, Noon);
                await RotaStore.KeepAsync(unit, volunteer, Noon);
                await RotaStore.KeepAsync(unit, duty, Noon);
                await RotaStore.KeepAsync(unit, once, Noon);
                await RotaStore.TakeLeaveAsync(unit, territory, away, Noon);
            },
            Cancellation);
        var rota = await ReadAsync();
        Assert.Equal([volunteer], rota.Volunteers);
        Assert.Equal([duty, once], rota.Duties);
        Assert.Equal("True v-one", await CrewAsync(0, duty));
        Assert.Equal("", await CrewAsync(28, duty));

        // Two words at one instant: the second is the last.
        await TellAsync(duty, Coming.NotAtAll, Noon);
        await TellAsync(once, Coming.AsDriver, Noon);
        Assert.Equal(("", "True v-one"), (await CrewAsync(0, duty), await CrewAsync(0, once)));
        await TellAsync(once, Coming.NotAtAll, Noon);
        Assert.Equal("", await CrewAsync(0, once));
        Assert.Equal([away], await RunAsync(unit => RotaStore.LeavesAsync(unit, territory, day)));
        Assert.True(await RunAsync(unit => RotaStore.EndLeaveAsync(unit, territory, volunteer.Id, away.Id, Noon)));
        Assert.False(await RunAsync(unit => RotaStore.EndLeaveAsync(unit, territory, volunteer.Id, away.Id, Noon)));
        Assert.Equal("True v-one", await CrewAsync(28, duty));

        Assert.True(await RunAsync(unit => RotaStore.EndAsync(unit, territory, once.Id, Noon)));
        Assert.Equal([duty], (await ReadAsync()).Duties);
        Assert.Equal([once.Id], (await ReadAsync()).Ended);
        Assert.Equal([territory], (await store.RunAsync(Scope.Service, RotaStore.TerritoriesAsync, Cancellation)).Where(x => x == territory));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_link_opens_one_page_until_it_ends_and_who_leaves_is_nobody(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var territory = new TerritoryId(Id("rota links"));
        var volunteer = Made(territory, "linked", day).Volunteer with { Email = "linked@people.example" };
        var digests = new[] { Digest("rota first"), Digest("rota second") };
        Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work) => store.RunAsync(Scope.Service, work, Cancellation);
        Task<Volunteer?> OpenAsync(int which, DateTimeOffset at) => RunAsync(unit => RotaStore.OfLinkAsync(unit, digests[which], at));

        await RunAsync(async unit =>
        {
            await RotaStore.KeepAsync(unit, volunteer, Noon);
            await RotaStore.AddLinkAsync(unit, Id("rota link first"), digests[0], volunteer.Id, Noon, Noon.AddDays(2));
            return true;
        });
        Assert.Equal(volunteer, await OpenAsync(0, Noon.AddDays(1)));
        Assert.Null(await OpenAsync(0, Noon.AddDays(2)));
        Assert.Null(await OpenAsync(1, Noon));
        await RunAsync(async unit =>
        {
            await RotaStore.EndLinksAsync(unit, volunteer.Id, Noon);
            await RotaStore.AddLinkAsync(unit, Id("rota link second"), digests[1], volunteer.Id, Noon, Noon.AddDays(2));
            return true;
        });
        Assert.Null(await OpenAsync(0, Noon));
        Assert.Equal(volunteer, await OpenAsync(1, Noon));

        await RunAsync(async unit =>
        {
            await MailOutbox.AddAsync(unit, new(Id("rota mail"), volunteer.Email!, "Votre page", "Bonjour Noé"), Noon);
            return true;
        });
        Assert.True(await RunAsync(unit => RotaStore.ForgetAsync(unit, volunteer, Noon)));
        Assert.False(await RunAsync(unit => RotaStore.ForgetAsync(unit, volunteer, Noon)));
        Assert.Null(await OpenAsync(1, Noon));
        Task<long> PersonalAsync() => RunAsync(unit => unit.SingleAsync<long>(
            "SELECT (SELECT count(*) FROM volunteer WHERE id = @id AND document::text ~ 'Noé|linked@|06 00') + (SELECT count(*) FROM mail_outbox WHERE id = @mail)", new { id = volunteer.Id.Value, mail = Id("rota mail") }));
        Assert.Equal(0, await PersonalAsync());
        Assert.Equal([volunteer.Id], (await RunAsync(unit => RotaStore.ReadAsync(unit, territory, day, day))).Gone);
        // A form that was open meanwhile does not bring them back.
        await RunAsync(async unit =>
        {
            await RotaStore.KeepAsync(unit, volunteer, Noon);
            return true;
        });
        Assert.Equal(0, await PersonalAsync());
        Assert.Contains(territory, await RunAsync(RotaStore.TerritoriesAsync));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_reminder_of_a_day_is_written_once_in_the_language_of_who_has_an_account(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var territory = new TerritoryId(Id("rota reminders"));
        var (known, _) = Made(territory, "reminded", day);
        var (unknown, mute) = (Made(territory, "unknown", day).Volunteer with { Email = "unknown@people.example" }, Made(territory, "mute", day).Volunteer with { Email = null });
        Task<T> RunAsync<T>(Func<UnitOfWork, Task<T>> work) => store.RunAsync(Scope.Service, work, Cancellation);
        Task<IReadOnlyList<ReminderReaderRow>> ReadersAsync(DateOnly of) => RunAsync(unit => RotaStore.UnremindedAsync(unit, territory, of));
        Task<bool> RemindAsync(Volunteer who, string letter) => RunAsync(unit => RotaStore.RemindAsync(unit, who.Id, day, new(Id($"reminder {letter}"), who.Email!, "Demain", "vous venez"), Noon.AddHours(9), Noon));

        await InviteAsync(store, "rota-reminded", Association("rota-reminded"), Noon);
        known = known with { Email = Address("rota-reminded") };
        await RunAsync(async unit =>
        {
            foreach (var who in new[] { known, unknown, mute })
                await RotaStore.KeepAsync(unit, who, Noon);
            await unit.ExecuteAsync(
                "INSERT INTO notice_choice (person_id, questions, reminder, digest, quiet_from, quiet_until) SELECT id, false, false, false, 1200, 420 FROM person WHERE email = @Email", new { known.Email });
            return true;
        });
        Assert.Equal([new(known.Id, "fr", 1200, 420), new ReminderReaderRow(unknown.Id, null, null, null)], await ReadersAsync(day));

        Assert.True(await RemindAsync(known, "first"));
        Assert.False(await RemindAsync(known, "second"));
        Assert.Equal(1, await RunAsync(unit => unit.SingleAsync<long>("SELECT count(*) FROM mail_outbox WHERE recipient = @Email AND subject = 'Demain' AND next_attempt_at = @due", new { known.Email, due = Noon.AddHours(9) })));
        Assert.Equal([unknown.Id], (await ReadersAsync(day)).Select(x => x.Volunteer));
        Assert.Equal([known.Id, unknown.Id], (await ReadersAsync(day.AddDays(1))).Select(x => x.Volunteer));
        await RunAsync(unit => RotaStore.ForgetAsync(unit, unknown, Noon));
        Assert.Empty(await ReadersAsync(day));
    }
}
