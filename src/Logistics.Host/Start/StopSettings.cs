using Logistics.Formats.Rounds;

namespace Logistics.Host.Start;

/// <summary>What drivers are asked at a stop: <c>LOGISTICS__STOPS__PICKUP</c> and <c>LOGISTICS__STOPS__DELIVERY</c>, such as <c>signature=required, photo=off</c>. What is not named stays as it is usual.</summary>
public sealed record StopSettings(StopAsks Pickup, StopAsks Delivery)
{
    public static readonly StopSettings Usual = new(StopAsks.Usual, StopAsks.Usual);

    /// <summary>The same for the same choices: who has read a round with others reads it anew.</summary>
    public string Mark => string.Concat(Pickup.All.Concat(Delivery.All).Select(x => (int)x.Ask));

    public static StopSettings Read(Func<string, string?> setting, List<string> problems) => new(ReadAsks("LOGISTICS__STOPS__PICKUP", setting, problems), ReadAsks("LOGISTICS__STOPS__DELIVERY", setting, problems));

    static StopAsks ReadAsks(string name, Func<string, string?> setting, List<string> problems)
    {
        var asks = StopAsks.Usual;
        foreach (var part in (setting(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (part.Split('=', StringSplitOptions.TrimEntries) is [var what, var how] && AskOf(how) is { } ask && asks.With(what, ask) is { } changed)
                asks = changed;
            else
                problems.Add(Texts.Format("Settings.BadStops", name, part));
        return asks;
    }

    static Ask? AskOf(string word) => word switch { "off" => Ask.Off, "optional" => Ask.Optional, "required" => Ask.Required, _ => null };
}
