using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>The way in: a link brings the key, a click uses it.</summary>
[AllowAnonymous]
public sealed class EnterModel : PageModel
{
    public string? Key { get; private set; }

    public void OnGet(string? cle) => Key = cle;
}
