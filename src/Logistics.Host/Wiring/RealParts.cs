using Logistics.Host.Mail;
using Logistics.Host.Start;

namespace Logistics.Host.Wiring;

/// <summary>The host's parts as they run.</summary>
public static class RealParts
{
    public static HostParts Of(HostSettings settings, DataFolder folder) => new()
    {
        Opener = new PostgisOpener(settings, folder, TimeProvider.System),
        Engine = new PlanningEngine(settings, TimeProvider.System),
        Demo = new DemoDays(),
        Files = new TerritoryFiles(),
        Publisher = new Publisher(),
        Post = settings.Mail is { } mail ? new SmtpPost(mail) : new DropFolder(folder),
    };
}
