-- What happened, in the past tense and in the order it became true.
--
-- The log is only ever added to: a trigger refuses UPDATE, DELETE and TRUNCATE, whoever asks. A mistake is corrected by a new event that
-- names the one it corrects. Readers poll by id (LISTEN/NOTIFY does not cross hosts and does not exist in the embedded store), so ids must
-- become visible in rising order: a writer takes an advisory lock that ends with its transaction before it draws an id, and should add
-- its events last. `occurred_at` is when the thing happened in the world, which may be before an event of a lower id.

CREATE TABLE event (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  occurred_at timestamptz NOT NULL,
  territory_id uuid,                -- null: concerns the whole instance
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$'),
  subject_id uuid,
  payload jsonb NOT NULL
);
CREATE INDEX event_by_territory ON event (territory_id, id);
CREATE INDEX event_by_subject ON event (subject_id, id);

CREATE FUNCTION refuse_change_of_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the table % is append-only: correct an entry by adding another', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE ON event
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER event_is_never_emptied BEFORE TRUNCATE ON event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();
