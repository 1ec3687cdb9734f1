using Logistics.Domain.Duties;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Duties;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Wiring;
using Logistics.Storage;
using Logistics.Storage.Tests;
using Logistics.Testing;

namespace Logistics.Host.Tests;

/// <summary>Many who want the same seat at once. What a rota says is Domain's own test; what of it is kept, the store's.</summary>
public sealed class RotaOnServerTests
{
    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_twenty_who_take_the_last_seat_at_once_one_has_it_and_nobody_goes_beyond_their_limit()
    {
        await using var database = await ScratchDatabase.CreateAsync("rota");
        await using var store = Store.Open(database.ConnectionString);
        await Migrator.MigrateAsync(store, Stop);
        var clock = new FakeClock(new(2026, 6, 1, 6, 0, 0, TimeSpan.Zero));
        var rota = new PostgisRota(store, clock, new CountedIds("rota"));
        var (territory, today) = (TerritoryIds.Territory("town"), new DateOnly(2026, 6, 1));
        var people = Enumerable.Range(0, 20).Select(i => new Volunteer { Id = TerritoryIds.Driver(territory, $"v{i}"), Code = $"v{i}", Territory = territory, Name = $"v{i}", Licence = Licence.B, MostDutiesAMonth = 1 }).ToList();
        var duties = Enumerable.Range(0, 2).Select(i => new Duty
        {
            Id = TerritoryIds.Shift(territory, $"d{i}"),
            Code = $"d{i}",
            Territory = territory,
            Vehicle = TerritoryIds.Vehicle(territory, "van"),
            Leaves = new(8 + 5 * i, 0),
            Back = new(12 + 5 * i, 0),
            StartSite = TerritoryIds.Site(territory, "depot"),
            EndSite = TerritoryIds.Site(territory, "depot"),
            Days = new DutyDays.Once(today.AddDays(1)),
            MostPeople = 1,
        }).ToList();
        IReadOnlyList<AlarmLetter> Nobody(IReadOnlyList<Outing> fellApart, Rota now, IReadOnlyList<DispatcherRow> dispatchers) => [];
        Task<RotaOutcome> ChangeAsync(RotaChange change) => rota.ChangeAsync(territory, change, null, today, Nobody, Stop);
        Task<RotaOutcome> TakeAsync(Volunteer who, Duty duty) => ChangeAsync(new RotaChange.Tell(new(duty.Id, today.AddDays(1), who.Id, Coming.AsDriver, clock.GetUtcNow())));
        foreach (var who in people)
            Assert.IsType<RotaOutcome.Kept>(await ChangeAsync(new RotaChange.KeepVolunteer(who)));
        foreach (var duty in duties)
            await ChangeAsync(new RotaChange.KeepDuty(duty));

        var outcomes = await Task.WhenAll(people.Select(x => TakeAsync(x, duties[0])));

        var winner = Assert.Single(people.Zip(outcomes), x => x.Second is RotaOutcome.Kept).First;
        Assert.All(outcomes.Where(x => x is not RotaOutcome.Kept), x => Assert.Equal(new RotaOutcome.Refused(Hindrance.NoRoom), x));
        Assert.Equal(winner.Id, (await rota.ReadAsync(territory, today, today.AddDays(1), Stop)).Of(today, today.AddDays(1)).Single(x => x.Duty.Id == duties[0].Id).Driver!.Id);

        // Two days taken out at once: both are out.
        await Task.WhenAll(Enumerable.Range(2, 2).Select(i => ChangeAsync(new RotaChange.Rest(duties[0].Id, today.AddDays(i), Goes: false))));
        Assert.Equal([today.AddDays(2), today.AddDays(3)], (await rota.ReadAsync(territory, today, today, Stop)).Duties.Single(x => x.Id == duties[0].Id).Without);

        // The same person on both at once: the month has room for one.
        var loser = people.First(x => x.Id != winner.Id);
        await ChangeAsync(new RotaChange.Tell(new(duties[0].Id, today.AddDays(1), winner.Id, Coming.NotAtAll, clock.GetUtcNow())));
        var both = await Task.WhenAll(duties.Select(x => TakeAsync(loser, x)));
        Assert.Single(both, x => x is RotaOutcome.Kept);
        Assert.Single(both, x => x is RotaOutcome.Refused { Why: Hindrance.MonthIsFull });

        // Ten hosts remind at once: one letter, and a link that opens the reader's page.
        var reader = people.Single(x => x.Id == loser.Id) with { Email = "loser@people.example" };
        await ChangeAsync(new RotaChange.KeepVolunteer(reader));
        var tokens = Enumerable.Range(0, 10).Select(_ => Token.New()).ToList();
        var letters = await Task.WhenAll(tokens.Select(token => rota.RemindAsync(
            territory, today.AddDays(1),
            (now, readers) => [.. readers.Where(x => now.Of(today.AddDays(1), today.AddDays(1)).Any(y => y.Driver?.Id == x.Volunteer))
                .Select(x => new DutyReminder(x.Volunteer, new(reader.Email, "Demain", ""), token, clock.GetUtcNow(), clock.GetUtcNow().AddDays(7)))],
            Stop)));
        var sent = Array.IndexOf(letters, 1);
        Assert.Equal(1, letters.Sum());
        Assert.Equal(reader, await rota.OfLinkAsync(tokens[sent].Digest, Stop));
    }
}
