-- Who was refused what is by far the most of a plan (megabytes on a big day), and no change by hand alters it. A plan that was made from another by hand leaves it out of its
-- document (`refusedPairs` is empty there) and names here the plan that has it: never one that itself leaves it out. Null: the document is whole.

ALTER TABLE plan ADD COLUMN refused_of uuid REFERENCES plan (id) CHECK (refused_of <> id);
