using System.Globalization;
using System.Text.Json.Nodes;
using Logistics.Host.Records;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;

namespace Logistics.Host.Pages;

/// <summary>All records of a kind, to be looked through and opened.</summary>
public sealed class RecordsModel(DayShelf shelf, StoreDoor door, StartBoard board, HostSettings settings, RecordDesk desk, TimeProvider clock) : RecordPageModel(shelf, door, board, settings, desk, clock)
{
    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public string Sought { get; private set; } = "";

    /// <summary>A text's name; null: nothing was done before the page was shown.</summary>
    public string? Said { get; private set; }

    public sealed record Row(string Code, string Name, string About);

    /// <param name="q">Words that the name, the code or the place has.</param>
    public async Task<IActionResult> OnGetAsync(string quoi, string? jour, string? q, string? fait, CancellationToken cancellation)
    {
        if (!await FindAsync(quoi, jour, cancellation))
            return NotFound();
        Said = fait is "garde" or "retire" ? $"Records.Done.{fait}" : null;
        Sought = q?.Trim() ?? "";
        if (Known is null)
            return Page();
        var words = Sought.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Rows =
        [
            .. Known.Document.Codes(Kind.Section).Where(IsKept).Select(RowOf)
                .Where(row => words.All(word => CultureInfo.CurrentCulture.CompareInfo.IndexOf($"{row.Code} {row.Name} {row.About}", word, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0))
                .OrderBy(row => row.Name, StringComparer.CurrentCulture),
        ];
        return Page();
    }

    Row RowOf(string code)
    {
        var entry = JsonNode.Parse(Known!.Find(Kind.Section, code)!)!.AsObject();
        var about = Kind.Fields.Skip(1).Take(5).Select(field => field switch
        {
            ReferenceField to => Targets(to).FirstOrDefault(x => x.Word == field.Of(entry)?.ToString())?.Label,
            FlagField or NumberField => null,
            _ => field.Of(entry) is { } value ? field.Show(value) : null,
        });
        var name = Kind.NameOf(Known.Day, entry);
        return new(code, name, string.Join(" · ", about.Where(x => !string.IsNullOrEmpty(x) && !name.Contains(x, StringComparison.Ordinal))));
    }
}
