-- Territories are kept apart by the database, not only by our statements.
--
-- Every unit of work takes on one of two roles for the length of its transaction (Scope.cs). Neither logs in, owns anything, or may pass
-- over row-level security:
--   ramasse_member   sees and writes the rows of the territories that the transaction names in `ramasse.territories`; without one, nothing;
--   ramasse_service  sees every territory: the worker that plans them together.
-- Roles belong to the whole cluster, so another database may have made them already, or be making them now. The owner is a member of
-- both: to take them on, and because the policies below are then its own too (FORCE would else show an owner who is no superuser nothing
-- of what it has to migrate and back up).
--
-- References are checked by the system and pass over policies: a row may name another territory's partner by id (a loan) without anybody
-- reading that partner.
--
-- A later table with rows of a territory is kept apart by `CALL keep_territories_apart('its_name')`. A table for which that was forgotten
-- is closed to members; the service has rights on all that this owner adds. A test asks the catalogue.

DO $roles$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['ramasse_member', 'ramasse_service'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;                           -- another database of the cluster made it in this moment
    END;
    IF NOT pg_has_role(current_user, wanted, 'USAGE') THEN
      BEGIN
        EXECUTE format('GRANT %I TO CURRENT_USER', wanted);
      EXCEPTION WHEN unique_violation THEN
        NULL;
      END;
    END IF;
  END LOOP;
EXCEPTION WHEN insufficient_privilege THEN
  RAISE EXCEPTION 'The role %, who owns this database, may not make the roles that its transactions take on (%). Let a superuser run once: %',
    current_user, SQLERRM,
    concat(
      (SELECT string_agg(format('CREATE ROLE %I NOLOGIN; ', r), '') FROM unnest(ARRAY['ramasse_member', 'ramasse_service']) AS r
       WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = r)),
      format('GRANT ramasse_member, ramasse_service TO %I', current_user))
    USING ERRCODE = 'insufficient_privilege';
END
$roles$;

GRANT USAGE ON SCHEMA public TO ramasse_member, ramasse_service;

CREATE FUNCTION visible_territories() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('ramasse.territories', true), ''), '{}')::uuid[]
$$;
COMMENT ON FUNCTION visible_territories() IS 'What the transaction may see as ramasse_member; empty when it said nothing.';

-- `own` is the condition under which a row is a member's; the sub-select has it evaluated once for a statement instead of for every row.
CREATE PROCEDURE keep_territories_apart(
  kept regclass,
  rights text DEFAULT 'SELECT, INSERT, UPDATE, DELETE',
  own text DEFAULT 'territory_id = ANY ((SELECT visible_territories())::uuid[])')
LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', kept);
  EXECUTE format('CREATE POLICY for_members ON %s TO ramasse_member USING (%s) WITH CHECK (%s)', kept, own, own);
  EXECUTE format('CREATE POLICY for_the_service ON %s TO ramasse_service USING (true) WITH CHECK (true)', kept);
  EXECUTE format('REVOKE ALL ON %s FROM ramasse_member, ramasse_service', kept);
  EXECUTE format('GRANT %s ON %s TO ramasse_member, ramasse_service', rights, kept);
END
$$;

ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ramasse_service;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO ramasse_service;

-- A plan's document holds the goods and partners of all its territories, and what it was made from those of all that had declared the
-- date: neither is shown to whom not all of them may be shown. Its numbers (plan_version) and its routes belong to one territory each.
ALTER TABLE plan ADD COLUMN territory_ids uuid[];
UPDATE plan SET territory_ids = ARRAY(SELECT t::uuid FROM jsonb_array_elements_text(document->'territories') AS t);
ALTER TABLE plan ALTER COLUMN territory_ids SET NOT NULL;

ALTER TABLE plan_source ADD COLUMN territory_ids uuid[];
UPDATE plan_source SET territory_ids = ARRAY(SELECT (t->>'id')::uuid FROM jsonb_array_elements(document->'territories') AS t);
ALTER TABLE plan_source ALTER COLUMN territory_ids SET NOT NULL;

CALL keep_territories_apart('plan', own => $$territory_ids <> '{}' AND territory_ids <@ (SELECT visible_territories())$$);
CALL keep_territories_apart('plan_source', own => $$territory_ids <> '{}' AND territory_ids <@ (SELECT visible_territories())$$);
CALL keep_territories_apart('plan_version');
CALL keep_territories_apart('route');

CALL keep_territories_apart('day');
CALL keep_territories_apart('policy');
CALL keep_territories_apart('party');
CALL keep_territories_apart('consent');
CALL keep_territories_apart('site');
CALL keep_territories_apart('lot');
CALL keep_territories_apart('need');
CALL keep_territories_apart('equipment');
CALL keep_territories_apart('equipment_request');
CALL keep_territories_apart('vehicle');
CALL keep_territories_apart('driver');
CALL keep_territories_apart('shift');
CALL keep_territories_apart('crate_type');
CALL keep_territories_apart('crate_balance');
CALL keep_territories_apart('recipe');
CALL keep_territories_apart('crew');

-- An event of the whole instance (no territory) is the service's alone. Nobody but the owner could even try to change the past.
CALL keep_territories_apart('event', rights => 'SELECT, INSERT');

-- A view reads with its owner's eyes unless it is told to read with the asker's.
ALTER VIEW current_party SET (security_invoker = true);
ALTER VIEW current_site SET (security_invoker = true);
GRANT SELECT ON current_party, current_site TO ramasse_member, ramasse_service;
