-- What each plan was made from.
--
-- A day may be declared anew after it was planned, and the rows of 001 then hold the newer word. A plan names lots, needs and sites by id
-- only, so the declarations it was made from are kept with it, whole: it can be shown, explained and made again at any later time.
-- `revision` is the sum of the revisions of the date's territories at that moment; it grows with every change, so a day whose sum is now
-- greater than its current plan's wants a new plan.

CREATE TABLE plan_source (
  plan_id uuid PRIMARY KEY REFERENCES plan,
  revision bigint NOT NULL,
  document jsonb NOT NULL
);
