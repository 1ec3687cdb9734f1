using Logistics.Host.Mail;
using Logistics.Host.Start;

namespace Logistics.Host.Wiring;

/// <summary>The host's parts as they run.</summary>
public static class RealParts
{
    static readonly RandomIds ids = new();

    public static HostParts Of(HostSettings settings, DataFolder folder) => new()
    {
        Opener = new PostgisOpener(settings, folder, TimeProvider.System, ids),
        Engine = new PlanningEngine(settings, TimeProvider.System),
        Demo = new DemoDays(settings.DemoHistory),
        Files = new TerritoryFiles(),
        Publisher = new Publisher(settings),
        Ids = ids,
        Post = settings.Mail is { } mail ? new SmtpPost(mail) : new DropFolder(folder),
    };
}
