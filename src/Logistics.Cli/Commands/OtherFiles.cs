using Logistics.Cli.Commands.Matching;
using Logistics.Domain;
using Logistics.Domain.Days;
using Logistics.Formats.Plans;
using Logistics.Matching;
using Logistics.Matching.Forecasts;

namespace Logistics.Cli.Commands;

/// <summary>What a command may know beside the day in hand: other days as they were declared, and what was promised before.</summary>
static class OtherFiles
{
    /// <summary>The territory files of a folder, the one of the day itself left aside.</summary>
    /// <exception cref="CommandFailed">One cannot be read, or two speak of one date: all that is wrong is told first.</exception>
    public static async Task<ValueList<DayDeclarations>> DaysAsync(Terminal terminal, DirectoryInfo? folder, DayDeclarations today, CancellationToken cancellation)
    {
        if (folder is null)
            return [];
        var (words, inputs) = (terminal.Words, new Inputs(terminal));
        var days = new Dictionary<DateOnly, (FileInfo File, DayDeclarations Day)>();
        foreach (var file in FilesOf(terminal, folder))
            await inputs.TryAsync(async () =>
            {
                var day = (await TerritoryFiles.ReadAsync(terminal, file, strict: true, cancellation)).Day;
                return day.Date == today.Date || days.TryAdd(day.Date, (file, day))
                    ? day : throw new CommandFailed(ExitCode.BadInput, words["Replay.SameDate", day.Date, $"{days[day.Date].File.Name}, {file.Name}"]);
            });
        inputs.Check();
        var wanted = ExpectedDays.Wanted(today);
        ValueList<DayDeclarations> others = [.. days.Values.Select(x => x.Day)];
        terminal.Note(wanted == 0 ? words["Past.NotVoted"] : words["Past.Known", ExpectedDays.Of(today, others).Count, wanted]);
        return others;
    }

    /// <summary>Every territory file of a folder, by name.</summary>
    /// <exception cref="CommandFailed">There is none, or the folder cannot be read.</exception>
    public static FileInfo[] FilesOf(Terminal terminal, DirectoryInfo folder)
    {
        try
        {
            var files = folder.GetFiles("*.json");
            Array.Sort(files, (a, b) => string.CompareOrdinal(a.Name, b.Name));
            return files.Length > 0 ? files : throw new CommandFailed(ExitCode.BadInput, terminal.Words["Replay.Empty", folder]);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Error.NoFile", folder, failure.Message]);
        }
    }

    /// <summary>What an earlier plan of the day promised; what the day no longer knows is told and let go.</summary>
    /// <exception cref="CommandFailed">It cannot be read, or is no plan file.</exception>
    public static async Task<ValueList<Promise>> PromisesAsync(Terminal terminal, FileInfo? plan, DayDeclarations day, CancellationToken cancellation)
    {
        if (plan is null)
            return [];
        if (PromiseReader.Read(await Shell.ReadAsync(terminal, plan, cancellation), day) is not var (kept, gone))
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Keep.NoPlan", plan]);
        if (gone.Count > 0)
            terminal.Note(terminal.Words["Keep.Gone", gone.Count, string.Join(", ", gone.Take(10))]);
        return kept;
    }
}
