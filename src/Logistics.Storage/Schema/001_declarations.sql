-- What was declared for a day.
--
-- A day is a snapshot: what the partners of a territory said for one service date, kept as it was said that day, so that an old plan can
-- be replayed and explained long after a site has moved or a partner has left. A territory declares a date once at a time: `day` is that
-- fact, with a revision that counts how often it was replaced, and every other table here holds the rows of one day. What is true *now*
-- of partners and sites is what the latest day says: the views `current_party` and `current_site`.
--
-- Each row carries its whole fact as `document` (jsonb, written by one serializer). The columns beside it are taken out of it by the
-- statement that inserts it, for joins, constraints and indexes; nothing else writes these tables. In documents as in columns quantities
-- are whole numbers: grams, millilitres, decimetres, milliseconds, microeuros; positions are ten-millionths of a degree, longitude first.
-- `ordinal` is the place in the day's list, because order is part of what was said.
--
-- Rows may name rows of another territory (a shared vehicle's owner, a borrower). A file with several territories is saved in one
-- transaction and the references are checked at its end (deferred), in whatever order it was written.

CREATE EXTENSION IF NOT EXISTS postgis;

CREATE TABLE day (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  ordinal int NOT NULL,
  notice text,                      -- said wherever the day is shown when its data is not real
  revision int NOT NULL,
  digest bytea NOT NULL,            -- SHA-256 of all that was declared: an equal one is not saved again
  saved_at timestamptz NOT NULL,
  document jsonb NOT NULL,          -- the territory with its policy as it was that day
  PRIMARY KEY (service_date, territory_id)
);
CREATE INDEX day_by_territory ON day (territory_id, service_date);

CREATE TABLE policy (
  territory_id uuid NOT NULL,
  version text NOT NULL,
  decided_on date NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (territory_id, version)
);
COMMENT ON TABLE policy IS 'Each version that the members of a territory decided, as the first day that used it stated it. A new decision is a new version.';

CREATE TABLE party (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  attested_persons int NOT NULL CHECK (attested_persons >= 0),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX party_by_territory ON party (territory_id, service_date);

CREATE TABLE consent (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  ordinal int NOT NULL,
  from_party_id uuid,               -- null: any partner of the territory
  to_party_id uuid,
  valid_from date,                  -- both days inclusive
  valid_until date,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, territory_id, ordinal),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, from_party_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, to_party_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE site (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  party_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  commune text NOT NULL,
  position geography(Point, 4326) NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, party_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX site_by_territory ON site (territory_id, service_date);
CREATE INDEX site_by_party ON site (service_date, party_id);
-- Nearest first, and within a distance.
CREATE INDEX site_by_position ON site USING gist (position);

CREATE TABLE lot (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  donor_id uuid NOT NULL,
  site_id uuid NOT NULL,
  code text NOT NULL,
  product text NOT NULL,
  family text NOT NULL,
  temperature text NOT NULL,
  low_g bigint NOT NULL CHECK (low_g >= 0),
  expected_g bigint NOT NULL CHECK (expected_g > 0 AND expected_g >= low_g),
  high_g bigint NOT NULL CHECK (high_g >= expected_g),
  date_mark text NOT NULL,          -- use-by (DLC), best-before (DDM) or keeps-until (the donor's own estimate)
  good_until date NOT NULL,         -- inclusive
  pickup_from timestamptz NOT NULL,
  pickup_until timestamptz NOT NULL CHECK (pickup_until >= pickup_from),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, donor_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX lot_by_territory ON lot (territory_id, service_date);
CREATE INDEX lot_by_donor ON lot (donor_id, service_date);

CREATE TABLE need (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  recipient_id uuid NOT NULL,
  site_id uuid NOT NULL,
  code text NOT NULL,
  family text NOT NULL,
  wanted_g bigint NOT NULL CHECK (wanted_g > 0),
  urgency text NOT NULL,
  deadline timestamptz NOT NULL,    -- inclusive
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, recipient_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX need_by_territory ON need (territory_id, service_date);
CREATE INDEX need_by_recipient ON need (recipient_id, service_date);

CREATE TABLE equipment (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  owner_id uuid NOT NULL,
  site_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, owner_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX equipment_by_territory ON equipment (territory_id, service_date);

CREATE TABLE equipment_request (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  party_id uuid NOT NULL,
  code text NOT NULL,
  kind text NOT NULL,
  within_from timestamptz NOT NULL,
  within_until timestamptz NOT NULL CHECK (within_until >= within_from),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, party_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE vehicle (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  owner_id uuid NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  profile text NOT NULL,
  capacity_g bigint NOT NULL CHECK (capacity_g >= 0),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, owner_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE driver (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE shift (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  driver_id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  start_site_id uuid NOT NULL,
  end_site_id uuid NOT NULL,
  code text NOT NULL,
  span_from timestamptz NOT NULL,
  span_until timestamptz NOT NULL CHECK (span_until >= span_from),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, driver_id) REFERENCES driver DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, vehicle_id) REFERENCES vehicle DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, start_site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, end_site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE crate_type (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,       -- the owner's
  code text NOT NULL,
  ordinal int NOT NULL,
  owner_id uuid NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, territory_id, code),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, owner_id) REFERENCES party DEFERRABLE INITIALLY DEFERRED
);

CREATE TABLE crate_balance (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,       -- the site's
  site_id uuid NOT NULL,
  crate_type text NOT NULL,
  ordinal int NOT NULL,
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, site_id, crate_type),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);

CREATE VIEW current_party AS SELECT DISTINCT ON (id) * FROM party ORDER BY id, service_date DESC;
CREATE VIEW current_site AS SELECT DISTINCT ON (id) * FROM site ORDER BY id, service_date DESC;
