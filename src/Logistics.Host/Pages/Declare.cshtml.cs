using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Domain.Goods;
using Logistics.Domain.Parties;
using Logistics.Formats.Messages;
using Logistics.Formats.Territories;
using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Declaring;
using Logistics.Host.Photos;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>A surplus, a need or something lent, declared in a minute: by a partner for itself, by a dispatcher for whoever telephones.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
[RequestSizeLimit(DeclareModel.MostSent), RequestFormLimits(MultipartBodyLengthLimit = DeclareModel.MostSent, MemoryBufferThreshold = DeclareModel.MostSent)]
public sealed class DeclareModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, DayDesk desk, LotPhotoDesk photos, IIdSource ids, PublicAddress address, UnitShelf units, TimeProvider clock)
    : DayPageModel(shelf, door, board, settings)
{
    /// <summary>In characters; what is longer is no short message.</summary>
    const int MostOfAMessage = 2000;

    /// <summary>In bytes. Where no script makes it smaller a telephone sends its photo as it is: what is declared with one that is too large must still be read. None of it is written to a disk.</summary>
    internal const int MostSent = 24 << 20;

    /// <summary>How the page is told what became of a photo, and the text that tells it.</summary>
    static readonly Dictionary<string, string> photoWords = new()
    {
        ["gardee"] = "Declare.Photo.Kept",
        ["retiree"] = "Declare.Photo.Removed",
        ["trop-grande"] = "Declare.Photo.TooLarge",
        ["illisible"] = "Declare.Photo.Unreadable",
        ["pas-maintenant"] = "Declare.Photo.NotNow",
    };

    readonly StoreDoor store = door;

    public DeclarationForm Form { get; private set; } = null!;

    public Typed Typed { get; private set; } = new();

    public IReadOnlyList<FormProblem> Problems { get; private set; } = [];

    /// <summary>Days for which something can still be declared, the nearest first.</summary>
    public IReadOnlyList<DateOnly> OpenDays { get; private set; } = [];

    /// <summary>The day as it is declared now; null: none is open.</summary>
    public DayIndex? Declared { get; private set; }

    /// <summary>Places that the visitor may name.</summary>
    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public string Code { get; private set; } = "";

    /// <summary>What the entry was when it was shown; null: it is new.</summary>
    public string? Tag { get; private set; }

    /// <summary>True after it was kept.</summary>
    public bool IsDone { get; private set; }

    /// <summary>What a message was understood to say, and what of it must be looked at; null: none was read.</summary>
    public MessageDraft? Draft { get; private set; }

    /// <summary>What a unit weighs by the table from which kilograms were worked out; null: they were not.</summary>
    public UnitWeight? EstimatedBy { get; private set; }

    /// <summary>Lots that may be the same as what is being declared; empty: none, or it was said that they are not.</summary>
    public IReadOnlyList<Lot> Alike { get; private set; } = [];

    /// <summary>A text for a group of partners about the lot that was declared; null: it is none.</summary>
    public string? ToShare => IsDone && Form is LotForm && Declared!.Day.Lots.FirstOrDefault(lot => lot.Code == Code) is { } lot
        ? ShareText.Of(lot, Declared, new Uri(address.Link("/association")), CultureInfo.CurrentUICulture) : null;

    /// <summary>The address of the photo that the lot has; null: it has none.</summary>
    public string? Photo { get; private set; }

    /// <summary>The text that says what became of a photo; null: none was sent.</summary>
    public string? PhotoSaid { get; private set; }

    public bool IsPhotoKept => PhotoSaid is "Declare.Photo.Kept" or "Declare.Photo.Removed";

    /// <summary>True when a photo came along with what must be mended first: browsers do not send it again by themselves.</summary>
    public bool IsPhotoToBeChosenAgain { get; private set; }

    public bool MayName(string field) => Problems.Any(problem => problem.Field == field);

    public async Task<IActionResult> OnGetAsync(string quoi, string? jour, string? code, string? fait, string? photo, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, jour, cancellation))
            return NotFound();
        if (Declared is null)
            return Page();
        if (code is null)
        {
            Typed = Form.Empty(Declared.Day.Date, Now());
            Typed["lieu"] = Sites.Count == 1 ? Sites[0].Code : "";
            Code = NewCode();
            return Page();
        }
        var known = KnownDay.Of(Declared.Day);
        if (known.Find(Form.Section, code) is not { } entry || !Rights.Covers(Form.Section.OwnerOf(Declared.Day, code)!))
            return NotFound();
        (Code, Tag, IsDone, PhotoSaid) = (code, known.TagOf(Form.Section, code), fait is not null, photoWords.GetValueOrDefault(photo ?? ""));
        Typed = Form.Read(JsonNode.Parse(entry)!.AsObject());
        await FindPhotoAsync(cancellation);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string quoi, CancellationToken cancellation)
    {
        if (await SentAsync(cancellation) is not { } sent)
            return BadRequest();
        Typed = Typed.Of(sent);
        var photo = sent.Files["photo"] is { Length: > 0 } file ? file : null;
        var answer = await DeclareAsync(quoi, cancellation);
        IsPhotoToBeChosenAgain = photo is not null;
        // What is declared stands, whatever becomes of its photo.
        if (answer is RedirectResult { Url: var done } && photo is not null)
            return Redirect($"{done}&photo={await KeepPhotoAsync(photo, cancellation)}");
        if (Tag is not null)
            await FindPhotoAsync(cancellation);
        return answer;
    }

    async Task<IActionResult> DeclareAsync(string quoi, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, Typed["jour"], cancellation))
            return NotFound();
        if (Declared is null)
            return Page();
        Code = Typed.Has("code") ? Typed["code"] : NewCode();
        Tag = Typed.Has("version") ? Typed["version"] : null;
        Problems = [.. Form.Objections(Typed, Declared.Day.Date)];
        if (Problems.Count > 0)
            return Page();
        // What the form does not ask for stays as it is kept.
        var entry = KnownDay.Of(Declared.Day).Find(Form.Section, Code) is { } kept && Tag is not null ? JsonNode.Parse(kept)!.AsObject() : new JsonObject { ["code"] = Code };
        Form.Write(Typed, entry, Declared.Day.Date);
        Alike = Tag is null && !Typed.Has("autre") ? LikelySame(entry) : [];
        if (Alike.Count > 0)
            return Page();
        switch (await desk.ChangeAsync(new(Declared.Day.Date, Form.Section, Code, entry, Tag, Rights, CultureInfo.CurrentUICulture, null)))
        {
            case ChangeOutcome.Done:
                return Redirect($"/declarer/{Form.Name}?jour={Declared.Day.Date:yyyy-MM-dd}&code={Uri.EscapeDataString(Code)}&fait=oui");
            case ChangeOutcome.Refused refused:
                Problems = [.. refused.Problems.Select(Form.Locate)];
                return Page();
            case ChangeOutcome.Exists exists:
                // The same form came twice: the button was pressed again, or the answer was lost on its way.
                return await ShowKeptAsync(exists.Tag, cancellation);
            case ChangeOutcome.Changed { Tag: { } tag }:
                return await ShowKeptAsync(tag, cancellation);
            case ChangeOutcome.Changed or ChangeOutcome.NoSuchEntry:
                (Tag, Problems) = (null, [new(null, Texts.Get("Declare.Gone.Cause"), Texts.Get("Declare.Gone.Action"))]);
                return Page();
            default:
                return Forbid();
        }
    }

    /// <summary>Adds the photo of a surplus that is declared already, or another one in its place.</summary>
    public async Task<IActionResult> OnPostPhotoAsync(string quoi, CancellationToken cancellation)
    {
        if (await SentAsync(cancellation) is not { } sent)
            return BadRequest();
        Typed = Typed.Of(sent);
        Code = Typed["code"];
        if (!await FindAsync(quoi, Typed["jour"], cancellation) || OwnLot() is null)
            return NotFound();
        return RedirectToLot(sent.Files["photo"] is { Length: > 0 } file ? await KeepPhotoAsync(file, cancellation) : "illisible");
    }

    public async Task<IActionResult> OnPostRetirerPhotoAsync(string quoi, CancellationToken cancellation)
    {
        if (await SentAsync(cancellation) is not { } sent)
            return BadRequest();
        Typed = Typed.Of(sent);
        if (!await FindAsync(quoi, Typed["jour"], cancellation) || OwnLot() is not { } lot)
            return NotFound();
        await store.Store.LotPhotos.UnlinkAsync(Declared!.Day.Date, lot.Id, cancellation);
        return RedirectToLot("retiree");
    }

    /// <summary>Reads a short message into the form. It is kept nowhere, and nothing is declared by it.</summary>
    public async Task<IActionResult> OnPostLireAsync(string quoi, CancellationToken cancellation)
    {
        if (await SentAsync(cancellation) is not { } sent)
            return BadRequest();
        var message = sent["message"].ToString();
        if (!await FindAsync(quoi, null, cancellation))
            return NotFound();
        if (Declared is null || Form is EquipmentForm)
            return Page();
        message = message[..Math.Min(message.Length, MostOfAMessage)];
        // First the day it means, then the places of that day.
        var today = DateOnly.FromDateTime(Now());
        var table = await UnitsAsync(null, cancellation);
        var said = MessageReader.Read(message, today, null, table);
        if (said.Day is { } meant && OpenDays.Contains(meant) && meant != Declared.Day.Date)
            await FindAsync(quoi, meant.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), cancellation);
        Draft = MessageReader.Read(message, today, Declared.Day, table);
        // Only now is it known whose crates they are.
        if (Draft.Site is { } place && await UnitsAsync(place, cancellation) is var own && own != table)
            Draft = MessageReader.Read(message, today, Declared.Day, own);
        EstimatedBy = Draft.EstimatedBy;
        Form = DeclarationForm.All.First(form => form.Section == (Draft.IsNeed ? DaySection.Needs : DaySection.Lots));
        Typed = Form.Empty(Declared.Day.Date, Now());
        Typed["lieu"] = Sites.Count == 1 ? Sites[0].Code : "";
        Form.Fill(Typed, Draft);
        if (Sites.All(site => site.Code != Typed["lieu"]))
            Typed["lieu"] = Sites.Count == 1 ? Sites[0].Code : "";
        Code = NewCode();
        return Page();
    }

    /// <summary>Puts into the quantity what so many crates weigh here. Nothing is declared by it.</summary>
    public async Task<IActionResult> OnPostPeserAsync(string quoi, CancellationToken cancellation)
    {
        if (!Request.HasFormContentType)
            return BadRequest();
        Typed = Typed.Of(await Request.ReadFormAsync(cancellation));
        if (!await FindAsync(quoi, Typed["jour"], cancellation) || Form is not LotForm)
            return NotFound();
        if (Declared is null)
            return Page();
        Code = Typed.Has("code") ? Typed["code"] : NewCode();
        Tag = Typed.Has("version") ? Typed["version"] : null;
        EstimatedBy = LotForm.Estimate(Typed, await UnitsAsync(Typed["lieu"], cancellation));
        if (EstimatedBy is null)
            Problems = [new("caisses", Texts.Get("Declare.Weigh.Cause"), Texts.Get("Declare.Weigh.Action"))];
        return Page();
    }

    /// <summary>The table of the place's territory; where the place is not known, that of all places the visitor may name if it is one.</summary>
    async Task<UnitTable> UnitsAsync(string? site, CancellationToken cancellation)
    {
        TerritoryId[] meant = [.. Sites.Where(x => string.IsNullOrEmpty(site) || x.Code == site).Select(x => x.Territory).Distinct()];
        return meant is [var only] ? await units.OfAsync(only, cancellation) : UnitTable.Default;
    }

    public async Task<IActionResult> OnPostRetirerAsync(string quoi, CancellationToken cancellation)
    {
        if (await SentAsync(cancellation) is not { } sent)
            return BadRequest();
        Typed = Typed.Of(sent);
        if (!await FindAsync(quoi, Typed["jour"], cancellation) || Declared is null)
            return NotFound();
        var outcome = await desk.ChangeAsync(new(Declared.Day.Date, Form.Section, Typed["code"], null, "*", Rights, CultureInfo.CurrentUICulture, null));
        // Else it would stay until the hourly job: nobody sees it, but it is asked to go.
        if (outcome is ChangeOutcome.Done && OwnLot() is { } gone)
            await store.Store.LotPhotos.UnlinkAsync(Declared.Day.Date, gone.Id, cancellation);
        return outcome switch
        {
            ChangeOutcome.Done or ChangeOutcome.NoSuchEntry => Redirect(User.IsInRole(Roles.Dispatcher) ? "/" : "/association#declarations"),
            ChangeOutcome.Refused refused => ShowProblems(refused.Problems.Select(Form.Locate)),
            _ => Forbid(),
        };
    }

    IActionResult ShowProblems(IEnumerable<FormProblem> problems)
    {
        Code = Typed["code"];
        var known = KnownDay.Of(Declared!.Day);
        if (known.Find(Form.Section, Code) is not { } entry)
            return NotFound();
        (Tag, Problems, Typed) = (known.TagOf(Form.Section, Code), [.. problems], Form.Read(JsonNode.Parse(entry)!.AsObject()));
        return Page();
    }

    /// <summary>Somebody kept something under this code meanwhile: equal to what is typed, it is done; else both are shown.</summary>
    async Task<IActionResult> ShowKeptAsync(string tag, CancellationToken cancellation)
    {
        await FindAsync(Form.Name, Typed["jour"], cancellation);
        var known = KnownDay.Of(Declared!.Day);
        var kept = known.Find(Form.Section, Code);
        var wanted = kept is null ? [] : JsonNode.Parse(kept)!.AsObject();
        Form.Write(Typed, wanted, Declared.Day.Date);
        var document = known.Document;
        document.Put(Form.Section, Code, wanted);
        // As the file's writer would have it: what stands for its absence is not a difference.
        if (kept is not null && document.Read(null) is TerritoryReading.Accepted { Day: var typed } && KnownDay.Of(typed).Find(Form.Section, Code) == kept)
            return Redirect($"/declarer/{Form.Name}?jour={Declared.Day.Date:yyyy-MM-dd}&code={Uri.EscapeDataString(Code)}&fait=oui");
        (Tag, Problems) = (tag, [new(null, Texts.Get("Declare.Changed.Cause"), Texts.Get("Declare.Changed.Action"))]);
        return Page();
    }

    /// <summary>Lots of the same donor that may be this one: asked about, never refused.</summary>
    IReadOnlyList<Lot> LikelySame(JsonObject entry) =>
        Form is LotForm && Declared!.Day.Lots.All(lot => lot.Code != Code)
            && KnownDay.Of(Declared.Day).With([new(Form.Section, Code, entry)])?.Day.Lots.FirstOrDefault(lot => lot.Code == Code) is { } wanted
            ? LikelyDuplicates.Of(Declared.Day, wanted.Donor, wanted.Family, wanted.PickupWindow, wanted.Quantity)
            : [];

    /// <summary>The form; null: it is none, or longer than any photo makes it.</summary>
    async Task<IFormCollection?> SentAsync(CancellationToken cancellation)
    {
        try
        {
            return Request.HasFormContentType ? await Request.ReadFormAsync(cancellation) : null;
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException)
        {
            return null;
        }
    }

    /// <summary>The surplus that is declared under the code that was sent, if it is the visitor's to change.</summary>
    Lot? OwnLot() => Form is LotForm && Declared?.Day.Lots.FirstOrDefault(x => x.Code == Typed["code"]) is { } lot && Rights.Covers(Form.Section.OwnerOf(Declared.Day, lot.Code)!) ? lot : null;

    /// <returns>What became of it, as the page is told.</returns>
    async Task<string> KeepPhotoAsync(IFormFile sent, CancellationToken cancellation)
    {
        if (sent.Length > Picture.Largest)
            return "trop-grande";
        using var content = new MemoryStream((int)sent.Length);
        await sent.CopyToAsync(content, cancellation);
        try
        {
            // As it is declared now: what was read before may not hold it yet.
            return await store.Store.DeclarationsAsync(Declared!.Day.Date, cancellation) is var (day, _) && day.Lots.FirstOrDefault(x => x.Code == Code) is { } lot
                && Rights.Covers(Form.Section.OwnerOf(day, Code)!)
                ? await photos.KeepAsync(day.Date, lot, content.ToArray(), User.Person(), cancellation) switch
                {
                    LotPhotoOutcome.Kept => "gardee",
                    LotPhotoOutcome.TooLarge => "trop-grande",
                    _ => "illisible",
                }
                : "pas-maintenant";
        }
        catch (StoreAwayException)
        {
            // A full disk, or a database that is away for a moment: what is declared is kept, and the page says how the photo is added.
            return "pas-maintenant";
        }
    }

    async Task FindPhotoAsync(CancellationToken cancellation)
    {
        if (Form is LotForm && Declared is { Day: var day } && day.Lots.FirstOrDefault(x => x.Code == Code) is { } lot && (await photos.OfDateAsync(day.Date, cancellation)).Contains(lot.Id))
            Photo = LotPhotoDesk.AddressOf(day.Date, Code);
    }

    RedirectResult RedirectToLot(string photo) => Redirect($"/declarer/{Form.Name}?jour={Declared!.Day.Date:yyyy-MM-dd}&code={Uri.EscapeDataString(Typed["code"])}&photo={photo}#photo-du-lot");

    EditRights Rights => DaysApi.RightsOf(HttpContext);

    string NewCode() => $"{Form.Section.Definition.ToLowerInvariant()}-{ids.Next():N}"[..(Form.Section.Definition.Length + 13)];

    DateTime Now() => NowOn(Declared!);

    DateTime NowOn(DayIndex day) => TimeZoneInfo.ConvertTime(clock.GetUtcNow(), day.ZoneOf(day.Day.Territories[0].Id)).DateTime;

    /// <returns>False: there is no such form or no such day.</returns>
    async Task<bool> FindAsync(string quoi, string? jour, CancellationToken cancellation)
    {
        if (DeclarationForm.All.FirstOrDefault(form => form.Name == quoi) is not { } form)
            return false;
        Form = form;
        await FindDayAsync(null, cancellation);
        if (!store.IsOpen)
            return true;
        // A day lasts until tomorrow in some zone.
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1);
        OpenDays = [.. (await Shelf.DaysAsync(cancellation)).Select(day => day.Date).Where(date => date >= today).Order()];
        var asked = string.IsNullOrEmpty(jour) ? null : DaysApi.DateOf(jour);
        if (!string.IsNullOrEmpty(jour) && (asked is null || !OpenDays.Contains(asked.Value)))
            return false;
        Declared = asked is { } date ? await IndexAsync(date) : await SoonestAsync();
        if (Declared is not { Day: var day })
            return true;
        var rights = Rights;
        Sites = [.. day.Sites.Where(site => (rights.Party is null || site.Party == rights.Party) && (rights.Territory is null || site.Territory == rights.Territory)).OrderBy(site => site.Name, StringComparer.CurrentCulture)];
        return true;

        async Task<DayIndex?> IndexAsync(DateOnly date) => await store.Store.DeclarationsAsync(date, cancellation) is var (found, _) ? new(found) : null;

        // The day that the other pages show, for somebody who came from there; else the first that is not over where it is.
        async Task<DayIndex?> SoonestAsync()
        {
            DayIndex? last = null;
            foreach (var date in OpenDays.OrderBy(date => date != Real?.Plan.Date).ThenBy(date => date))
                if (await IndexAsync(date) is { } day)
                {
                    if (date >= DateOnly.FromDateTime(NowOn(day)))
                        return day;
                    last = day;
                }
            return last;
        }
    }
}
