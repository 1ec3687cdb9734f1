-- Every page asks which plan of each day is in force: with a year of days behind it, that is one look into an index for each and not a walk through all versions.
CREATE INDEX plan_version_in_force ON plan_version (service_date, in_force_from DESC, version DESC);
