using System.Globalization;
using System.Text;
using Logistics.Cli.Commands;
using Logistics.Domain.Days;
using Logistics.Formats.Territories;
using Logistics.Testing;
using Spectre.Console;

namespace Logistics.Cli.Tests;

/// <summary>One command as a person would type it, in a folder of its own; what it said and how it ended.</summary>
sealed class Run : IDisposable
{
    static int count;

    readonly StringWriter output = new();
    readonly StringWriter notes = new();
    readonly MemoryStream raw = new();

    public TimeProvider Clock { get; init; } = new FakeClock(new DateTimeOffset(2026, 3, 10, 5, 0, 0, TimeSpan.Zero));

    public DirectoryInfo Folder { get; } =
        Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"ramasse-cli-{Environment.ProcessId}-{Interlocked.Increment(ref count)}"));

    public string Output => output.ToString();

    public string Notes => notes.ToString();

    public string Raw => Encoding.UTF8.GetString(raw.ToArray());

    public string PathOf(string name) => Path.Combine(Folder.FullName, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    public string Write(string name, DayDeclarations day, RoadsHint? roads = null)
    {
        using var stream = File.Create(PathOf(name));
        TerritoryWriter.Write(day, stream, roads);
        return PathOf(name);
    }

    public Task<int> Logistics(params string[] words) => Logistics(TestContext.Current.CancellationToken, words);

    public async Task<int> Logistics(CancellationToken cancellation, params string[] words)
    {
        var terminal = new Terminal(Console(output), Console(notes), raw, new Words(CultureInfo.GetCultureInfo("fr-FR")));
        return await Root.Create(terminal, Clock).Parse(words).InvokeAsync(cancellationToken: cancellation);
    }

    static IAnsiConsole Console(TextWriter writer)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 200;
        return console;
    }

    public void Dispose() => Folder.Delete(recursive: true);
}
