COMMENT ON COLUMN corrections.found IS 'False where no such claim stands: there never was one, or its article was edited, and the same figure in the same sentence (of a table: under the same rows) is gone, stands more or less often, or is read otherwise.';
COMMENT ON COLUMN claims.first_run IS 'run_id of the run in which it first stood, in this version of the article or in an older one that makes the same statement.';
COMMENT ON COLUMN runs.claims_gone IS 'Claims that were in the version before and are no more.';
