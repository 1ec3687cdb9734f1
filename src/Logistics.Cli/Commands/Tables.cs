using Spectre.Console;

namespace Logistics.Cli.Commands;

/// <summary>Headings and tables, the same in every report.</summary>
static class Tables
{
    public static void Title(Terminal terminal, string text)
    {
        terminal.Output.WriteLine();
        terminal.Output.Write(new Rule($"[bold]{Markup.Escape(text)}[/]").LeftJustified());
    }

    public static Table Grid(params ReadOnlySpan<string> headers)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var header in headers)
            table.AddColumn(new TableColumn(Markup.Escape(header)));
        return table;
    }

    public static void Row(Table table, params IEnumerable<string> cells) => table.AddRow([.. cells.Select(cell => new Text(cell))]);
}
