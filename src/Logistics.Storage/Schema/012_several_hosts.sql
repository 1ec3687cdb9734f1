-- What hosts that work on one database have to agree on.
--
-- `planning_claim` says who makes the plan of a day. A claim lasts until `until` by the database's clock, the only one all hosts share; who holds it
-- prolongs it while it works, and one that ran out may be taken by anybody. `number` grows with each taking and is looked at again in the transaction
-- that saves the plan: a host that slept through its claim's end saves nothing. A row stays when its claim ends, so that its number goes on growing.
--
-- `planning_window` holds the times at which a territory wanted a day planned anew, changed or not. Each counts as a change of the day's declarations
-- (DayBook), so that an ordinary plan answers it; the key lets every host write it and one succeed.
--
-- `sealing_key` holds the keys that cookies are sealed with, as the framework writes them: what one host sealed another opens.

CREATE TABLE planning_claim (
  service_date date PRIMARY KEY,
  number bigint NOT NULL CHECK (number > 0),
  holder uuid NOT NULL,             -- a host, by the id it drew at its start
  claimed_at timestamptz NOT NULL,
  until timestamptz NOT NULL        -- exclusive; not after now: ended
);

CREATE TABLE planning_window (
  territory_id uuid NOT NULL,
  scheduled_at timestamptz NOT NULL,
  service_date date NOT NULL,
  PRIMARY KEY (territory_id, scheduled_at)
);
CREATE INDEX planning_window_by_date ON planning_window (service_date);
CALL keep_territories_apart('planning_window', rights => 'SELECT, INSERT');

CREATE TABLE sealing_key (
  name text PRIMARY KEY,
  content text NOT NULL,            -- XML
  created_at timestamptz NOT NULL DEFAULT now()
);
