-- What partners have before them, as their calendars and letters tell it, and who wants to be told how.
--
-- `calendar_entry` follows from the plan in force: it is written in the transaction that puts a plan in force, and read without the plan. An entry keeps its
-- id while it is about the same thing (the first delivery of a day at a place, say), counts its changes, and when a plan has it no more it is struck out and not
-- deleted: programs that showed it must hear so. No person is named in it.
--
-- `calendar_link` is an address that a program asks, without an account. It rests on the membership that it was made for, as links of answers do (016), and is
-- about all of that partner's entries or those of one place; only the SHA-256 of what stands in it is kept.
--
-- `notice_choice` is what a person wants by mail; who has no row has never said. `notice_sent` remembers which letters were written, so that two hosts, or one that
-- starts anew, write one. Hours are local to the territory.

CREATE TABLE calendar_entry (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,       -- the partner's
  service_date date NOT NULL,
  party_id uuid NOT NULL,           -- in whose calendar it stands
  site_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('pickup', 'delivery', 'fetch', 'fetched', 'borrow', 'lend')),
  begins_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at >= begins_at),
  document jsonb NOT NULL,
  sequence int NOT NULL DEFAULT 0,
  changed_at timestamptz NOT NULL,
  cancelled boolean NOT NULL DEFAULT false
);
CREATE INDEX calendar_entry_by_party ON calendar_entry (party_id, service_date);
CREATE INDEX calendar_entry_by_date ON calendar_entry (service_date, territory_id);

CALL keep_territories_apart('calendar_entry');

CREATE TABLE calendar_link (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  membership_id uuid NOT NULL REFERENCES membership,
  site_id uuid,                     -- null: all places
  language text NOT NULL CHECK (language IN ('fr', 'en')),
  made_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE UNIQUE INDEX calendar_link_held_once ON calendar_link (membership_id, site_id) NULLS NOT DISTINCT WHERE ended_at IS NULL;

CREATE TABLE notice_choice (
  person_id uuid PRIMARY KEY REFERENCES person,
  questions boolean NOT NULL,       -- what the partner is asked
  reminder boolean NOT NULL,        -- the evening before
  digest boolean NOT NULL,          -- once a week
  quiet_from int CHECK (quiet_from BETWEEN 0 AND 1439),   -- minutes of the local day: no letter from then on (inclusive)
  quiet_until int CHECK (quiet_until BETWEEN 0 AND 1439), -- until then (exclusive); before quiet_from: over midnight
  CHECK ((quiet_from IS NULL) = (quiet_until IS NULL) AND quiet_from IS DISTINCT FROM coalesce(quiet_until, -1))
);

CREATE TABLE notice_sent (
  person_id uuid NOT NULL REFERENCES person,
  party_id uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('reminder', 'digest')),
  period date NOT NULL,             -- the day, or the Monday of the week, that it tells of
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, party_id, kind, period)
);

-- What began at a partner's places: its own account asks (PartnerLedger.cs).
CREATE INDEX movement_by_beginning ON movement (to_site_id) WHERE kind IN ('declared', 'out-of-batch');
