using System.Diagnostics;

namespace Logistics.Scenarios.Faults;

/// <summary>A megabyte of disk in the place of a folder; where no disk may be put there, none at all.</summary>
sealed class SmallDisk : IDisposable
{
    readonly string folder;

    SmallDisk(string folder, bool isMounted)
    {
        this.folder = folder;
        IsMounted = isMounted;
    }

    public bool IsMounted { get; private set; }

    /// <summary>The folder is empty, and so is the disk.</summary>
    public static SmallDisk Put(string folder)
    {
        Directory.CreateDirectory(folder);
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder))
            return new(folder, isMounted: true);
        Directory.Delete(folder);
        File.WriteAllText(folder, "no folder");
        return new(folder, isMounted: false);
    }

    /// <summary>There is room again.</summary>
    public void Grow()
    {
        if (IsMounted)
        {
            Assert.True(Run("mount", "-o", "remount,size=64m", folder));
            return;
        }
        File.Delete(folder);
        Directory.CreateDirectory(folder);
    }

    /// <summary>The disk goes, what is on it stays in the folder.</summary>
    public void Dispose()
    {
        if (!IsMounted)
            return;
        IsMounted = false;
        var files = Directory.GetFiles(folder).Select(path => (Name: Path.GetFileName(path), Content: File.ReadAllBytes(path))).ToList();
        Assert.True(Run("umount", "-l", folder));
        foreach (var (name, content) in files)
            File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
