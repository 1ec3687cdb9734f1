namespace Logistics.Storage.Embedding;

/// <summary>Finds the Node part of this room beside the running program, as <c>build/NpmRestore.targets</c> left it there.</summary>
public static class CompanionFolder
{
    /// <summary>
    /// The published copy <c>companions/{name}</c> when there is one, else the folder of the checkout that <c>companions/{name}.path</c>
    /// names, else null.
    /// </summary>
    public static string? Find(string name, string? baseFolder = null)
    {
        var beside = Path.Combine(baseFolder ?? AppContext.BaseDirectory, "companions", name);
        if (Directory.Exists(beside))
            return beside;
        var pointer = beside + ".path";
        if (!File.Exists(pointer))
            return null;
        var folder = File.ReadAllText(pointer).Trim();
        return Directory.Exists(folder) ? folder : null;
    }
}
