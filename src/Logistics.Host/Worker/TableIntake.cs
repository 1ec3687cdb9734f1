using System.Globalization;
using System.Text.Json;
using Logistics.Formats;
using Logistics.Formats.Exchange;
using Logistics.Formats.Territories;

namespace Logistics.Host.Worker;

/// <summary>
/// Takes in the tables that partners put into a folder. A profile <c>NAME.json</c> says how; tables lie in the folder <c>NAME</c> beside it. What was taken goes
/// to <c>done</c>, what was refused to <c>refused</c>, with all that is wrong in a table beside.
/// </summary>
/// <remarks>The same table again changes nothing, so a host that is killed in the middle takes it in anew, and two hosts on one folder do no harm.</remarks>
public sealed class TableIntake(StoreDoor door, DayDesk desk, TimeProvider clock, ILogger<TableIntake> logger)
{
    /// <summary>A file younger than this may still be being copied.</summary>
    static readonly TimeSpan settle = TimeSpan.FromSeconds(2);

    const int LongestTable = 16 * 1024 * 1024;

    /// <returns>How many tables were looked at.</returns>
    public async Task<int> TakeInAsync(string folder, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var profile in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).ToList())
        {
            var (name, tables) = (Path.GetFileNameWithoutExtension(profile), Directory.CreateDirectory(Path.ChangeExtension(profile, null)).FullName);
            foreach (var table in Directory.EnumerateFiles(tables).Where(x => Path.GetExtension(x).ToLowerInvariant() is ".csv" or ".tsv" or ".txt").Order(StringComparer.Ordinal).ToList())
            {
                if (clock.GetUtcNow() - File.GetLastWriteTimeUtc(table) < settle)
                    continue;
                try
                {
                    await TakeAsync(name, profile, table, cancellation);
                    count++;
                }
                catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
                {
                    // Another host has it, or somebody still writes to it: it is looked at again.
                    Log.TableNotTaken(logger, name, Path.GetFileName(table), failure.Message);
                }
            }
        }
        return count;
    }

    async Task TakeAsync(string name, string profileFile, string table, CancellationToken cancellation)
    {
        var culture = CultureInfo.CurrentUICulture;
        var problems = new List<ExchangeProblem>();
        var changed = 0;
        try
        {
            var profile = ExchangeProfile.Read(await File.ReadAllBytesAsync(profileFile, cancellation));
            var reading = new FileInfo(table).Length > LongestTable
                ? new([], [ExchangeWords.Problem(1, null, "E0102", culture, ExchangeReader.MostRows)])
                : ExchangeReader.Read(profile, await File.ReadAllBytesAsync(table, cancellation), Path.GetFileName(table), culture);
            problems.AddRange(reading.Problems);
            var known = await door.Store.Exchange.TakenAsync(name, reading.Rows.Select(x => x.Day), cancellation);
            var fresh = reading.Rows.Where(x => !known.TryGetValue((x.Day, x.Code), out var said) || !said.AsSpan().SequenceEqual(x.Said)).GroupBy(x => x.Day).OrderBy(x => x.Key).Select(x => x.ToList()).ToList();
            var together = profile.Rows == "all";
            // Every day is tried before the first is written.
            if (together)
                foreach (var day in fresh)
                    problems.AddRange((await PutAsync(profile, day, culture, tryOnly: true)).Problems);
            if (!together || problems.Count == 0)
                foreach (var day in fresh)
                {
                    var rows = day;
                    var put = await PutAsync(profile, rows, culture, tryOnly: false);
                    while (!together && put.Refused.Count > 0 && put.Refused.Count < rows.Count)
                    {
                        problems.AddRange(put.Problems);
                        rows = [.. rows.Where(x => !put.Refused.Contains(x.Code))];
                        put = await PutAsync(profile, rows, culture, tryOnly: false);
                    }
                    problems.AddRange(put.Problems);
                    if (put.Problems.Count > 0)
                        continue;
                    changed += put.Changed;
                    await door.Store.Exchange.RememberAsync(name, [.. rows.Select(x => (x.Day, x.Code, x.Said))], cancellation);
                }
        }
        catch (JsonException unreadable)
        {
            problems.Add(ExchangeWords.Problem(1, null, "E0303", culture, unreadable.Message));
        }
        problems = [.. problems.Distinct()];
        await PutAwayAsync(table, problems, culture, cancellation);
        if (problems.Count == 0)
            Log.TableTaken(logger, name, Path.GetFileName(table), changed);
        else
            Log.TableRefused(logger, name, Path.GetFileName(table), problems.Count, changed);
    }

    /// <returns>The codes of rows that are wrong, all of them where none can be told apart; everything that is wrong; how many entries changed.</returns>
    async Task<(IReadOnlySet<string> Refused, IReadOnlyList<ExchangeProblem> Problems, int Changed)> PutAsync(ExchangeProfile profile, List<ExchangeRow> rows, CultureInfo culture, bool tryOnly)
    {
        var day = rows[0].Day;
        switch (await desk.PutTogetherAsync(day, DaySection.Find(profile.Section)!, [.. rows.Select(x => (x.Code, x.Entry))], culture, tryOnly))
        {
            case TogetherOutcome.Done done:
                return (new HashSet<string>(), [], done.Changed);
            case TogetherOutcome.NoSuchDay:
                return (rows.Select(x => x.Code).ToHashSet(), [ExchangeWords.Problem(rows[0].Line, profile.Day, "E0301", culture, day)], 0);
            case TogetherOutcome.Refused refused:
                var byCode = rows.ToDictionary(x => x.Code);
                var named = refused.Problems.Select(x => x.Code).OfType<string>().ToHashSet();
                return (named.Count > 0 ? named : byCode.Keys.ToHashSet(), [.. refused.Problems.Select(x => Say(x.Code is { } code ? byCode[code] : null, x.Problem, culture))], 0);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    static ExchangeProblem Say(ExchangeRow? row, Problem problem, CultureInfo culture) => row is null
        ? ExchangeWords.Problem(1, null, "E0302", culture, $"{problem.Code} {problem.Pointer} {problem.Cause}") with { Action = problem.Action }
        : new(row.Line, row.Columns.Where(x => problem.Pointer == x.Key || problem.Pointer.StartsWith(x.Key + "/", StringComparison.Ordinal)).Select(x => x.Value).FirstOrDefault() ?? problem.Pointer.TrimStart('/'),
            problem.Code, problem.Cause, problem.Action);

    async Task PutAwayAsync(string table, List<ExchangeProblem> problems, CultureInfo culture, CancellationToken cancellation)
    {
        var target = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(table)!, problems.Count == 0 ? "done" : "refused")).FullName;
        var moved = Path.Combine(target, $"{clock.GetUtcNow():yyyyMMdd-HHmmss}-{Path.GetFileName(table)}");
        if (problems.Count > 0)
        {
            // Whoever waits for the list must not read half of it.
            await File.WriteAllBytesAsync(moved + ".writing", ExchangeWords.Table(problems, culture), cancellation);
            File.Move(moved + ".writing", moved + ".problems.csv", overwrite: true);
        }
        File.Move(table, moved, overwrite: true);
    }
}
