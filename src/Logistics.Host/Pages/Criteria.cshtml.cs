using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain.Days;
using Logistics.Domain.Parties;
using Logistics.Formats.Exchange;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>What an association takes in general, at one of its places: kept on the days that are open, and taken over by those opened later.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class CriteriaModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RecordDesk desk, TimeProvider clock) : DayPageModel(shelf, door, board, settings)
{
    /// <summary>In the form, what was typed is only looked at.</summary>
    const string Look = "voir";

    /// <summary>Days that are not over, the nearest first; the last one where all are.</summary>
    public IReadOnlyList<DateOnly> OpenDays { get; private set; } = [];

    /// <summary>The first of them as it is declared now; null: no day is known.</summary>
    public KnownDay? Known { get; private set; }

    /// <summary>Null: the day does not know the visitor's partner.</summary>
    public Party? Party { get; private set; }

    /// <summary>Its places.</summary>
    public IReadOnlyList<Site> Places { get; private set; } = [];

    /// <summary>The one that the form is about; null: it has none.</summary>
    public Site? Place { get; private set; }

    public Typed Typed { get; private set; } = new();

    public string PlaceTag { get; private set; } = "";

    public string PartnerTag { get; private set; } = "";

    public IReadOnlyList<ExchangeProblem> Problems { get; private set; } = [];

    /// <summary>What the fields mean, a sentence each; empty: all is taken.</summary>
    public IReadOnlyList<string> Meaning { get; private set; } = [];

    public bool IsDone { get; private set; }

    /// <summary>True when the meaning is that of what was typed and is not kept.</summary>
    public bool IsTried { get; private set; }

    public IReadOnlyList<string> RefusedKinds => KindsField.WordsOf(StandingFields.Refused.Read(Typed[StandingFields.Refused.Name]).Value);

    public IEnumerable<ExchangeProblem> WrongWith(RecordField field) => Problems.Where(x => x.Column == field.Label);

    public async Task<IActionResult> OnGetAsync(string? lieu, string? fait, CancellationToken cancellation)
    {
        if (!await FindAsync(lieu, cancellation))
            return NotFound();
        if (Place is null)
            return Page();
        var (place, partner) = Entries();
        RecordForm.Show(StandingCriteria.Asked, place, Typed);
        RecordForm.Show(StandingCriteria.Means.Fields, partner, Typed);
        (Meaning, IsDone) = (StandingCriteria.InWords(place, partner), fait is not null);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        if (!Request.HasFormContentType)
            return BadRequest();
        var form = await Request.ReadFormAsync(cancellation);
        Typed = Typed.Of(form);
        if (!await FindAsync(Typed["lieu"], cancellation) || Place is null)
            return NotFound();
        var refused = StandingFields.Refused.Name + ".";
        Typed[StandingFields.Refused.Name] = string.Join(" | ", form.Keys.Where(x => x.StartsWith(refused, StringComparison.Ordinal)).Select(x => x[refused.Length..]));
        var culture = CultureInfo.CurrentUICulture;
        var (ofPlace, wrong) = RecordForm.Read(StandingCriteria.Asked, Typed, culture);
        var (ofPartner, others) = RecordForm.Read(StandingCriteria.Means.Fields, Typed, culture);
        Problems = [.. wrong, .. others];
        (PlaceTag, PartnerTag) = (Typed["versionLieu"], Typed["versionPartenaire"]);
        if (Problems.Count > 0)
            return Page();

        var (place, partner) = Entries();
        // Hours in general that are new are those of the open days, too.
        if (ofPlace[StandingFields.Hours] is JsonArray { Count: > 0 } hours && StandingFields.Hours.Show(hours) != StandingFields.Hours.Show(StandingFields.Hours.Of(place)))
            ofPlace[StandingFields.Opening] = hours;
        foreach (var (fields, entry) in ((Dictionary<RecordField, JsonNode?>, JsonObject)[])[(ofPlace, place), (ofPartner, partner)])
            foreach (var (field, value) in fields)
                field.Put(entry, value);
        Meaning = StandingCriteria.InWords(place, partner);

        (RecordKind Kind, RecordWish Wish)[] wishes =
            [(StandingCriteria.Place, new(1, Place.Code, ofPlace, PlaceTag)), (StandingCriteria.Means, new(1, Party!.Code, ofPartner, PartnerTag))];
        IsTried = Typed["geste"] == Look;
        // Both are tried before one is kept.
        foreach (var tryOnly in IsTried ? [true] : (bool[])[true, false])
        {
            var problems = new List<ExchangeProblem>();
            foreach (var (kind, wish) in wishes)
                switch (await desk.PutAsync(kind, OpenDays, [wish], StandingCriteria.RightsOf(Party.Id, Party.Territory), culture, tryOnly))
                {
                    case RecordOutcome.Refused refusedBy:
                        problems.AddRange(refusedBy.Problems);
                        break;
                    case RecordOutcome.Changed:
                        return await ShowChangedAsync(cancellation);
                    case RecordOutcome.NotYours:
                        return Forbid();
                }
            if (problems.Count > 0)
            {
                (Problems, IsTried) = (problems, false);
                return Page();
            }
        }
        return IsTried ? Page() : Redirect($"/criteres?lieu={Uri.EscapeDataString(Place.Code)}&fait=oui");
    }

    /// <summary>Both are shown: what is kept now by its tags, so that sending again is a choice, and what was typed.</summary>
    async Task<IActionResult> ShowChangedAsync(CancellationToken cancellation)
    {
        if (!await FindAsync(Place!.Code, cancellation) || Place is null)
            return NotFound();
        (Problems, IsTried) = ([new(1, null, "Changed", Texts.Get("Declare.Changed.Cause"), Texts.Get("Declare.Changed.Action"))], false);
        Response.StatusCode = StatusCodes.Status412PreconditionFailed;
        return Page();
    }

    (JsonObject Place, JsonObject Partner) Entries() =>
        (JsonNode.Parse(Known!.Find(DaySection.Sites, Place!.Code)!)!.AsObject(), JsonNode.Parse(Known.Find(DaySection.Parties, Party!.Code)!)!.AsObject());

    /// <returns>False: it has no such place.</returns>
    async Task<bool> FindAsync(string? lieu, CancellationToken cancellation)
    {
        await FindDayAsync(null, cancellation);
        if (!Door.IsOpen)
            return true;
        var all = (await Shelf.DaysAsync(cancellation)).Select(x => x.Date).Order().ToList();
        // A day lasts until tomorrow in some zone.
        var earliest = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        Known = null;
        foreach (var date in all.Where(x => x >= earliest))
            if (await desk.DayAsync(date, cancellation) is { } known && date >= TodayOn(known.Day))
            {
                Known = known;
                break;
            }
        // Where no day is open the last one is looked at: the next is opened from it.
        Known ??= all.Count > 0 ? await desk.DayAsync(all[^1], cancellation) : null;
        if (Known is not { Day: var day })
            return true;
        OpenDays = [.. all.Where(x => x >= day.Date)];
        Party = day.Parties.FirstOrDefault(x => x.Id.Value == User.Subject() && (User.Territory() is not { } bound || x.Territory.Value == bound));
        if (Party is not { } party)
            return true;
        Places = [.. day.Sites.Where(x => x.Party == party.Id && x.Territory == party.Territory).OrderBy(x => x.Name, StringComparer.CurrentCulture)];
        Place = string.IsNullOrEmpty(lieu) ? Places.FirstOrDefault(x => day.Needs.Any(need => need.Site == x.Id)) ?? (Places.Count > 0 ? Places[0] : null) : Places.FirstOrDefault(x => x.Code == lieu);
        if (Place is null)
            return string.IsNullOrEmpty(lieu);
        (PlaceTag, PartnerTag) = (Known.TagOf(DaySection.Sites, Place.Code)!, Known.TagOf(DaySection.Parties, party.Code)!);
        return true;
    }

    DateOnly TodayOn(DayDeclarations day) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), new DayIndex(day).ZoneOf(day.Territories[0].Id)).DateTime);
}
