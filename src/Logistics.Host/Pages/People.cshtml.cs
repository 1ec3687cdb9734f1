using Logistics.Host.Access;
using Logistics.Host.Start;
using Logistics.Host.Worker;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Logistics.Host.Pages;

/// <summary>Who may act as what, by those who invite.</summary>
public sealed class PeopleModel(StoreDoor door, DayShelf shelf, HostSettings settings) : PageModel
{
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public IReadOnlyList<string> GivenRoles { get; private set; } = [];

    /// <summary>What a role may be held for, by kind.</summary>
    public ILookup<Reach, (string Value, string Words)> Scopes { get; private set; } = null!;

    /// <summary>What became of the last change, as a text's name; null: none was made.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Where letters lie that nobody was told to send; null: they are sent, or the visitor does not keep this machine.</summary>
    public string? MailFolder => settings.Mail is null && User.IsInRole(Roles.Operator) ? Path.Combine(settings.DataFolder, "mail") : null;

    public async Task OnGetAsync(string? fait, CancellationToken cancellation)
    {
        Members = await door.Store.People.MembersAsync(User.Territory(), cancellation);
        GivenRoles = [.. Grants.RolesOf(User)];
        Scopes = Grants.ScopesOf(User, await PeopleApi.KnownDayAsync(shelf, cancellation)).ToLookup(scope => scope.Kind, scope => (scope.Value, scope.Words));
        Outcome = fait switch
        {
            "invite" => "People.Invited",
            "termine" => "People.Ended",
            "illisible" => "Enter.BadAddress",
            "incompatible" => "People.Mismatch",
            _ => null,
        };
    }
}
