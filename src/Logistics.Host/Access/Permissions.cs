using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Host.Access;

public enum Right
{
    No,

    /// <summary>Its own only: the handler narrows it to the visitor's partner, route or territory.</summary>
    Own,

    Yes,
}

/// <summary>
/// Who may ask for what: every endpoint has its row here and nowhere else. An endpoint without a row is refused to everybody. Tests compare
/// the rows with the endpoints of the running host and ask each of them as every role and as a stranger.
/// </summary>
public static class Permissions
{
    /// <summary>
    /// A line for each endpoint; method <c>*</c> is any. "everybody" needs no sign-in, "signed-in" any, with or without a role, "link" that of a route and nothing else.
    /// Columns: dispatcher, donor, association, equipment owner, driver, facilitator, committee, auditor, operator.
    /// </summary>
    const string matrix = """
        GET   /healthz                                          everybody
        GET   /readyz                                           everybody
        # How programs ask: no secret, and whoever writes one reads it first.
        GET   /openapi/{documentName}.json                      everybody
        # The handler asks from which network.
        GET   /metrics                                          everybody
        *     /erreur/{code:int}                                everybody

        # The way in and out. Only by POST: mail scanners open every link they find.
        GET   /entrer                                           everybody
        POST  /entrer                                           everybody
        POST  /entrer/adresse                                   everybody
        GET   /entrer/lien/{jeton}                              everybody
        POST  /entrer/lien                                      everybody
        # A route's link: likewise, and it may be opened again. What it opens knows that route alone.
        GET   /t/{jeton}                                        everybody
        POST  /t                                                everybody
        # An empty page, kept by the device: what it shows it asks for.
        GET   /tournee                                          everybody
        GET   /tournee/route.json                               link
        GET   /tournee/feuille                                  link
        POST  /tournee/vue                                      link
        POST  /tournee/preuves                                  link
        PUT   /tournee/preuves/{id:guid}/photo                  link
        POST  /tournee/incidents                                link
        # What a partner is asked, by the link in its letter: that partner and that day alone. Looking changes nothing.
        GET   /p/{jeton}                                        everybody
        GET   /p/{jeton}/photo/{code}                           everybody
        POST  /p                                                everybody
        # A volunteer's own page, by its link: when they come and when not. Looking changes nothing.
        GET   /b/{jeton}                                        everybody
        POST  /b/{jeton}                                        everybody
        # What a calendar program asks, by an address of its own.
        GET   /calendrier/{jeton}.ics                           everybody
        POST  /sortir                                           signed-in
        POST  /role                                             signed-in
        GET   /choisir                                          signed-in
        POST  /agir                                             signed-in
        GET   /compte                                           signed-in
        POST  /compte                                           signed-in
        GET   /compte/donnees.json                              signed-in
        POST  /compte/effacer                                   signed-in
        POST  /compte/appareils                                 signed-in
        POST  /compte/appareils/ntfy                            signed-in
        POST  /compte/appareils/retirer                         signed-in

        # The first page sends everyone on to their own.
        GET   /                                                 signed-in
        GET   /Index                                            signed-in
        GET   /api/v1/start                                     signed-in
        *     /{*path:nonfile}                                  signed-in

        #                                                       disp don  asso equi driv faci comm audi oper
        GET   /association                                      -    own  own  own  -    -    -    -    -
        # What it takes in general: at its own places, and nothing else of them.
        GET   /criteres                                         -    -    own  -    -    -    -    -    -
        POST  /criteres                                         -    -    own  -    -    -    -    -    -
        # What a partner gave and received, and how it stands beside the others.
        GET   /notre-compte                                     -    own  own  own  -    -    -    -    -
        # Who takes part, what is lent, where need and supply are apart: without phones, in one's own territory where one is bound to it.
        GET   /acteurs                                          own  own  own  own  -    own  own  own  -
        # Declared in a minute: by a partner for itself, by a dispatcher for whoever telephones.
        GET   /declarer/{quoi}                                  own  own  own  own  -    -    -    -    -
        POST  /declarer/{quoi}                                  own  own  own  own  -    -    -    -    -
        GET   /conducteur                                       -    -    -    -    own  -    -    -    -
        POST  /conducteur/ouvrir                                -    -    -    -    own  -    -    -    -
        # Who gives a route's link dispatches its territory.
        GET   /routes/{id:guid}/lien                            own  -    -    -    -    -    -    -    -
        POST  /routes/{id:guid}/liens                           own  -    -    -    -    -    -    -    -
        POST  /routes/{id:guid}/feuille                         own  -    -    -    -    -    -    -    -
        POST  /routes/liens/terminer                            own  -    -    -    -    -    -    -    -
        # What was handed over at a stop, on paper: to each side what it gave or received.
        GET   /bordereaux/{id:guid}                             own  own  own  own  -    -    -    own  -
        GET   /notre-compte/releve/{annee}                      -    own  own  own  -    -    -    -    -
        # Receipts for gifts: who received them issues and cancels, the donor reads.
        GET   /notre-compte/recus                               -    own  own  own  -    -    -    -    -
        GET   /notre-compte/recus/nouveau                       -    -    own  -    -    -    -    -    -
        POST  /notre-compte/recus/nouveau                       -    -    own  -    -    -    -    -    -
        GET   /recus/{id:guid}                                  -    own  own  own  -    -    -    -    -
        POST  /recus/{id:guid}                                  -    -    own  -    -    -    -    -    -
        # What was told of a round: names may stand in notes, so for who dispatches it, and who looks over its shoulder.
        GET   /routes/{id:guid}/compte-rendu                    own  -    -    -    -    -    -    own  -
        # Who is bound to a territory sees its part of a plan. A sheet holds names and phones that others need not have.
        GET   /routes/{id:guid}/sheet                           own  -    -    -    own  -    -    -    -
        GET   /api/v1/territories/{territory}/plans/{date}      own  -    -    -    -    own  own  own  -
        GET   /api/v1/plans/{id:guid}                           own  -    -    -    -    own  own  own  -
        GET   /api/v1/plans/{id:guid}/routes.geojson            own  -    -    -    -    own  own  own  -
        GET   /api/v1/events                                    own  own  own  own  -    own  own  yes  -
        # Who was asked answers; a dispatcher answers for whoever telephones.
        GET   /api/v1/proposals/{date}                          own  -    own  -    -    -    -    -    -
        POST  /api/v1/proposals/{id:guid}/answer                own  -    own  -    -    -    -    -    -
        POST  /reponses                                         own  -    own  -    -    -    -    -    -
        # What is declared: a dispatcher all of it, a partner its own.
        GET   /api/v1/days                                      yes  yes  yes  yes  -    yes  yes  yes  -
        GET   /api/v1/days/{date}                               own  -    -    -    -    -    -    -    -
        PUT   /api/v1/days/{date}                               own  -    -    -    -    -    -    -    -
        # Opened from the days before it: by who dispatches all of it.
        POST  /api/v1/days/{date}/opening                       own  -    -    -    -    -    -    -    -
        GET   /jours                                            own  -    -    -    -    -    -    -    -
        POST  /jours                                            own  -    -    -    -    -    -    -    -
        # Who drives: names and phones of volunteers, for who dispatches their territory.
        GET   /qui-conduit                                      own  -    -    -    -    -    -    -    -
        POST  /qui-conduit                                      own  -    -    -    -    -    -    -    -
        GET   /qui-conduit/equipe                               own  -    -    -    -    -    -    -    -
        POST  /qui-conduit/equipe                               own  -    -    -    -    -    -    -    -
        GET   /qui-conduit/tournees                             own  -    -    -    -    -    -    -    -
        POST  /qui-conduit/tournees                             own  -    -    -    -    -    -    -    -
        # What is known of partners, places, vehicles: names and phones, for who dispatches their territory.
        GET   /donnees/{quoi=partenaires}                       own  -    -    -    -    -    -    -    -
        GET   /donnees/{quoi}/fiche                             own  -    -    -    -    -    -    -    -
        POST  /donnees/{quoi}/fiche                             own  -    -    -    -    -    -    -    -
        GET   /donnees/{quoi}/tableau                           own  -    -    -    -    -    -    -    -
        POST  /donnees/{quoi}/tableau                           own  -    -    -    -    -    -    -    -
        GET   /api/v1/days/{date}/{section}                     own  own  own  own  -    -    -    -    -
        POST  /api/v1/days/{date}/{section}                     own  own  own  own  -    -    -    -    -
        GET   /api/v1/days/{date}/{section}/{code}              own  own  own  own  -    -    -    -    -
        PUT   /api/v1/days/{date}/{section}/{code}              own  own  own  own  -    -    -    -    -
        DELETE  /api/v1/days/{date}/{section}/{code}            own  own  own  own  -    -    -    -    -
        # The photo of a surplus: added by whoever declares it, seen by who is asked for it or drives it, too.
        GET   /api/v1/days/{date}/lots/{code}/photo             own  own  own  own  own  -    -    own  -
        PUT   /api/v1/days/{date}/lots/{code}/photo             own  own  own  own  -    -    -    -    -
        DELETE  /api/v1/days/{date}/lots/{code}/photo           own  own  own  own  -    -    -    -    -
        # A solve plans all territories of its day together: for who dispatches all of them.
        POST  /api/v1/days/{date}/solves                        own  -    -    -    -    -    -    -    -
        POST  /api/v1/days/{date}/checks                        own  -    -    -    -    -    -    -    -
        # A plan changed by hand, and the board on which it is: likewise.
        GET   /plan/{date}                                      own  -    -    -    -    -    -    -    -
        POST  /plan/{date}                                      own  -    -    -    -    -    -    -    -
        GET   /plan/{date}/imprimer                             own  -    -    -    -    -    -    -    -
        POST  /plan/{date}/imprimer                             own  -    -    -    -    -    -    -    -
        POST  /api/v1/days/{date}/edits                         own  -    -    -    -    -    -    -    -
        POST  /api/v1/days/{date}/edits/preview                 own  -    -    -    -    -    -    -    -
        POST  /api/v1/days/{date}/undo                          own  -    -    -    -    -    -    -    -
        POST  /api/v1/days/{date}/redo                          own  -    -    -    -    -    -    -    -
        GET   /api/v1/solves/{id:guid}                          own  -    -    -    -    -    -    -    -
        GET   /api/v1/solves/{id:guid}/events                   own  -    -    -    -    -    -    -    -
        GET   /api/v1/solves/{id:guid}/plan                     own  -    -    -    -    -    -    -    -
        POST  /api/v1/solves/{id:guid}/stop                     own  -    -    -    -    -    -    -    -
        POST  /api/v1/solves/{id:guid}/apply                    own  -    -    -    -    -    -    -    -
        POST  /api/v1/solves/{id:guid}/lanes                    own  -    -    -    -    -    -    -    -
        # Where things are, without phones: in one's own territory where one is bound to it.
        GET   /api/v1/territories/{territory}/sites.geojson     own  -    -    -    -    own  own  yes  -
        GET   /api/v1/territories/{territory}/outline.geojson   own  -    -    -    -    own  own  yes  -
        PUT   /api/v1/territories/{territory}/outline.geojson   own  -    -    -    -    -    -    -    -
        # What territories lend each other: each side agrees for itself, and no program does.
        GET   /api/v1/loans                                     own  -    -    -    -    own  own  yes  -
        POST  /api/v1/loans                                     own  -    -    -    -    -    -    -    -
        PUT   /api/v1/loans/{id:guid}/consent                   own  -    -    -    -    -    -    -    -
        DELETE  /api/v1/loans/{id:guid}/consent                 own  -    -    -    -    -    -    -    -
        GET   /api/v1/lent/{date}                               own  -    -    -    -    own  own  yes  -
        # Keys for programs; none of them is for a program.
        GET   /api/v1/keys                                      own  own  own  own  -    -    -    -    yes
        POST  /api/v1/keys                                      own  own  own  own  -    -    -    -    yes
        DELETE  /api/v1/keys/{id:guid}                          own  own  own  own  -    -    -    -    yes
        GET   /cles                                             own  own  own  own  -    -    -    -    yes
        POST  /cles                                             own  own  own  own  -    -    -    -    yes
        # What happened: a driver tells of the route that it drives, an association of what it received or gave, a dispatcher for whoever telephones.
        POST  /api/v1/proofs                                    own  -    own  -    own  -    -    -    -
        GET   /api/v1/proofs/{date}                             own  -    own  -    own  -    -    own  -
        PUT   /api/v1/proofs/{id:guid}/photo                    own  -    own  -    own  -    -    -    -
        GET   /api/v1/proofs/{id:guid}/photo                    own  -    own  -    own  -    -    own  -
        GET   /api/v1/proofs/{id:guid}/signature                own  -    own  -    own  -    -    own  -
        POST  /api/v1/incidents                                 own  -    own  -    own  -    -    -    -
        GET   /api/v1/incidents/{date}                          own  -    own  -    own  -    -    own  -
        GET   /api/v1/ledger/stock                              own  -    own  -    -    -    -    own  -
        GET   /api/v1/ledger/movements                          own  -    own  -    -    -    -    own  -
        GET   /api/v1/ledger/lots/{id:guid}/trace               own  -    own  -    -    -    -    own  -
        # A trial is computed in memory and changes nothing: whoever sees the day may wonder about it.
        POST  /essais                                           own  -    -    -    -    own  own  own  -
        GET   /api/v1/plans/{id:guid}/trials/{code}             own  -    -    -    -    own  own  own  -
        GET   /api/v1/roads/tiles/tiles.json                    yes  yes  yes  yes  yes  yes  yes  yes  yes
        GET   /api/v1/roads/tiles/{zoom:int}/{x:int}/{y:int}.mvt  yes yes yes  yes  yes  yes  yes  yes  yes
        # A dispatcher of one territory: that one's people.
        GET   /personnes                                        own  -    -    -    -    -    -    -    yes
        POST  /personnes/inviter                                own  -    -    -    -    -    -    -    yes
        POST  /personnes/terminer                               own  -    -    -    -    -    -    -    yes
        """;

