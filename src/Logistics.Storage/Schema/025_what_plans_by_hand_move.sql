-- A plan that was made from another by hand moves the same shipments, in another order or on other rounds: they too are left to the plan that `refused_of` names (`shipments` is
-- empty there). What was written before has them itself, and is read as it is.

COMMENT ON COLUMN plan.refused_of IS 'The plan that has refusedPairs, and shipments where they are empty here. Null: the document is whole.';
