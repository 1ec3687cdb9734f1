using Xunit;

namespace Logistics.Testing;

/// <summary>
/// Real extracts and instances that stand in a folder <c>shared</c> beside the checkout. They are read in place and never required:
/// a test that needs one skips and says which.
/// </summary>
public static class SharedData
{
    /// <summary>The full path of a file or folder below <c>shared</c>, or null when it is not there.</summary>
    public static string? Find(string relative)
    {
        if (Checkout.Root is not { } root || Directory.GetParent(root) is not { } parent)
            return null;
        var path = Path.Combine(parent.FullName, "shared", relative);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    /// <summary>Like <see cref="Find"/>, but skips the running test when the data is absent.</summary>
    public static string Require(string relative)
    {
        if (Find(relative) is { } path)
            return path;
        Assert.Skip($"shared/{relative} is not beside this checkout");
        return null!;
    }
}
