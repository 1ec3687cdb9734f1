-- Links by which a driver opens a route without an account.
--
-- A link is about one vehicle's round on one day (a shift), whatever plan is in force: a new plan gives the route another id, and the paper in the
-- van is still the same. Only the SHA-256 of the link is kept. Until `reads_until` it shows the route, until `tells_until` a device that opened it may
-- still tell what happened: a phone may have been without a network for days. No person stands behind a link, and nothing of one is kept here.
--
-- Members have no right on this table: who may make and end links is the host's to judge, and who opens one is nobody yet.

CREATE TABLE route_link (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  territory_id uuid NOT NULL,
  service_date date NOT NULL,
  shift_id uuid NOT NULL,
  made_by uuid REFERENCES person,   -- null: whoever held the access key
  made_at timestamptz NOT NULL,
  reads_until timestamptz NOT NULL, -- exclusive, as the next
  tells_until timestamptz NOT NULL,
  openings int NOT NULL DEFAULT 0,
  opened_at timestamptz,            -- the last time
  seen_plan_id uuid,                -- the newest plan that somebody said to have read
  seen_at timestamptz,
  ended_at timestamptz,
  CHECK (reads_until <= tells_until),
  CHECK ((seen_plan_id IS NULL) = (seen_at IS NULL))
);
CREATE INDEX route_link_by_route ON route_link (service_date, shift_id);
