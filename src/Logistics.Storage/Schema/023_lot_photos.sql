-- The photo that a donor, or a dispatcher for whoever telephones, adds to a surplus. Like a proof's it is known by what is in it (011): the same photo may be of both.
--
-- It is of a lot on one day, since what a donor has every week keeps its id. There is no foreign key to the lot: a day may be replaced by deleting and inserting, and
-- a photo of what is declared no more is forgotten by the hourly job (People/Retention.cs).
--
-- Who added it is a person, whose erasure takes the photo along; null: whoever came by the access key, a program, or in a demo.

CREATE TABLE lot_photo (
  service_date date NOT NULL,
  lot_id uuid NOT NULL,
  territory_id uuid NOT NULL,         -- the lot's
  photo_sha256 text NOT NULL CHECK (photo_sha256 ~ '^[0-9a-f]{64}$'),
  added_at timestamptz NOT NULL,
  added_by uuid REFERENCES person,
  PRIMARY KEY (service_date, lot_id)
);
CREATE INDEX lot_photo_by_age ON lot_photo (added_at);
CREATE INDEX lot_photo_by_photo ON lot_photo (photo_sha256);
CREATE INDEX lot_photo_by_person ON lot_photo (added_by);

CALL keep_territories_apart('lot_photo');
