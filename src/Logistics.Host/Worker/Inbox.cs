using System.Text;
using Logistics.Domain.Days;
using Logistics.Host.Start;
using Logistics.Storage;

namespace Logistics.Host.Worker;

/// <summary>
/// Territory files dropped into the data folder's <c>inbox</c> become declarations. A file that was brought in moves to <c>inbox/done</c>,
/// one with problems to <c>inbox/refused</c>, with every problem in a text beside it.
/// </summary>
public sealed class Inbox(DataFolder folder, ITerritoryFiles files, TimeProvider clock, ILogger<Inbox> logger)
{
    /// <summary>A file younger than this may still be being copied.</summary>
    static readonly TimeSpan settle = TimeSpan.FromSeconds(1);

    public async Task BringInAsync(IDayStore store, CancellationToken cancellation)
    {
        foreach (var path in Directory.EnumerateFiles(folder.Inbox, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(path) < settle)
                continue;
            var (day, problems) = await ReadAsync(path, cancellation);
            if (day is not null)
                problems = await DeclareAsync(store, day, cancellation);
            if (day is not null && problems.Count == 0)
            {
                Move(path, "done");
                Log.FileBroughtIn(logger, Path.GetFileName(path), day.Date);
            }
            else
            {
                var refused = Move(path, "refused");
                // Whoever waits for the list must not read half of it.
                await File.WriteAllLinesAsync(refused + ".writing", problems, Encoding.UTF8, cancellation);
                File.Move(refused + ".writing", refused + ".txt", overwrite: true);
                Log.FileRefused(logger, Path.GetFileName(path), problems.Count);
            }
        }
    }

    /// <returns>What only the days kept already show to be wrong; empty: it is kept.</returns>
    async Task<IReadOnlyList<string>> DeclareAsync(IDayStore store, DayDeclarations day, CancellationToken cancellation)
    {
        try
        {
            await store.DeclareAsync(day, cancellation);
            return [];
        }
        catch (CodesTakenException others)
        {
            return files.Say(others.Taken, day);
        }
    }

    async Task<(DayDeclarations?, IReadOnlyList<string>)> ReadAsync(string path, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(path);
        return await files.ReadAsync(stream, cancellation);
    }

    string Move(string path, string where)
    {
        var target = Directory.CreateDirectory(Path.Combine(folder.Inbox, where)).FullName;
        var moved = Path.Combine(target, $"{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Path.GetFileName(path)}");
        File.Move(path, moved, overwrite: true);
        return moved;
    }
}

/// <summary>Reads territory files.</summary>
public interface ITerritoryFiles
{
    /// <returns>The day, or else every problem, one line each.</returns>
    Task<(DayDeclarations? Day, IReadOnlyList<string> Problems)> ReadAsync(Stream file, CancellationToken cancellation);

    /// <summary>Codes of the day's lots that are others', one line each.</summary>
    IReadOnlyList<string> Say(IReadOnlyList<TakenCode> taken, DayDeclarations day);
}
