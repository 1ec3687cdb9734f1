-- What drivers and recipients say happened, and what they say went wrong.
--
-- `proof` and `incident` are only ever added to, like `event`. Their ids are drawn by the device, perhaps offline and perhaps sent twice; `said_sha256`
-- is of what was told, so that the same again is told from something else under the same id. A correction names what it corrects in `corrects_id`,
-- without a foreign key: it may come first. Each proof is corrected once at most; a correction may itself be corrected.
--
-- What a proof means for the stock stands in `movement`, written in the same transaction; nothing else follows from these tables.
--
-- Where a device was, and a photo, are personal data or may be, and are forgotten before the proof is (People/Retention.cs): they have tables of their
-- own, which may lose rows.
--
-- A photo is known by what is in it. `photo` holds them where hosts share a server and is the instance's, whose rows nobody reads but by an id in
-- `proof_photo`; where one host has a folder of its own they are files there, and the table is empty.

CREATE TABLE proof (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,         -- the route's; where the recipient fetched, the lot's
  service_date date NOT NULL,
  plan_id uuid NOT NULL REFERENCES plan,
  route_id uuid,                      -- null: fetched
  site_id uuid NOT NULL,
  corrects_id uuid UNIQUE CHECK (corrects_id <> id),
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  said_sha256 text NOT NULL CHECK (said_sha256 ~ '^[0-9a-f]{64}$'),
  document jsonb NOT NULL
);
CREATE INDEX proof_by_date ON proof (service_date, territory_id);
CREATE INDEX proof_by_stop ON proof (plan_id, site_id);

CREATE TABLE proof_position (
  proof_id uuid PRIMARY KEY REFERENCES proof,
  territory_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  position geography(Point, 4326) NOT NULL
);
CREATE INDEX proof_position_by_age ON proof_position (received_at);

CREATE TABLE proof_photo (
  proof_id uuid PRIMARY KEY REFERENCES proof,
  territory_id uuid NOT NULL,
  photo_sha256 text NOT NULL CHECK (photo_sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz NOT NULL
);
CREATE INDEX proof_photo_by_age ON proof_photo (added_at);
CREATE INDEX proof_photo_by_photo ON proof_photo (photo_sha256);

CREATE TABLE photo (
  sha256 text PRIMARY KEY CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  put_at timestamptz NOT NULL,
  content bytea NOT NULL
);

CREATE TABLE incident (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,
  service_date date NOT NULL,
  plan_id uuid NOT NULL REFERENCES plan,
  route_id uuid,
  site_id uuid,
  kind text NOT NULL,
  occurred_at timestamptz NOT NULL,
  received_at timestamptz NOT NULL,
  said_sha256 text NOT NULL CHECK (said_sha256 ~ '^[0-9a-f]{64}$'),
  document jsonb NOT NULL
);
CREATE INDEX incident_by_date ON incident (service_date, territory_id);

CREATE TRIGGER proof_is_append_only BEFORE UPDATE OR DELETE ON proof FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER proof_is_never_emptied BEFORE TRUNCATE ON proof FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER incident_is_append_only BEFORE UPDATE OR DELETE ON incident FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER incident_is_never_emptied BEFORE TRUNCATE ON incident FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();

CALL keep_territories_apart('proof', rights => 'SELECT, INSERT');
CALL keep_territories_apart('proof_position', rights => 'SELECT, INSERT, DELETE');
CALL keep_territories_apart('proof_photo', rights => 'SELECT, INSERT, DELETE');
CALL keep_territories_apart('incident', rights => 'SELECT, INSERT');

-- The ledger is read page by page in the order in which it was written.
CREATE INDEX movement_by_recording ON movement (recorded_at, id);
