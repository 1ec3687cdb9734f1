using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Logistics.Storage.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>What is kept about the visitor, to take along or to have forgotten; what it wants to be told and where, and the addresses of its calendars.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class AccountModel(StoreDoor door, DayShelf shelf, PublicAddress address, HostSettings settings, TimeProvider clock, IIdSource ids) : PageModel
{
    /// <summary>A calendar that the visitor may have an address for.</summary>
    /// <param name="Site">Null: of all places of the partner.</param>
    /// <param name="Made">When its address was made; null: it has none.</param>
    public sealed record Choice(Capacity Capacity, Guid? Site, string Name, DateTimeOffset? Made);

    /// <summary>A device that is told notices.</summary>
    /// <param name="Service">The host of its push service.</param>
    /// <param name="Mark">By which the device's own script knows it: SHA-256 of its address, base64url.</param>
    /// <param name="Topic">The address to subscribe to in the ntfy app; null: a browser.</param>
    public sealed record Device(Guid Id, string Service, string Mark, string? Topic, DateTimeOffset Made, DateTimeOffset Heard);

    /// <summary>Null: entered by the access key, or in a demo; nothing is kept about such a visitor.</summary>
    public Visitor? Visitor { get; private set; }

    public IReadOnlyList<Choice> Calendars { get; private set; } = [];

    /// <summary>The public key that browsers are shown; null: this instance tells devices nothing.</summary>
    public string? PushKey => settings.Push?.Keys.PublicText;

    /// <summary>The host of the ntfy server; null: the instance has none.</summary>
    public string? Ntfy => settings.Ntfy?.Server.Authority;

    public bool TellsDevices => settings.TellsDevices;

    public IReadOnlyList<Device> Devices { get; private set; } = [];

    /// <summary>An address that was made just now: said this once.</summary>
    public string? Fresh { get; private set; }

    /// <summary>What somebody who has never said gets: what its partner is asked, and nothing else.</summary>
    public NoticeChoiceRow Notices { get; private set; } = new(Questions: true, Reminder: false, Digest: false, null, null);

    /// <summary>A text's name; null: nothing was done.</summary>
    public string? Outcome { get; private set; }

    public Task OnGetAsync(string? fait, CancellationToken cancellation)
    {
        Outcome = fait switch { "avis" => "Account.Notices.Kept", "appareil" => "Account.Devices.IsOn", "ntfy" => "Account.Ntfy.IsOn", "appareil-retire" => "Account.Devices.IsOff", _ => null };
        return ShowAsync(cancellation);
    }

    public async Task<IActionResult> OnPostCalendrierAsync([FromForm] string? appartenance, [FromForm] string? lieu, [FromForm] string? faire, CancellationToken cancellation)
    {
        if (User.Person() is { } person && Guid.TryParse(appartenance, out var membership))
        {
            Guid? site = Guid.TryParse(lieu, out var at) ? at : null;
            if (faire == "fermer")
            {
                await door.Store.Calendars.EndAsync(membership, site, person, cancellation);
                return Redirect("/compte#calendriers");
            }
            var token = Token.New();
            var link = new CalendarLinkRow(ids.Next(), membership, site, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? "en" : "fr", clock.GetUtcNow());
            if (await door.Store.Calendars.RenewAsync(link, person, token.Digest, cancellation))
                Fresh = address.Link($"/calendrier/{token.Text}.ics");
        }
        await ShowAsync(cancellation);
        // An address on the screen must not stay in the browser's memory.
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostAvisAsync(
        [FromForm] string? questions, [FromForm] string? rappel, [FromForm] string? semaine, [FromForm(Name = "calme-de")] string? from, [FromForm(Name = "calme-a")] string? until,
        [FromForm(Name = "questions-appareil")] string? questionsThere, [FromForm(Name = "rappel-appareil")] string? reminderThere, [FromForm(Name = "semaine-appareil")] string? digestThere, CancellationToken cancellation)
    {
        if (User.Person() is not { } person)
            return Redirect("/compte");
        var (begin, end) = (MinutesOf(from), MinutesOf(until));
        // One of the two alone, or both the same, says nothing.
        var isQuiet = begin is not null && end is not null && begin != end;
        await door.Store.Notices.KeepAsync(
            person, new(questions == "oui", rappel == "oui", semaine == "oui", isQuiet ? begin : null, isQuiet ? end : null, questionsThere == "oui", reminderThere == "oui", digestThere == "oui"), cancellation);
        return Redirect("/compte?fait=avis");
    }

    public static string? ClockOf(int? minutes) => minutes is { } some ? TimeOnly.MinValue.AddMinutes(some).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    static string MarkOf(string endpoint) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(endpoint)));

    static int? MinutesOf(string? clock) =>
        TimeOnly.TryParseExact(clock, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.Hour * 60 + time.Minute : null;

    async Task ShowAsync(CancellationToken cancellation)
    {
        Visitor = HttpContext.Features.Get<Visitor>();
        if (Visitor is not { } visitor)
            return;
        Notices = await door.Store.Notices.FindAsync(visitor.Person, cancellation) ?? Notices;
        if (TellsDevices)
            Devices = [.. (await door.Store.Devices.OfPersonAsync(visitor.Person, settings.DeviceKeys, cancellation)).Select(x => new Device(x.Id, new Uri(x.Endpoint).Host, MarkOf(x.Endpoint), x.IsTopic ? x.Endpoint : null, x.MadeAt, x.HeardAt))];
        var links = await door.Store.Calendars.LinksAsync(visitor.Person, cancellation);
        var sites = (await PeopleApi.KnownDayAsync(shelf, cancellation))?.Day.Sites.ToLookup(x => x.Party.Value);
        Calendars =
        [
            .. visitor.Held.Where(x => x.Organisation is not null)
                .SelectMany(x => (sites?[x.Organisation!.Value] ?? []).Select(site => (Capacity: x, Site: (Guid?)site.Id.Value, Name: $"{x.Label}, {site.Name}")).Prepend((x, null, x.Label)))
                .Select(x => new Choice(x.Capacity, x.Site, x.Name, links.FirstOrDefault(link => link.Membership == x.Capacity.Id && link.Site == x.Site)?.MadeAt)),
        ];
    }
}
