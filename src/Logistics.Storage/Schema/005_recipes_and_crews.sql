-- What can be made of goods that would be lost, and who is there to make it.
--
-- Two more tables of one day's rows, like those of 001: replaced, digested and read with the day they belong to. A day that was saved
-- before this script has no rows here, which is what it has lost; declaring it again brings them back, because a day with recipes has
-- another digest than the same day without.
--
-- A recipe's batch and yield are columns so that the store itself refuses one from which nothing, or more than went in, would come out.
-- A crew has no id: it is so many people at a site for so long, in the order in which they were told, and belongs to the site's territory.

CREATE TABLE recipe (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,
  id uuid NOT NULL,
  ordinal int NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  product text NOT NULL,            -- what comes out, as people call it
  family text NOT NULL,             -- the product's
  hygiene text NOT NULL,
  smallest_g bigint NOT NULL CHECK (smallest_g > 0),
  largest_g bigint NOT NULL CHECK (largest_g >= smallest_g),
  yield_permille int NOT NULL CHECK (yield_permille BETWEEN 1 AND 1000),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, id),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX recipe_by_territory ON recipe (territory_id, service_date);

CREATE TABLE crew (
  service_date date NOT NULL,
  territory_id uuid NOT NULL,       -- the site's
  ordinal int NOT NULL,
  site_id uuid NOT NULL,
  span_from timestamptz NOT NULL,
  span_until timestamptz NOT NULL CHECK (span_until >= span_from),
  persons int NOT NULL CHECK (persons >= 0),
  trained_operators int NOT NULL CHECK (trained_operators BETWEEN 0 AND persons),
  document jsonb NOT NULL,
  PRIMARY KEY (service_date, territory_id, ordinal),
  FOREIGN KEY (service_date, territory_id) REFERENCES day DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (service_date, site_id) REFERENCES site DEFERRABLE INITIALLY DEFERRED
);
CREATE INDEX crew_by_site ON crew (service_date, site_id);
