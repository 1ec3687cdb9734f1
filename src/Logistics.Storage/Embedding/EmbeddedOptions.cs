using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Logistics.Storage.Embedding;

/// <summary>How to start the embedded PostGIS.</summary>
public sealed record EmbeddedOptions
{
    /// <summary>Where the database lives; made when it does not exist. It belongs to one host at a time.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Asked of every connection, so that other users of the machine stay out. The shell draws a new one for each start; it is stored nowhere.</summary>
    public required string Password { get; init; }

    /// <summary>The folder with <c>server.mjs</c> and its <c>node_modules</c>; by default the one found beside the program.</summary>
    public string? ServerFolder { get; init; }

    /// <summary>A program name looked up in the PATH, or a full path.</summary>
    public string NodeExecutable { get; init; } = "node";

    /// <summary>At most so many connections; they take turns, so more would only wait.</summary>
    public int MaxConnections { get; init; } = 8;

    /// <summary>
    /// How long a start may take. The first one makes the database; one after a crash replays what was acknowledged. It is some 20 s of work for the first: a machine
    /// that has little time for it must not be told that it does not open.
    /// </summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(6);

    /// <summary>How long to wait for an earlier companion that is still closing the folder.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the companion may take to close the database before it is killed (nothing acknowledged is lost then either).</summary>
    public TimeSpan StopTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>A connection that keeps a transaction open this long while others wait is cut off.</summary>
    public TimeSpan IdleInTransaction { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The companion is killed and started again when one statement keeps it longer than this: the embedded store cannot interrupt a
    /// statement, and nobody else is served meanwhile.
    /// </summary>
    public TimeSpan StatementLimit { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often the companion is asked whether it still answers.</summary>
    public TimeSpan AskEvery { get; init; } = TimeSpan.FromSeconds(10);

    public ILogger Logger { get; init; } = NullLogger.Instance;

    /// <summary>Without the password: a record would print it.</summary>
    public override string ToString() => $"the embedded store in {DataFolder}";
}
