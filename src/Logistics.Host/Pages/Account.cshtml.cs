using Logistics.Host.Access;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>What is kept about the visitor, to take along or to have forgotten.</summary>
public sealed class AccountModel : PageModel
{
    /// <summary>Null: entered by the access key, or in a demo; nothing is kept about such a visitor.</summary>
    public Visitor? Visitor { get; private set; }

    public void OnGet() => Visitor = HttpContext.Features.Get<Visitor>();
}
