-- What was signed at a door: personal data, forgotten before the proof is (People/Retention.cs), so beside it as where a device was. Lines on a sheet, as the data of an SVG path.

CREATE TABLE proof_signature (
  proof_id uuid PRIMARY KEY REFERENCES proof,
  territory_id uuid NOT NULL,
  received_at timestamptz NOT NULL,
  path text NOT NULL CHECK (length(path) <= 4000)
);
CREATE INDEX proof_signature_by_age ON proof_signature (received_at);

CALL keep_territories_apart('proof_signature', rights => 'SELECT, INSERT, DELETE');
