using System.Security.Claims;
using System.Text.Json;
using Logistics.Storage;

namespace Logistics.Host.Access;

/// <summary>Which events somebody may hear, once the matrix has let them in.</summary>
public static class Hearing
{
    static readonly string[] partners = [Roles.Donor, Roles.Association, Roles.EquipmentOwner];

    /// <summary>
    /// Who speaks for a partner hears what names that partner, and nothing of which it is not known whom it concerns; who is bound to a territory hears
    /// that territory; the others all, and what concerns the whole instance.
    /// </summary>
    public static Func<StoredEvent, bool> Of(ClaimsPrincipal user)
    {
        if (partners.Any(user.IsInRole))
            return user.Subject() is { } party ? stored => stored.Event.Subject == party || Names(stored.Event.Payload, party) : _ => false;
        return user.Territory() is { } territory ? stored => stored.Event.Territory?.Value == territory : _ => true;
    }

    /// <summary>Payloads say by <c>party</c> whom they concern.</summary>
    static bool Names(string payload, Guid party)
    {
        using var document = JsonDocument.Parse(payload);
        return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("party", out var named)
            && named.ValueKind == JsonValueKind.String && named.TryGetGuid(out var id) && id == party;
    }
}
