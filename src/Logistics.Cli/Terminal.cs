using Logistics.Formats;
using Spectre.Console;

namespace Logistics.Cli;

/// <summary>The two streams a command speaks on: results on standard output, everything about the work on standard error.</summary>
sealed class Terminal(IAnsiConsole output, IAnsiConsole notes, Stream raw, Words words)
{
    public IAnsiConsole Output => output;

    public IAnsiConsole Notes => notes;

    /// <summary>Standard output without layout, for machines.</summary>
    public Stream Raw => raw;

    public Words Words => words;

    /// <summary>Columns of a table that goes to a file or a pipe, where there is no window to fit.</summary>
    const int WidthOfFiles = 160;

    public static Terminal OfProcess(Words words) => new(
        ConsoleOn(Console.Out, Console.IsOutputRedirected),
        ConsoleOn(Console.Error, Console.IsErrorRedirected),
        Console.OpenStandardOutput(),
        words);

    static IAnsiConsole ConsoleOn(TextWriter writer, bool redirected)
    {
        if (!redirected)
            return AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        var plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        plain.Profile.Width = WidthOfFiles;
        return plain;
    }

    /// <summary>One line, never folded: scripts and copies rely on it.</summary>
    public void Say(string line) => output.Profile.Out.Writer.WriteLine(line);

    /// <inheritdoc cref="Say"/>
    public void Note(string line) => notes.Profile.Out.Writer.WriteLine(line);

    /// <summary>All problems of a file, each with its place, cause and action.</summary>
    public void Problems(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            Note($"{problem.Code} {(problem.Pointer.Length > 0 ? problem.Pointer : "/")}");
            Note($"    {problem.Cause}");
            Note($"    → {problem.Action}");
        }
    }
}
