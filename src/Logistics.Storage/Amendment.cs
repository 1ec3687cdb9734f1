using System.Text;
using System.Text.Json;
using Dapper;
using Logistics.Domain;

namespace Logistics.Storage;

/// <summary>The statements that make one day's rows another's, when only some differ.</summary>
/// <param name="Territories">Whose rows change.</param>
sealed record Amendment(string Sql, IReadOnlyDictionary<string, object> Values, IReadOnlySet<TerritoryId> Territories)
{
    public DynamicParameters Arguments(DateOnly date)
    {
        var arguments = new DynamicParameters(Values);
        arguments.Add("date", date);
        return arguments;
    }

    /// <summary>Null when rows without an id differ: those are told apart by their place, and the day is written whole.</summary>
    public static Amendment? Of(IReadOnlyList<(DeclaredTable Table, List<DeclaredRow> Rows)> before, IReadOnlyList<(DeclaredTable Table, List<DeclaredRow> Rows)> after)
    {
        var (sql, values, territories) = (new StringBuilder(), new Dictionary<string, object>(), new HashSet<TerritoryId>());
        foreach (var ((table, was), (_, becomes)) in before.Zip(after))
        {
            if (was.Count == becomes.Count && was.Zip(becomes).All(pair => ReferenceEquals(pair.First, pair.Second)))
                continue;
            var (kept, wanted) = (was.Select(row => (row.Territory, row.Document)).ToHashSet(), becomes.Select(row => (row.Territory, row.Document)).ToHashSet());
            if (kept.SetEquals(wanted) && (table.HasIds || was.SequenceEqual(becomes)))
                continue;
            if (!table.HasIds)
                return null;
            var gone = was.Where(row => !wanted.Contains((row.Territory, row.Document))).ToDictionary(IdOf);
            var come = becomes.Where(row => !kept.Contains((row.Territory, row.Document))).ToDictionary(IdOf);
            territories.UnionWith(gone.Values.Concat(come.Values).Select(row => row.Territory));
            Add(gone.Keys.Except(come.Keys).ToArray(), name => $"DELETE FROM {table.Name} WHERE service_date = @date AND id = ANY (@{name})");
            Add(Json(come.Where(row => gone.ContainsKey(row.Key))), table.UpdateSql);
            Add(Json(come.Where(row => !gone.ContainsKey(row.Key))), table.AppendSql);
        }
        return new(sql.ToString(), values, territories);

        void Add(object rows, Func<string, string> statement)
        {
            if (rows is Array { Length: 0 } or "[]")
                return;
            var name = $"rows{values.Count}";
            values[name] = rows;
            sql.Append(statement(name)).Append(";\n");
        }
    }

    static string Json(IEnumerable<KeyValuePair<Guid, DeclaredRow>> rows) =>
        $"[{string.Join(',', rows.OrderBy(row => row.Value.Ordinal).Select(row => $$"""{"t":"{{row.Value.Territory.Value}}","d":{{row.Value.Document}}}"""))}]";

    static Guid IdOf(DeclaredRow row)
    {
        using var document = JsonDocument.Parse(row.Document);
        return document.RootElement.GetProperty("id").GetGuid();
    }
}
