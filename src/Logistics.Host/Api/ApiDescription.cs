using Logistics.Host.Access;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Logistics.Host.Api;

/// <summary>What is sent to an endpoint, which reads it itself.</summary>
/// <param name="Shape">Null: an object that <paramref name="Says"/> tells of.</param>
public sealed record SentBody(Type? Shape, string Says, string Media = "application/json");

/// <summary>A header that an endpoint reads.</summary>
public sealed record ReadHeader(string Name, string Says);

/// <summary>
/// The description of the API that programs are written from (OpenAPI 3.1), made of the endpoints themselves: <c>/openapi/v1.json</c>, and the same in
/// <c>docs/openapi.json</c>, which a test compares. Who may ask is read from the matrix, so that it cannot say otherwise.
/// </summary>
public static class ApiDescription
{
    public const string Path = "/openapi/{documentName}.json";

    /// <summary>What an endpoint does, and the answer of the usual case.</summary>
    /// <param name="answer">Null: no body, or one that <paramref name="media"/> says all about.</param>
    /// <param name="refusals">The statuses it may refuse with, each a problem (RFC 9457), beside those that any may.</param>
    public static RouteHandlerBuilder Tells(this RouteHandlerBuilder endpoint, string summary, Type? answer = null, int status = 200, string media = "application/json", int[]? refusals = null)
    {
        endpoint.WithSummary(summary);
        endpoint.Produces(status, answer, answer is null && status is 202 or 204 or 304 ? null : media);
        foreach (var refusal in refusals ?? [])
            endpoint.ProducesProblem(refusal);
        return endpoint;
    }

    public static RouteHandlerBuilder Reads(this RouteHandlerBuilder endpoint, Type? shape, string says, string media = "application/json") => endpoint.WithMetadata(new SentBody(shape, says, media));

    /// <summary>Who changes what is there says what it saw.</summary>
    public static RouteHandlerBuilder ReadsTag(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ReadHeader("If-Match", "The tag of what you saw, or * to change it whatever it is (RFC 9110, section 13.1.1)."));

    public static RouteHandlerBuilder ReadsKey(this RouteHandlerBuilder endpoint) =>
        endpoint.WithMetadata(new ReadHeader("Idempotency-Key", "At most 200 characters of your making: the same asked again under it is answered alike and done once."));

    public static void AddDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = found => found.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        // Records of several endpoints' own have the same short names.
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id
            ? type.Type.DeclaringType is { } owner ? owner.Name.Replace("Api", "", StringComparison.Ordinal) + id : id
            : null;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "Ramasse",
                Version = "1",
                Description = "Logistics of food solidarity. Entries of a day are those of docs/territory.schema.json, plans those of docs/plan.schema.json. "
                    + "Problems are application/problem+json (RFC 9457): `code` tells them apart, `errors` lists all that is wrong, each with code, pointer, cause and action.",
            };
            document.Servers = [new() { Url = "/" }];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["key"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of a program, made at /api/v1/keys; it opens what its role and scopes allow." },
                ["session"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = "ramasse", Description = "A person's session, from one of our own pages." },
            };
            document.Security = [new() { [new("key", document)] = [] }, new() { [new("session", document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(DescribeAsync);
    });

    static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<SentBody>().LastOrDefault() is { } body)
            operation.RequestBody = new OpenApiRequestBody
            {
                Description = body.Says,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [body.Media] = new OpenApiMediaType { Schema = body.Shape is null ? Unspecified(body.Media) : await context.GetOrCreateSchemaAsync(body.Shape, null, cancellation) },
                },
            };
        foreach (var header in metadata.OfType<ReadHeader>())
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = header.Name, In = ParameterLocation.Header, Description = header.Says, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        operation.Tags = null;
        var (method, pattern) = (context.Description.HttpMethod ?? "GET", "/" + context.Description.RelativePath);
        operation.Description = WhoMayAsk(method, pattern);
    }

    static OpenApiSchema Unspecified(string media) =>
        media == "application/json" ? new() { Type = JsonSchemaType.Object } : new() { Type = JsonSchemaType.String, Format = "binary" };

    /// <summary>From the matrix; the description's path has lost the constraints of its places, so rows are found without them too.</summary>
    static string? WhoMayAsk(string method, string pattern)
    {
        var row = Permissions.All.FirstOrDefault(row => row.Method == method && Plain(row.Pattern) == Plain(pattern));
        if (row is not { Audience: Audience.Roles })
            return null;
        var roles = Roles.All.Where(role => row.Rights[role] != Right.No).Select(role => row.Rights[role] == Right.Own ? $"{role} (its own)" : role);
        return $"For: {string.Join(", ", roles)}. {(Scopes.Of(method, row.Pattern) is { } scope ? $"Keys need the scope `{scope}`." : "Not for keys.")}";
    }

    static string Plain(string pattern) => string.Concat(pattern.Split('/').Skip(1).Select(part => "/" + (part.StartsWith('{') ? part.Split(':')[0].TrimEnd('}') + "}" : part)));
}
