using Logistics.Host.Access;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>For whoever may act as several: which one now.</summary>
public sealed class ChooseModel : PageModel
{
    public Visitor Visitor { get; private set; } = null!;

    public IActionResult OnGet()
    {
        if (HttpContext.Features.Get<Visitor>() is not { } visitor)
            return LocalRedirect("/");
        Visitor = visitor;
        return Page();
    }
}
