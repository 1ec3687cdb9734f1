using Logistics.Host.Access;
using Logistics.Host.Api;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>Keys by which programs enter: made, listed and ended by those who answer for them.</summary>
/// <remarks>Whether a request comes from our own page is asked of its origin, for all forms alike.</remarks>
[IgnoreAntiforgeryToken]
public sealed class KeysModel(StoreDoor door, DayShelf shelf, TimeProvider clock, IIdSource ids) : PageModel
{
    public IReadOnlyList<ApiKey> Keys { get; private set; } = [];

    /// <summary>Said this once; null: none was made just now.</summary>
    public KeysApi.MadeKey? Made { get; private set; }

    /// <summary>A text's name; null: nothing is wrong.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Whom the visitor may make a key for, beside itself; empty: only itself.</summary>
    public ILookup<Reach, (string Value, string Words)>? Given { get; private set; }

    public IReadOnlyList<string> Roles { get; private set; } = [];

    public Task OnGetAsync(CancellationToken cancellation) => ShowAsync(cancellation);

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? nom, [FromForm] string[]? droits, [FromForm] int? jours, [FromForm] string? role, [FromForm] string? pour, CancellationToken cancellation)
    {
        var own = string.IsNullOrEmpty(role);
        var wish = new KeysApi.Wish(nom?.Trim() ?? "", own ? null : role, own ? null : pour, droits ?? [], jours);
        if (!KeysApi.IsSound(wish))
            Trouble = "Keys.Incomplete";
        else if (await KeysApi.GiveAsync(wish, door, shelf, clock, ids, HttpContext, cancellation) is { } made)
            Made = made;
        else
            Trouble = "Keys.NotYours";
        await ShowAsync(cancellation);
        // A key on the screen must not stay in the browser's memory.
        Response.Headers.CacheControl = "no-store";
        return Page();
    }

    public async Task<IActionResult> OnPostTerminerAsync([FromForm] Guid cle, CancellationToken cancellation)
    {
        await door.Store.Keys.EndAsync(cle, KeysApi.OrganisationOf(HttpContext), User.Territory(), User.Person(), cancellation);
        return Redirect("/cles");
    }

    async Task ShowAsync(CancellationToken cancellation)
    {
        Keys = await door.Store.Keys.ListAsync(KeysApi.OrganisationOf(HttpContext), User.Territory(), cancellation);
        if (!User.IsInRole(Access.Roles.Dispatcher) && !User.IsInRole(Access.Roles.Operator))
            return;
        Roles = [.. Grants.RolesOf(User).Where(role => role != Access.Roles.Operator)];
        Given = Grants.ScopesOf(User, await PeopleApi.KnownDayAsync(shelf, cancellation)).ToLookup(scope => scope.Kind, scope => (scope.Value, scope.Words));
    }
}
