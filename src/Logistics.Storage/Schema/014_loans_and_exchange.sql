-- What one territory lets another have, by consent of both.
--
-- `loan` is an offer with its terms, which never change; `loan_consent` says who agreed, and who withdrew. A loan stands while both agree. As long as it
-- does, and on its days, the borrower reads the row of the very thing that is lent: one piece of equipment, or one lot. Nothing else of the lender is
-- shown with it; partners and places are named by their ids alone.
--
-- A member offers only what is its own, and agrees or withdraws only for itself. Both sides read the offer and both consents.

CREATE TABLE loan (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,         -- who lends
  borrower_id uuid NOT NULL CHECK (borrower_id <> territory_id),
  kind text NOT NULL CHECK (kind IN ('equipment', 'lot')),
  thing_id uuid NOT NULL,
  valid_from date NOT NULL,           -- both days inclusive
  valid_until date CHECK (valid_until >= valid_from),
  conditions text,
  offered_at timestamptz NOT NULL
);
CREATE INDEX loan_by_thing ON loan (thing_id);
CREATE INDEX loan_by_borrower ON loan (borrower_id);

CREATE TABLE loan_consent (
  loan_id uuid NOT NULL REFERENCES loan,
  territory_id uuid NOT NULL,         -- who agrees: one of the two
  given_at timestamptz NOT NULL,
  withdrawn_at timestamptz CHECK (withdrawn_at >= given_at),
  PRIMARY KEY (loan_id, territory_id)
);

CALL keep_territories_apart('loan', rights => 'SELECT, INSERT');
CREATE POLICY offered_to_members ON loan FOR SELECT TO ramasse_member USING (borrower_id = ANY ((SELECT visible_territories())::uuid[]));

CALL keep_territories_apart('loan_consent', rights => 'SELECT, INSERT, UPDATE', own => $$territory_id = ANY ((SELECT visible_territories())::uuid[])
  AND EXISTS (SELECT FROM loan AS l WHERE l.id = loan_id AND loan_consent.territory_id IN (l.territory_id, l.borrower_id))$$);
CREATE POLICY of_both_sides ON loan_consent FOR SELECT TO ramasse_member USING (EXISTS (SELECT FROM loan AS l WHERE l.id = loan_id));

CREATE VIEW standing_loan WITH (security_invoker = true) AS
  SELECT l.* FROM loan AS l
  WHERE EXISTS (SELECT FROM loan_consent AS c WHERE c.loan_id = l.id AND c.territory_id = l.territory_id AND c.withdrawn_at IS NULL)
    AND EXISTS (SELECT FROM loan_consent AS c WHERE c.loan_id = l.id AND c.territory_id = l.borrower_id AND c.withdrawn_at IS NULL);
GRANT SELECT ON standing_loan TO ramasse_member, ramasse_service;

CREATE POLICY lent_to_members ON equipment FOR SELECT TO ramasse_member USING (EXISTS (
  SELECT FROM standing_loan AS l
  WHERE l.kind = 'equipment' AND l.thing_id = equipment.id AND l.territory_id = equipment.territory_id AND l.borrower_id = ANY ((SELECT visible_territories())::uuid[])
    AND equipment.service_date >= l.valid_from AND (l.valid_until IS NULL OR equipment.service_date <= l.valid_until)));
CREATE POLICY lent_to_members ON lot FOR SELECT TO ramasse_member USING (EXISTS (
  SELECT FROM standing_loan AS l
  WHERE l.kind = 'lot' AND l.thing_id = lot.id AND l.territory_id = lot.territory_id AND l.borrower_id = ANY ((SELECT visible_territories())::uuid[])
    AND lot.service_date >= l.valid_from AND (l.valid_until IS NULL OR lot.service_date <= l.valid_until)));

-- What other programs' tables said and what they were given; the instance's own.
--
-- `exchanged_row` keeps a hash of each row as it was taken last, so that the same file again changes nothing, not even what somebody corrected here since.
-- `exported_table` lets one of several hosts write a day's table; a claim that ran out may be taken by another.

CREATE TABLE exchanged_row (
  profile text NOT NULL,
  service_date date NOT NULL,
  code text NOT NULL,
  said_sha256 bytea NOT NULL,
  taken_at timestamptz NOT NULL,
  PRIMARY KEY (profile, service_date, code)
);

CREATE TABLE exported_table (
  profile text NOT NULL,
  service_date date NOT NULL,
  claimed_until timestamptz NOT NULL,
  written_at timestamptz,
  PRIMARY KEY (profile, service_date)
);
