using Logistics.Measures;

namespace Logistics.Host.Start;

/// <summary>How recipients are asked whether they take what a plan promises them.</summary>
/// <param name="Window">How long answers are heard (<c>LOGISTICS__ANSWERS__MINUTES</c>), 1 to 10,080.</param>
/// <param name="SilenceAgrees">Who says nothing takes it (<c>LOGISTICS__ANSWERS__SILENCE=yes</c>), or else it passes to the next (<c>no</c>).</param>
public sealed record AnswerSettings(Duration Window, bool SilenceAgrees)
{
    public static readonly AnswerSettings Usual = new(Duration.FromMinutes(60), SilenceAgrees: true);

    /// <summary>Null where nobody is asked (0 minutes); what is wrong is added to the problems.</summary>
    public static AnswerSettings? Read(Func<string, string?> setting, List<string> problems)
    {
        var (window, agrees) = (Usual.Window, Usual.SilenceAgrees);
        if (setting("LOGISTICS__ANSWERS__MINUTES") is { } minutes)
        {
            if (int.TryParse(minutes, out var count) && count is >= 0 and <= 10_080)
                window = Duration.FromMinutes(count);
            else
                problems.Add(Texts.Format("Settings.BadWhole", "LOGISTICS__ANSWERS__MINUTES", 0, 10_080, minutes));
        }
        if (setting("LOGISTICS__ANSWERS__SILENCE") is { } silence)
        {
            if (silence is "yes" or "no")
                agrees = silence == "yes";
            else
                problems.Add(Texts.Format("Settings.BadSilence", silence));
        }
        return window == Duration.Zero ? null : new(window, agrees);
    }
}