    public static readonly IReadOnlyList<MatrixRow> All = [.. matrix.Split('\n').Where(line => line.Length > 0 && line[0] != '#').Select(Read)];

    static readonly Dictionary<(string, string), MatrixRow> rows = All.ToDictionary(row => (row.Method, row.Pattern));

    /// <summary>The row of an endpoint; null: it has none.</summary>
    public static MatrixRow? Of(Endpoint? endpoint, string method)
    {
        if (endpoint is not RouteEndpoint route)
            return null;
        var pattern = PatternOf(route);
        return rows.GetValueOrDefault((HttpMethods.IsHead(method) ? "GET" : method.ToUpperInvariant(), pattern)) ?? rows.GetValueOrDefault(("*", pattern));
    }

    public static string PatternOf(RouteEndpoint endpoint) => "/" + endpoint.RoutePattern.RawText?.TrimStart('/');

    /// <summary>Whether a page should offer what stands behind an address.</summary>
    public static bool May(this ClaimsPrincipal user, string method, string pattern) => rows[(method, pattern)].Allows(user);

    /// <summary>Makes the matrix the judge of every endpoint, whatever that says itself.</summary>
    public static void AddPermissions(this IServiceCollection services)
    {
        var judge = new AuthorizationPolicyBuilder().AddRequirements(new MatrixRequirement()).Build();
        services.AddAuthorizationBuilder().SetDefaultPolicy(judge).SetFallbackPolicy(judge);
        services.AddSingleton<IAuthorizationHandler, MatrixHandler>();
    }

