using System.Globalization;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Views;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>What every page about a day knows.</summary>
public abstract class DayPageModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings) : PageModel
{
    public StartBoard Board => board;

    public HostSettings Settings => settings;

    protected DayShelf Shelf => shelf;

    protected StoreDoor Door => door;

    /// <summary>The stored plan the page is about; null: nothing planned yet, see <see cref="IsWaiting"/>.</summary>
    public PlannedDay? Real { get; private set; }

    /// <summary>The plan of which <see cref="Real"/> is what the visitor may see: what is computed anew begins from it.</summary>
    protected PlannedDay? Whole { get; private set; }

    public IReadOnlyList<DayState> Days { get; private set; } = [];

    public PageState State { get; protected set; } = new();

    /// <summary>True when partners changed something since the plan that is shown was made: what they read on the page may not be what they told.</summary>
    public bool IsBehind => Real is { } day && Days.Any(state => state.Date == day.Plan.Date && state.NeedsPlan);

    public Phrases Say { get; private set; } = new(CultureInfo.CurrentCulture, TimeZoneInfo.Utc);

    /// <summary>True while the host starts and there is no plan to show.</summary>
    public bool IsWaiting => Real is null && !board.Started;

    /// <summary>Finds the day asked for, or the one meant.</summary>
    /// <returns>False when a day was asked for and has no plan.</returns>
    protected async Task<bool> FindDayAsync(string? asked, CancellationToken cancellation)
    {
        if (!door.IsOpen)
            return true; // the host still starts
        Days = await shelf.DaysAsync(cancellation);
        if (asked is not null)
        {
            if (!DateOnly.TryParseExact(asked, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || Days.FirstOrDefault(day => day.Date == date)?.Current is not { } current || await shelf.ByIdAsync(current, cancellation) is not { } found)
                return false;
            return Show(found);
        }
        else if (await shelf.DefaultDayAsync(cancellation) is { Current: { } id } && await shelf.ByIdAsync(id, cancellation) is { } meant)
        {
            Show(meant);
        }
        return true;
    }

    /// <returns>False: the visitor's territory has no part in it.</returns>
    protected bool Show(PlannedDay whole)
    {
        if (User.Sees(whole) is not { } day)
            return false;
        (Whole, Real) = (whole, day);
        Say = new(CultureInfo.CurrentCulture, day.Zone);
        State = new(day.Plan.Date);
        ViewData["Zone"] = day.Zone;
        return true;
    }

    /// <summary>The demo's roles to choose from, as (value, words), and which is taken; empty outside a demo.</summary>
    public IReadOnlyList<(string Group, IReadOnlyList<(string Value, string Words, bool Taken)> Roles)> DemoRoles()
    {
        if (!settings.Demo || Real is not { } day)
            return [];
        var index = day.Index;
        var subject = User.Subject();
        return
        [
            ("", [(Roles.Dispatcher, Texts.Get("Role.Dispatcher"), User.IsInRole(Roles.Dispatcher))]),
            (Texts.Get("Role.Associations"),
                [.. index.Day.Needs.Select(need => need.Recipient).Distinct().Select(id => index[id]).OrderBy(party => party.Name, StringComparer.CurrentCulture)
                    .Select(party => ($"{Roles.Association}:{party.Code}", party.Name, subject == party.Id.Value))]),
            (Texts.Get("Role.Drivers"),
                [.. day.Plan.Routes.Select(route => route.Driver).Distinct().Select(id => index[id]).OrderBy(driver => driver.Name, StringComparer.CurrentCulture)
                    .Select(driver => ($"{Roles.Driver}:{driver.Code}", driver.Name, subject == driver.Id.Value))]),
        ];
    }
}
