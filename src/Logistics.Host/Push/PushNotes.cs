using Logistics.Host.Start;
using Logistics.Host.Views;

namespace Logistics.Host.Push;

/// <summary>The sentences that devices are told. A screen that lies on a table is read by whoever passes: what, of which day, and nothing else.</summary>
public sealed class PushNotes(HostSettings settings)
{
    /// <summary>Something is asked about a day.</summary>
    public PushNote? Question(DateOnly day, Phrases say, DateTimeOffset expires) => Of("Question", "/association", PushUrgency.High, expires, say, say.LongDate(day));

    /// <summary>Something is planned for the next day.</summary>
    public PushNote? Reminder(DateOnly day, Phrases say, DateTimeOffset expires) => Of("Reminder", "/association", PushUrgency.Normal, expires, say, say.LongDate(day));

    /// <summary>The week that begins.</summary>
    public PushNote? Digest(DateOnly monday, Phrases say, DateTimeOffset expires) => Of("Digest", "/notre-compte", PushUrgency.Low, expires, say, say.LongDate(monday));

    /// <summary>Null: the instance tells devices nothing.</summary>
    PushNote? Of(string name, string path, PushUrgency urgency, DateTimeOffset expires, Phrases say, string day) => settings.DeviceKeys is { Length: > 0 } keys
        ? new(keys, Texts.GetIn(say.Culture, $"Push.{name}.Title"), Texts.FormatIn(say.Culture, $"Push.{name}.Body", day), path, urgency, expires)
        : null;
}
