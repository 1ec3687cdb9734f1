using System.Globalization;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Worker;

namespace Logistics.Host.Pages;

/// <summary>What every page of records knows: which kind, on which day, and what of it the visitor keeps.</summary>
public abstract class RecordPageModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RecordDesk desk, TimeProvider clock) : DayPageModel(shelf, door, board, settings)
{
    protected RecordDesk Desk => desk;

    public RecordKind Kind { get; private set; } = null!;

    /// <summary>Days on which something can still be corrected, the nearest first.</summary>
    public IReadOnlyList<DateOnly> OpenDays { get; private set; } = [];

    /// <summary>The day that is looked at, as it is declared now; null: none is open.</summary>
    public KnownDay? Known { get; private set; }

    public DayIndex Index => field ??= new(Known!.Day);

    public DateOnly Date => Known!.Day.Date;

    public bool HasLaterDays => OpenDays.Any(x => x > Date);

    protected EditRights Rights => DaysApi.RightsOf(HttpContext);

    /// <returns>False: there is no such kind, or no such day.</returns>
    protected async Task<bool> FindAsync(string quoi, string? jour, CancellationToken cancellation)
    {
        if (RecordKind.Find(quoi) is not { } kind)
            return false;
        Kind = kind;
        await FindDayAsync(null, cancellation);
        if (!Door.IsOpen)
            return true;
        // A day lasts until tomorrow in some zone.
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        var all = (await Shelf.DaysAsync(cancellation)).Select(day => day.Date).Order().ToList();
        // Where no day is open the last one is looked at: the next is opened from it.
        OpenDays = all.Exists(date => date >= today) ? [.. all.Where(date => date >= today)] : [.. all.TakeLast(1)];
        var asked = !string.IsNullOrEmpty(jour) ? DaysApi.DateOf(jour) ?? default : Real is { Plan.Date: var shown } && OpenDays.Contains(shown) ? shown : OpenDays.Count > 0 ? OpenDays[0] : default;
        if (!string.IsNullOrEmpty(jour) && !OpenDays.Contains(asked))
            return false;
        Known = OpenDays.Count == 0 ? null : await desk.DayAsync(asked, cancellation);
        return true;
    }

    /// <summary>The days a change is for.</summary>
    protected IReadOnlyList<DateOnly> DaysOf(bool andLater) => [.. OpenDays.Where(x => x == Date || (andLater && x > Date))];

    /// <summary>Whether a record is one that the visitor keeps.</summary>
    public bool IsKept(string code) => Kind.Section.OwnerOf(Known!.Day, code) is { } owner && (User.Territory() is not { } bound || owner.Territory.Value == bound);

    /// <summary>What may be named, of what the visitor keeps.</summary>
    public IReadOnlyList<Choice> Targets(ReferenceField field) => RecordKind.Targets(Index, field.To, User.Territory());

    public string Href(string path = "", params (string Name, string? Value)[] more) => new Views.PageState(Date).Href($"/donnees/{Kind.Name}{path}", "", [.. more.Where(x => x.Value is not null).Select(x => (x.Name, x.Value!))]);

    /// <summary>The same page of another kind or day.</summary>
    public static string HrefOf(string kind, DateOnly day) => $"/donnees/{kind}?jour={day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
}
