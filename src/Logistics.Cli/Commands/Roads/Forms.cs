using System.CommandLine;

namespace Logistics.Cli.Commands.Roads;

/// <summary>Forms of output that exclude each other.</summary>
static class Forms
{
    /// <exception cref="CommandFailed">Two are asked for.</exception>
    public static void OneAtMost(Terminal terminal, ParseResult arguments, params ReadOnlySpan<Option<bool>> forms)
    {
        var asked = new List<string>();
        foreach (var form in forms)
            if (arguments.GetValue(form))
                asked.Add(form.Name);
        if (asked.Count > 1)
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Roads.Forms", string.Join(", ", asked)]);
    }
}
