using System.Globalization;
using System.Text.Json;
using Logistics.Domain.Days;
using Logistics.Formats.Exchange;

namespace Logistics.Host.Worker;

/// <summary>
/// Writes the tables of a day that other programs are given: by <c>NAME.json</c> into <c>NAME/2026-11-29.csv</c>, whole or not at all, by one of several hosts.
/// </summary>
public sealed class TableGift(StoreDoor door, DayShelf shelf, ILogger<TableGift> logger)
{
    const int page = 500;

    /// <returns>Files written now.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(string folder, DateOnly day, CancellationToken cancellation)
    {
        var written = new List<string>();
        foreach (var profileFile in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            var name = Path.GetFileNameWithoutExtension(profileFile);
            try
            {
                var profile = ExportProfile.Read(await File.ReadAllBytesAsync(profileFile, cancellation));
                if (await DayAsync(day, profile.Table, cancellation) is not { } found || !await door.Store.Exchange.ClaimAsync(name, day, cancellation))
                    continue;
                var path = Path.Combine(Directory.CreateDirectory(Path.Combine(folder, name)).FullName, $"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}.csv");
                await File.WriteAllBytesAsync(path + ".writing", ExportTable.Write(profile, found), cancellation);
                File.Move(path + ".writing", path, overwrite: true);
                await door.Store.Exchange.WrittenAsync(name, day, cancellation);
                written.Add(path);
                Log.TableGiven(logger, name, day);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
            {
                Log.TableNotGiven(logger, name, day, failure.Message);
            }
        }
        return written;
    }

    /// <summary>Null: nothing was declared for it.</summary>
    async Task<ExportedDay?> DayAsync(DateOnly day, string table, CancellationToken cancellation)
    {
        if (await door.Store.DeclarationsAsync(day, cancellation) is not var (declared, _))
            return null;
        var current = table == "allocations" ? await shelf.CurrentAsync(day, cancellation) : null;
        return new(
            current?.Index ?? new DayIndex(declared), current?.Plan,
            table == "proofs" ? await door.Store.Proofs.OfDateAsync(day, null, cancellation) : [],
            table == "stock" ? await StockAsync(cancellation) : []);
    }

    async Task<IReadOnlyList<StockLine>> StockAsync(CancellationToken cancellation)
    {
        var all = new List<Storage.StockLevel>();
        IReadOnlyList<Storage.StockLevel> found;
        do
        {
            found = await door.Store.Proofs.StockAsync(null, null, null, all.LastOrDefault(), page, cancellation);
            all.AddRange(found);
        }
        while (found.Count == page);
        return [.. all.Select(x => new StockLine(x.Lot, x.Site, x.Quantity))];
    }
}