    static MatrixRow Read(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
    {
        [var method, var pattern, "everybody"] => new(method, pattern, Audience.Everybody, new Dictionary<string, Right>()),
        [var method, var pattern, "signed-in"] => new(method, pattern, Audience.SignedIn, new Dictionary<string, Right>()),
        [var method, var pattern, "link"] => new(method, pattern, Audience.Link, new Dictionary<string, Right>()),
        [var method, var pattern, .. var rights] when rights.Length == Roles.All.Length =>
            new(method, pattern, Audience.Roles, Roles.All.Zip(rights).ToDictionary(pair => pair.First, pair => RightOf(pair.Second))),
        _ => throw new FormatException($"The matrix has a line that says nothing: '{line}'."),
    };

    static Right RightOf(string word) => word switch
    {
        "-" => Right.No,
        "own" => Right.Own,
        "yes" => Right.Yes,
        _ => throw new FormatException($"'{word}' is no right."),
    };

    sealed class MatrixRequirement : IAuthorizationRequirement;

    sealed class MatrixHandler : AuthorizationHandler<MatrixRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, MatrixRequirement requirement)
        {
            if (context.Resource is HttpContext http && Of(http.GetEndpoint(), http.Request.Method) is { } row && row.Allows(context.User)
                && (row.Audience == Audience.Everybody || context.User.IsInScope(http.Request.Method, row.Pattern)))
                context.Succeed(requirement);
            return Task.CompletedTask;
        }
    }
}

public enum Audience { Everybody, SignedIn, Link, Roles }

/// <summary>One row of the matrix.</summary>
/// <param name="Method"><c>*</c>: any.</param>
/// <param name="Rights">By role, when the audience is roles.</param>
public sealed record MatrixRow(string Method, string Pattern, Audience Audience, IReadOnlyDictionary<string, Right> Rights)
{
    public bool Allows(ClaimsPrincipal user) => Audience switch
    {
        Audience.Everybody => true,
        Audience.SignedIn => user.Identity?.IsAuthenticated == true,
        Audience.Link => user.HasRouteLink(),
        _ => Rights.Any(right => right.Value != Right.No && user.IsInRole(right.Key)),
    };
}
