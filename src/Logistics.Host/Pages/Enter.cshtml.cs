using Logistics.Host.Start;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>The way in: by a link that is mailed, or by the operator's key.</summary>
public sealed class EnterModel(HostSettings settings) : PageModel
{
    public string? Key { get; private set; }

    /// <summary>What became of the last attempt, as a text's name; null: nothing was tried.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Letters stay in the data folder: only the operator can open them.</summary>
    public bool MailStaysHere => settings.Mail is null;

    public void OnGet(string? cle, string? envoi)
    {
        Key = string.IsNullOrEmpty(cle) ? null : cle;
        Outcome = envoi switch { "fait" => "Enter.Sent", "illisible" => "Enter.BadAddress", "perime" => "Enter.Stale", "efface" => "Enter.Erased", _ => null };
    }
}
