-- Where things are, and under which codes.
--
-- A lot's code is asked for on all dates at once before it is given to another donor (LotCodes.cs).

CREATE INDEX lot_by_id ON lot (id, service_date);

-- `territory_outline` is the ground that a territory works on, as somebody drew it (an INSEE or OpenStreetMap outline, say), with who drew it. Nothing is
-- refused for lying outside; maps and lists tell what lies inside. Kept as geography, so that it is compared with positions by their index.

CREATE TABLE territory_outline (
  territory_id uuid PRIMARY KEY,
  outline geography(MultiPolygon, 4326) NOT NULL,
  source text NOT NULL,             -- who drew it and under which licence, said wherever it is shown
  set_at timestamptz NOT NULL
);
CALL keep_territories_apart('territory_outline');
