-- Programs that speak for a partner or a territory, and what they were answered.
--
-- A key is held like a membership: it says a role and, where the role has one, the partner or territory it is held for; `scopes` narrow it
-- further. Only the SHA-256 of the key is kept. `label` is what its holder called it, `held_for` the partner's or territory's name as it was then.
--
-- `kept_answer` is what a change with an Idempotency-Key was answered, kept in the transaction of the change: asked again, the same is said
-- again and nothing is done twice. It is forgotten after a few days.

CREATE TABLE api_key (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  label text NOT NULL,
  role text NOT NULL CHECK (role IN ('dispatcher', 'donor', 'association', 'equipment-owner', 'facilitator', 'committee', 'auditor')),
  organisation_id uuid,
  territory_id uuid,
  held_for text NOT NULL,
  scopes text[] NOT NULL CHECK (scopes <> '{}'),
  made_by uuid REFERENCES person,   -- null: whoever held the access key
  made_at timestamptz NOT NULL,
  valid_until timestamptz NOT NULL, -- exclusive
  used_on date,                     -- to the day: enough to find keys that nobody uses
  ended_at timestamptz,
  CHECK ((role IN ('donor', 'association', 'equipment-owner')) = (organisation_id IS NOT NULL))
);
CREATE INDEX api_key_by_organisation ON api_key (organisation_id);
CREATE INDEX api_key_by_territory ON api_key (territory_id);

CREATE TABLE kept_answer (
  caller text NOT NULL,             -- a session or a key
  request_key text NOT NULL CHECK (length(request_key) BETWEEN 1 AND 200),
  request_digest bytea NOT NULL CHECK (octet_length(request_digest) = 32),
  status int NOT NULL,
  location text,
  tag text,
  body text,
  kept_at timestamptz NOT NULL,
  PRIMARY KEY (caller, request_key)
);
CREATE INDEX kept_answer_by_age ON kept_answer (kept_at);
