using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>
/// Where a route's link leads: a page with one button, which its script presses. Opening it asks nothing of the store; whoever presses uses nothing up.
/// </summary>
public sealed class OpenRouteModel : PageModel
{
    public string Token { get; private set; } = "";

    public void OnGet(string jeton) => Token = jeton;
}
