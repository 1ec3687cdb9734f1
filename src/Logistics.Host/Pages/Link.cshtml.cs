using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>Where a mailed link leads: a page with one button. Opening it asks nothing of the store, so a scanner that opens it uses nothing up and learns nothing.</summary>
public sealed class LinkModel : PageModel
{
    public string Token { get; private set; } = "";

    public void OnGet(string jeton) => Token = jeton;
}
