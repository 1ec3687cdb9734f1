using System.Reflection;

namespace Logistics.Storage.Tests;

/// <summary>What the catalogue must say, so that a table added tomorrow cannot be forgotten.</summary>
public sealed class IsolationCatalogueTests(Stores stores)
{
    /// <summary>Tables with no row of any territory; members have no right on them at all.</summary>
    static readonly string[] OfTheInstance =
    [
        "answer_link", "api_key", "attempt", "audit_entry", "calendar_link", "duty_reminder", "exchanged_row", "exported_table", "kept_answer", "mail_outbox", "membership", "notice_choice", "notice_sent", "person", "photo", "planning_claim", "push_device", "push_outbox", "route_link", "schema_version", "sealing_key", "session",
        "sign_in_link", "volunteer_link",
    ];

    /// <summary>Tables of which members also read rows of others, by consent (014); they write none of them.</summary>
    static readonly Dictionary<string, string> Lent = new()
    {
        ["equipment"] = "lent_to_members ramasse_member",
        ["lot"] = "lent_to_members ramasse_member",
        ["loan"] = "offered_to_members ramasse_member",
        ["loan_consent"] = "of_both_sides ramasse_member",
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task Every_table_is_kept_apart_or_closed_to_members(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);
        var tables = (await store.RunAsync(
            Scope.Owner,
            unit => unit.QueryAsync<Described>(
                """
                SELECT c.relname::text AS "Name", c.relrowsecurity AND c.relforcerowsecurity AS "Forced", pg_get_userbyid(c.relowner) LIKE 'ramasse%' AS "OwnedByRole",
                  coalesce((SELECT string_agg(p.polname || ' ' || array_to_string(ARRAY(SELECT rolname FROM pg_roles WHERE oid = ANY (p.polroles)), ' '), ', ' ORDER BY p.polname)
                            FROM pg_policy AS p WHERE p.polrelid = c.oid), '') AS "Policies",
                  has_table_privilege('ramasse_member', c.oid, 'SELECT') AND has_table_privilege('ramasse_member', c.oid, 'INSERT') AS "MemberWorks",
                  has_table_privilege('ramasse_service', c.oid, 'SELECT') AND has_table_privilege('ramasse_service', c.oid, 'INSERT') AS "ServiceWorks",
                  has_table_privilege('ramasse_member', c.oid, 'SELECT, INSERT, UPDATE, DELETE') AS "MemberTouches",
                  has_table_privilege('ramasse_member', c.oid, 'TRUNCATE, REFERENCES, TRIGGER')
                    OR has_table_privilege('ramasse_service', c.oid, 'TRUNCATE, REFERENCES, TRIGGER') AS "TooMuch"
                FROM pg_class AS c
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'm', 'f')
                  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                ORDER BY 1
                """),
            Cancellation)).ToList();

        Assert.All(tables, table => Assert.Equal(
            OfTheInstance.Contains(table.Name)
                ? table with { OwnedByRole = false, MemberWorks = false, MemberTouches = false, TooMuch = false }
                : new(
                    table.Name, Forced: true, OwnedByRole: false,
                    "for_members ramasse_member, for_the_service ramasse_service" + (Lent.TryGetValue(table.Name, out var also) ? ", " + also : ""), MemberWorks: true, ServiceWorks: true, MemberTouches: true, TooMuch: false),
            table));
        Assert.Equal((await ApartTable.AllAsync(store, Cancellation)).Select(x => x.Name), tables.Select(x => x.Name).Except(OfTheInstance));
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task No_view_and_no_function_lends_anybody_the_owner_s_eyes(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        var lenders = await store.RunAsync(
            Scope.Owner,
            unit => unit.QueryAsync<string>(
                """
                SELECT relname::text FROM pg_class AS c
                WHERE relnamespace = 'public'::regnamespace AND relkind = 'v' AND NOT coalesce(reloptions, '{}') @> '{security_invoker=true}'
                  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
                UNION ALL
                SELECT proname::text FROM pg_proc AS f
                WHERE pronamespace = 'public'::regnamespace AND prosecdef
                  AND NOT EXISTS (SELECT FROM pg_depend AS d WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype = 'e')
                """),
            Cancellation);

        Assert.Empty(lenders);
    }

    [Theory]
    [InlineData(StoreKind.Embedded)]
    [InlineData(StoreKind.Server)]
    public async Task A_table_that_was_forgotten_is_closed_to_members_until_it_is_kept_apart(StoreKind kind)
    {
        var store = await stores.OpenAsync(kind);

        await Assert.ThrowsAsync<TimeoutException>(() => store.RunAsync(
            Scope.Owner,
            async unit =>
            {
                await unit.ExecuteAsync("CREATE TABLE forgotten (territory_id uuid NOT NULL)");
                Assert.Equal((false, true), await RightsAsync());
                await unit.ExecuteAsync("CALL keep_territories_apart('forgotten', rights => 'SELECT, INSERT')");
                Assert.Equal((true, true), await RightsAsync());
                Assert.False(await unit.SingleAsync<bool>("SELECT has_table_privilege('ramasse_service', 'forgotten', 'UPDATE, DELETE')"));
                throw new TimeoutException("and nothing of it is kept");

                Task<(bool, bool)> RightsAsync() => unit.SingleAsync<(bool, bool)>(
                    "SELECT has_table_privilege('ramasse_member', 'forgotten', 'SELECT'), has_table_privilege('ramasse_service', 'forgotten', 'SELECT')");
            },
            Cancellation));
    }

    /// <summary>Whoever could say any SQL could say SET ROLE, too.</summary>
    [Fact]
    public void No_other_room_can_say_any_sql() => Assert.Empty(
        new[] { typeof(UnitOfWork), typeof(Store), typeof(Scope) }.SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.Name != nameof(Store.Open) && method.GetParameters().Any(parameter => parameter.ParameterType == typeof(string)))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}"));

    sealed record Described(
        string Name, bool Forced, bool OwnedByRole, string Policies, bool MemberWorks, bool ServiceWorks, bool MemberTouches, bool TooMuch);
}
