using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Formats.Exchange;
using Logistics.Host.Access;
using Logistics.Host.Declaring;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>One record, corrected or added.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class RecordModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RecordDesk desk, IIdSource ids, TimeProvider clock)
    : RecordPageModel(shelf, door, board, settings, desk, clock)
{
    /// <summary>What stands in the fields, by name.</summary>
    public Typed Typed { get; private set; } = new();

    /// <summary>Null: it is new.</summary>
    public string? Code { get; private set; }

    public string Tag { get; private set; } = "";

    /// <summary>What the record is called, as it is kept or as it was typed.</summary>
    public string Name => Typed.Has("nom") || Known!.Find(Kind.Section, Code!) is not { } kept ? Typed["nom"] : Kind.NameOf(Known.Day, JsonNode.Parse(kept)!.AsObject());

    /// <summary>Ticked unless taken away: a correction is for good.</summary>
    public bool AndLater { get; private set; } = true;

    public IReadOnlyList<ExchangeProblem> Problems { get; private set; } = [];

    public bool IsWrong(RecordField field) => Problems.Any(x => x.Column == field.Label);

    public async Task<IActionResult> OnGetAsync(string quoi, string? jour, string? code, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, jour, cancellation))
            return NotFound();
        if (Known is null)
            return Redirect($"/donnees/{quoi}");
        if (code is null)
        {
            if (Kind.Fields.OfType<ReferenceField>().FirstOrDefault(x => x.To == "territoires") is { } territory && Targets(territory) is [var only])
                Typed[territory.Name] = only.Word;
            foreach (var flag in Kind.Fields.OfType<FlagField>())
                Typed[flag.Name] = flag.Otherwise ? "oui" : "";
            foreach (var one in Kind.Fields.OfType<ChoiceField>())
                Typed[one.Name] = one.Otherwise ?? "";
            return Page();
        }
        return Show(code) ? Page() : NotFound();
    }

    public async Task<IActionResult> OnPostAsync(string quoi, CancellationToken cancellation)
    {
        if (!Request.HasFormContentType)
            return BadRequest();
        Typed = Typed.Of(await Request.ReadFormAsync(cancellation));
        if (!await FindAsync(quoi, Typed["jour"], cancellation) || Known is null)
            return NotFound();
        AndLater = Typed.Has("suivants");
        Code = Typed.Has("code") ? Typed["code"] : null;
        Tag = Typed["version"];
        var culture = CultureInfo.CurrentUICulture;
        if (Typed["geste"] == "retirer" && Code is { } gone)
        {
            Problems = await Desk.RemoveAsync(Kind, DaysOf(AndLater), gone, Rights, culture);
            if (Problems.Count == 0)
                return Redirect(Href("", ("fait", "retire")));
            return Show(gone) ? Page() : Redirect(Href());
        }
        var (values, wrong) = RecordForm.Read(Kind.Fields, Typed, culture);
        Problems = wrong;
        if (wrong.Count > 0)
            return Page();
        var wanted = Code ?? NewCode();
        switch (await Desk.PutAsync(Kind, DaysOf(AndLater), [new(1, wanted, values, Tag)], Rights, culture, tryOnly: false))
        {
            case RecordOutcome.Done:
                return Redirect(Href("", ("fait", "garde")));
            case RecordOutcome.Refused refused:
                Problems = refused.Problems;
                return Page();
            case RecordOutcome.Changed:
                // Both are shown: what is kept now by its tag, so that sending again is a choice, and what was typed.
                Problems = [new(1, null, "Changed", Texts.Get("Declare.Changed.Cause"), Texts.Get("Declare.Changed.Action"))];
                Tag = (await Desk.DayAsync(Date, cancellation))?.TagOf(Kind.Section, wanted) ?? "";
                Response.StatusCode = StatusCodes.Status412PreconditionFailed;
                return Page();
            default:
                return Forbid();
        }
    }

    /// <returns>False: there is none, or it is another territory's.</returns>
    bool Show(string code)
    {
        if (Known!.Find(Kind.Section, code) is not { } text || !IsKept(code))
            return false;
        var entry = JsonNode.Parse(text)!.AsObject();
        (Code, Tag, Typed) = (code, Known.TagOf(Kind.Section, code)!, new());
        RecordForm.Show(Kind.Fields, entry, Typed);
        return true;
    }

    string NewCode() => $"{Kind.Section.Definition.ToLowerInvariant()}-{ids.Next():N}"[..(Kind.Section.Definition.Length + 13)];
}
