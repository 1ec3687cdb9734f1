namespace Logistics.Storage.Embedding;

/// <summary>The embedded store cannot start; the message is one line that says what to do.</summary>
public sealed class EmbeddedStartException : Exception
{
    public EmbeddedStartException(EmbeddedStartFailure failure, string message, Exception? inner = null) : base(message, inner) => Failure = failure;

    public EmbeddedStartFailure Failure { get; }
}

public enum EmbeddedStartFailure
{
    NodeMissing,
    NodeTooOld,
    PackagesMissing,
    FolderInUse,
    PortInUse,
    TimedOut,
    Broken,
}
