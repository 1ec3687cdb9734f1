using System.CommandLine;
using System.Security.Cryptography;
using Logistics.Storage;
using Logistics.Storage.Backups;
using Logistics.Storage.Embedding;

namespace Logistics.Cli.Commands.Instances;

/// <summary>Which instance a command speaks of: what its host is told by <c>LOGISTICS__DATA</c> and <c>LOGISTICS__DATABASE</c>, or by options.</summary>
sealed class InstanceChoice
{
    readonly Option<DirectoryInfo?> data;
    readonly Option<string?> database;

    public InstanceChoice(Terminal terminal, Command command)
    {
        data = new("--data") { Description = terminal.Words["Instance.Data"] };
        database = new("--database") { Description = terminal.Words["Instance.Database"] };
        command.Options.Add(data);
        command.Options.Add(database);
    }

    /// <exception cref="CommandFailed">Neither is told and the machine has no default.</exception>
    public string DataFolder(Terminal terminal, ParseResult arguments) =>
        arguments.GetValue(data)?.FullName ?? NotBlank(Environment.GetEnvironmentVariable("LOGISTICS__DATA")) ?? InstanceFiles.DefaultFolder()
        ?? throw new CommandFailed(ExitCode.BadInput, terminal.Words["Instance.NoData"]);

    /// <summary>For what would make an instance by looking at it.</summary>
    /// <exception cref="CommandFailed">Neither a server is told, nor does the data folder hold a database.</exception>
    public void RequireThere(Terminal terminal, ParseResult arguments)
    {
        if (Server(arguments) is null && !Directory.Exists(DatabaseFolder(terminal, arguments)))
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Instance.NotThere", DataFolder(terminal, arguments)]);
    }

    /// <summary>Opens the store, runs the work, and closes it. The embedded one is started for as long.</summary>
    /// <exception cref="CommandFailed">The store is away, in use by a host, or newer than this program.</exception>
    public async Task<T> WithStoreAsync<T>(Terminal terminal, ParseResult arguments, Func<Store, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            if (Server(arguments) is { } server)
            {
                await using var store = Open(terminal, server);
                return await work(store);
            }
            await using var embedded = await EmbeddedServer.StartAsync(
                new EmbeddedOptions { DataFolder = DatabaseFolder(terminal, arguments), Password = RandomNumberGenerator.GetHexString(32) }, cancellation);
            await using var inside = Store.Open(embedded.ConnectionString);
            return await work(inside);
        }
        catch (Exception away) when (away is EmbeddedStartException or StoreUnavailableException or StoreConflictException or SchemaTooNewException)
        {
            throw new CommandFailed(ExitCode.Failed, away.Message);
        }
    }

    string? Server(ParseResult arguments) => arguments.GetValue(database) ?? NotBlank(Environment.GetEnvironmentVariable("LOGISTICS__DATABASE"));

    string DatabaseFolder(Terminal terminal, ParseResult arguments) => Path.Combine(DataFolder(terminal, arguments), InstanceFiles.Database);

    static Store Open(Terminal terminal, string server)
    {
        try
        {
            return Store.Open(server);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            // Without the message: it may quote a password.
            throw new CommandFailed(ExitCode.BadInput, terminal.Words["Instance.BadDatabase"]);
        }
    }

    static string? NotBlank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
