namespace Logistics.OrTools.Companions;

/// <summary>
/// Where a build or a publication put the companion. A publication carries it in <c>companions/ortools</c>; a build only notes, in
/// <c>companions/ortools.folder</c>, where the checkout holds it, so that its packages are not copied into every output.
/// </summary>
public static class CompanionFolder
{
    internal const string Program = "companion.mjs";

    /// <summary>The companion's folder for a program that lives in <paramref name="baseDirectory"/>; null when there is none.</summary>
    public static string? Beside(string baseDirectory)
    {
        var published = Path.Combine(baseDirectory, "companions", "ortools");
        if (File.Exists(Path.Combine(published, Program)))
            return published;
        var note = published + ".folder";
        if (!File.Exists(note))
            return null;
        var noted = File.ReadAllText(note).Trim();
        return File.Exists(Path.Combine(noted, Program)) ? noted : null;
    }

    /// <summary>One line that says what to do, or null when the companion is complete.</summary>
    public static string? WhatIsMissing(string folder) =>
        !File.Exists(Path.Combine(folder, Program))
            ? $"There is no OR-Tools companion in '{folder}'."
            : !File.Exists(Path.Combine(folder, "node_modules", "or-tools-wasm", "package.json"))
                ? $"The packages of the OR-Tools companion are not installed: run 'npm ci --ignore-scripts' in '{folder}'."
                : null;
}
