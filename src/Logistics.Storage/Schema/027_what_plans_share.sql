-- A change by hand moves a few stops of one or two rounds, and who made it waits until the plan is written: it is written as what changed.
--
-- `plan.shares` names, for each member of the document that is as another plan has it, that plan: always one whose own document has the member, so nothing is followed twice.
-- Rounds stand in `route`, each in its `document`; one that stayed names in `kept_in` the plan whose row has it. Plans from before have `routes` in their document, and are read so.

ALTER TABLE plan ADD COLUMN shares jsonb NOT NULL DEFAULT '{}';
UPDATE plan SET shares = jsonb_build_object('refusedPairs', refused_of) || CASE WHEN document->'shipments' = '[]' THEN jsonb_build_object('shipments', refused_of) ELSE '{}' END
WHERE refused_of IS NOT NULL;
ALTER TABLE plan DROP COLUMN refused_of;
COMMENT ON COLUMN plan.shares IS 'Members that another plan has, by name: its id. What the document has of the same name is not read.';

ALTER TABLE route ADD COLUMN place int, ADD COLUMN document jsonb, ADD COLUMN kept_in uuid REFERENCES plan,
  ADD CHECK (place IS NULL OR (document IS NULL) <> (kept_in IS NULL)), ADD CHECK (kept_in <> plan_id);
COMMENT ON COLUMN route.place IS 'Among the rounds of its plan, from 0. Null: it stands in the plan''s document.';
COMMENT ON COLUMN route.kept_in IS 'The plan whose row of the same id has the document.';
