using System.Net;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Host.Tests.Fakes;
using Logistics.Host.Views;
using Logistics.Planning.Totals;

namespace Logistics.Host.Tests;

/// <summary>A partner reads its own account: its own kilograms, and figures that are the same for all.</summary>
public sealed class OurAccountTests
{
    static readonly DateOnly today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1));

    static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_one_s_own_months_and_everybody_s_share()
    {
        var store = new MemoryStore();
        await using var host = await RunningHost.StartAsync(store, today: today);
        await host.ReadyAsync();
        var (day, _) = (await store.DeclarationsAsync(today, Stop))!.Value;
        var own = day.Parties.First(x => x.AttestedPersons > 0 && day.Needs.Any(y => y.Recipient == x.Id));
        var month = new DateOnly(today.Year, today.Month, 1);
        store.Happened.Months.Add((own.Id, new(month, Family.Starch, new(123_000), new(45_000))));
        store.Happened.Months.Add((day.Parties.First(x => x.Id != own.Id).Id, new(month, Family.Dairy, new(987_000), new(0))));
        using var visitor = await host.DispatcherAsync();
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/notre-compte", Stop)).StatusCode);
        await host.PostAsync(visitor, "/role", ("role", $"association:{own.Code}"));

        var page = WebUtility.HtmlDecode(await visitor.GetStringAsync("/notre-compte", Stop));

        Assert.Contains("reçu 123\u00a0kg · donné 45\u00a0kg", page);
        Assert.DoesNotContain("987", page);
        var current = (await store.DaysAsync(Stop)).Single(x => x.Date == today).Current!.Value;
        var plan = (await store.PlanAsync(current, Stop))!.Plan;
        var shares = ServedShare.Of(plan.DayOf(new(day)), plan, new HashSet<Domain.TerritoryId> { own.Territory });
        Assert.Contains(shares, x => x.Party == own.Id);
        Assert.All(shares, x => Assert.Contains(day.Parties.Single(y => y.Id == x.Party).Name, page));
        // Figures and names of partners, and nothing by which to reach anybody.
        Assert.All(day.Parties.Select(x => x.Phone).Concat(day.Drivers.Select(x => x.Phone)).OfType<string>(), phone => Assert.DoesNotContain(phone, page));
        Assert.Contains("href=\"/notre-compte\"", await visitor.GetStringAsync("/association", Stop));
    }

    [Fact]
    public void What_ends_first_comes_first_and_is_to_be_spoken_of_two_months_before()
    {
        var day = SmallDemo.Day(today);
        var (own, other) = (day.Parties[0], day.Parties.First(x => x.Territory == day.Parties[0].Territory && x.Id != day.Parties[0].Id));
        var stranger = day.Parties.First(x => x.Territory != own.Territory);
        day = day with
        {
            Consents =
            [
                new Consent(own.Territory, null, null, null, null), new Consent(stranger.Territory, null, null, null, null),
                new Consent(own.Territory, other.Id, own.Id, today.AddYears(-1), today.AddDays(400)) { Convention = new("C-12", today.AddYears(-1), today.AddDays(AgreementRow.SpokenOfDays)) },
                new Consent(own.Territory, own.Id, other.Id, null, today.AddDays(AgreementRow.SpokenOfDays + 1)),
            ],
        };

        var rows = AgreementRow.Of(new(day), own);

        Assert.Equal(
            [
                new AgreementRow(other.Name, own.Name, "C-12", today.AddYears(-1), today.AddDays(60)), new AgreementRow(own.Name, other.Name, null, null, today.AddDays(61)),
                new AgreementRow(null, null, null, null, null),
            ],
            rows);
        Assert.Equal([true, false, false], rows.Select(x => x.IsDue(today)));
    }
}
