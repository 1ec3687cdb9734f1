namespace Logistics.Roads;

/// <summary>The map file cannot be used: it is empty, cut short, corrupt, of an unknown kind, or holds no road.</summary>
public sealed class MapDataException : Exception
{
    public MapDataException(string what, string? where = null, Exception? cause = null)
        : base(where is null ? what : $"{what} ({where})", cause)
    {
        What = what;
        Where = where;
    }

    /// <summary>The problem, in one sentence.</summary>
    public string What { get; }

    /// <summary>The place in the file: a byte offset for PBF, a line for XML; null for the file as a whole.</summary>
    public string? Where { get; }
}
