using System.Globalization;
using Logistics.Formats.Exchange;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>All records of a kind as a table: taken along, corrected in a spreadsheet, looked at before anything is kept, and kept.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class RecordSheetModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RecordDesk desk, TimeProvider clock) : RecordPageModel(shelf, door, board, settings, desk, clock)
{
    /// <summary>In bytes: a territory's records are some hundreds of rows.</summary>
    const int Longest = 1 << 20;

    /// <summary>What would change; null: no table was shown yet, or none can be read.</summary>
    public RecordOutcome.Done? Preview { get; private set; }

    public IReadOnlyList<ExchangeProblem> Problems { get; private set; } = [];

    public IReadOnlyList<string> Ignored { get; private set; } = [];

    /// <summary>Rows that are right.</summary>
    public int Right { get; private set; }

    /// <summary>The table as it was sent, for the second step.</summary>
    public string? Sent { get; private set; }

    public bool AndLater { get; private set; } = true;

    /// <summary>What was kept; null: nothing yet.</summary>
    public RecordOutcome.Done? Kept { get; private set; }

    /// <param name="telecharger">Set: the table itself is wanted.</param>
    public async Task<IActionResult> OnGetAsync(string quoi, string? jour, string? telecharger, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, jour, cancellation))
            return NotFound();
        if (Known is null)
            return Redirect($"/donnees/{quoi}");
        return telecharger is null ? Page() : File(RecordTable.Write(Kind, Known, IsKept), "text/csv; charset=utf-8", $"{Kind.Name}-{Date:yyyy-MM-dd}.csv");
    }

    /// <param name="fichier">The table, in the first step.</param>
    /// <param name="contenu">The same in base64, in the second.</param>
    /// <param name="geste"><c>garder</c> keeps it, if nothing is wrong; <c>justes</c> keeps the rows that are right; anything else only looks.</param>
    public async Task<IActionResult> OnPostAsync(string quoi, [FromForm] string? jour, IFormFile? fichier, [FromForm] string? contenu, [FromForm] string? geste, [FromForm] string? suivants, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, jour, cancellation) || Known is null)
            return NotFound();
        AndLater = suivants is not null;
        if (await FileOfAsync(fichier, contenu, cancellation) is not { } file)
        {
            Problems = [new(1, null, "TooLong", Texts.Get("Records.NoTable"), Texts.Get("Records.NoTableAction"))];
            return Page();
        }
        Sent = Convert.ToBase64String(file);
        var culture = CultureInfo.CurrentUICulture;
        var reading = RecordTable.Read(Kind, file, culture);
        (Problems, Ignored) = (reading.Problems, reading.Ignored);
        var wishes = reading.Wishes;
        var outcome = await TryAsync(wishes);
        // Rows that the day's rules refuse are told, and the others looked at without them.
        while (outcome is RecordOutcome.Refused or RecordOutcome.NotYours)
        {
            var wrong = outcome is RecordOutcome.Refused refused ? refused.Problems : [.. ((RecordOutcome.NotYours)outcome).Codes.Select(code => new ExchangeProblem(wishes.First(x => x.Code == code).Line, null, "NotYours", Texts.Get("Records.NotYours"), ""))];
            Problems = [.. Problems, .. wrong];
            var fewer = wishes.Where(x => wrong.All(y => y.Line != x.Line)).ToList();
            if (fewer.Count == wishes.Count)
                break;
            wishes = fewer;
            outcome = await TryAsync(wishes);
        }
        Preview = outcome as RecordOutcome.Done;
        Right = wishes.Count;
        if (Preview is not null && wishes.Count > 0 && (geste == "justes" || (geste == "garder" && Problems.Count == 0)))
            switch (await Desk.PutAsync(Kind, DaysOf(AndLater), wishes, Rights, culture, tryOnly: false))
            {
                case RecordOutcome.Done done:
                    (Kept, Preview) = (done, null);
                    break;
                case RecordOutcome.Refused refused:
                    Problems = refused.Problems;
                    break;
            }
        return Page();

        Task<RecordOutcome> TryAsync(IReadOnlyList<RecordWish> some) => Desk.PutAsync(Kind, DaysOf(AndLater), some, Rights, culture, tryOnly: true);
    }

    /// <returns>Null: there is none, or it is too long.</returns>
    static async Task<byte[]?> FileOfAsync(IFormFile? sent, string? content, CancellationToken cancellation)
    {
        if (sent is { Length: > 0 and <= Longest })
        {
            using var copy = new MemoryStream();
            await sent.CopyToAsync(copy, cancellation);
            return copy.ToArray();
        }
        var bytes = new byte[Longest];
        return content is { Length: > 0 } && Convert.TryFromBase64String(content, bytes, out var length) ? bytes[..length] : null;
    }
}
