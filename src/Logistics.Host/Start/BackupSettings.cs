namespace Logistics.Host.Start;

/// <summary>Backups that the host makes by itself, once a day (<c>LOGISTICS__BACKUP__FOLDER</c>).</summary>
/// <param name="Folder">Best on another disk.</param>
/// <param name="Hour">Not before this hour of the machine's clock (<c>LOGISTICS__BACKUP__HOUR</c>), 0 to 23.</param>
/// <param name="Keep">So many of the latest stay (<c>LOGISTICS__BACKUP__KEEP</c>), 1 to 366.</param>
public sealed record BackupSettings(string Folder, int Hour = 3, int Keep = 14)
{
    /// <summary>Null where no folder is set; what is wrong is added to the problems.</summary>
    public static BackupSettings? Read(Func<string, string?> setting, List<string> problems)
    {
        var hour = Whole("LOGISTICS__BACKUP__HOUR", 0, 23, 3);
        var keep = Whole("LOGISTICS__BACKUP__KEEP", 1, 366, 14);
        return setting("LOGISTICS__BACKUP__FOLDER") is { } folder ? new(folder, hour, keep) : null;

        int Whole(string name, int least, int most, int absent)
        {
            if (setting(name) is not { } text)
                return absent;
            if (int.TryParse(text, out var number) && number >= least && number <= most)
                return number;
            problems.Add(Texts.Format("Settings.BadWhole", name, least, most, text));
            return absent;
        }
    }
}
