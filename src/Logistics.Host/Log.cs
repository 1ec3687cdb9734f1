namespace Logistics.Host;

/// <summary>All that the host logs. No name of a person, no phone, no address, no key.</summary>
static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Planned {Date} with {Routes} routes in {Seconds:0.0} s.")]
    public static partial void DayPlanned(ILogger logger, DateOnly date, int routes, double seconds);

    // The reason alone: the same stack trace at every retry would bury what the operator must read.
    [LoggerMessage(2, LogLevel.Warning, "The store cannot be reached ({Reason}); trying again in {Seconds} s.")]
    public static partial void StoreAway(ILogger logger, string reason, double seconds);

    [LoggerMessage(3, LogLevel.Error, "The trial {Trial} failed.")]
    public static partial void TrialFailed(ILogger logger, string trial, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "The file {File} was brought in for {Date}.")]
    public static partial void FileBroughtIn(ILogger logger, string file, DateOnly date);

    [LoggerMessage(5, LogLevel.Warning, "The file {File} was refused with {Problems} problems; they stand beside it.")]
    public static partial void FileRefused(ILogger logger, string file, int problems);

    [LoggerMessage(6, LogLevel.Warning, "A request was refused: {Reason}.")]
    public static partial void RequestRefused(ILogger logger, string reason);

    [LoggerMessage(24, LogLevel.Error, "The solve of {Date} failed.")]
    public static partial void SolveFailed(ILogger logger, DateOnly date, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "The plan of {Date} failed: a defect.")]
    public static partial void PlanFailed(ILogger logger, DateOnly date, Exception exception);

    [LoggerMessage(9, LogLevel.Information, "The backup {File} was written: {Rows} rows, {Bytes} bytes.")]
    public static partial void BackedUp(ILogger logger, string file, long rows, long bytes);

    [LoggerMessage(10, LogLevel.Error, "The backup {File} failed ({Reason}); it is tried again in ten minutes.")]
    public static partial void BackupFailed(ILogger logger, string file, string reason);

    [LoggerMessage(8, LogLevel.Warning, "The certificate {Path} cannot be read ({Reason}); the one before goes on serving.")]
    public static partial void CertificateUnreadable(ILogger logger, string path, string reason);

    [LoggerMessage(11, LogLevel.Information, "The planning window of {Territory} at {Begun} was opened.")]
    public static partial void WindowOpened(ILogger logger, string territory, DateTimeOffset begun);

    [LoggerMessage(12, LogLevel.Warning, "The plan of {Date} was taken over by another host while it was made here; ours was dropped.")]
    public static partial void ClaimLost(ILogger logger, DateOnly date);

    [LoggerMessage(13, LogLevel.Information, "The table {Profile}/{File} was taken in: {Changed} entries changed.")]
    public static partial void TableTaken(ILogger logger, string profile, string file, int changed);

    [LoggerMessage(14, LogLevel.Warning, "The table {Profile}/{File} has {Count} problems, told beside it; {Changed} entries changed.")]
    public static partial void TableRefused(ILogger logger, string profile, string file, int count, int changed);

    [LoggerMessage(15, LogLevel.Warning, "The table {Profile}/{File} could not be read or put away ({Reason}); it is looked at again.")]
    public static partial void TableNotTaken(ILogger logger, string profile, string file, string reason);

    [LoggerMessage(16, LogLevel.Information, "The table {Profile} of {Day} was written.")]
    public static partial void TableGiven(ILogger logger, string profile, DateOnly day);

    [LoggerMessage(17, LogLevel.Error, "The table {Profile} of {Day} was not written ({Reason}).")]
    public static partial void TableNotGiven(ILogger logger, string profile, DateOnly day, string reason);

    [LoggerMessage(18, LogLevel.Error, "A folder of the exchange cannot be read ({Reason}).")]
    public static partial void FolderUnreadable(ILogger logger, string reason);

    [LoggerMessage(20, LogLevel.Warning, "The mail {Id} was not sent at attempt {Attempt} ({Reason}); it is tried again.")]
    public static partial void MailNotSent(ILogger logger, Guid id, int attempt, string reason);

    [LoggerMessage(25, LogLevel.Warning, "The notice {Id} was not told to a device at attempt {Attempt} ({Reason}); it is tried again.")]
    public static partial void PushNotTold(ILogger logger, Guid id, int attempt, string reason);

    [LoggerMessage(26, LogLevel.Error, "The notice {Id} was given up for a device after {Attempts} attempts ({Reason}).")]
    public static partial void PushGivenUp(ILogger logger, Guid id, int attempts, string reason);

    [LoggerMessage(27, LogLevel.Information, "The device {Id} is gone, its push service says; it was forgotten.")]
    public static partial void DeviceGone(ILogger logger, Guid id);

    [LoggerMessage(21, LogLevel.Error, "The mail {Id} was given up after {Attempts} attempts ({Reason}).")]
    public static partial void MailGivenUp(ILogger logger, Guid id, int attempts, string reason);
}
