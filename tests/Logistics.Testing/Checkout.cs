namespace Logistics.Testing;

/// <summary>The folder that holds <c>Logistics.sln</c>, found upwards from the running test.</summary>
public static class Checkout
{
    /// <summary>Null when the tests run from a published folder without the sources.</summary>
    public static string? Root { get; } = Find();

    static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Logistics.sln")))
                return folder.FullName;
        return null;
    }
}
