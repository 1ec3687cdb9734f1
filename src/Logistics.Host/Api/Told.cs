using System.Text.Json;
using Logistics.Domain;
using Logistics.Domain.Proofs;
using Logistics.Measures;

namespace Logistics.Host.Api;

/// <summary>What a device sends, in the words of the domain.</summary>
static class Told
{
    /// <summary>A proof as it was told; null when its form is wrong, which is noted.</summary>
    public static ToldProof? Proof(JsonElement item, List<TellingProblem> problems) => Read(item, problems, fields =>
        new ToldProof
        {
            Id = new(fields.Id("id")),
            Plan = new(fields.Id("plan")),
            Route = fields.OptionalId("route") is { } route ? new RouteId(route) : null,
            Site = new(fields.Id("site")),
            Lines = fields.Objects("lines").Select(Line).ToValueList(),
            Temperature = fields.Whole("temperatureTenths") is { } tenths ? new Temperature(tenths) : null,
            OccurredAt = fields.Instant("occurredAt"),
            Note = fields.Text("note"),
            Position = PositionOf(fields.Object("position"), problems),
            Signature = SignatureOf(fields.Text("signature"), problems),
            Corrects = fields.OptionalId("corrects") is { } corrected ? new ProofId(corrected) : null,
        });

    /// <summary>The same for an incident, which still lacks what follows from its plan.</summary>
    public static ToldIncident? Incident(JsonElement item, List<TellingProblem> problems) => Read(item, problems, fields =>
        new ToldIncident(
            new(fields.Id("id")), new(fields.Id("plan")), fields.OptionalId("route") is { } route ? new RouteId(route) : null,
            fields.OptionalId("site") is { } site ? new SiteId(site) : null, fields.Word<IncidentKind>("kind"), fields.Text("text"), fields.Instant("occurredAt")));

    /// <summary>To know it again among the answers; null: it has none that can be read.</summary>
    public static Guid? IdOf(JsonElement item)
    {
        try
        {
            return item.ValueKind == JsonValueKind.Object ? new Fields(item, "", []).OptionalId("id") : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static T? Read<T>(JsonElement item, List<TellingProblem> problems, Func<Fields, T> read) where T : class
    {
        var before = problems.Count;
        try
        {
            if (item.ValueKind == JsonValueKind.Object)
            {
                var fields = new Fields(item, "", problems);
                var told = read(fields);
                fields.End();
                return problems.Count == before ? told : null;
            }
        }
        catch (InvalidOperationException)
        {
            // JSON by its form, with halves of characters in its texts: nobody typed that.
        }
        problems.Add(new("unreadable", null));
        return null;
    }

    static ToldLine Line(Fields fields)
    {
        var line = new ToldLine(new(fields.Id("allocation")), fields.Word<Deed>("did"), fields.Whole("quantityG") is { } grams ? new Mass(grams) : null, fields.Text("reason"));
        fields.End();
        return line;
    }

    static Position? PositionOf(Fields? fields, List<TellingProblem> problems)
    {
        if (fields is null)
            return null;
        var (longitude, latitude) = (fields.Number("longitude"), fields.Number("latitude"));
        fields.End();
        if (longitude is >= -180 and <= 180 && latitude is >= -90 and <= 90)
            return Position.FromDegrees(longitude.Value, latitude.Value);
        problems.Add(new("unreadable", "position"));
        return null;
    }

    static Signature? SignatureOf(string? path, List<TellingProblem> problems)
    {
        if (path is null || Signature.Read(path) is not { } signature)
        {
            if (path is not null)
                problems.Add(new("unreadable", "signature"));
            return null;
        }
        return signature;
    }
}

sealed record ToldIncident(IncidentId Id, PlanId Plan, RouteId? Route, SiteId? Site, IncidentKind Kind, string? Text, DateTimeOffset OccurredAt);
