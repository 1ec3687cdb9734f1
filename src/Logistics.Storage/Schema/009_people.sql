-- Who may enter, as whom, what was mailed to them, and what they did with their rights.
--
-- People belong to the instance and not to a territory: one person may speak for partners of several. What a person may do hangs on
-- memberships; each says a role and, where the role has one, the partner or the territory it is held for. Nothing here points to the tables
-- of declared days: a partner is known there by the same id, day by day, and `label` keeps its name as it was when somebody was invited.
--
-- Secrets are never kept, only their SHA-256: a copy of this database opens no door. The one exception is the body of a mail that waits to
-- be sent, which is emptied as soon as it was. Erasing a person empties the personal columns and leaves the id, which the audit names.

CREATE TABLE person (
  id uuid PRIMARY KEY,
  email text UNIQUE,                -- trimmed and in lower case by the program; null once erased
  name text,
  language text NOT NULL CHECK (language IN ('fr', 'en')),
  created_at timestamptz NOT NULL,
  entered_at timestamptz,           -- first sign-in; null: invited, never came
  erased_at timestamptz,
  CHECK ((erased_at IS NULL) = (email IS NOT NULL)),
  CHECK (erased_at IS NULL OR name IS NULL)
);

CREATE TABLE membership (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  role text NOT NULL CHECK (role IN ('dispatcher', 'donor', 'association', 'equipment-owner', 'facilitator', 'committee', 'auditor', 'operator')),
  organisation_id uuid,             -- the partner spoken for: a party id
  territory_id uuid,                -- null: every territory of the instance
  label text NOT NULL,
  invited_by uuid REFERENCES person, -- null: whoever held the access key
  valid_from timestamptz NOT NULL,
  valid_until timestamptz,          -- exclusive; null: no end is known
  CHECK ((role IN ('donor', 'association', 'equipment-owner')) = (organisation_id IS NOT NULL)),
  CHECK (valid_until IS NULL OR valid_until >= valid_from)
);
-- Inviting somebody again to what is already held changes nothing.
CREATE UNIQUE INDEX membership_held_once ON membership (person_id, role, organisation_id, territory_id) NULLS NOT DISTINCT WHERE valid_until IS NULL;
CREATE INDEX membership_by_territory ON membership (territory_id);

CREATE TABLE sign_in_link (
  digest bytea PRIMARY KEY CHECK (octet_length(digest) = 32),
  person_id uuid NOT NULL REFERENCES person,
  purpose text NOT NULL CHECK (purpose IN ('sign-in', 'invitation')),
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz
);
CREATE INDEX sign_in_link_by_person ON sign_in_link (person_id);

-- The cookie carries the id, sealed; all that it opens is looked up here at each request, so an end is an end at once, on every host.
CREATE TABLE session (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  membership_id uuid REFERENCES membership, -- in which capacity; null: not chosen
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX session_by_person ON session (person_id);

-- How often somebody knocked at a door within an hour. `subject` is the SHA-256 of a mail or network address: pseudonymous, kept for a day.
CREATE TABLE attempt (
  subject bytea NOT NULL CHECK (octet_length(subject) = 32),
  since timestamptz NOT NULL,
  count int NOT NULL,
  PRIMARY KEY (subject, since)
);

CREATE TABLE mail_outbox (
  id uuid PRIMARY KEY,
  recipient text NOT NULL,
  subject text NOT NULL,
  body text NOT NULL,               -- empty once it was sent or given up: it may hold a link that opens a door
  created_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz,      -- null: sent or given up
  sent_at timestamptz,
  failed_at timestamptz,            -- given up
  CHECK ((next_attempt_at IS NULL) = (sent_at IS NOT NULL OR failed_at IS NOT NULL))
);
CREATE INDEX mail_outbox_by_due ON mail_outbox (next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX mail_outbox_by_recipient ON mail_outbox (recipient);

CREATE TABLE audit_entry (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL,
  actor_id uuid,                    -- a person; null: whoever held the access key, or the instance itself
  action text NOT NULL CHECK (action ~ '^[a-z]+(-[a-z]+)*$'),
  subject_id uuid                   -- what it was done to: a person or a membership
);
CREATE INDEX audit_entry_by_actor ON audit_entry (actor_id, id);
CREATE INDEX audit_entry_by_subject ON audit_entry (subject_id, id);
CREATE TRIGGER audit_entry_is_append_only BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_change_of_past();
CREATE TRIGGER audit_entry_is_never_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_past();
