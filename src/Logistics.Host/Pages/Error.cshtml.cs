using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>What went wrong, in words, and what to do next.</summary>
[IgnoreAntiforgeryToken]
public sealed class ErrorModel : PageModel
{
    public int Code { get; private set; }

    /// <summary>The texts kept for this status, or the general ones.</summary>
    public string Words => Code is 400 or 401 or 403 or 404 or 429 or 503 ? $"Error.{Code}" : "Error.500";

    public void OnGet(int code) => Code = code;

    public void OnPost(int code) => Code = code;
}
