namespace Logistics.Cli;

/// <summary>What a script may rely on.</summary>
static class ExitCode
{
    public const int Done = 0;

    /// <summary><c>check</c> found violations; or the work failed through no fault of the input.</summary>
    public const int Failed = 1;

    public const int BadInput = 2;

    /// <summary>A plan was made and written, but an urgent need is not met.</summary>
    public const int UrgentUnmet = 3;

    /// <summary>A plan was made and written, but some entries of the file were wrong and left out. It goes before <see cref="UrgentUnmet"/>: the file comes first.</summary>
    public const int LeftOut = 4;
}

/// <summary>Ends a command with one clear line; thrown only inside this shell and caught in one place.</summary>
sealed class CommandFailed(int exitCode, string line) : Exception(line)
{
    public int ExitCode => exitCode;
}
