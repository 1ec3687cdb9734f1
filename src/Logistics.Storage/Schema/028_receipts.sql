-- Receipts for gifts in kind of businesses (code général des impôts, article 238 bis, 5 bis): numbered without gaps by whoever issues them, cancelled and never changed.

CREATE TABLE receipt (
  id uuid PRIMARY KEY,
  territory_id uuid NOT NULL,       -- the issuer's
  issuer_id uuid NOT NULL,
  donor_id uuid NOT NULL,
  year int NOT NULL,
  number int NOT NULL CHECK (number > 0),
  issued_at timestamptz NOT NULL,
  first_day date NOT NULL,
  last_day date NOT NULL CHECK (last_day >= first_day),
  replaces_id uuid REFERENCES receipt ON DELETE SET NULL,
  document jsonb NOT NULL,
  cancelled_at timestamptz,
  cancelled_why text,
  CHECK ((cancelled_at IS NULL) = (cancelled_why IS NULL)),
  UNIQUE (issuer_id, year, number)
);
CREATE INDEX receipt_by_donor ON receipt (donor_id);
CREATE INDEX receipt_by_age ON receipt (issued_at);
-- Written anew once; what was written anew and cancelled in its turn is replaced itself.
CREATE UNIQUE INDEX receipt_written_anew_once ON receipt (replaces_id);

CALL keep_territories_apart('receipt');
