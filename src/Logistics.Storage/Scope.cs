using Logistics.Domain;
using Npgsql;

namespace Logistics.Storage;

/// <summary>
/// Whose rows a unit of work may see and write. The database keeps to it (<c>Schema/006_territories_apart.sql</c>): each scope is a role
/// that is neither superuser nor owner, taken on for one transaction.
/// </summary>
public sealed record Scope
{
    readonly string? role;
    readonly ValueList<TerritoryId> territories;

    Scope(string? role, ValueList<TerritoryId> territories)
    {
        this.role = role;
        this.territories = territories;
    }

    /// <summary>Every territory, and the instance's own rows: for the worker, which plans territories together.</summary>
    public static Scope Service { get; } = new("ramasse_service", []);

    /// <summary>Whoever made the tables, for what is done to them as a whole: migrations, backup. No statement for a person runs like this.</summary>
    internal static Scope Owner { get; } = new(null, []);

    /// <summary>Only these territories' rows; of none, nothing at all. A plan of several is seen by whom all of them may be shown.</summary>
    public static Scope Of(params IEnumerable<TerritoryId> territories) => new("ramasse_member", territories.ToValueList());

    public override string ToString() => role is null ? "owner" : territories.Count == 0 ? role : $"{role} of {string.Join(", ", territories.Select(x => x.Value))}";

    /// <summary>What a transaction says first. It holds until its end and no longer, whichever end that is: connections are pooled, and the embedded ones share a session.</summary>
    internal IEnumerable<NpgsqlBatchCommand> Opening()
    {
        yield return new(role is null ? "SELECT 1" : $"SET LOCAL ROLE {role}");
        if (role is not null)
            yield return new("SELECT set_config('ramasse.territories', $1, true)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = $"{{{string.Join(',', territories.Select(x => x.Value))}}}" } },
            };
    }
}
