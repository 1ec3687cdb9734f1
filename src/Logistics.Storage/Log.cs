using Microsoft.Extensions.Logging;

namespace Logistics.Storage;

/// <summary>All that this room says to an operator. Event ids 5000 to 5099.</summary>
static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Embedded store ready: process {ProcessId} on loopback port {Port} after {Milliseconds} ms")]
    public static partial void CompanionReady(ILogger logger, int processId, int port, long milliseconds);

    [LoggerMessage(5001, LogLevel.Warning, "Embedded store ended unexpectedly ({Obituary}); starting it again")]
    public static partial void CompanionDied(ILogger logger, string obituary);

    [LoggerMessage(5002, LogLevel.Information, "Embedded store is back: process {ProcessId} on loopback port {Port}")]
    public static partial void CompanionBack(ILogger logger, int processId, int port);

    [LoggerMessage(5003, LogLevel.Error, "Embedded store does not start again")]
    public static partial void CompanionDoesNotStart(ILogger logger, Exception exception);

    [LoggerMessage(5004, LogLevel.Error, "Embedded store was kept by one statement for more than {Limit}: killing it")]
    public static partial void CompanionStuck(ILogger logger, TimeSpan limit);
}
