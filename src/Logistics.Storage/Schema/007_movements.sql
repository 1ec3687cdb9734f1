-- Where goods went, entry by entry.
--
-- `movement` is the ledger: only ever added to, like `event`. Its ids are drawn by whoever saw the goods move, perhaps offline and perhaps
-- sent twice. A wrong entry is taken back by one that repeats it with `reverses_id`, once, and counts the other way; its kind is the kind
-- it takes back, so that every sum over a kind is right without looking for corrections. Sites, partners, lots and plans are named
-- without foreign keys: a day may be declared anew and a plan may be forgotten, what happened stays.
--
-- A lot is at sites or on the road. A null `from_site_id` of a kind that takes goods away from somewhere means the road, and so does a null
-- `site_id` in the stock.
--
-- Everything else follows. `stock_change` is what each entry does to the stock, `lot_part` which lots became part of which others; both are
-- views, so that they cannot say something else than the ledger. `stock_level`, the sum of the changes, is a table for the sake of speed:
-- the statement that adds entries changes it in the same transaction (Ledger.cs). Levels may be negative for a while, because proofs come
-- late and in any order; LedgerCheck.cs tells what does not add up.

CREATE TABLE movement (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,         -- the lot's
  service_date date NOT NULL,
  lot_id uuid NOT NULL,
  kind text NOT NULL,
  family text,
  quantity_g bigint NOT NULL CHECK (quantity_g > 0),
  from_site_id uuid,
  to_site_id uuid,
  party_id uuid,
  part_lot_id uuid,                   -- what a split makes
  batch_id uuid,
  plan_id uuid,
  allocation_id uuid,
  reverses_id uuid UNIQUE REFERENCES movement,
  occurred_at timestamptz NOT NULL,   -- in the world
  recorded_at timestamptz NOT NULL,   -- here
  CONSTRAINT movement_says_what_its_kind_needs CHECK (CASE kind
    WHEN 'declared' THEN from_site_id IS NULL AND to_site_id IS NOT NULL
    WHEN 'weighed' THEN num_nonnulls(from_site_id, to_site_id) = 1
    WHEN 'picked-up' THEN from_site_id IS NOT NULL AND to_site_id IS NULL
    WHEN 'set-down' THEN from_site_id IS NULL AND to_site_id IS NOT NULL
    WHEN 'delivered' THEN party_id IS NOT NULL
    WHEN 'returned' THEN true
    WHEN 'lost' THEN to_site_id IS NULL
    WHEN 'into-batch' THEN to_site_id IS NULL
    WHEN 'out-of-batch' THEN from_site_id IS NULL AND to_site_id IS NOT NULL
    WHEN 'split' THEN to_site_id IS NULL
    ELSE false END
    AND (batch_id IS NOT NULL) = (kind IN ('into-batch', 'out-of-batch'))
    AND (part_lot_id IS NOT NULL) = (kind = 'split')
    AND part_lot_id IS DISTINCT FROM lot_id)
);
CREATE INDEX movement_by_territory ON movement (territory_id, service_date);
CREATE INDEX movement_by_lot ON movement (lot_id);
CREATE INDEX movement_by_part ON movement (part_lot_id) WHERE part_lot_id IS NOT NULL;
CREATE INDEX movement_by_batch ON movement (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX movement_by_party ON movement (party_id, service_date) WHERE party_id IS NOT NULL;

CREATE TRIGGER movement_is_append_only BEFORE UPDATE OR DELETE ON movement
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER movement_is_never_emptied BEFORE TRUNCATE ON movement
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();

-- What an entry says of the goods: all of it but which entry it is, and when.
CREATE FUNCTION said_of_goods(m movement) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(m) - ARRAY['id', 'reverses_id', 'occurred_at', 'recorded_at']
$$;

CREATE FUNCTION refuse_false_reversal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM movement AS m WHERE m.id = NEW.reverses_id AND m.reverses_id IS NULL AND said_of_goods(m) = said_of_goods(NEW)) THEN
    RAISE EXCEPTION 'the entry % takes back %, which is not there, takes back another itself, or says something else', NEW.id, NEW.reverses_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER movement_takes_back_an_equal_one BEFORE INSERT ON movement
  FOR EACH ROW WHEN (NEW.reverses_id IS NOT NULL) EXECUTE FUNCTION refuse_false_reversal();

CREATE FUNCTION counted_g(m movement) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN m.reverses_id IS NULL THEN m.quantity_g ELSE -m.quantity_g END
$$;

CREATE FUNCTION stock_changes(m movement) RETURNS TABLE (lot_id uuid, site_id uuid, grams bigint) LANGUAGE sql STABLE AS $$
  SELECT m.lot_id, m.from_site_id, -counted_g(m)
  WHERE m.kind NOT IN ('declared', 'out-of-batch') AND (m.kind <> 'weighed' OR m.from_site_id IS NOT NULL)
  UNION ALL
  SELECT coalesce(m.part_lot_id, m.lot_id), CASE m.kind WHEN 'split' THEN m.from_site_id ELSE m.to_site_id END, counted_g(m)
  WHERE m.kind IN ('declared', 'picked-up', 'set-down', 'out-of-batch', 'split') OR (m.kind = 'weighed' AND m.to_site_id IS NOT NULL)
$$;

CREATE VIEW stock_change WITH (security_invoker = true) AS
  SELECT m.id AS movement_id, m.territory_id, change.lot_id, change.site_id, change.grams
  FROM movement AS m CROSS JOIN LATERAL stock_changes(m) AS change;

-- Entries that stand: they take nothing back and were not taken back.
CREATE VIEW standing_movement WITH (security_invoker = true) AS
  SELECT * FROM movement AS m WHERE reverses_id IS NULL AND NOT EXISTS (SELECT FROM movement AS r WHERE r.reverses_id = m.id);

-- So many grams of the parent went into the child. A child that comes out of its batch in two goes has two rows for each input.
CREATE VIEW lot_part WITH (security_invoker = true) AS
  SELECT id AS movement_id, lot_id AS parent_id, part_lot_id AS child_id, quantity_g AS grams, 'split' AS cause
  FROM standing_movement WHERE kind = 'split'
  UNION ALL
  SELECT i.id, i.lot_id, o.lot_id, i.quantity_g, 'batch'
  FROM standing_movement AS i JOIN standing_movement AS o ON o.batch_id = i.batch_id AND o.kind = 'out-of-batch'
  WHERE i.kind = 'into-batch';

CREATE TABLE stock_level (
  territory_id uuid NOT NULL,
  lot_id uuid NOT NULL,
  site_id uuid,                       -- null: on the road
  grams bigint NOT NULL,
  UNIQUE NULLS NOT DISTINCT (lot_id, site_id, territory_id)
);
CREATE INDEX stock_level_by_territory ON stock_level (territory_id, site_id) WHERE grams <> 0;

CALL keep_territories_apart('movement', rights => 'SELECT, INSERT');
CALL keep_territories_apart('stock_level', rights => 'SELECT, INSERT, UPDATE');
GRANT SELECT ON stock_change, standing_movement, lot_part TO ramasse_member, ramasse_service;
