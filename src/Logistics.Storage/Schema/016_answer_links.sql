-- Links by which a partner that was asked answers from its mail, without an account.
--
-- A link is one person's, in one capacity, for one service day: it answers for that partner and that day alone. It rests on the membership that it was
-- written for, so that it ends with it, at once and on every host; and there is one at most for each membership and day, which is what makes one letter a
-- day of all that is asked. Only the SHA-256 of what stands in the link is kept.
--
-- Members have no right on this table: who opens a link is nobody yet, and what it opens is the host's to judge.

CREATE TABLE answer_link (
  id uuid PRIMARY KEY,
  digest bytea NOT NULL UNIQUE CHECK (octet_length(digest) = 32),
  service_date date NOT NULL,
  recipient_id uuid NOT NULL,       -- the partner that is asked: a party id
  membership_id uuid NOT NULL REFERENCES membership,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,  -- exclusive
  UNIQUE (service_date, membership_id)
);
CREATE INDEX answer_link_by_membership ON answer_link (membership_id);
