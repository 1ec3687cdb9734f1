using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Notices;
using Logistics.Host.Push;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Worker;
using Logistics.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.Host.Tests;

/// <summary>What people are told beside their page: calendars by an address of their own, and the letters they chose, by the territory's clock.</summary>
public sealed partial class NoticesTests
{
    const string Amina = "amina@epicerie.example";

    static readonly CountedIds ids = new("notices");

    static readonly TimeZoneInfo paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    /// <summary>A Monday to come: a browser of today would take a session of the past for ended.</summary>
    internal static readonly DateOnly monday = Enumerable.Range(7, 7).Select(DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays).Single(x => x.DayOfWeek == DayOfWeek.Monday);

    internal static DateTimeOffset At(DateOnly day, int hour, int minute) => LocalTime.ToInstant(day, new(hour, minute), paris)!.Value;

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_calendar_is_read_by_its_address_until_that_is_renewed_or_ended_and_strikes_out_what_goes()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store);
        await host.ReadyAsync();
        var (date, party) = await ServedAsync(store);
        using var amina = await JoinAsync(host, store, party);
        var membership = Assert.Single(await store.People.MembersAsync(null, Stop)).Membership.ToString();

        var first = await AddressAsync(host, amina, membership);
        using var program = host.Visitor();
        var feed = await program.GetAsync(first, Stop);
        Assert.Equal("text/calendar", feed.Content.Headers.ContentType?.MediaType);
        var text = await TextAsync(feed);
        Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n", text);
        Assert.Contains("STATUS:CONFIRMED", text);
        Assert.DoesNotContain("STATUS:CANCELLED", text);
        // Nothing by which to reach anybody, and nobody at the wheel.
        var (day, _) = (await store.DeclarationsAsync(date, Stop))!.Value;
        Assert.All(day.Parties.Select(x => x.Phone).Concat(day.Sites.Select(x => x.Phone)).Concat(day.Drivers.SelectMany(x => (string?[])[x.Phone, x.Name])).OfType<string>(), said => Assert.DoesNotContain(said, Unfolded(text)));
        // Asked again with what it was told, nothing is sent anew.
        using var again = new HttpRequestMessage(HttpMethod.Get, first);
        again.Headers.IfNoneMatch.Add(feed.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await program.SendAsync(again, Stop)).StatusCode);

        // The partner asks for nothing and gives nothing any more: what stood there is struck out under the same UIDs.
        var before = (await store.DaysAsync(Stop)).Single(x => x.Date == date).Current;
        await store.DeclareAsync(day with { Needs = [.. day.Needs.Where(x => x.Recipient != party.Id)], Lots = [.. day.Lots.Where(x => x.Donor != party.Id)], Equipment = [], EquipmentRequests = [] }, Stop);
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).Single(x => x.Date == date) is { NeedsPlan: false } now && now.Current != before, "another plan");
        var later = await TextAsync(await program.GetAsync(first, Stop));
        Assert.Equal(Uid().Matches(text).Select(x => x.Value).Order(), Uid().Matches(later).Select(x => x.Value).Order());
        var ofDay = later.Split("BEGIN:VEVENT").Where(x => x.Contains($"DTSTART;TZID=Europe/Paris:{date:yyyyMMdd}", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(ofDay);
        Assert.All(ofDay, x => Assert.Contains("STATUS:CANCELLED", x));
        Assert.Contains("SEQUENCE:1\r\n", later);

        // A new address in the place of the old one; one for a place beside it; then none.
        var second = await AddressAsync(host, amina, membership);
        var ofPlace = await AddressAsync(host, amina, membership, day.Sites.First(x => x.Party == party.Id).Id.Value.ToString());
        Assert.Equal(HttpStatusCode.NotFound, (await program.GetAsync(first, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await program.GetAsync(ofPlace, Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await host.PostAsync(amina, "/compte?handler=calendrier", ("appartenance", membership), ("faire", "fermer"))).StatusCode);
        foreach (var address in (string[])[second, $"/calendrier/{Token.New().Text}.ics", "/calendrier/x.ics"])
            Assert.Equal((address, HttpStatusCode.NotFound), (address, (await program.GetAsync(address, Stop)).StatusCode));
        // An address of somebody else's capacity is not given.
        Assert.DoesNotContain("/calendrier/", await (await host.PostAsync(amina, "/compte?handler=calendrier", ("appartenance", ids.Next().ToString()), ("faire", "ouvrir"))).Content.ReadAsStringAsync(Stop));
    }

    [Fact]
    public async Task The_evening_before_and_on_monday_whoever_wants_it_is_told_once_and_never_in_quiet_hours()
    {
        var clock = new FakeClock(At(monday.AddDays(-1), 17, 30));
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, today: monday, post: new KeptPost());
        await host.ReadyAsync();
        var (date, party) = await ServedAsync(store);
        Assert.Equal(monday, date);
        store.Happened.Months.Add((party.Id, new(monday.AddDays(-6), Family.Starch, new(12_000), new(3_000))));
        using var amina = await JoinAsync(host, store, party);
        using var worker = new NoticeWorker(host.Services.GetRequiredService<StoreDoor>(), host.Services.GetRequiredService<PublicAddress>(), host.Services.GetRequiredService<PushNotes>(), clock);
        List<(Letter Letter, DateTimeOffset Due)> Written() => [.. store.Persons.Written.Where(x => x.Letter.Subject.StartsWith("Demain", StringComparison.Ordinal) || x.Letter.Subject.StartsWith("La semaine", StringComparison.Ordinal))];
        Task ChooseAsync(params (string, string)[] choice) => host.PostAsync(amina, "/compte?handler=avis", [.. choice, ("questions", "oui")]);

        // Nobody asked for anything: evening or Monday, nothing is written.
        clock.Advance(TimeSpan.FromHours(1));
        await worker.WriteDueAsync(Stop);
        Assert.Empty(Written());
        clock.Advance(TimeSpan.FromHours(-1));
        await ChooseAsync(("rappel", "oui"), ("semaine", "oui"), ("calme-de", "18:30"), ("calme-a", "06:00"));
        Assert.Contains("value=\"18:30\"", await amina.GetStringAsync("/compte", Stop));

        // Before six in the evening it is too soon; at six the letter goes at once, and no second time.
        await worker.WriteDueAsync(Stop);
        Assert.Empty(Written());
        clock.Advance(TimeSpan.FromMinutes(40));
        await worker.WriteDueAsync(Stop);
        await worker.WriteDueAsync(Stop);
        var reminder = Assert.Single(Written());
        Assert.Equal(clock.GetUtcNow(), reminder.Due);
        Assert.Contains(party.Name, reminder.Letter.Body);
        Assert.Contains("/compte", reminder.Letter.Body);

        // Monday: the week's letter, what was and what comes. In quiet hours that last until ten it waits until ten.
        await ChooseAsync(("rappel", "oui"), ("semaine", "oui"), ("calme-de", "20:00"), ("calme-a", "10:00"));
        clock.Advance(At(monday, 7, 30) - clock.GetUtcNow());
        await worker.WriteDueAsync(Stop);
        await worker.WriteDueAsync(Stop);
        Assert.Equal(2, Written().Count);
        var digest = Written().Single(x => x.Letter.Subject.StartsWith("La semaine", StringComparison.Ordinal));
        Assert.Equal(At(monday, 10, 0), digest.Due);
        Assert.Contains("reçu 12\u00a0kg · donné 3", digest.Letter.Body);
    }

    [Fact]
    public async Task A_reminder_that_would_come_after_the_fact_is_not_written()
    {
        var clock = new FakeClock(At(monday.AddDays(1), 19, 0));
        var store = new MemoryStore { Clock = clock };
        await using var host = await RunningHost.StartAsync(store, today: monday.AddDays(2), post: new KeptPost());
        await host.ReadyAsync();
        var (_, party) = await ServedAsync(store);
        using var amina = await JoinAsync(host, store, party);
        // Quiet from half past six in the evening to a quarter past six the next: by then the day is over.
        await host.PostAsync(amina, "/compte?handler=avis", ("rappel", "oui"), ("calme-de", "18:30"), ("calme-a", "18:15"));
        using var worker = new NoticeWorker(host.Services.GetRequiredService<StoreDoor>(), host.Services.GetRequiredService<PublicAddress>(), host.Services.GetRequiredService<PushNotes>(), clock);
        await worker.WriteDueAsync(Stop);
        Assert.DoesNotContain(store.Persons.Written, x => x.Letter.Subject.StartsWith("Demain", StringComparison.Ordinal));
        await host.PostAsync(amina, "/compte?handler=avis", ("rappel", "oui"));
        await worker.WriteDueAsync(Stop);
        Assert.Single(store.Persons.Written, x => x.Letter.Subject.StartsWith("Demain", StringComparison.Ordinal));
    }

    /// <summary>The latest planned day and an association that something is brought to on it.</summary>
    internal static async Task<(DateOnly Date, Party Party)> ServedAsync(MemoryStore store)
    {
        await RunningHost.EventuallyAsync(async () => (await store.DaysAsync(Stop)).All(x => !x.NeedsPlan), "plans");
        var state = (await store.DaysAsync(Stop)).MaxBy(x => x.Date)!;
        var plan = (await store.PlanAsync(state.Current!.Value, Stop))!.Plan;
        var (day, _) = (await store.DeclarationsAsync(state.Date, Stop))!.Value;
        var sites = plan.Routes.SelectMany(x => x.Stops).Where(x => x.Activities.Count > 0).Select(x => x.Site).ToHashSet();
        return (state.Date, day.Parties.First(x => day.Needs.Any(y => y.Recipient == x.Id && sites.Contains(y.Site)) && day.Lots.All(y => y.Donor != x.Id)));
    }

    internal static async Task<HttpClient> JoinAsync(RunningHost host, MemoryStore store, Party party, string email = Amina)
    {
        var token = Token.New();
        await store.People.InviteAsync(new(email, null, "fr", new(ids.Next(), Roles.Association, party.Id.Value, party.Territory.Value, party.Name), null), new(token.Digest, DateTimeOffset.MaxValue), new(email, "", ""), Stop);
        var visitor = host.Visitor();
        (await host.PostAsync(visitor, "/entrer/lien", ("jeton", token.Text))).EnsureSuccessStatusCode();
        return visitor;
    }

    static async Task<string> AddressAsync(RunningHost host, HttpClient visitor, string membership, string place = "")
    {
        var page = await (await host.PostAsync(visitor, "/compte?handler=calendrier", ("appartenance", membership), ("lieu", place), ("faire", "ouvrir"))).Content.ReadAsStringAsync(Stop);
        return new Uri(Address().Match(page).Value).AbsolutePath;
    }

    static async Task<string> TextAsync(HttpResponseMessage answer)
    {
        answer.EnsureSuccessStatusCode();
        return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(Stop));
    }

    static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);

    [GeneratedRegex(@"http://[^\s""]+/calendrier/[^\s""]+\.ics")]
    private static partial Regex Address();

    [GeneratedRegex(@"UID:\S+")]
    private static partial Regex Uid();
}
