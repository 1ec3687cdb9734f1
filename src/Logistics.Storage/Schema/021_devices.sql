-- Notices to devices (web push, RFC 8030): which browsers people switched on, what waits to be told to them, and who wants what there.
--
-- A device is what a browser gave us: an address at its push service, which anybody who knows it could write to if they knew the keys of the instance as well, and
-- the two values by which what is said is sealed for that browser alone (RFC 8291). It belongs to one person; who signs out on it takes it along, and a browser that
-- another person switches on later is theirs. `application_key` is the public key of the instance that the browser was shown: its service hears us with no other.
--
-- `push_outbox` is for devices what `mail_outbox` (009) is for addresses. A row goes as soon as it was told, given up or too late: nothing of it is kept.

CREATE TABLE push_device (
  id uuid PRIMARY KEY,
  person_id uuid NOT NULL REFERENCES person,
  session_id uuid REFERENCES session ON DELETE SET NULL, -- in which it was switched on; null: that one is over and forgotten
  endpoint text NOT NULL UNIQUE CHECK (length(endpoint) <= 1000),
  device_key bytea NOT NULL CHECK (octet_length(device_key) = 65),
  secret bytea NOT NULL CHECK (octet_length(secret) = 16),
  application_key bytea NOT NULL CHECK (octet_length(application_key) = 65),
  made_at timestamptz NOT NULL,
  heard_at timestamptz NOT NULL     -- when it was last switched on, or its service last took something for it
);
CREATE INDEX push_device_by_person ON push_device (person_id);
CREATE INDEX push_device_by_session ON push_device (session_id);

CREATE TABLE push_outbox (
  note_id uuid NOT NULL,
  device_id uuid NOT NULL REFERENCES push_device ON DELETE CASCADE,
  said text NOT NULL,               -- what the device is told, as it reads it; nothing about anybody
  urgency text NOT NULL CHECK (urgency IN ('low', 'normal', 'high')),
  created_at timestamptz NOT NULL,
  attempts int NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,  -- exclusive: what is told later tells nobody anything
  PRIMARY KEY (note_id, device_id)
);
CREATE INDEX push_outbox_by_due ON push_outbox (next_attempt_at);
CREATE INDEX push_outbox_by_device ON push_outbox (device_id);

-- The columns of 017 are about letters; these are about devices.
ALTER TABLE notice_choice
  ADD COLUMN questions_push boolean NOT NULL DEFAULT false,
  ADD COLUMN reminder_push boolean NOT NULL DEFAULT false,
  ADD COLUMN digest_push boolean NOT NULL DEFAULT false;
