namespace Logistics.Host.Start;

/// <summary>Folders in which tables are exchanged with other programs.</summary>
/// <param name="In">Tables and their profiles are read from here (<c>LOGISTICS__EXCHANGE__IN</c>); null: none are.</param>
/// <param name="Out">Tables are written here by the profiles in it (<c>LOGISTICS__EXCHANGE__OUT</c>); null: none are.</param>
/// <param name="Hour">Not before this hour of the machine's clock (<c>LOGISTICS__EXCHANGE__HOUR</c>), 0 to 23.</param>
public sealed record ExchangeSettings(string? In, string? Out, int Hour = 22)
{
    /// <summary>Null where no folder is set; what is wrong is added to the problems.</summary>
    public static ExchangeSettings? Read(Func<string, string?> setting, List<string> problems)
    {
        var hour = 22;
        if (setting("LOGISTICS__EXCHANGE__HOUR") is { } text && (!int.TryParse(text, out hour) || hour is < 0 or > 23))
            problems.Add(Texts.Format("Settings.BadWhole", "LOGISTICS__EXCHANGE__HOUR", 0, 23, text));
        var (taken, given) = (setting("LOGISTICS__EXCHANGE__IN"), setting("LOGISTICS__EXCHANGE__OUT"));
        return taken is null && given is null ? null : new(taken, given, hour);
    }
}
