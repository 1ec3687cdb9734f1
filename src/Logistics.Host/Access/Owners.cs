using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Host.Access;

/// <summary>Who may ask for what. Every endpoint names its owner with one of these policies, or is on the short public list.</summary>
public static class Owners
{
    /// <summary>Sees and tries everything.</summary>
    public const string Dispatcher = "dispatcher";

    /// <summary>Sees what concerns its own needs and lots.</summary>
    public const string Association = "association";

    /// <summary>Sees its own route.</summary>
    public const string Driver = "driver";

    /// <summary>Anyone who has signed in, whatever the role.</summary>
    public const string Anyone = "anyone";

    /// <summary>A dispatcher, or the driver of the route asked for (the handler checks which).</summary>
    public const string Sheets = "sheets";

    /// <summary>A dispatcher, or the association that was asked (the handler checks which).</summary>
    public const string Answers = "answers";

    /// <summary>What a stranger may ask for: signs of life, the way in, and the look of the pages.</summary>
    public static readonly string[] Public = ["/healthz", "/readyz", "/entrer", "/erreur/{code:int}"];

    /// <summary>The claim that says which partner an association's visitor speaks for, or which driver is at the wheel.</summary>
    public const string SubjectClaim = "subject";

    public static void AddPolicies(AuthorizationBuilder builder)
    {
        builder.AddPolicy(Dispatcher, policy => policy.RequireRole(Dispatcher));
        builder.AddPolicy(Association, policy => policy.RequireRole(Association).RequireClaim(SubjectClaim));
        builder.AddPolicy(Driver, policy => policy.RequireRole(Driver).RequireClaim(SubjectClaim));
        builder.AddPolicy(Sheets, policy => policy.RequireRole(Dispatcher, Driver));
        builder.AddPolicy(Answers, policy => policy.RequireRole(Dispatcher, Association));
        builder.AddPolicy(Anyone, policy => policy.RequireAuthenticatedUser());
        // What forgot to name its owner belongs to nobody.
        builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build());
    }

    public static ClaimsPrincipal Principal(string role, Guid? subject, string scheme)
    {
        var claims = new List<Claim> { new(ClaimTypes.Role, role) };
        if (subject is { } id)
            claims.Add(new(SubjectClaim, id.ToString()));
        return new(new ClaimsIdentity(claims, scheme));
    }

    public static Guid? Subject(this ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(SubjectClaim), out var id) ? id : null;
}
