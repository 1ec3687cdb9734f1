using System.Globalization;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Duties;
using Logistics.Domain.Parties;
using Logistics.Host.Access;
using Logistics.Host.Duties;
using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Pages;

/// <summary>What every page of a dispatcher about a rota knows: whose it is, and the names of vehicles and places.</summary>
public abstract class RotaPageModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RotaDesk desk) : DayPageModel(shelf, door, board, settings)
{
    protected RotaDesk Desk => desk;

    /// <summary>Null: nothing was ever declared, or nothing in the visitor's territory.</summary>
    public DayIndex? Known { get; private set; }

    /// <summary>Those the visitor dispatches.</summary>
    public IReadOnlyList<Territory> Territories { get; private set; } = [];

    public Territory Territory { get; private set; } = null!;

    public Rota Rota { get; private set; } = null!;

    public DateOnly Today { get; private set; }

    /// <summary>What became of the last change, as a text's name or the text itself; null: none was asked for.</summary>
    public string? Said { get; protected set; }

    public bool IsRefused { get; protected set; }

    /// <param name="code">The territory's that is asked for; null: the first.</param>
    /// <returns>False: there is none to show.</returns>
    protected async Task<bool> FindAsync(string? code, DateOnly? from, DateOnly? until, CancellationToken cancellation)
    {
        await FindDayAsync(null, cancellation);
        Known = Door.IsOpen ? await desk.LatestAsync(cancellation) : null;
        Territories = [.. Known?.Day.Territories.Where(x => User.Territory() is not { } bound || bound == x.Id.Value) ?? []];
        if (Territories.Count == 0)
            return false;
        Territory = Territories.FirstOrDefault(x => x.Code == code) ?? Territories[0];
        Today = desk.TodayIn(await desk.ZoneOfAsync(Territory.Id, cancellation));
        Rota = await Door.Store.Rota.ReadAsync(Territory.Id, from ?? Today, until ?? (from ?? Today).AddDays(WhoDrivesModel.DaysShown), cancellation);
        return true;
    }

    /// <summary>Whether a form is of the territory that was found for it: one of a territory that the visitor does not dispatch changes nothing in the first of those they do.</summary>
    protected bool IsOf(string? code) => string.IsNullOrEmpty(code) || code == Territory.Code;

    protected async Task<RotaOutcome> ChangeAsync(RotaChange change, CancellationToken cancellation)
    {
        var outcome = await desk.ChangeAsync(Territory.Id, change, User.Person(), cancellation);
        (Said, IsRefused) = outcome switch
        {
            RotaOutcome.Refused { Why: var why } => (Texts.Format("Rota.Refused", DutyWords.Say(why)), true),
            RotaOutcome.NotThere => (Texts.Get("Rota.NotThere"), true),
            _ => (Texts.Get("Rota.Kept"), false),
        };
        return outcome;
    }

    public IEnumerable<Domain.Fleet.Vehicle> Vehicles => Known!.Day.Vehicles.Where(x => x.Territory == Territory.Id).OrderBy(x => x.Name, StringComparer.CurrentCulture);

    public IEnumerable<Site> Sites => Known!.Day.Sites.Where(x => x.Territory == Territory.Id).OrderBy(x => x.Name, StringComparer.CurrentCulture);

    public IEnumerable<Party> Parties => Known!.Day.Parties.Where(x => x.Territory == Territory.Id).OrderBy(x => x.Name, StringComparer.CurrentCulture);

    public string NameOf(VehicleId id) => Known!.Day.Vehicles.FirstOrDefault(x => x.Id == id)?.Name ?? Texts.Get("Rota.VehicleGone");

    public string NameOf(PartyId id) => Known!.Day.Parties.FirstOrDefault(x => x.Id == id)?.Name ?? "";

    /// <summary>Null: who it was left.</summary>
    public string? NameOf(DriverId id) => Rota.Volunteers.FirstOrDefault(x => x.Id == id)?.Name;

    /// <summary>The address of one of these pages, for the same territory.</summary>
    public string Href(string path) => Territories.Count > 1 ? $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}territoire={Uri.EscapeDataString(Territory.Code)}" : path;

    public static string Day(DateOnly date) => date.ToString("dddd d MMMM", CultureInfo.CurrentCulture);

    public static string Value(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
