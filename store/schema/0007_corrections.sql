COMMENT ON COLUMN corrections.found IS 'False where no such claim stands: the article is gone or its sentence was edited. A claim of an older version counts where the current one has the same figure in the same sentence.';
COMMENT ON COLUMN claims.first_run IS 'run_id of the run in which it first stood, in this version of the article or in an older one that has the same figure in the same sentence.';
COMMENT ON COLUMN runs.claims_gone IS 'Claims that were in the version before and are no more.';
