using Logistics.OrTools.Companions;

namespace Logistics.OrTools.Tests.Companions;

public sealed class CompanionFolderTests : IDisposable
{
    readonly DirectoryInfo output = Directory.CreateTempSubdirectory("companion-folder-");

    public void Dispose() => output.Delete(recursive: true);

    [Fact]
    public void A_build_of_these_tests_notes_the_folder_of_the_checkout()
    {
        var folder = CompanionFolder.Beside(AppContext.BaseDirectory);
        Assert.NotNull(folder);
        Assert.True(File.Exists(Path.Combine(folder, "companion.mjs")));
    }

    [Fact]
    public void A_publication_carries_its_own()
    {
        var own = output.CreateSubdirectory("companions/ortools").FullName;
        File.WriteAllText(own + ".folder", "somewhere else");
        File.WriteAllText(Path.Combine(own, "companion.mjs"), "");
        Assert.Equal(own, CompanionFolder.Beside(output.FullName));
        Assert.Contains("npm ci", CompanionFolder.WhatIsMissing(own), StringComparison.Ordinal);
    }

    [Fact]
    public void Neither_is_null_and_so_is_a_note_of_a_folder_that_went()
    {
        Assert.Null(CompanionFolder.Beside(output.FullName));
        output.CreateSubdirectory("companions");
        File.WriteAllText(Path.Combine(output.FullName, "companions", "ortools.folder"), Path.Combine(output.FullName, "gone"));
        Assert.Null(CompanionFolder.Beside(output.FullName));
    }
}
