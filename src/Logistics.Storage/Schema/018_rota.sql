-- Who drives: volunteers, the duties they go on, and what each said of which day.
--
-- A `duty` is a vehicle's outing, recurring or for once; its id is that of the shift that it becomes where it has a crew. `attendance` is never changed, only added to and in the end forgotten: the last
-- word of a volunteer about a duty on a day counts, and none is about another day, so whoever steps in once has not signed up for good. Leaves are taken back by
-- their end and not deleted. A volunteer who leaves is emptied of what is personal; the id stays, for the days that name it.
--
-- `volunteer_link` opens one volunteer's page without an account, for whoever has the link; only its SHA-256 is kept. Members have no right on it: who opens one is nobody yet.

CREATE TABLE volunteer (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,
  code text NOT NULL,
  document jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  left_at timestamptz,              -- from then on nobody
  UNIQUE (territory_id, code)
);

CREATE TABLE duty (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,
  code text NOT NULL,
  document jsonb NOT NULL,
  kept_at timestamptz NOT NULL,
  ended_at timestamptz,             -- from then on it goes no more
  UNIQUE (territory_id, code)
);

CREATE TABLE attendance (
  territory_id uuid NOT NULL,
  duty_id uuid NOT NULL,
  service_date date NOT NULL,
  volunteer_id uuid NOT NULL,
  told_at timestamptz NOT NULL,
  coming text NOT NULL CHECK (coming IN ('as-driver', 'as-helper', 'not-at-all')),
  in_place_of uuid,                 -- the volunteer who is replaced
  told_by uuid,                     -- the person who entered it; null: the volunteer's own link
  PRIMARY KEY (duty_id, service_date, volunteer_id, told_at)
);
CREATE INDEX attendance_by_date ON attendance (territory_id, service_date);

CREATE TABLE volunteer_leave (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,
  volunteer_id uuid NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  told_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX volunteer_leave_by_volunteer ON volunteer_leave (territory_id, volunteer_id);

CREATE TABLE volunteer_link (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  volunteer_id uuid NOT NULL REFERENCES volunteer,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,  -- exclusive
  ended_at timestamptz
);
CREATE INDEX volunteer_link_by_volunteer ON volunteer_link (volunteer_id);

CALL keep_territories_apart('volunteer', rights => 'SELECT, INSERT, UPDATE');
CALL keep_territories_apart('duty', rights => 'SELECT, INSERT, UPDATE');
CALL keep_territories_apart('attendance', rights => 'SELECT, INSERT, DELETE');
CALL keep_territories_apart('volunteer_leave');
