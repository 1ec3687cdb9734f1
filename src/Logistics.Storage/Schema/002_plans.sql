-- What was planned.
--
-- A plan is made once and never changed: a correction is another plan. It covers one or more territories on one service date;
-- `plan_version` numbers, for each of them, the plans that were in force one after the other, and the highest number is the current one.
-- The same plan may come back under a new number, when a dispatcher returns to it.
--
-- `document` is the whole plan. The totals and the routes are taken out of it when it is saved: what is shown in lists, and the lines that
-- PostGIS can answer questions about. Vehicles, drivers and shifts are those of the day's declarations; a plan outlives a replaced day,
-- so they are named here without a foreign key.

CREATE TABLE plan (
  id uuid PRIMARY KEY,
  service_date date NOT NULL,
  planned_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  notice text,
  allocated_g bigint NOT NULL,
  unmet_g bigint NOT NULL,
  leftover_g bigint NOT NULL,
  distance_dm bigint NOT NULL,
  duration_ms bigint NOT NULL,
  cost_microeuro bigint NOT NULL,
  route_count int NOT NULL,
  document jsonb NOT NULL
);
CREATE INDEX plan_by_date ON plan (service_date);

CREATE TABLE plan_version (
  territory_id uuid NOT NULL,
  service_date date NOT NULL,
  version int NOT NULL CHECK (version > 0),
  plan_id uuid NOT NULL REFERENCES plan,
  in_force_from timestamptz NOT NULL,
  PRIMARY KEY (territory_id, service_date, version)
);
CREATE INDEX plan_version_by_plan ON plan_version (plan_id);

CREATE TABLE route (
  plan_id uuid NOT NULL REFERENCES plan,
  id uuid NOT NULL,
  territory_id uuid NOT NULL,
  number int NOT NULL,
  shift_id uuid NOT NULL,
  vehicle_id uuid NOT NULL,
  driver_id uuid NOT NULL,
  departs_at timestamptz NOT NULL,
  returns_at timestamptz NOT NULL CHECK (returns_at >= departs_at),
  distance_dm bigint NOT NULL,
  cost_microeuro bigint NOT NULL,
  path geometry(LineString, 4326),  -- leg after leg; null when the vehicle goes nowhere
  PRIMARY KEY (plan_id, id)
);
CREATE INDEX route_by_vehicle ON route (vehicle_id, departs_at);
CREATE INDEX route_by_driver ON route (driver_id, departs_at);
CREATE INDEX route_by_path ON route USING gist (path);
