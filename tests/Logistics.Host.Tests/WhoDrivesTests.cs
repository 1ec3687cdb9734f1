using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Duties;
using Logistics.Host.Tests.Fakes;
using Logistics.Measures;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>Who drives: from a declared day to regulars, from an absence to an alarm, from a link to a crew that is whole again. Rules of crews are Domain's own tests (RotaTests).</summary>
public sealed partial class WhoDrivesTests
{
    const string Paula = "paula@dispatch.example", Sophie = "sophie@people.example";

    /// <summary>In the territories' zone: what is tomorrow is told by their clocks.</summary>
    static readonly DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeBySystemTimeZoneId(TimeProvider.System.GetUtcNow(), "Europe/Paris").DateTime);

    static readonly DateOnly tomorrow = today.AddDays(1);
    static readonly CountedIds ids = new("who-drives");

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_day_is_taken_over_in_one_gesture_and_the_next_of_its_weekday_has_the_same_crews()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        var before = await DayAsync(store, tomorrow);
        var shifts = before.Shifts.Where(x => x.Territory == territory).ToList();

        Assert.Contains("C'est noté", await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "reprendre"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        // Nothing of the day itself differs: the same people on the same vans.
        Assert.Equal(before, await DayAsync(store, tomorrow));
        var rota = await RotaAsync(store, territory);
        Assert.Equal(shifts.Select(x => x.Code).Order(), rota.Duties.Select(x => x.Code).Order());

        var next = tomorrow.AddDays(7);
        await host.Services.GetRequiredService<Worker.DayOpening>().OpenAsync(next, Worker.RepeatedNeeds.None, _ => true, Stop);
        var opened = await DayAsync(store, next);
        var holiday = PublicHolidays.On(next) is not null;
        Assert.Equal(holiday ? 0 : shifts.Count, opened.Shifts.Count(x => x.Territory == territory));

        // A second opinion: the day by way of a file, judged by the rules of files.
        using var file = new MemoryStream();
        TerritoryWriter.Write(opened, file);
        Assert.Equal(opened, Assert.IsType<TerritoryReading.Accepted>(TerritoryReader.Read(file.ToArray(), CultureInfo.InvariantCulture)).Day);

        // What goes no more is gone from the days to come, and does not come back with a day opened from one on which it went.
        var over = rota.Duties[0];
        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "finir"), ("tour", over.Code));
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Shifts, x => x.Id == over.Id);
        await host.Services.GetRequiredService<Worker.DayOpening>().OpenAsync(next.AddDays(7), Worker.RepeatedNeeds.None, _ => true, Stop);
        Assert.DoesNotContain((await DayAsync(store, next.AddDays(7))).Shifts, x => x.Id == over.Id);
    }

    [Fact]
    public async Task An_absence_takes_the_shift_away_says_so_first_and_whoever_steps_in_brings_it_back_for_that_day_alone()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "reprendre"), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        var rota = await RotaAsync(store, territory);
        var outing = rota.Of(tomorrow, tomorrow)[0];
        var (duty, driver) = (outing.Duty, outing.Driver!);
        await PageAsync(host, dispatcher, "/qui-conduit/equipe", ("geste", "garder"), ("nom", "Sophie Martin"), ("permis", "B"), ("courriel", Sophie));
        var sophie = (await RotaAsync(store, territory)).Volunteers.Single(x => x.Name == "Sophie Martin");

        var page = await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "absent"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"), ("qui", $"{driver.Id.Value}"));
        Assert.Contains("pas de conducteur", page);
        Assert.Contains("Sophie Martin", page);
        Assert.Contains("a dit ne pas venir", page);
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Shifts, x => x.Id == duty.Id);
        var notLeaving = await host.Services.GetRequiredService<RotaDesk>().NotLeavingAsync(await DayAsync(store, tomorrow), Stop);
        Assert.Equal(duty.Id, Assert.Single(notLeaving).Duty.Id);

        page = await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "vient"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"), ("qui", $"conduit:{sophie.Id.Value}"), ("remplace", $"{driver.Id.Value}"));
        Assert.Contains($"à la place de {driver.Name}", page);
        Assert.Equal(sophie.Id, (await DayAsync(store, tomorrow)).Shifts.Single(x => x.Id == duty.Id).Driver);
        // The week after it is as it was.
        Assert.Equal(driver.Id, (await RotaAsync(store, territory, 14)).Of(tomorrow.AddDays(7), tomorrow.AddDays(7)).SingleOrDefault(x => x.Duty.Id == duty.Id)?.Driver?.Id ?? driver.Id);

        // What nobody may ask: somebody who is not there, a licence too small, a day on which it does not go.
        Assert.Contains("n'y est plus", await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "vient"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"), ("qui", $"conduit:{ids.Next()}")));
        Assert.Contains("n'y est plus", await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "vient"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow.AddDays(1):yyyy-MM-dd}"), ("qui", $"conduit:{sophie.Id.Value}")));
        Assert.Contains("il n'y a plus de place", await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "vient"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"), ("qui", $"conduit:{driver.Id.Value}")));
        // Left out for that day, it lacks nobody.
        await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "sans"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Shifts, x => x.Id == duty.Id);
        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "remettre"), ("tour", duty.Code), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        Assert.Contains((await DayAsync(store, tomorrow)).Shifts, x => x.Id == duty.Id);
    }

    [Fact]
    public async Task A_link_is_two_touches_from_a_crew_and_a_late_no_sounds_the_alarm()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        await JoinAsync(host, store, Paula, territory);
        var duty = await OwnDutyAsync(host, store, territory);
        var amine = Somebody("amine", territory) with { MostDutiesAMonth = 1 };
        var lea = Somebody("lea", territory) with { Email = "lea@people.example" };
        foreach (var who in new[] { amine, lea })
            await ChangeAsync(host, territory, new RotaChange.KeepVolunteer(who));
        var link = LinkIn(await PageAsync(host, dispatcher, "/qui-conduit/equipe", ("geste", "lien"), ("qui", "amine")));

        // First touch: the link. A scanner's look changes nothing.
        using var phone = host.Visitor();
        using (var scanner = host.Visitor())
            for (var i = 0; i < 2; i++)
                Assert.Contains("Je conduis", WebUtility.HtmlDecode(await scanner.GetStringAsync(link, Stop)));
        Assert.Null(await DriverAsync(store, territory, duty));
        // Second: the button.
        Assert.Contains("C'est noté", await PageAsync(host, phone, link, ("geste", "conduit"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        Assert.Equal(amine.Id, await DriverAsync(store, territory, duty));
        Assert.Equal(amine.Id, (await DayAsync(store, tomorrow)).Shifts.Single(x => x.Id == duty.Id).Driver);
        // The month's limit is theirs to say and hard for everybody: the duty of the day after is refused, by page and by hand.
        if (tomorrow.AddDays(1).Month == tomorrow.Month)
        {
            Assert.Contains("sa limite", await PageAsync(host, phone, link, ("geste", "conduit"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow.AddDays(1):yyyy-MM-dd}")));
            Assert.Contains("sa limite", await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "vient"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow.AddDays(1):yyyy-MM-dd}"), ("qui", $"conduit:{amine.Id.Value}")));
        }

        var letters = store.Persons.Written.Count;
        Assert.Contains("merci d'avoir prévenu", await PageAsync(host, phone, link, ("geste", "pas-la"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        var alarm = store.Persons.Written.Skip(letters).Select(x => x.Letter).ToList();
        Assert.Equal([Paula, "lea@people.example"], alarm.Select(x => x.Recipient));
        Assert.Contains("pas de conducteur", alarm[0].Body);
        // Léa's letter is her own way in: one touch, and the crew is whole.
        var hers = LinkIn(alarm[1].Body);
        Assert.Contains("C'est noté", await PageAsync(host, phone, hers, ("geste", "conduit"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        Assert.Equal(lea.Id, (await DayAsync(store, tomorrow)).Shifts.Single(x => x.Id == duty.Id).Driver);

        // Away for a week, then gone for good: the link opens nothing, and nothing personal is left.
        Assert.Contains("C'est noté", await PageAsync(host, phone, hers, ("geste", "absence"), ("du", $"{tomorrow:yyyy-MM-dd}"), ("au", $"{tomorrow.AddDays(6):yyyy-MM-dd}")));
        Assert.Null(await DriverAsync(store, territory, duty));
        Assert.Contains("va d'un jour à un autre", await PageAsync(host, phone, hers, ("geste", "absence"), ("du", $"{tomorrow:yyyy-MM-dd}"), ("au", $"{today.AddDays(-3):yyyy-MM-dd}")));
        var page = WebUtility.HtmlDecode(await phone.GetStringAsync(hers, Stop));
        var leave = Guid.Parse(LeaveField().Match(page).Groups[1].Value);
        Assert.Contains("n'y est plus", await PageAsync(host, phone, link, ("geste", "retour"), ("conge", $"{ids.Next()}")));
        await PageAsync(host, phone, hers, ("geste", "retour"), ("conge", $"{leave}"));
        Assert.Equal(lea.Id, await DriverAsync(store, territory, duty));
        Assert.Contains("Cochez la case", await PageAsync(host, phone, hers, ("geste", "effacer")));
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(phone, hers, ("geste", "effacer"), ("sur", "oui"))).StatusCode);
        Assert.DoesNotContain((await RotaAsync(store, territory)).Volunteers, x => x.Id == lea.Id);
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync($"/b/{Token.New().Text}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(phone, $"/b/{Token.New().Text}", ("geste", "conduit"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}"))).StatusCode);
        // A link that went astray is closed.
        await PageAsync(host, dispatcher, "/qui-conduit/equipe", ("geste", "fermer"), ("qui", "amine"));
        Assert.Equal(HttpStatusCode.NotFound, (await phone.GetAsync(link, Stop)).StatusCode);
    }

    [Fact]
    public async Task All_that_is_wrong_with_a_form_is_said_at_once_and_nothing_is_kept()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        var page = await PageAsync(host, dispatcher, "/qui-conduit/equipe", ("geste", "garder"), ("nom", ""), ("courriel", "nulle part"), ("association", "nobody"), ("permis", "Z"), ("porte", "lourd"), ("plafond", "3,5"));
        foreach (var words in new[] { "Écrivez un nom", "Ce courriel est illisible", "n'est pas du territoire", "Ce permis", "nombre de kilogrammes", "nombre entier de tournées" })
            Assert.Contains(words, page);
        Assert.Contains("value=\"nulle part\"", page);
        page = await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "garder"), ("code", "é à"), ("vehicule", "none"), ("depart", "none"), ("part", "12:00"), ("rentre", "08:00"), ("debut", "demain"), ("minimum", "3"), ("maximum", "2"), ("lourd", "x"));
        foreach (var words in new[] { "Le code est fait", "Choisissez un véhicule", "Choisissez un lieu", "le retour vient après", "Choisissez le premier jour", "Personnes\u00a0:", "Le plus lourd" })
            Assert.Contains(words, page);
        Assert.Empty((await RotaAsync(store, territory)).Volunteers);
        Assert.Empty((await RotaAsync(store, territory)).Duties);

        await OwnDutyAsync(host, store, territory);
        page = await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "garder"), ("code", "van-of-the-test"), ("part", "08:00"), ("rentre", "09:00"), ("rythme", "semaine"), ("debut", $"{today:yyyy-MM-dd}"));
        Assert.Contains("celui d'une autre tournée", page);
        Assert.Contains("au moins un jour de la semaine", page);
    }

    [Fact]
    public async Task Who_dispatches_one_territory_sees_and_changes_its_own_volunteers_and_no_others()
    {
        var (host, store, _, territory) = await StartAsync();
        await using var running = host;
        var other = (await DayAsync(store, tomorrow)).Territories.First(x => x.Id != territory);
        await ChangeAsync(host, other.Id, new RotaChange.KeepVolunteer(Somebody("zoe", other.Id) with { Name = "Zoé Ailleurs", Phone = "06 00 00 00 99" }));
        var bound = await JoinAsync(host, store, Paula, territory);

        foreach (var path in new[] { "/qui-conduit", "/qui-conduit/equipe", "/qui-conduit/tournees" })
            Assert.DoesNotContain("Zoé", WebUtility.HtmlDecode(await bound.GetStringAsync($"{path}?territoire={other.Code}", Stop)));
        await host.PostAsync(bound, "/qui-conduit/equipe", ("territoire", other.Code), ("geste", "effacer"), ("qui", "zoe"));
        Assert.Single((await RotaAsync(store, other.Id)).Volunteers);
        Assert.Equal(HttpStatusCode.NotFound, (await host.PostAsync(bound, "/qui-conduit/equipe", ("territoire", other.Code), ("geste", "lien"), ("qui", "zoe"))).StatusCode);
        // A form of another territory is no form of one's own, where somebody may go by the same code.
        var own = Somebody("zoe", territory);
        await ChangeAsync(host, territory, new RotaChange.KeepVolunteer(own));
        var duty = await OwnDutyAsync(host, store, territory);
        await host.PostAsync(bound, "/qui-conduit/equipe", ("territoire", other.Code), ("geste", "effacer"), ("qui", "zoe"));
        await host.PostAsync(bound, "/qui-conduit/tournees", ("territoire", other.Code), ("geste", "finir"), ("tour", duty.Code));
        Assert.Contains("n'y est plus", await PageAsync(host, bound, "/qui-conduit", ("territoire", other.Code), ("geste", "sans"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        Assert.Equal([own], (await RotaAsync(store, territory)).Volunteers);
        Assert.Equal([duty], (await RotaAsync(store, territory)).Duties);
        using var stranger = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Unauthorized, (await stranger.GetAsync("/qui-conduit/equipe", Stop)).StatusCode);
    }

    [Fact]
    public async Task Who_left_is_in_no_day_to_come_nor_in_one_opened_later_and_does_not_come_back_by_a_day_that_named_them()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "reprendre"), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        var named = await DayAsync(store, tomorrow);
        var rota = await RotaAsync(store, territory);
        var driver = rota.Of(tomorrow, tomorrow)[0].Driver!;
        // Declared again after they left, by a file that was lying about: what they are called is not in it for long.
        await PageAsync(host, dispatcher, "/qui-conduit/equipe", ("geste", "effacer"), ("qui", driver.Code));
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Drivers, x => x.Id == driver.Id);
        await store.DeclareAsync(named, Stop);
        var next = tomorrow.AddDays(7);
        await host.Services.GetRequiredService<Worker.DayOpening>().OpenAsync(next, Worker.RepeatedNeeds.None, _ => true, Stop);
        var opened = await DayAsync(store, next);
        Assert.DoesNotContain(opened.Drivers, x => x.Id == driver.Id);
        Assert.DoesNotContain(opened.Shifts, x => x.Driver == driver.Id || x.Helpers.Contains(driver.Id));

        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "reprendre"), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        Assert.DoesNotContain((await RotaAsync(store, territory)).Volunteers, x => x.Id == driver.Id);
        Assert.DoesNotContain((await DayAsync(store, tomorrow)).Drivers, x => x.Id == driver.Id);
        // Nor by a form that was opened before.
        Assert.IsType<RotaOutcome.NotThere>(await host.Services.GetRequiredService<RotaDesk>().ChangeAsync(territory, new RotaChange.KeepVolunteer(driver), null, Stop));
    }

    [Fact]
    public async Task Who_has_just_said_no_is_not_called_nor_whoever_would_not_mend_what_lacks()
    {
        var (host, store, _, territory) = await StartAsync();
        await using var running = host;
        var duty = await OwnDutyAsync(host, store, territory) with { Heaviest = Mass.FromKilograms(15), MostPeople = 3 };
        await ChangeAsync(host, territory, new RotaChange.KeepDuty(duty));
        var (amine, lea) = (Somebody("amine", territory) with { Lifts = Mass.FromKilograms(5) }, Somebody("lea", territory) with { Email = "lea@people.example" });
        var (zoe, bilal) = (Somebody("zoe", territory) with { Email = "zoe@people.example" }, Somebody("bilal", territory) with { Email = "bilal@people.example", Lifts = Mass.FromKilograms(5) });
        foreach (var who in new[] { amine, lea, zoe, bilal })
            await ChangeAsync(host, territory, new RotaChange.KeepVolunteer(who));
        Task TellAsync(Volunteer who, Coming coming) => ChangeAsync(host, territory, new RotaChange.Tell(new(duty.Id, tomorrow, who.Id, coming, store.Clock.GetUtcNow())));
        await TellAsync(amine, Coming.AsDriver);
        await TellAsync(lea, Coming.AsHelper);

        // Amine drives and lifts 5 kg; Léa lifted the rest. Zoé could; Bilal could come, but not lift; Léa has just said no.
        await TellAsync(lea, Coming.NotAtAll);
        Assert.Equal(["zoe@people.example"], store.Persons.Written.Where(x => x.Letter.Subject.StartsWith("Pouvez-vous", StringComparison.Ordinal)).Select(x => x.Letter.Recipient));
    }

    [Fact]
    public async Task The_evening_before_each_is_told_once_when_with_whom_and_how_to_say_that_they_cannot()
    {
        var paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");
        var clock = new FakeClock(LocalTime.ToInstant(today, new(17, 55), paris)!.Value);
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, today: tomorrow, post: new KeptPost());
        await host.ReadyAsync();
        var day = await DayAsync(store, tomorrow);
        var territory = day.Territories[0].Id;
        var duty = await OwnDutyAsync(host, store, territory) with { MostPeople = 4 };
        await ChangeAsync(host, territory, new RotaChange.KeepDuty(duty));
        var people = new[] { "amine", "lea", "zoe", "noe" }.Select(x => Somebody(x, territory) with { Email = $"{x}@people.example" }).ToList();
        foreach (var who in people)
            await ChangeAsync(host, territory, new RotaChange.KeepVolunteer(who));
        foreach (var (who, coming) in people.Zip([Coming.AsDriver, Coming.AsHelper, Coming.AsHelper]))
            await ChangeAsync(host, territory, new RotaChange.Tell(new(duty.Id, tomorrow, who.Id, coming, clock.GetUtcNow())));
        var accounts = ((MemoryRota)store.Rota).Accounts;
        accounts["lea@people.example"] = ("en", 18 * 60, 7 * 60);
        // Quiet until the van is back: a letter would come after the fact.
        accounts["zoe@people.example"] = ("fr", 17 * 60, 16 * 60 + 59);
        await ChangeAsync(host, territory, new RotaChange.KeepDuty(duty with { Leaves = new(16, 0), Back = new(17, 0) }));
        var workers = Enumerable.Range(0, 2).Select(_ => ActivatorUtilities.CreateInstance<ReminderWorker>(host.Services, (TimeProvider)clock)).ToList();
        List<(Letter Letter, DateTimeOffset Due)> Written() => [.. store.Persons.Written.Where(x => x.Letter.Subject.StartsWith("Demain", StringComparison.Ordinal) || x.Letter.Subject.StartsWith("Tomorrow", StringComparison.Ordinal))];
        async Task LookAsync()
        {
            foreach (var worker in workers)
                await worker.WriteDueAsync(Stop);
        }

        await LookAsync();
        Assert.Empty(Written());
        clock.Advance(TimeSpan.FromMinutes(5));
        await LookAsync();
        await LookAsync();
        Assert.Equal(["amine@people.example", "lea@people.example"], Written().Select(x => x.Letter.Recipient));
        var (amine, lea) = (Written()[0], Written()[1]);
        Assert.Equal((clock.GetUtcNow(), LocalTime.ToInstant(tomorrow, new(7, 0), paris)), (amine.Due, lea.Due));
        // Of Amine no language is known: French, and English below.
        Assert.Contains($"Demain, {tomorrow.ToString("dddd d MMMM", CultureInfo.GetCultureInfo("fr-FR"))}, vous venez", amine.Letter.Body);
        Assert.True(amine.Letter.Body.IndexOf("vous conduisez", StringComparison.Ordinal) < amine.Letter.Body.IndexOf("you drive", StringComparison.Ordinal));
        Assert.DoesNotContain("Bonjour", lea.Letter.Body);
        Assert.Contains($"16:00 – 17:00 · you help · {day.Vehicles.Single(x => x.Id == duty.Vehicle).Name}", lea.Letter.Body);
        Assert.Contains("with amine, zoe", lea.Letter.Body);

        // Whoever takes a seat later in the evening is told then; the link says no, and the letter is not written anew.
        await ChangeAsync(host, territory, new RotaChange.Tell(new(duty.Id, tomorrow, people[3].Id, Coming.AsHelper, clock.GetUtcNow())));
        await LookAsync();
        Assert.Equal(["noe@people.example"], Written().Skip(2).Select(x => x.Letter.Recipient));
        using var phone = host.Visitor();
        Assert.Contains("merci d'avoir prévenu", await PageAsync(host, phone, LinkIn(amine.Letter.Body), ("geste", "pas-la"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        await LookAsync();
        Assert.Equal(3, Written().Count);
    }

    [Fact]
    public async Task What_has_left_is_not_a_volunteer_s_to_change_and_no_month_lies_beyond_the_calendar()
    {
        var clock = new FakeClock(LocalTime.ToInstant(tomorrow, new(22, 30), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"))!.Value);
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, today: tomorrow, post: new KeptPost());
        await host.ReadyAsync();
        var dispatcher = await host.DispatcherAsync();
        var territory = (await DayAsync(store, tomorrow)).Territories[0].Id;
        var duty = await OwnDutyAsync(host, store, territory);
        var amine = Somebody("amine", territory);
        await ChangeAsync(host, territory, new RotaChange.KeepVolunteer(amine));
        await ChangeAsync(host, territory, new RotaChange.Tell(new(duty.Id, tomorrow, amine.Id, Coming.AsDriver, clock.GetUtcNow())));
        var token = Token.New();
        await store.Rota.AddLinkAsync(amine.Id, token, null, Stop);
        using var phone = host.Visitor();
        Assert.Contains("déjà partie", await PageAsync(host, phone, $"/b/{token.Text}", ("geste", "pas-la"), ("tour", $"{duty.Id.Value}"), ("jour", $"{tomorrow:yyyy-MM-dd}")));
        Assert.Equal(amine.Id, (await DayAsync(store, tomorrow)).Shifts.Single(x => x.Id == duty.Id).Driver);
        // Gone for good after it: the round of today is not undone, but nobody is named on it.
        await ChangeAsync(host, territory, new RotaChange.Forget(amine));
        var day = await DayAsync(store, tomorrow);
        Assert.Equal(amine.Id, day.Shifts.Single(x => x.Id == duty.Id).Driver);
        Assert.Empty(await host.Services.GetRequiredService<RotaDesk>().NotLeavingAsync(day, Stop));

        foreach (var far in new[] { "9999-12-31", "0001-01-01" })
        {
            Assert.Equal(HttpStatusCode.OK, (await dispatcher.GetAsync($"/qui-conduit?du={far}", Stop)).StatusCode);
            Assert.Contains("n'y est plus", await PageAsync(host, dispatcher, "/qui-conduit", ("geste", "absent"), ("tour", $"{duty.Id.Value}"), ("jour", far), ("qui", $"{amine.Id.Value}")));
        }
    }

    [Fact]
    public async Task A_shift_over_midnight_stays_what_it_is_when_its_day_is_taken_over()
    {
        var (host, store, dispatcher, territory) = await StartAsync();
        await using var running = host;
        var day = await DayAsync(store, tomorrow);
        var late = day.Shifts.First(x => x.Territory == territory);
        late = late with { Breaks = [], Span = new(late.Span.Begin, late.Span.Begin.AddHours(20)) };
        await store.DeclareAsync(day with { Shifts = [.. day.Shifts.Select(x => x.Id == late.Id ? late : x)] }, Stop);
        await PageAsync(host, dispatcher, "/qui-conduit/tournees", ("geste", "reprendre"), ("jour", $"{tomorrow:yyyy-MM-dd}"));
        Assert.DoesNotContain((await RotaAsync(store, territory)).Duties, x => x.Id == late.Id);
        Assert.Contains(late, (await DayAsync(store, tomorrow)).Shifts);
    }

    static async Task<(RunningHost Host, MemoryStore Store, HttpClient Dispatcher, TerritoryId Territory)> StartAsync()
    {
        var store = new MemoryStore();
        var host = await RunningHost.StartAsync(store, today: tomorrow);
        await host.ReadyAsync();
        return (host, store, await host.DispatcherAsync(), (await DayAsync(store, tomorrow)).Territories[0].Id);
    }

    static async Task<DayDeclarations> DayAsync(MemoryStore store, DateOnly date) => (await store.DeclarationsAsync(date, Stop))!.Value.Day;

    static Task<Rota> RotaAsync(MemoryStore store, TerritoryId territory, int days = 7) => store.Rota.ReadAsync(territory, today, today.AddDays(days), Stop);

    static async Task<DriverId?> DriverAsync(MemoryStore store, TerritoryId territory, Duty duty) =>
        (await RotaAsync(store, territory)).Of(tomorrow, tomorrow).Single(x => x.Duty.Id == duty.Id).Driver?.Id;

    static async Task ChangeAsync(RunningHost host, TerritoryId territory, RotaChange change) =>
        Assert.IsType<RotaOutcome.Kept>(await host.Services.GetRequiredService<RotaDesk>().ChangeAsync(territory, change, null, Stop));

    static Volunteer Somebody(string code, TerritoryId territory) => new() { Id = TerritoryIds.Driver(territory, code), Code = code, Territory = territory, Name = code, Licence = Licence.B, Lifts = Mass.FromKilograms(20) };

    /// <summary>A duty of each day from tomorrow on, in the evening, when no shift of the day has its vehicle; and nobody regular.</summary>
    static async Task<Duty> OwnDutyAsync(RunningHost host, MemoryStore store, TerritoryId territory)
    {
        var day = await DayAsync(store, tomorrow);
        var site = day.Sites.First(x => x.Territory == territory).Id;
        var duty = new Duty
        {
            Id = TerritoryIds.Shift(territory, "van-of-the-test"),
            Code = "van-of-the-test",
            Territory = territory,
            Vehicle = day.Vehicles.First(x => x.Territory == territory).Id,
            Leaves = new(22, 0),
            Back = new(23, 30),
            StartSite = site,
            EndSite = site,
            Days = new DutyDays.Weekly([.. Enum.GetValues<DayOfWeek>()], today, null, 1),
            OnHolidays = OnHolidays.Goes,
        };
        await ChangeAsync(host, territory, new RotaChange.KeepDuty(duty));
        return duty;
    }

    /// <returns>The page that the visitor sees in the end.</returns>
    static async Task<string> PageAsync(RunningHost host, HttpClient visitor, string path, params (string, string)[] fields)
    {
        var answer = await host.PostAsync(visitor, path, fields);
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Stop));
    }

    static string LinkIn(string text) => Link().Match(text) is { Success: true } match ? match.Value : throw new InvalidOperationException($"no link in: {text}");

    static async Task<HttpClient> JoinAsync(RunningHost host, MemoryStore store, string address, TerritoryId territory)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(address, null, "fr", new(ids.Next(), Roles.Dispatcher, null, territory.Value, address), null), new(token.Digest, DateTimeOffset.MaxValue), new(address, "", ""), Stop);
        var visitor = host.Visitor(follows: false);
        Assert.Equal(HttpStatusCode.Redirect, (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).StatusCode);
        return visitor;
    }

    [GeneratedRegex("/b/[A-Za-z0-9_-]{43}")]
    private static partial Regex Link();

    [GeneratedRegex("name=\"conge\" value=\"([0-9a-f-]{36})\"")]
    private static partial Regex LeaveField();
}
