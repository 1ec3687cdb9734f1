using Spectre.Console;

namespace Logistics.Cli;

/// <summary>A bar and the time that remains, while something takes long; nothing where nobody watches, in a file or a pipe.</summary>
static class Waiting
{
    /// <param name="work">Tells its progress, 0 to 1, to what it is given, if anything.</param>
    public static T While<T>(Terminal terminal, string what, Func<IProgress<double>?, T> work)
    {
        if (!IsWatched(terminal))
            return work(null);
        return Layout(terminal).Start(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: 1))));
    }

    /// <inheritdoc cref="While{T}(Terminal, string, Func{IProgress{double}?, T})"/>
    public static async Task<T> WhileAsync<T>(Terminal terminal, string what, Func<IProgress<double>?, Task<T>> work)
    {
        if (!IsWatched(terminal))
            return await work(null);
        return await Layout(terminal).StartAsync(context => work(new Bar(context.AddTask(Markup.Escape(what), maxValue: 1))));
    }

    /// <summary>A line about the work, above the bar if there is one.</summary>
    public static void Note(Terminal terminal, string line)
    {
        if (IsWatched(terminal))
            terminal.Notes.WriteLine(line);
        else
            terminal.Note(line);
    }

    static bool IsWatched(Terminal terminal) => terminal.Notes.Profile.Capabilities.Ansi;

    static Progress Layout(Terminal terminal) => terminal.Notes.Progress().AutoClear(true).HideCompleted(true)
        .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn());

    sealed class Bar(ProgressTask task) : IProgress<double>
    {
        public void Report(double value) => task.Value = value;
    }
}
