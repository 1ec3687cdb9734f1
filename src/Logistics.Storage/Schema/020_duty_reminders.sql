-- Which letters were written to volunteers on the evening before they go, so that two hosts, or one that starts anew, write one. As `notice_sent` (017) it is the
-- instance's: the letter is written in the same transaction, and members see neither.

CREATE TABLE duty_reminder (
  volunteer_id uuid NOT NULL REFERENCES volunteer,
  service_date date NOT NULL,       -- the day that it tells of
  sent_at timestamptz NOT NULL,
  PRIMARY KEY (volunteer_id, service_date)
);
